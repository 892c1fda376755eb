import { compare, parseDecimal, type Ratio, ratio, roundHalfUp, sum, toDecimal } from '../../../shared/kernel/ratio.ts';
import { addDays, type Day } from '../../../shared/kernel/time.ts';
import { amountIn, categoryOf, measureOf, written } from './amount.ts';
import { compareSpecs, type Fit } from './attributes.ts';
import { metresBetween } from './distance.ts';
import type { Candidate, ConditionName, Failure, Pair, Reason } from './model.ts';
import { mondayOf } from './week.ts';

/** What a pair looks like once, for the conditions and the score. */
export interface Look extends Pair {
  readonly fit: Fit;
  readonly metres: number;
  /** The days on which both can (共同交货期); `from` after `to` when there are none. */
  readonly window: { readonly from: Day; readonly to: Day };
}

/** The two as who wants and who offers. */
export function paired(a: Candidate, b: Candidate): Pair {
  return a.side === 'wanted' ? { wanted: a, offered: b } : { wanted: b, offered: a };
}

/** Conditions on who they are: where one fails there is nothing further to compare. */
const first: readonly (readonly [ConditionName, (pair: Pair) => readonly Reason[]])[] = [
  ['kind', kinds],
  ['party', parties],
  ['category', categories],
];

/** The hard conditions (硬性条件), in their fixed order. */
const then: readonly (readonly [ConditionName, (look: Look) => readonly Reason[]])[] = [
  ['attributes', ({ fit: { failures } }) => failures],
  ['quantity', quantities],
  ['window', windows],
  ['capacity', capacities],
  ['distance', distances],
  ['certificates', certificates],
];

/** The pair compared, when it matches; else undefined, at the first condition that fails. */
export function compatible(a: Candidate, b: Candidate): Look | undefined {
  const pair = paired(a, b);
  if (first.some(([, check]) => check(pair).length > 0)) return undefined;
  const look = lookAt(pair);
  return then.some(([, check]) => check(look).length > 0) ? undefined : look;
}

/** Every condition that the pair fails, in order: empty exactly when it is {@link compatible}. */
export function failures(a: Candidate, b: Candidate): readonly Failure[] {
  const pair = paired(a, b);
  const outright = named(first, pair);
  return outright.length > 0 ? outright : named(then, lookAt(pair));
}

function named<T>(conditions: readonly (readonly [ConditionName, (of: T) => readonly Reason[]])[], of: T): Failure[] {
  return conditions.flatMap(([condition, check]) => check(of).map((reason) => ({ condition, ...reason })));
}

function lookAt(pair: Pair): Look {
  const { wanted, offered } = pair;
  return {
    ...pair,
    fit: compareSpecs(categoryOf(pair), wanted.spec, offered.spec),
    metres: metresBetween(wanted.point, offered.point),
    window: commonDays(wanted.window, offered.window),
  };
}

function commonDays(a: Look['window'], b: Look['window']): Look['window'] {
  const [, from = a.from] = [a.from, b.from].sort();
  const [to = a.to] = [a.to, b.to].sort();
  return { from, to };
}

const because = (code: string, params: Reason['params'] = {}): Reason[] => [{ code, params }];

/** A demand against a supply, work that is looked for against work that is offered. */
function kinds({ wanted, offered }: Pair): Reason[] {
  const opposite = wanted.side === 'wanted' && offered.side === 'offered';
  const alike = (wanted.kind === 'processing') === (offered.kind === 'processing');
  return opposite && alike ? [] : because('kinds-alike');
}

function parties({ wanted, offered }: Pair): Reason[] {
  return wanted.party === offered.party ? because('own-post') : [];
}

function categories({ wanted, offered }: Pair): Reason[] {
  const [asked, given] = [wanted.subject, offered.subject];
  return asked === given ? [] : because('category-differs', { asked, offered: given });
}

/** The offer's minimum order (起订量) is no more than what is asked for, and both can be counted in one measure. */
function quantities(look: Look): Reason[] {
  const { wanted, offered } = look;
  const measure = measureOf(look);
  const [asked, least, most] = [wanted.quantity, offered.minimumOrder, offered.quantity].map((quantity) =>
    quantity === undefined ? null : amountIn(look, quantity, measure),
  );
  if (least === undefined || most === undefined) return because('not-comparable', { unit: written(measure) });
  if (asked && least && compare(least, asked) > 0) {
    return because('below-minimum-order', { asked: shown(asked), minimum: shown(least), unit: written(measure) });
  }
  return [];
}

function windows({ wanted, offered, window }: Look): Reason[] {
  if (window.from <= window.to) return [];
  const late = offered.window.from > wanted.window.to;
  return late
    ? because('offered-too-late', { offered: offered.window.from, asked: wanted.window.to })
    : because('offered-too-early', { offered: offered.window.to, asked: wanted.window.from });
}

/** The free machine hours (空闲产能) of the weeks that begin or end within the common days. */
function capacities({ wanted, offered, window }: Look): Reason[] {
  if (offered.freeHours === undefined) return [];
  const free = freeWithin(offered.freeHours, window);
  const needed = parseDecimal(wanted.hours ?? '0', 2);
  if (compare(free, needed) < 0) return because('hours-short', { offered: shown(free), asked: shown(needed) });
  return free.n === 0n ? because('hours-none') : [];
}

function freeWithin(weeks: NonNullable<Candidate['freeHours']>, { from, to }: Look['window']): Ratio {
  const within = weeks.filter(({ week }) => {
    const monday = mondayOf(week);
    return monday <= to && addDays(monday, 6) >= from;
  });
  return sum(within.map(({ hours }) => parseDecimal(hours, 2)));
}

/** Within the service radius (服务半径) of each that names one. */
function distances({ wanted, offered, metres }: Look): Reason[] {
  return [offered, wanted].flatMap(({ radiusKm, side }) => {
    if (radiusKm === undefined || metres <= radiusKm * 1000) return [];
    const params = { distance: roundHalfUp(ratio(BigInt(metres), 1000n), 1), radius: radiusKm };
    return because(side === 'offered' ? 'beyond-service-radius' : 'beyond-asked-radius', params);
  });
}

/** Each certificate asked for is held, and to the last of the common days. */
function certificates({ wanted, offered, window }: Look): Reason[] {
  return wanted.certificates.flatMap(({ type }) => {
    const held = offered.certificates.filter((each) => each.type === type);
    if (held.length === 0) return because('certificate-not-held', { type });
    if (held.some(({ validTo }) => validTo === undefined || validTo >= window.to)) return [];
    const last =
      held
        .map(({ validTo = '' }) => validTo)
        .sort()
        .at(-1) ?? '';
    return because('certificate-ends', { type, validTo: last, asked: window.to });
  });
}

const shown = (amount: Ratio): string => toDecimal(amount, 6) ?? roundHalfUp(amount, 6);
