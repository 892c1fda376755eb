import { DomainError, placedAt } from '../../shared/kernel/errors.ts';
import type { Claim } from '../../shared/kernel/idempotency.ts';
import { whileRaced } from '../../shared/kernel/retry.ts';
import type { Day } from '../../shared/kernel/time.ts';
import { sha256Hex } from '../../shared/sealing/hash.ts';
import { readCsv } from '../../shared/sheet/csv.ts';
import { type PriceIndexCommand, pointsAtOnce, recorded } from './price-index.ts';
import type { PriceIndexStore } from './price-index-store.ts';
import { type PriceSource, pointsOf } from './price-source.ts';

type Recording = Extract<PriceIndexCommand, { type: 'record' }>;
type Told = Omit<Recording, 'type' | 'known' | 'at'>;
type Handling = Parameters<PriceIndexStore['handle']>;
type Options = Pick<NonNullable<Handling[3]>, 'answer' | 'ifMatch'> & { readonly claim?: Claim | undefined };

/** How often a lost race is decided again on what stands then. */
const tries = 4;

/** The prices of a file of comma-separated values in base64 (导入). */
export const fileSource: PriceSource<{ readonly file: string }> = {
  adapter: 'imported',
  read: async ({ file }) => {
    try {
      return pointsOf(readCsv(bytesOf(file)).rows);
    } catch (error) {
      return placedAt('/file')(error);
    }
  },
};

/** The hash of such a file, which its recordings carry as evidence. */
export const fileHash = (file: string): string => sha256Hex(bytesOf(file));
const bytesOf = (file: string): Uint8Array => new Uint8Array(Buffer.from(file, 'base64'));

function windowOf(points: Told['points']): { readonly from: Day; readonly to: Day } {
  const days = points.map(({ day }) => day).sort();
  return { from: days[0] ?? '', to: days.at(-1) ?? '' };
}

/**
 * Records points beside what stands on their days, in one transaction: all of them or none. Told again they change
 * nothing.
 */
export async function recordPoints(
  { priceIndices }: { readonly priceIndices: PriceIndexStore },
  id: string,
  told: Told,
  cause: Handling[2],
  options: Options = {},
) {
  const window = windowOf(told.points);
  return whileRaced(async () => {
    const { version: asOf } = await priceIndices.load(id, { consistent: true });
    const known = await priceIndices.within(id, window);
    return priceIndices.handle(id, { type: 'record', at: cause.at, known, ...told }, cause, { ...options, asOf });
  }, tries);
}

/**
 * Records many points, some at a time: begun again after a failure it goes on, as those that stand already change
 * nothing. All of it is checked before the first is written. Says how many recordings it took.
 */
export async function recordMany(
  deps: { readonly priceIndices: PriceIndexStore },
  id: string,
  told: Told,
  cause: Handling[2],
) {
  const { state, version: before } = await deps.priceIndices.load(id, { consistent: true });
  if (state.status === 'none') throw new DomainError('not-found', 'not-found');
  const known = await deps.priceIndices.within(id, windowOf(told.points));
  recorded({ ...told, known, at: cause.at }, state);
  for (let at = 0; at < told.points.length; at += pointsAtOnce) {
    await recordPoints(deps, id, { ...told, points: told.points.slice(at, at + pointsAtOnce) }, cause);
  }
  const { version } = await deps.priceIndices.load(id, { consistent: true });
  return { points: told.points.length, recordings: version - before, version };
}
