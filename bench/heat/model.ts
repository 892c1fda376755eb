import { prefixes } from '../../shared/kernel/id.ts';
import { randomBy } from '../../shared/kernel/random.ts';
import type { Key } from '../../shared/table/keys.ts';
import { readUnits, writeUnits } from '../../test/support/item-size.ts';
import sizes from './sizes.json' with { type: 'json' };
import { stated } from './stated.ts';

/** What one request does to one partition key, in capacity units. */
export interface Touch {
  readonly family: string;
  readonly pk: string;
  readonly write: number;
  readonly read: number;
}

/** Something that happens so many times a second at the peak, and what it does to the tables. */
export interface Action {
  readonly what: string;
  readonly perSecond: number;
  touches(): readonly Touch[];
}

/** From so many on a working day to so many a second at its peak: the busiest hour has 15 % of the day, its busiest minute twice its mean. */
export const peak = (aDay: number): number => (2 * 0.15 * aDay) / 3600;

const random = randomBy(20260302);
export const chance = (of: number): boolean => random() < of;
export const upTo = (count: number): number => Math.floor(random() * count);
export const oneOf = <T>(many: readonly T[]): T => many[upTo(many.length)] as T;

/**
 * The rank of one of so many, the first most often: the n-th is drawn 1/n^skew as often as the first (Zipf). Drawn from
 * the continuous distribution, as the sum over millions of ranks would take too long.
 */
export function rank(count: number, skew = 1): number {
  const u = random();
  const at = skew === 1 ? count ** u : ((count ** (1 - skew) - 1) * u + 1) ** (1 / (1 - skew));
  return Math.min(count - 1, Math.floor(at) - 1);
}

/** The id of the n-th thing of a kind. */
export const nth = (kind: keyof typeof prefixes, n: number): string =>
  `${prefixes[kind]}_0195f000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

let made = 0;
/** A thing that was never there before. */
export const fresh = (kind: keyof typeof prefixes): string => nth(kind, 2 ** 40 + made++);

const measured: Readonly<Record<string, { readonly mean: number }>> = sizes;

/** How large a family's items are: as the demo's stories write them, else as stated; bytes. */
export function bytesOf(family: string, pk: string): number {
  const prefix = /^[a-z]{3}(?=_)/.exec(pk)?.[0];
  const known = measured[`${family} ${prefix}`]?.mean ?? stated[`${family} ${prefix}`] ?? measured[family]?.mean;
  const bytes = known ?? stated[family];
  if (bytes === undefined) throw new Error(`nobody says how large an item of ${family} ${prefix ?? ''} is`);
  return bytes;
}

type Place = Key | string;
const pkOf = (place: Place): string => (typeof place === 'string' ? place : place.pk);

/** An item put or deleted within a transaction. */
export const wrote = (family: string, place: Place, bytes = bytesOf(family, pkOf(place))): Touch => ({
  family,
  pk: pkOf(place),
  write: 2 * writeUnits(bytes),
  read: 0,
});

/** An item put alone, or an entry of an index. */
export const put = (family: string, place: Place, bytes = bytesOf(family, pkOf(place))): Touch => ({
  family,
  pk: pkOf(place),
  write: writeUnits(bytes),
  read: 0,
});

interface Reading {
  /** So many items of the partition. */
  readonly items?: number;
  readonly bytes?: number;
  /** As it is now, at twice the cost of as it was a moment ago. */
  readonly now?: boolean;
}

/** An item got, or items found by a query. */
export function read(family: string, place: Place, { items = 1, now = true, bytes }: Reading = {}): Touch {
  const pk = pkOf(place);
  const units = readUnits(items * (bytes ?? bytesOf(family, pk)));
  return { family, pk, write: 0, read: now ? units : units / 2 };
}

/** So many of a mean of so many (Poisson, by its normal approximation from 50 on). */
function arrivals(mean: number): number {
  if (mean > 50) {
    let sum = -6;
    for (let n = 0; n < 12; n += 1) sum += random();
    return Math.max(0, Math.round(mean + sum * Math.sqrt(mean)));
  }
  let count = 0;
  for (let left = random(); left > Math.exp(-mean); left *= random()) count += 1;
  return count;
}

/** Units a second that fall on a partition key, in its hottest second. */
export interface Heat {
  readonly pk: string;
  readonly families: ReadonlySet<string>;
  readonly write: number;
  readonly read: number;
}

export interface Played {
  readonly keys: readonly Heat[];
  /** Units a second of each table, on average. */
  readonly totals: Readonly<Record<'main' | 'vault', { readonly write: number; readonly read: number }>>;
}

const storeOf = ({ family }: Touch): string =>
  family.startsWith('vault.') ? 'vault ' : family === 'dueShard' ? 'index ' : '';

/** Plays so many seconds of the peak; what is rarer than once a second happens once in the first. */
export function play(actions: readonly Action[], seconds: number): Played {
  const hottest = new Map<string, { families: Set<string>; write: number; read: number }>();
  const totals = { main: { write: 0, read: 0 }, vault: { write: 0, read: 0 } };
  for (let second = 0; second < seconds; second += 1) {
    const now = new Map<string, { families: Set<string>; write: number; read: number }>();
    for (const { perSecond, touches } of actions) {
      const often = Math.max(second === 0 ? 1 : 0, arrivals(perSecond));
      for (const touch of Array.from({ length: often }, touches).flat()) {
        const pk = `${storeOf(touch)}${touch.pk}`;
        const units = now.get(pk) ?? { families: new Set<string>(), write: 0, read: 0 };
        units.families.add(touch.family);
        units.write += touch.write;
        units.read += touch.read;
        now.set(pk, units);
        const table = totals[storeOf(touch) === 'vault ' ? 'vault' : 'main'];
        table.write += (touch.write * perSecond) / (often * seconds);
        table.read += (touch.read * perSecond) / (often * seconds);
      }
    }
    for (const [pk, { families, write, read: reads }] of now) {
      const known = hottest.get(pk);
      hottest.set(pk, {
        families: known === undefined ? families : known.families.union(families),
        write: Math.max(known?.write ?? 0, write),
        read: Math.max(known?.read ?? 0, reads),
      });
    }
  }
  return { keys: [...hottest].map(([pk, heat]) => ({ pk, ...heat })), totals };
}
