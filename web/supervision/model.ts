import type { Answer } from '../api/client.ts';
import type { Listed } from '../api/queries.ts';

export type Tender = Answer<'GET /v1/tenders/{id}'>;
export type TenderListed = Listed<'GET /v1/tenders'>;
export type Complaint = Listed<'GET /v1/tenders/{id}/complaints'>;
export type Objection = Listed<'GET /v1/tenders/{id}/objections'>;
export type Lead = Answer<'GET /v1/tenders/{id}/integrity-leads'>['items'][number];

/** A complaint that was taken up is still to be decided. */
export const isOpen = ({ decision }: Complaint): boolean => decision === undefined || decision === 'accepted';
