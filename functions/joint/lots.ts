import { category } from '../../shared/commodity/category.ts';
import {
  add,
  div,
  fraction,
  isZero,
  mul,
  parseDecimal,
  parseFraction,
  type Ratio,
  zero,
} from '../../shared/kernel/ratio.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import type { DemandLine, Locked, Report, RoundLot, Sum, Terms } from './events.ts';
import { zoneOf } from './goods.ts';
import { idFrom } from './ids.ts';
import { lotOf, reportHash } from './report.ts';

/** What each unit reports, by its id. */
export type Reports = ReadonlyMap<string, Report>;

/** What a lot stands on. */
interface Round extends Terms {
  readonly round: string;
}

/** The lots of a round (标段划分): a product family in a zone each, in the order of both. */
export function lotsOf(round: Round, lines: readonly DemandLine[]): readonly RoundLot[] {
  return [...grouped(lines, (line) => lotOf(round, line))].map(([key, own]) => {
    const [{ category: family, deliveryPoint }] = own;
    const zone = zoneOf(round, deliveryPoint.division) ?? { key: '', title: '' };
    return {
      id: idFrom('lot', round.round, key),
      family,
      zone: zone.key,
      title: `${category(family)?.name.zh ?? family} · ${zone.title}`,
      lines: own.length,
      sums: sumsOf(own),
    };
  });
}

/** Sums of lines in each unit and on each basis, and of what of them is committed: theoretical and weighed stay apart. */
export function sumsOf(lines: readonly DemandLine[]): readonly Sum[] {
  return [...grouped(lines, basisKey)].map(([, own]) => {
    const [
      {
        canonical: { unit, basis },
      },
    ] = own;
    const of = (part: (line: DemandLine) => Ratio) => fraction(own.map(part).reduce(add, zero));
    return {
      unit,
      ...(basis === undefined ? {} : { basis }),
      total: of(exactOf),
      committed: of((line) => mul(exactOf(line), parseDecimal(line.commitment, 4))),
    };
  });
}

/** What a lock fixes; `hash` is the SHA-256 of the JCS of everything else here and of what the round is about. */
export function lockedOf(round: Round, version: number, reports: Reports): Locked {
  const units = [...reports].sort(([a], [b]) => (a < b ? -1 : 1));
  const lots = lotsOf(
    round,
    units.flatMap(([, { lines }]) => lines),
  );
  const signed = units.map(([participant, report]) => ({
    participant,
    hash: reportHash(round.round, participant, report),
  }));
  return { version, lots, signed, hash: lockHash(round, { version, lots, signed }) };
}

/** The hash of the whole (总表哈希). */
export const lockHash = ({ round, category, deliveryWindow, zones }: Round, locked: Omit<Locked, 'hash'>): string =>
  hashJson({ round, category, deliveryWindow, zones: zones ?? null, ...locked });

/** A unit's part of a sum before and after, as a fraction `p/q` of it. */
export interface Share {
  readonly participant: string;
  readonly before: string;
  readonly after: string;
}

/** What a change of some reports does to one lot (变动影响). */
export interface LotEffect extends Pick<RoundLot, 'id' | 'family' | 'zone' | 'title'> {
  readonly sums: readonly (Pick<Sum, 'unit' | 'basis'> & {
    readonly before: Pick<Sum, 'total' | 'committed'>;
    readonly after: Pick<Sum, 'total' | 'committed'>;
    readonly shares: readonly Share[];
  })[];
}

const nothing = { total: fraction(zero), committed: fraction(zero) };

/** What becomes of every lot, and of each unit's share of it. */
export function effectOf(round: Round, before: Reports, after: Reports): readonly LotEffect[] {
  const flat = (reports: Reports) => [...reports.values()].flatMap(({ lines }) => lines);
  const key = (line: DemandLine) => `${lotOf(round, line)} ${basisKey(line)}`;
  const [was, is] = [lotsOf(round, flat(before)), lotsOf(round, flat(after))];
  const lots = new Map([...was, ...is].map((lot) => [lot.id, lot]));
  const units = [...new Set([...before.keys(), ...after.keys()])].sort();
  const totals = (reports: Reports) =>
    new Map(units.map((unit) => [unit, totalsBy(reports.get(unit)?.lines ?? [], key)] as const));
  const [ownBefore, ownAfter] = [totals(before), totals(after)];
  return [...lots.values()].map(({ id, family, zone, title }) => {
    const sums = (all: readonly RoundLot[]) => all.find((lot) => lot.id === id)?.sums ?? [];
    const bases = new Map([...sums(was), ...sums(is)].map((sum) => [`${sum.unit} ${sum.basis ?? ''}`, sum]));
    return {
      id,
      family,
      zone,
      title,
      sums: [...bases].map(([of, { unit, basis }]) => {
        const same = (sum: Sum) => sum.unit === unit && sum.basis === basis;
        const amounts = (all: readonly RoundLot[]) => {
          const { total, committed } = sums(all).find(same) ?? nothing;
          return { total, committed };
        };
        const [first, then] = [amounts(was), amounts(is)];
        const place = `${family}/${zone} ${of}`;
        const shares = units.flatMap((participant): Share[] => {
          const [a, b] = [ownBefore.get(participant)?.get(place), ownAfter.get(participant)?.get(place)];
          if (a === undefined && b === undefined) return [];
          return [{ participant, before: part(a, first.total), after: part(b, then.total) }];
        });
        return { unit, ...(basis === undefined ? {} : { basis }), before: first, after: then, shares };
      }),
    };
  });
}

const exactOf = ({ canonical: { exact } }: DemandLine): Ratio => parseFraction(exact);
const basisKey = ({ canonical: { unit, basis } }: DemandLine): string => `${unit} ${basis ?? ''}`;

function part(own: Ratio = zero, total: string): string {
  const whole = parseFraction(total);
  return fraction(isZero(whole) ? zero : div(own, whole));
}

function totalsBy(lines: readonly DemandLine[], key: (line: DemandLine) => string): ReadonlyMap<string, Ratio> {
  return new Map([...grouped(lines, key)].map(([name, own]) => [name, own.map(exactOf).reduce(add, zero)]));
}

/** Lines by a key, in its order; no group is empty. */
function grouped<T>(list: readonly T[], key: (one: T) => string): readonly [string, readonly [T, ...T[]]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of list) {
    const group = groups.get(key(one));
    if (group === undefined) groups.set(key(one), [one]);
    else group.push(one);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
