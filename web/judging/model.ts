import type { Answer, Body } from '../api/client.ts';

export type Tender = Answer<'GET /v1/tenders/{id}'>;
export type Report = Answer<'GET /v1/tenders/{id}/report'>;
export type Bid = Answer<'GET /v1/tenders/{id}/opening'>['bids'][number];
export type Committee = Answer<'GET /v1/tenders/{id}/committee'>;
export type Lot = Tender['lots'][number];

type LotInput = NonNullable<Body<'PATCH /v1/tenders/{id}'>['lots']>[number];

/** What a member scores in a lot: points inside a band, or one of the options. */
export interface Factor {
  readonly key: string;
  readonly title: string;
  readonly weight?: string;
  readonly bands: readonly { readonly title: string; readonly from: string; readonly to: string }[];
  readonly options: readonly { readonly title: string; readonly value: string }[];
}

/** The factors of a lot as its documents have them; none where only prices are compared. */
export function factorsOf({ scoring, criteria }: Lot): readonly Factor[] {
  const scored = (scoring as LotInput['scoring'])?.factors ?? [];
  const optional = (criteria as LotInput['criteria']) ?? [];
  return [...scored.map((each) => ({ ...each, options: [] })), ...optional.map((each) => ({ ...each, bands: [] }))];
}

/** What of a report's missing findings waits for a seat, or for the buyer's people (`undefined`). */
export function waitingOf({ missing, mine, round }: Report, seat: number | undefined): Report['missing'] {
  const body = seat === undefined ? 'buyer' : 'committee';
  const isOwn = (one: { readonly seat: number | null; readonly round: number }) =>
    one.seat === (seat ?? null) && one.round === round;
  return missing.filter((each) => {
    const { kind, supplier, lot } = each;
    if (kind === 'opinion')
      return each.by === body && !mine.opinions.some((one) => isOwn(one) && one.supplier === supplier);
    if (kind === 'correction') {
      return !mine.prices.some((one) => isOwn(one) && one.supplier === supplier && one.lot === lot);
    }
    return (kind === 'sheet' || kind === 'explanation') && each.seat === seat;
  });
}
