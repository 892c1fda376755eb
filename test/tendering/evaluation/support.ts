import type { OpenedBid } from '../../../functions/tendering/bid-record.ts';
import type { Draft, Lot } from '../../../functions/tendering/draft.ts';
import { evaluate } from '../../../functions/tendering/evaluation/evaluate.ts';
import type { EvaluatedLot, Evaluation } from '../../../functions/tendering/evaluation/evaluation.ts';
import { type Findings, noFindings } from '../../../functions/tendering/evaluation/findings.ts';
import { type RulePack, rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import type { OfferedLot } from '../../../shared/sealing/bid.ts';
import { bid, draft, idFrom, lot, rebarItem } from '../fixtures.ts';

export const root = 'ab'.repeat(32);
export const org = (n: number): string => idFrom('org', 10 + n);
export const lotId = idFrom('lot', 1);
export const cny = (amount: string) => ({ amount, currency: 'CNY' }) as const;

/** A tender of one lot of one tonne, so that a unit price is the price. */
export const oneLot = (more: Partial<Lot> = {}, tender: Partial<Draft> = {}): Draft =>
  draft({ lots: [lot(1, { items: [rebarItem(1, '1')], ...more })], ...tender });

/** The evaluation under the draft's own pack, of which some rules may be others. */
export const evaluated = (
  tender: Draft,
  bids: readonly OpenedBid[],
  findings: Partial<Findings> = {},
  rules: Partial<RulePack> = {},
): Evaluation =>
  evaluate(tender, { ...rulePackOf(tender.regime), ...rules }, [], bids, { ...noFindings, root, ...findings });

/** Its only lot. */
export function only({ lots: [first] }: Evaluation): EvaluatedLot {
  if (first === undefined) throw new Error('no lot');
  return first;
}

export const ranksOf = (evaluated: EvaluatedLot): Record<string, number | null> =>
  Object.fromEntries(evaluated.bids.map(({ supplier, rank }) => [supplier, rank]));

/** The same bid with its first lot offered otherwise. */
export const offering = (one: OpenedBid, more: Partial<OfferedLot>): OpenedBid => ({
  ...one,
  lots: one.lots.map((offered) => ({ ...offered, ...more })),
});

/** A bid for the lot of one tonne. */
export const at = (n: number, amount: string, more: Partial<OpenedBid> = {}): OpenedBid => ({
  ...bid(n, [1, amount]),
  ...more,
});

/** Rules under which a brand counts once, however few bidders there are. */
export const brandRules: Partial<RulePack> = {
  minimumQualified: { ...rulePackOf('government-procurement').minimumQualified, value: 1 },
};

/** Suppliers found qualified, with the brand that each offers. */
export const branded = (...brands: readonly (readonly [n: number, brand: string])[]): Findings['qualification'] =>
  Object.fromEntries(
    brands.map(([n, brand]) => [org(n), { qualified: true, reasons: [], brands: { [lotId]: brand } }]),
  );

/** The sheets of several seats for one supplier: for each factor, one score a seat. */
export const sheetsFor = (n: number, seats: readonly number[], scores: Readonly<Record<string, readonly string[]>>) =>
  seats.map((seat, at) => ({
    seat,
    supplier: org(n),
    lot: lotId,
    scores: Object.fromEntries(Object.entries(scores).map(([factor, values]) => [factor, values[at] ?? ''])),
  }));
