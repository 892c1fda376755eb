import type { Answer } from '../api/client.ts';

export type Tender = Answer<'GET /v1/tenders/{id}'>;
export type Lot = Tender['lots'][number];
export type Item = Lot['items'][number];
export type Opening = Answer<'GET /v1/tenders/{id}/opening'>;
export type RecordedBid = Opening['bids'][number];
export type Evaluation = Answer<'GET /v1/tenders/{id}/evaluation'>;
export type EvaluatedLot = Evaluation['lots'][number];
export type EvaluatedBid = EvaluatedLot['bids'][number];
export type Allocation = Answer<'GET /v1/tenders/{id}/allocation'>;

/** The items of a tender by their ids. */
export const itemsOf = ({ lots }: Pick<Tender, 'lots'>): ReadonlyMap<string, Item> =>
  new Map(lots.flatMap(({ items }) => items.map((item) => [item.id, item])));
