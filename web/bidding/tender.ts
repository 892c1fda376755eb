import type { Answer } from '../api/client.ts';

/** A tender as the API shows it to a bidder. */
export type Tender = Answer<'GET /v1/tenders/{id}'>;
export type Lot = Tender['lots'][number];
export type Item = Lot['items'][number];
