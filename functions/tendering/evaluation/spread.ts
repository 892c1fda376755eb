import {
  compare,
  div,
  equal,
  negate,
  parseDecimal,
  type Ratio,
  ratio,
  sub,
  sum,
  zero,
} from '../../../shared/kernel/ratio.ts';
import type { SeatScore } from './evaluation.ts';

/** Scores of one factor that lie far apart (评分畸高畸低). */
export interface ScoreSpread {
  readonly lowest: SeatScore;
  readonly highest: SeatScore;
  /** The seats whose score is farthest from the mean, in order: they say why. */
  readonly farthest: readonly number[];
}

/**
 * The spread of what seats gave for one factor, where it is more than `limit`, in the unit of the scores; undefined where
 * it may pass without a word (MOF Order 87 art. 64).
 */
export function spreadOf(scores: readonly SeatScore[], limit: Ratio): ScoreSpread | undefined {
  const valued = scores
    .map((one) => ({ one, value: parseDecimal(one.value, 4) }))
    .sort((a, b) => compare(a.value, b.value) || a.one.seat - b.one.seat);
  const [lowest, highest] = [valued.at(0), valued.at(-1)];
  if (lowest === undefined || highest === undefined) return undefined;
  if (compare(sub(highest.value, lowest.value), limit) <= 0) return undefined;
  const mean = div(sum(valued.map(({ value }) => value)), ratio(BigInt(valued.length)));
  const distances = valued.map(({ one, value }) => ({ seat: one.seat, distance: magnitude(sub(value, mean)) }));
  const most = distances.map(({ distance }) => distance).reduce((a, b) => (compare(a, b) >= 0 ? a : b));
  const farthest = distances.filter(({ distance }) => equal(distance, most)).map(({ seat }) => seat);
  return { lowest: lowest.one, highest: highest.one, farthest: farthest.sort((a, b) => a - b) };
}

const magnitude = (one: Ratio): Ratio => (compare(one, zero) < 0 ? negate(one) : one);
