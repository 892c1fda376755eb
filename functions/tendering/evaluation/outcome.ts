import { yuan } from '../../../shared/kernel/money.ts';
import { ratio } from '../../../shared/kernel/ratio.ts';
import type { Deduction, Draft } from '../draft.ts';
import type { Compared } from './compared.ts';
import { bySupplier, type EvaluatedBid, type WithoutDeduction } from './evaluation.ts';
import type { Judge, Judged } from './methods.ts';
import { type DrawOf, type Ranking, rank } from './ranking.ts';

/** How the valid bids of a lot are put in order. */
export interface Contest {
  readonly method: Draft['method'];
  readonly judge: Judge['judge'];
  readonly draw: DrawOf;
}

export interface Outcome {
  readonly judged: ReadonlyMap<string, Judged>;
  readonly ranking: Ranking;
}

/** The order of the valid bids of a lot, all deductions applied but those that are left out. */
export function outcomeOf(
  { method, judge, draw }: Contest,
  valid: readonly Compared[],
  without?: WithoutDeduction['without'],
): Outcome {
  const priced = valid.map(({ supplier, price, evaluated, deduction }) => {
    const leftOut = without === 'all' || (without !== undefined && without === deduction?.for);
    return { supplier, evaluated: leftOut ? yuan(price) : evaluated };
  });
  const judged = judge(priced);
  const entrants = valid.map(({ supplier, price, brand, partial }) => {
    // What leaves items out is cheaper for that alone: it stands behind what serves all of them.
    const keys = [ratio(partial ? 1n : 0n), ...(judged.get(supplier)?.keys ?? [])];
    // Art. 31 takes the lowest price of a brand, not the lowest after deductions; under scoring, the best scored.
    const within = method === 'lowest-evaluated-price' ? [yuan(price), ...keys] : keys;
    return { supplier, keys, ...(brand !== undefined && { brand: { name: brand, keys: within } }) };
  });
  return { judged, ranking: rank(entrants, draw) };
}

const kinds: readonly Deduction['for'][] = ['small', 'micro', 'consortium'];

/** The outcome without each deduction that some valid bid has, and without all where there are several kinds. */
export function withoutDeductions(contest: Contest, valid: readonly Compared[]): WithoutDeduction[] {
  const used = kinds.filter((kind) => valid.some(({ deduction }) => deduction?.for === kind));
  const left: readonly WithoutDeduction['without'][] = used.length > 1 ? [...used, 'all'] : used;
  return left.map((without) => {
    const { ranks } = outcomeOf(contest, valid, without).ranking;
    const winners = [...ranks].flatMap(([supplier, place]) => (place === 1 ? [supplier] : []));
    return { without, ranks: Object.fromEntries(ranks), winners };
  });
}

/** The bids of a lot with what came of them: by rank, then by supplier. */
export function rankedBids(
  compared: readonly Compared[],
  method: Draft['method'],
  outcome: Outcome | undefined,
): EvaluatedBid[] {
  const bids = compared.map(({ supplier, shown }): EvaluatedBid => {
    const yieldsTo = outcome?.ranking.yields.get(supplier);
    const outOfIt = yieldsTo !== undefined && method === 'lowest-evaluated-price';
    return {
      ...shown,
      ...outcome?.judged.get(supplier)?.shown(),
      ...(outOfIt && { invalid: ['same-brand'] as const }),
      ...(yieldsTo !== undefined && { yieldsTo }),
      rank: outcome?.ranking.ranks.get(supplier) ?? null,
    };
  });
  const last = compared.length + 1;
  return bids.sort((a, b) => (a.rank ?? last) - (b.rank ?? last) || bySupplier(a, b));
}
