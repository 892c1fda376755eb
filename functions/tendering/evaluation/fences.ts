import { add, compare, mul, type Ratio, ratio, sub, zero } from '../../../shared/kernel/ratio.ts';

/**
 * The quantile of values (分位数) by linear interpolation between the neighbours, exactly: of `n` sorted values, at
 * place `(n − 1) × share`. Of no values, 0.
 */
export function quantile(values: readonly Ratio[], share: Ratio): Ratio {
  const sorted = [...values].sort(compare);
  const place = mul(ratio(BigInt(Math.max(0, sorted.length - 1))), share);
  const below = place.n / place.d;
  const low = sorted[Number(below)] ?? zero;
  const high = sorted[Number(below) + 1] ?? low;
  return add(low, mul(sub(high, low), sub(place, ratio(below))));
}

/** Tukey's fences (异常值界限): Q1 − 1.5 IQR and Q3 + 1.5 IQR. */
export function fences(values: readonly Ratio[]): { readonly lower: Ratio; readonly upper: Ratio } {
  const [q1, q3] = [quantile(values, ratio(1n, 4n)), quantile(values, ratio(3n, 4n))];
  const reach = mul(ratio(3n, 2n), sub(q3, q1));
  return { lower: sub(q1, reach), upper: add(q3, reach) };
}
