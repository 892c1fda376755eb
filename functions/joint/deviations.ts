import { type FieldError, refuseAll } from '../../shared/kernel/errors.ts';
import { canonical } from '../../shared/kernel/json.ts';
import {
  add,
  compare,
  div,
  fraction,
  isZero,
  negate,
  parseDecimal,
  parseFraction,
  type Ratio,
  sub,
  zero,
} from '../../shared/kernel/ratio.ts';
import guards from './data/guards.json' with { type: 'json' };
import type { DemandLine, Figure, Report } from './events.ts';

/**
 * What a unit reports of a kind of goods (same category, attributes, unit and basis) beside last year's figure (上年同期):
 * exact sums `p/q`; `change` is `(now − last) ÷ last`, none where there was nothing last year.
 */
export interface Deviation
  extends Pick<Figure, 'category' | 'attributes'>,
    Pick<Figure['canonical'], 'unit' | 'basis'> {
  readonly last: string;
  readonly now: string;
  readonly change?: string;
  /** Whether it lies beyond the limit, so that a reason is asked for. */
  readonly over: boolean;
}

/** How far a quantity may lie from last year's without a reason, with its source. */
export const { deviation: limit } = guards;

const furthest = parseDecimal(limit.limit, 4);

const goodsKey = ({ category, attributes }: Pick<Figure, 'category' | 'attributes'>): string =>
  canonical([category, attributes]);
const kindKey = (figure: Pick<Figure, 'category' | 'attributes' | 'canonical'>): string =>
  canonical([figure.category, figure.attributes, figure.canonical.unit, figure.canonical.basis ?? null]);

/** Last year's figures that count, and those of them that the lead entered. */
export interface LastYear {
  readonly entered: readonly Figure[];
  readonly figures: readonly Figure[];
}

/**
 * Last year's figures of a unit: what the lead entered, and of goods that it entered nothing of what the previous round
 * had locked.
 */
export function lastYearOf(entered: readonly Figure[], previous: readonly DemandLine[]): LastYear {
  const known = new Set(entered.map(goodsKey));
  return { entered, figures: [...entered, ...previous.filter((line) => !known.has(goodsKey(line)))] };
}

/** Every kind of goods of this year and of the last, in the order of its name. */
export function deviationsOf(lines: readonly DemandLine[], lastYear: readonly Figure[]): readonly Deviation[] {
  const [now, last] = [totals(lines), totals(lastYear)];
  const kinds = new Map([...last, ...now].map(([key, { figure }]) => [key, figure]));
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([
        key,
        {
          category,
          attributes,
          canonical: { unit, basis },
        },
      ]) => {
        const [was, is] = [last.get(key)?.total ?? zero, now.get(key)?.total ?? zero];
        const change = isZero(was) ? undefined : div(sub(is, was), was);
        return {
          category,
          attributes,
          unit,
          ...(basis === undefined ? {} : { basis }),
          last: fraction(was),
          now: fraction(is),
          ...(change === undefined ? {} : { change: fraction(change) }),
          over: change !== undefined && isBeyond(change),
        };
      },
    );
}

/**
 * Asks for a reason on one line at least of each kind beyond the limit, and for an omission where nothing is left of it.
 * @throws `deviation-unexplained`, `omission-unexplained`
 */
export function checkExplained({ lines, omissions }: Report, lastYear: readonly Figure[]): void {
  const omitted = new Set(omissions.map(goodsKey));
  const errors = deviationsOf(lines, lastYear).flatMap((one): FieldError[] => {
    if (!one.over) return [];
    const { category, last, now } = one;
    const params = { category, attributes: canonical(one.attributes), last, now, limit: limit.limit };
    const own = lines.flatMap((line, at) => (isOf(line, one) ? [{ line, at }] : []));
    const [first] = own;
    if (first === undefined) {
      return omitted.has(goodsKey(one)) ? [] : [{ pointer: '/omissions', code: 'omission-unexplained', params }];
    }
    if (own.some(({ line }) => line.reason !== undefined)) return [];
    return [{ pointer: `/lines/${first.at}/reason`, code: 'deviation-unexplained', params }];
  });
  refuseAll(errors, 'deviation-unexplained');
}

const isBeyond = (change: Ratio): boolean => compare(change, furthest) > 0 || compare(change, negate(furthest)) < 0;

const isOf = (line: DemandLine, { category, attributes, unit, basis }: Deviation): boolean =>
  kindKey(line) === kindKey({ category, attributes, canonical: { exact: '', unit, ...(basis && { basis }) } });

function totals(figures: readonly Figure[]) {
  const kinds = new Map<string, { readonly figure: Figure; readonly total: Ratio }>();
  for (const figure of figures) {
    const key = kindKey(figure);
    const total = add(kinds.get(key)?.total ?? zero, parseFraction(figure.canonical.exact));
    kinds.set(key, { figure, total });
  }
  return kinds;
}
