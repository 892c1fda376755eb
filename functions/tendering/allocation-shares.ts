import { split } from '../../shared/kernel/money.ts';
import { div, mul, parseDecimal, type Ratio, ratio, sub, sum } from '../../shared/kernel/ratio.ts';
import type { CommittedAllocation, SharesAllocation } from './allocation.ts';

/** A quantity in parts of whole steps, and what none of them has: together they are the whole, exactly. */
export interface Parts {
  readonly parts: readonly Ratio[];
  readonly rest: Ratio;
}

/**
 * Splits a quantity by shares (最大余数法): as many whole steps as the shares come to, by the largest remainder, ties to
 * the better rank. What is left, less than a step where the shares sum to 1, is for the last call-off.
 */
export function splitBySteps(total: Ratio, shares: readonly Ratio[], step: Ratio): Parts {
  if (shares.length === 0) return { parts: [], rest: total };
  const { n, d } = div(mul(total, sum(shares)), step);
  const parts = split(n / d, shares).map((steps) => mul(ratio(steps), step));
  return { parts, rest: sub(total, sum(parts)) };
}

/** How many winners a lot of several may have. */
export const placesOf = (allocation: SharesAllocation | CommittedAllocation): number =>
  allocation.rule === 'shares' ? allocation.shares.length : allocation.winners;

/**
 * The shares of the winners that there are, best first, of a lot's quantity. Fewer than the documents' shares are scaled
 * to 1, exactly: `s ÷ Σs`. The committed part is that for their number, in equal shares.
 */
export function sharesOf(allocation: SharesAllocation | CommittedAllocation, winners: number): readonly Ratio[] {
  if (winners === 0) return [];
  if (allocation.rule === 'shares') {
    const shares = allocation.shares.slice(0, winners).map((share) => parseDecimal(share, 4));
    const all = sum(shares);
    return shares.map((share) => div(share, all));
  }
  const { committed } = allocation;
  const part = committed[Math.min(winners, committed.length) - 1] ?? '0';
  return Array.from({ length: winners }, () => div(parseDecimal(part, 4), ratio(BigInt(winners))));
}
