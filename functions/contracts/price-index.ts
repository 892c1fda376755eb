import type { Annex } from '../../shared/kernel/annex.ts';
import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, type FieldError, unreachable } from '../../shared/kernel/errors.ts';
import { type Money, parseUnitPrice } from '../../shared/kernel/money.ts';
import type { UnitCode } from '../../shared/kernel/quantity.ts';
import { equal, mul, type Ratio, toDecimal } from '../../shared/kernel/ratio.ts';
import { type Day, dayOf, type Instant } from '../../shared/kernel/time.ts';
import type { PointsRecorded, PriceIndexEvent, PriceIndexOpened, RecordedPoint } from './price-index-events.ts';
import { massFactor, unitPriceOf } from './settlement/price.ts';

/** A series of published prices (价格指数) as it stands; its points are items of their own. */
export type PriceIndex =
  | { readonly status: 'none' }
  | (PriceIndexOpened['data'] & {
      readonly status: 'open';
      /** How often points were recorded. */
      readonly revision: number;
      readonly last?: Day;
    });
export type OpenIndex = Extract<PriceIndex, { readonly status: 'open' }>;

/** A point as it is kept (价格点): what stands now, who says so, and since which recording. */
export interface Point extends RecordedPoint {
  readonly revision: number;
  readonly evidence: string;
  readonly adapter: PointsRecorded['data']['adapter'];
  readonly reason?: string;
  readonly recordedAt: Instant;
}

/** A price as somebody tells it: of another unit of mass where `per` says so. */
export interface ToldPoint {
  readonly day: Day;
  readonly price: Money;
  readonly per?: UnitCode | undefined;
  /** The row of the list that tells it. */
  readonly row?: number | undefined;
}

export type PriceIndexCommand =
  | ({ readonly type: 'open'; readonly at: Instant } & Omit<PriceIndexOpened['data'], 'openedAt'>)
  | {
      readonly type: 'record';
      readonly at: Instant;
      readonly points: readonly ToldPoint[];
      /** What stands on those days, read at the version that the command is decided at. */
      readonly known: readonly Pick<Point, 'day' | 'price'>[];
      readonly evidence: string;
      readonly adapter: PointsRecorded['data']['adapter'];
      readonly reason?: string | undefined;
    };

/** Points of one recording: each is an item of its own, and a corrected one two. */
export const pointsAtOnce = 40;
const v = 1;

/**
 * The rules of a series. A price is of a day that has come, greater than zero, and brought to the series' unit exactly; a
 * day told again as it stands changes nothing, told otherwise it is corrected and says why.
 */
export const priceIndex: Decider<PriceIndexCommand, PriceIndexEvent, PriceIndex> = {
  initial: { status: 'none' },

  decide(command, state) {
    switch (command.type) {
      case 'open': {
        if (state.status !== 'none') throw new DomainError('conflict', 'price-index-exists');
        const { type: _, at, ...data } = command;
        return [{ type: 'PriceIndexOpened', v, data: { ...data, openedAt: at } }];
      }
      case 'record': {
        if (state.status === 'none') throw new DomainError('not-found', 'not-found');
        const points = recorded(command, state);
        if (points.length === 0) return [];
        const { at: recordedAt, evidence, adapter, reason } = command;
        const data = { points, revision: state.revision + 1, evidence, adapter, recordedAt };
        return [{ type: 'PointsRecorded', v, data: { ...data, ...(reason === undefined ? {} : { reason }) } }];
      }
      default:
        return unreachable(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'PriceIndexOpened') return { ...event.data, status: 'open', revision: 0 };
    if (state.status === 'none') return state;
    const last = [...event.data.points.map(({ day }) => day), state.last ?? ''].sort().at(-1) ?? '';
    return { ...state, revision: event.data.revision, last };
  },
};

type Told = Pick<Extract<PriceIndexCommand, { type: 'record' }>, 'points' | 'known' | 'at' | 'reason'>;

/** What is new or other than what stands, in the series' unit. @throws the first fault of the points, with all of them */
export function recorded({ points, known, at, reason }: Told, { unit }: OpenIndex): RecordedPoint[] {
  const standing = new Map(known.map(({ day, price }) => [day, price]));
  const seen = new Set<Day>();
  const errors: FieldError[] = [];
  const changed = points.flatMap(({ day, price: told, per = unit, row }, index): RecordedPoint[] => {
    const fault = (code: string, at: string, params: FieldError['params'] = {}): RecordedPoint[] => {
      const place = row === undefined ? { pointer: `/points/${index}${at}` } : { pointer: `/rows/${row}` };
      errors.push({ ...place, code, params: row === undefined ? params : { ...params, row } });
      return [];
    };
    if (seen.has(day)) return fault('points-repeated', '/day', { day });
    seen.add(day);
    if (day > dayOf(at)) return fault('point-in-the-future', '/day', { day });
    const exact = inUnit(told, per, unit);
    if (exact === undefined) return fault('point-unit-differs', '/per', { per, unit });
    if (exact.n <= 0n) return fault('point-price-zero', '/price/amount');
    const price = unitPriceOf(exact);
    const before = standing.get(day);
    if (before === undefined) return [{ day, price }];
    if (equal(parseUnitPrice(before), exact)) return [];
    if (reason === undefined) return fault('correction-without-reason', '/price', { day, before: before.amount });
    return [{ day, price, before }];
  });
  const [first] = errors;
  if (first !== undefined) throw new DomainError('rule', first.code, first.params, errors);
  return changed;
}

/** A price a `per` as one a `unit`; undefined where it is none of at most 4 decimals. */
function inUnit(price: Money, per: UnitCode, unit: UnitCode): Ratio | undefined {
  const factor = massFactor(per, unit);
  const exact = factor && mul(parseUnitPrice(price), factor);
  return exact && toDecimal(exact, 4) === undefined ? undefined : exact;
}

/** Each point is kept by its day; what a correction replaced, by day and recording. */
export function pointAnnexes(event: PriceIndexEvent): Annex[] {
  if (event.type !== 'PointsRecorded') return [];
  const { points, ...told } = event.data;
  return points.flatMap((each) => {
    const value: Point = { ...each, ...told };
    const point = { kind: 'point', id: each.day, value };
    if (each.before === undefined) return [point];
    return [point, { kind: 'correction', id: `${each.day}#${String(told.revision).padStart(8, '0')}`, value }];
  });
}
