import type { Decider } from '../../shared/kernel/decider.ts';
import { unreachable } from '../../shared/kernel/errors.ts';
import { div, fraction, mul, parseDecimal, type Ratio, ratio, roundHalfUp, sum } from '../../shared/kernel/ratio.ts';
import { addMonths, type Instant, type Month } from '../../shared/kernel/time.ts';
import data from './data/record-rules.json' with { type: 'json' };
import type { RecordEvent, RecordFact, RecordPart } from './record-events.ts';

/** The published rules of the record (公布的履约记录规则). */
export const recordRules = data;
const weights = Object.entries(data.weights) as readonly (readonly [RecordPart, string])[];

/** Facts of one part in one month: how many, and their sum in millionths. */
interface Tally {
  readonly count: number;
  readonly sum: string;
}
type Tallies = Readonly<Partial<Record<RecordPart, Tally>>>;

/** An organisation's record of performance (履约记录): its facts by month, and what its posts were told last. */
export interface PerformanceRecord {
  readonly months: Readonly<Record<Month, Tallies>>;
  readonly record?: string;
  readonly change: number;
}

/** `before` is what the same source said before, as it was read at the version that the command names. */
export interface CountFact {
  readonly type: 'countFact';
  readonly at: Instant;
  readonly organisation: string;
  readonly fact: RecordFact;
  readonly before?: RecordFact | undefined;
}

const v = 1;
const places = 6;

/**
 * The rules of a record: each source counts once, by what it said last, in whatever order that is told. Months that lie too
 * far before the newest one count no more.
 */
export const performanceRecord: Decider<CountFact, RecordEvent, PerformanceRecord> = {
  initial: { months: {}, change: 0 },

  decide({ at, organisation, fact, before }, state) {
    if (before !== undefined && before.at >= fact.at) return [];
    if (fact.month < oldest(Object.keys(state.months))) return [];
    const told = { organisation, fact, ...(before === undefined ? {} : { before }) };
    const counted: RecordEvent = { type: 'RecordCounted', v, data: told };
    const record = shownRecord(performanceRecord.evolve(state, counted));
    if (record === undefined || record === state.record) return [counted];
    return [counted, { type: 'RecordChanged', v, data: { organisation, record, change: state.change + 1, at } }];
  },

  evolve(state, event) {
    switch (event.type) {
      case 'RecordCounted': {
        const { fact, before } = event.data;
        const without = before === undefined ? state.months : tallied(state.months, before, -1);
        return { ...state, months: kept(tallied(without, fact, 1)) };
      }
      case 'RecordChanged': {
        const { record, change } = event.data;
        return { ...state, record, change };
      }
      default:
        return unreachable(event);
    }
  },
};

const oldest = (months: readonly Month[]): Month => {
  const newest = [...months].sort().at(-1);
  return newest === undefined ? '' : addMonths(newest, 1 - data.months);
};

function kept(months: PerformanceRecord['months']): PerformanceRecord['months'] {
  const from = oldest(Object.keys(months));
  return Object.fromEntries(Object.entries(months).filter(([month]) => month >= from));
}

/** One fact more or less; of a month that counts no more there is nothing to take away. */
function tallied(months: PerformanceRecord['months'], { month, part, score }: RecordFact, by: 1 | -1) {
  const tallies = months[month];
  if (tallies === undefined && by < 0) return months;
  const { count, sum: before } = tallies?.[part] ?? { count: 0, sum: '0' };
  const { n, d } = mul(parseDecimal(score, places), ratio(10n ** BigInt(places)));
  const tally = { count: count + by, sum: String(BigInt(before) + BigInt(by) * (n / d)) };
  return { ...months, [month]: { ...tallies, [part]: tally } };
}

/** A part as it stands: the mean of its facts, or the middle where there is none. */
export interface RecordShare {
  readonly part: RecordPart;
  readonly weight: Ratio;
  readonly score: Ratio;
  readonly count: number;
}

export function sharesOf({ months }: Pick<PerformanceRecord, 'months'>): readonly RecordShare[] {
  return weights.map(([part, weight]) => {
    const tallies = Object.values(months).flatMap((each) => each[part] ?? []);
    const count = tallies.reduce((all, each) => all + each.count, 0);
    const millionths = tallies.reduce((all, each) => all + BigInt(each.sum), 0n);
    const score =
      count === 0 ? parseDecimal(data.middle, places) : ratio(millionths, BigInt(count) * 10n ** BigInt(places));
    return { part, weight: parseDecimal(weight, places), score, count };
  });
}

/** The record exactly, from 0 to 1: the weighted sum of its parts; none where there is no fact. */
export function recordOf(state: Pick<PerformanceRecord, 'months'>): Ratio | undefined {
  const shares = sharesOf(state);
  if (shares.every(({ count }) => count === 0)) return undefined;
  return sum(shares.map(({ weight, score }) => mul(weight, score)));
}

/** As posts bear it: rounded half-up to the published step, so that not every fact changes every post. */
function shownRecord(state: PerformanceRecord): string | undefined {
  const exact = recordOf(state);
  const step = parseDecimal(data.step, places);
  return exact && fraction(mul(step, parseDecimal(roundHalfUp(div(exact, step), 0), 0)));
}
