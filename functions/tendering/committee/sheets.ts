import { DomainError, type FieldError, faultsOf, refuseAll } from '../../../shared/kernel/errors.ts';
import { compare, div, equal, parseDecimal, ratio } from '../../../shared/kernel/ratio.ts';
import type { Draft, Lot } from '../draft.ts';
import { spreadOf } from '../evaluation/spread.ts';

/** One factor's score: points of 100 under scoring, the value of an option under weighted price. */
export interface Score {
  readonly factor: string;
  /** A decimal of up to 2 places, or an option's value as the documents write it. */
  readonly score: string;
  readonly reason?: string | undefined;
}

/** A score sheet (评分表) of one expert for one bid and lot: submitted once, whole. */
export interface Sheet {
  readonly seat: number;
  readonly supplier: string;
  readonly lot: string;
  readonly scores: readonly Score[];
}

/** Why an expert's score stands far from the others' (评分差异说明). */
export interface Explanation {
  readonly seat: number;
  readonly supplier: string;
  readonly lot: string;
  readonly factor: string;
  readonly text: string;
}

/** Scores of one factor that lie far apart (评分差异过大), and whose must be explained. */
export interface Spread {
  readonly supplier: string;
  readonly lot: string;
  readonly factor: string;
  /** The lowest and the highest. */
  readonly lowest: string;
  readonly highest: string;
  /** The seats whose score is farthest from the mean. */
  readonly seats: readonly number[];
}

/** The factors that experts score in a lot, by the tender's method; none with lowest evaluated price. */
export function factorsOf(method: Draft['method'], lot: Lot): readonly string[] {
  if (method === 'scoring') return (lot.scoring?.factors ?? []).map(({ key }) => key);
  return method === 'weighted-price' ? (lot.criteria ?? []).map(({ key }) => key) : [];
}

/**
 * Checks a sheet: every factor of the lot, each once, each score inside a band of its factor, both ends included
 * (MOF Order 87 art. 55: every factor has intervals), or one of the criterion's options.
 * @throws `lot-not-scored`, `factor-missing`, `factor-unknown`, `factor-repeated`, `score-outside-bands`,
 * `score-not-an-option`, `not-a-decimal`, `too-many-places`; each with its pointer
 */
export function checkSheet(method: Draft['method'], lot: Lot, scores: readonly Score[]): void {
  const factors = factorsOf(method, lot);
  if (factors.length === 0)
    throw new DomainError('rule', 'lot-not-scored', {}, [{ pointer: '/lot', code: 'lot-not-scored' }]);
  const given = scores.map(({ factor }) => factor);
  const errors: FieldError[] = [
    ...factors
      .filter((key) => !given.includes(key))
      .map((factor) => ({ pointer: '/scores', code: 'factor-missing', params: { factor } })),
    ...scores.flatMap((score, at) => scoreErrors(method, lot, score, `/scores/${at}`)),
    ...given.flatMap((key, at) =>
      given.indexOf(key) < at ? [{ pointer: `/scores/${at}/factor`, code: 'factor-repeated' }] : [],
    ),
  ];
  refuseAll(errors, 'sheet-invalid');
}

function scoreErrors(
  method: Draft['method'],
  lot: Lot,
  { factor: key, score }: Score,
  pointer: string,
): readonly FieldError[] {
  const at = `${pointer}/score`;
  const malformed = faultsOf(() => parseDecimal(score, places(method)), at);
  if (malformed.length > 0) return malformed;
  const points = parseDecimal(score, places(method));
  if (method === 'scoring') {
    const factor = lot.scoring?.factors.find((one) => one.key === key);
    if (factor === undefined) return [{ pointer: `${pointer}/factor`, code: 'factor-unknown' }];
    const inside = factor.bands.some(
      ({ from, to }) => compare(parseDecimal(from, 2), points) <= 0 && compare(points, parseDecimal(to, 2)) <= 0,
    );
    return inside ? [] : [{ pointer: at, code: 'score-outside-bands' }];
  }
  const criterion = lot.criteria?.find((one) => one.key === key);
  if (criterion === undefined) return [{ pointer: `${pointer}/factor`, code: 'factor-unknown' }];
  const offered = criterion.options.some(({ value }) => equal(parseDecimal(value, places(method)), points));
  return offered ? [] : [{ pointer: at, code: 'score-not-an-option' }];
}

/** Points have 2 decimals at most; an option's value is a fraction of the price and has 4. */
const places = (method: Draft['method']): number => (method === 'scoring' ? 2 : 4);

/**
 * Where the scores of a factor differ by more than `spread` points of 100: the one farthest from the mean, or each
 * that is as far, is to be explained. Values of options are fractions, and count a hundred times.
 */
export function spreadsOf(method: Draft['method'], sheets: readonly Sheet[], spread: string): readonly Spread[] {
  const limit = div(parseDecimal(spread, 2), ratio(method === 'scoring' ? 1n : 100n));
  const groups = Map.groupBy(
    sheets.flatMap(({ seat, supplier, lot, scores }) => scores.map((one) => ({ seat, supplier, lot, ...one }))),
    ({ supplier, lot, factor }) => JSON.stringify([lot, supplier, factor]),
  );
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const found = spreadOf(
        group.map(({ seat, score: value }) => ({ seat, value })),
        limit,
      );
      if (found === undefined) return [];
      const { lowest, highest, farthest: seats } = found;
      return group.slice(0, 1).map(({ supplier, lot, factor }) => ({
        supplier,
        lot,
        factor,
        lowest: lowest.value,
        highest: highest.value,
        seats,
      }));
    });
}

/** What is still to be explained before the report, by whom. */
export const unexplained = (
  spreads: readonly Spread[],
  explanations: readonly Explanation[],
): readonly Omit<Explanation, 'text'>[] =>
  spreads.flatMap(({ supplier, lot, factor, seats }) =>
    seats
      .filter(
        (seat) =>
          !explanations.some(
            (one) => one.seat === seat && one.supplier === supplier && one.lot === lot && one.factor === factor,
          ),
      )
      .map((seat) => ({ seat, supplier, lot, factor })),
  );
