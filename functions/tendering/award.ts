import { DomainError } from '../../shared/kernel/errors.ts';
import type { EvaluatedBid, EvaluatedLot, Evaluation } from './evaluation/evaluate.ts';
import type { Award, Candidate, LotCandidates } from './events.ts';

export type { Evaluation } from './evaluation/evaluate.ts';

/** How the purchaser orders bids that tie, and why: by the rule of its documents (MOF Order 87 art. 56, 68). */
export interface TieDecision {
  readonly lot: string;
  /** The suppliers that tie, best first. */
  readonly order: readonly string[];
  readonly reason: string;
}

/**
 * The ranked candidates of each lot that has a valid bid. A tie that decides who is a candidate, or in which place,
 * must be ordered by the purchaser: @throws `tie-unresolved`, naming the suppliers, or `tie-order-wrong`.
 */
export function candidatesOf(evaluation: Evaluation, most: number, ties: readonly TieDecision[]): LotCandidates[] {
  for (const [at, tie] of ties.entries()) checkTie(evaluation, tie, at);
  return evaluation.lots.flatMap((lot) => {
    const candidates = rankedCandidates(lot, most, ties);
    return candidates.length === 0 ? [] : [{ lot: lot.lot, candidates }];
  });
}

function rankedCandidates(lot: EvaluatedLot, most: number, ties: readonly TieDecision[]): Candidate[] {
  const decided = ties.filter((tie) => tie.lot === lot.lot);
  const order = lot.bids.filter((bid) => bid.rank !== null).map((bid) => bid.supplier);
  for (const group of lot.ties) {
    const from = order.indexOf(group[0] ?? '');
    if (from >= most) continue;
    const decision = decided.find((tie) => sameSet(tie.order, group));
    if (decision === undefined) {
      throw new DomainError('rule', 'tie-unresolved', { lot: lot.lot, suppliers: group.join(', ') }, [
        { pointer: '/ties', code: 'tie-unresolved', params: { lot: lot.lot, suppliers: group.join(', ') } },
      ]);
    }
    order.splice(from, group.length, ...decision.order);
  }
  return order.slice(0, most).map((supplier, at) => {
    const { name, uscc, price, evaluated } = bidOf(lot, supplier);
    const tie = decided.find((one) => one.order.includes(supplier));
    return { rank: at + 1, supplier, name, uscc, price, evaluated, ...(tie ? { tieReason: tie.reason } : {}) };
  });
}

function checkTie(evaluation: Evaluation, tie: TieDecision, at: number): void {
  const lot = evaluation.lots.find((one) => one.lot === tie.lot);
  if (lot?.ties.some((group) => sameSet(group, tie.order))) return;
  const code = 'tie-order-wrong';
  throw new DomainError('rule', code, {}, [{ pointer: `/ties/${at}/order`, code }]);
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && new Set(a).size === a.length && a.every((one) => b.includes(one));

function bidOf(lot: EvaluatedLot, supplier: string): EvaluatedBid {
  const bid = lot.bids.find((one) => one.supplier === supplier);
  if (bid === undefined) throw new Error('a candidate without a bid');
  return bid;
}

/** The award of each lot to its first candidate, at the price it bid. */
export function awardsOf(evaluation: Evaluation, lots: readonly LotCandidates[]): Award[] {
  return lots.flatMap(({ lot, candidates }) => {
    const [first] = candidates;
    const evaluated = evaluation.lots.find((one) => one.lot === lot);
    if (first === undefined || evaluated === undefined) return [];
    const { supplier, name, uscc, price, lines } = bidOf(evaluated, first.supplier);
    return [{ lot, supplier, name, uscc, amount: price, lines: lines.map(({ exact: _, ...line }) => line) }];
  });
}

/** The candidates of a lot without those that are none any more: the next in rank stands first (依次递补). */
export const nextInRank = (lots: readonly LotCandidates[], lot: string, gone: readonly string[]): LotCandidates[] =>
  lots
    .filter((one) => one.lot === lot)
    .map(({ candidates }) => ({ lot, candidates: candidates.filter(({ supplier }) => !gone.includes(supplier)) }));
