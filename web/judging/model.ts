import type { Answer } from '../api/client.ts';

export type Tender = Answer<'GET /v1/tenders/{id}'>;
export type Report = Answer<'GET /v1/tenders/{id}/report'>;
export type Bid = Answer<'GET /v1/tenders/{id}/opening'>['bids'][number];
