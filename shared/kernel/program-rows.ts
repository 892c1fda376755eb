import type { Column, Constraint } from './program.ts';
import { one, type Ratio, ratio, toDecimal, zero } from './ratio.ts';

export type Term = Constraint['terms'][number];

/** The decimals that values have, one after the other: the fewer, the sooner found. */
const places = [0, 1, 2, 4, 6, 8, 12, 24, 60];

/** Exact: prices, quantities and fractions are finite decimals, and so are their sums and products. */
export function decimal(value: Ratio): string {
  if (value.d === 1n) return value.n.toString();
  for (const most of places) {
    const text = toDecimal(value, most);
    if (text !== undefined) return text;
  }
  throw new RangeError('not a finite decimal');
}

/** Near enough for where a solver starts, and for what it is guided by. */
export const toFloat = ({ n, d }: Ratio): number => Number(n) / Number(d);

export const term = (column: string, factor: Ratio = one): Term => ({ column, factor: decimal(factor) });

export const atMost = (terms: readonly Term[], upper: Ratio = zero): Constraint => ({ terms, upper: decimal(upper) });

export const atLeast = (terms: readonly Term[], lower: Ratio = zero): Constraint => ({ terms, lower: decimal(lower) });

export const equals = (terms: readonly Term[], value: Ratio): Constraint => ({
  terms,
  lower: decimal(value),
  upper: decimal(value),
});

export const binary = (name: string): Column => ({ name, cost: '0', kind: 'binary' });

/** A bound in yuan as a solver gives it, to the fen below; undefined where it knows none. */
export const boundOf = (yuan: number): Ratio | undefined =>
  Number.isFinite(yuan) ? ratio(BigInt(Math.floor(yuan * 100)), 100n) : undefined;
