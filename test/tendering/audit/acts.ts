import type { Draft } from '../../../functions/tendering/draft.ts';
import type { TenderCommand } from '../../../functions/tendering/tender.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { at, buyer, calendar, draft, idFrom, lot, sealingKey } from '../fixtures.ts';
import { type Bids, evaluated, type Ledger, type SealedBid } from './ledger.ts';

/*
 * What every story is made of.
 */

export const frozenAt = '2026-03-24T01:01:00.000Z';
export const openedAt = '2026-03-24T01:01:30.000Z';
export const evaluating = '2026-03-25T02:00:00.000Z';
export const awarding = '2026-04-02T02:00:00.000Z';
export const org = (n: number) => idFrom('org', 10 + n);
export const firstLot = idFrom('lot', 1);

export const publish = (book: Ledger, more: Partial<Draft>, ...between: readonly TenderCommand[]) =>
  book.run(
    at,
    { type: 'draftTender', buyer, draft: draft({ regime: 'soe-voluntary', lots: [lot(1)], ...more }) },
    ...between,
    { type: 'publishTender', at, calendar, sealingKey, excluded: ['91350404100000002Y'] },
  );

export const candidates = (book: Ledger, set: Bids, unopened = {}) =>
  book.run(evaluating, {
    type: 'publishCandidates',
    at: evaluating,
    calendar,
    ...evaluated(book, set, unopened),
    ties: [],
  });
export const award = (book: Ledger, set: Bids, unopened = {}) =>
  book.run(awarding, { type: 'award', at: awarding, calendar, ...evaluated(book, set, unopened) });
export const signAll = (book: Ledger, set: Bids, seats: readonly number[], when: Instant = evaluating) => {
  for (const seat of seats) {
    const { evaluationHash: evaluation } = evaluated(book, set);
    const dissent = seat === 2 ? '报价偏高，建议重新测算' : null;
    book.run(when, { type: 'signReport', at: when, seat, seen: evaluation, evaluation, missing: [], dissent });
  }
};
const qualified = { qualified: true, reasons: [], brands: {}, consortium: false } as const;
export const judge = (seat: number | null, { disclosed }: SealedBid, opinion: object = {}): TenderCommand => ({
  type: 'judgeBidder',
  at: evaluating,
  seat,
  bid: { supplier: disclosed.supplier, lots: disclosed.lots.map(({ lotId }) => lotId) },
  opinion: { ...qualified, ...opinion },
  asked: [],
});
