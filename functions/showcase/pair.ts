import type { Pair } from './matchmaking-events.ts';

/** Two firms in the order of ids. */
export const pairOf = (a: string, b: string): Pair => (a < b ? { a, b } : { a: b, b: a });

/** A name for two firms, in whatever order. */
export const pairName = (one: string, other: string): string => {
  const { a, b } = pairOf(one, other);
  return `${a}#${b}`;
};
