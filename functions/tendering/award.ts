import { DomainError } from '../../shared/kernel/errors.ts';
import { parseMoney, yuan } from '../../shared/kernel/money.ts';
import { allot } from './allocation-awards.ts';
import type { RecordedAllocation } from './allocation-events.ts';
import type { Draft } from './draft.ts';
import { type EvaluatedBid, type EvaluatedLot, type Evaluation, figure } from './evaluation/evaluation.ts';
import { deduct } from './evaluation/policy.ts';
import { sameBrand } from './evaluation/ranking.ts';
import type { Award, Candidate, LotCandidates } from './events.ts';

export type { Evaluation } from './evaluation/evaluation.ts';

/** How bids that tie are ordered, and why: by the rule of the documents (MOF Order 87 art. 31, 56, 57, 68). */
export interface TieDecision {
  readonly lot: string;
  /** The suppliers that tie, best first. */
  readonly order: readonly string[];
  readonly reason: string;
}

/**
 * The ranked candidates (中标候选人) of each lot that has one, at most `most` (Bidding Law Regulation art. 53). A tie
 * that decides who is a candidate, or in which place, must be ordered first; of one brand that ties, the first stays.
 * Lots that an allocation has decided have the candidates that it gave them.
 * @throws `evaluation-incomplete`, `tie-unresolved` with the suppliers, `tie-order-wrong` or `tie-repeated`.
 */
export function candidatesOf(
  evaluation: Evaluation,
  most: number,
  ties: readonly TieDecision[],
  allocated: readonly LotCandidates[] = [],
): LotCandidates[] {
  if (evaluation.incomplete.length > 0) {
    throw new DomainError('conflict', 'evaluation-incomplete', { count: evaluation.incomplete.length });
  }
  for (const [at, tie] of ties.entries()) checkTie(evaluation, ties, tie, at);
  return evaluation.lots.flatMap((lot) => {
    const decided = ties.filter((tie) => tie.lot === lot.lot);
    const known = allocated.find((one) => one.lot === lot.lot);
    const candidates = known?.candidates ?? rankedCandidates(lot, most, decided);
    return candidates.length === 0 ? [] : [{ lot: lot.lot, candidates }];
  });
}

function rankedCandidates(lot: EvaluatedLot, most: number, decided: readonly TieDecision[]): Candidate[] {
  const tied = new Map(lot.ties.flatMap((group) => group.map((supplier) => [supplier, group])));
  const chosen: { bid: EvaluatedBid; reason?: string }[] = [];
  const brands = new Set<string>();
  const ranked = lot.bids.filter(({ rank }) => rank !== null);
  const bids = new Map(ranked.map((bid) => [bid.supplier, bid]));
  while (bids.size > 0 && chosen.length < most) {
    const [first = ''] = bids.keys();
    const group = tied.get(first);
    const decision = group && decisionOn(lot.lot, group, decided);
    for (const supplier of decision?.order ?? [first]) {
      const bid = bids.get(supplier);
      bids.delete(supplier);
      const brand = bid?.brand === undefined ? undefined : sameBrand(bid.brand);
      if (bid === undefined || (brand !== undefined && brands.has(brand))) continue;
      if (brand !== undefined) brands.add(brand);
      chosen.push({ bid, ...(decision && { reason: decision.reason }) });
    }
  }
  return chosen.slice(0, most).map(({ bid, reason }, at) => {
    const { supplier, name, uscc, price, evaluated } = bid;
    return { rank: at + 1, supplier, name, uscc, price, evaluated, ...(reason !== undefined && { tieReason: reason }) };
  });
}

function decisionOn(lot: string, group: readonly string[], decided: readonly TieDecision[]): TieDecision {
  const decision = decided.find((tie) => sameSet(tie.order, group));
  if (decision !== undefined) return decision;
  const params = { lot, suppliers: group.join(', ') };
  throw new DomainError('rule', 'tie-unresolved', params, [{ pointer: '/ties', code: 'tie-unresolved', params }]);
}

function checkTie(evaluation: Evaluation, ties: readonly TieDecision[], tie: TieDecision, at: number): void {
  if (ties.slice(0, at).some((one) => one.lot === tie.lot && sameSet(one.order, tie.order))) {
    throw new DomainError('rule', 'tie-repeated', {}, [{ pointer: `/ties/${at}`, code: 'tie-repeated' }]);
  }
  const lot = evaluation.lots.find((one) => one.lot === tie.lot);
  if (lot?.ties.some((group) => sameSet(group, tie.order))) return;
  const code = 'tie-order-wrong';
  throw new DomainError('rule', code, {}, [{ pointer: `/ties/${at}/order`, code }]);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const all = new Set(a);
  return a.length === b.length && all.size === a.length && b.every((one) => all.has(one));
}

/** What awards hang on beside the evaluation: the documents' rules, and the allocation that was recorded. */
export interface AwardedBy {
  readonly draft: Pick<Draft, 'lots'>;
  readonly allocation?: RecordedAllocation;
}

/** The suppliers by lot that are out after the candidates were named: they withdrew, or an objection held. */
export type Dropped = Readonly<Record<string, readonly string[]>>;

/** Those who still stand for a lot, best first. */
const standing = ({ lot, candidates }: LotCandidates, dropped: Dropped): readonly Candidate[] =>
  candidates.filter(({ supplier }) => !dropped[lot]?.includes(supplier));

/**
 * The awards of each lot by its rule, to those of its candidates who have not dropped out (依次确定; Bidding Law
 * Regulation art. 55, MOF Order 87 art. 68): whoever stands behind moves up, into the place and its share.
 */
export function awardsOf(
  { draft, allocation }: AwardedBy,
  evaluation: Evaluation,
  candidates: readonly LotCandidates[],
  dropped: Dropped = {},
): Award[] {
  const lots = new Map(draft.lots.map((lot) => [lot.id, lot]));
  const evaluated = new Map(evaluation.lots.map((lot) => [lot.lot, lot]));
  return candidates.flatMap((ranked) => {
    const lot = lots.get(ranked.lot);
    const bids = new Map(evaluated.get(ranked.lot)?.bids.map((bid) => [bid.supplier, bid]));
    const order = standing(ranked, dropped).flatMap(({ supplier }) => bids.get(supplier) ?? []);
    return lot === undefined ? [] : allot(lot, order, allocation);
  });
}

/** The candidates of the lots that are awarded at the least delivered cost: who wins by the recorded allocation. */
export const allocatedOf = ({ draft, allocation }: AwardedBy, evaluation: Evaluation): LotCandidates[] =>
  draft.lots
    .filter((lot) => lot.allocation.rule === 'optimised')
    .flatMap((lot) => {
      const bids = evaluation.lots.find((one) => one.lot === lot.id)?.bids;
      if (bids === undefined) return [];
      const candidates = allot(lot, bids, allocation).map((award, at): Candidate => {
        const { supplier, name, uscc, amount: price } = award;
        const deduction = bids.find((bid) => bid.supplier === supplier)?.deduction;
        const evaluated = figure(deduct(yuan(parseMoney(price)), deduction));
        return { rank: at + 1, supplier, name, uscc, price, evaluated };
      });
      return [{ lot: lot.id, candidates }];
    });

/**
 * The ranked reserves (备选供应商) of each lot whose allocation names some: the candidates after the winners, as many as
 * the documents say and have stayed.
 */
export function reservesOf(
  lots: Draft['lots'],
  candidates: readonly LotCandidates[],
  dropped: Dropped = {},
): LotCandidates[] {
  const byLot = new Map(candidates.map((ranked) => [ranked.lot, ranked]));
  return lots.flatMap(({ id, allocation }) => {
    const ranked = byLot.get(id);
    if (ranked === undefined || (allocation.rule !== 'reserves' && allocation.rule !== 'shares')) return [];
    const winners = allocation.rule === 'shares' ? allocation.shares.length : 1;
    const reserves = standing(ranked, dropped).slice(winners, winners + (allocation.reserves ?? 0));
    return reserves.length === 0 ? [] : [{ lot: id, candidates: reserves }];
  });
}
