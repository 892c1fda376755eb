import { DomainError, faultsOf, fieldError } from '../kernel/errors.ts';
import type { Basis, Quantity, UnitCode } from '../kernel/quantity.ts';
import { div, mul, one, parseDecimal, type Ratio, roundHalfUp, toDecimal } from '../kernel/ratio.ts';
import type { Day } from '../kernel/time.ts';
import { checkAgainst } from './attributes.ts';
import { tradable } from './category.ts';
import { type Formula, formulaOf, type NoValue } from './formulas.ts';
import type { Attributes, AttributeValue, Category, Constraint, ConversionRule, Tolerances } from './model.ts';

/** What is asked: so much of such goods, in another unit. `on` is the day whose edition of the standard gives the tolerance. */
export interface Conversion {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly quantity: Quantity;
  readonly to: UnitCode;
  readonly on?: Day | undefined;
}

/** How far the goods may lie from the result, in percent (允许偏差), by the standard named. */
export interface Tolerance {
  readonly minus?: string;
  readonly plus?: string;
  readonly standard: string;
  readonly verified: boolean;
}

/** One formula of the way: one `from` is `factor` of `to`. */
export interface ConversionStep {
  readonly formula: string;
  readonly formulaVersion: string;
  readonly from: UnitCode;
  readonly to: UnitCode;
  readonly factor: Ratio;
  readonly standard?: string;
  readonly verified: boolean;
}

/** What a mass leaves out (不含部分); a socket's mass is per pipe, in kg. */
export interface Excluded {
  readonly part: string;
  readonly massPerPiece?: string;
  readonly verified?: boolean;
}

/**
 * A converted quantity (换算结果). `exact` is its whole value; `quantity.value` is that as a decimal where it ends within 12
 * places, else rounded half up to 6. `formula` and `formulaVersion` name the formulas of `steps`, joined by `+`.
 */
export interface Converted {
  readonly quantity: Quantity;
  readonly basis: Basis;
  readonly formula: string;
  readonly formulaVersion: string;
  readonly standard?: string;
  readonly tolerance?: Tolerance;
  readonly approximate?: true;
  readonly excludes?: readonly Excluded[];
  readonly exact: Ratio;
  readonly steps: readonly ConversionStep[];
}

/** A way between two units for goods of one description, computed once. */
interface Way {
  readonly factor: Ratio;
  /** The basis it is on; none where the quantity keeps its own. */
  readonly basis: Basis | undefined;
  readonly tolerances: readonly (Tolerance & { readonly from?: Day; readonly to?: Day })[];
  readonly answer: Pick<Converted, 'formula' | 'formulaVersion' | 'standard' | 'approximate' | 'excludes' | 'steps'>;
}

/** Why there is no conversion; each is a code with its own text. */
type Reason = NoValue | 'no-formula' | 'basis-differs' | NonNullable<ConversionRule['unless']>['reason'];

const valuePlaces = 12;
const roundedPlaces = 6;
const isMass = (unit: UnitCode): boolean => unit === 'TNE' || unit === 'KGM';

/**
 * The quantity in the unit `to`, by the formulas that the category allows, in exact rationals. Throws what
 * {@link tradable} and `parseDecimal` throw, `attributes-invalid`, `conversion-needs-attribute` (with the pointer of the
 * attribute), `basis-not-allowed`, and `conversion-not-defined`, whose `reason` is a code too: a weighed mass (磅计) is never
 * turned into a theoretical quantity (理计), and a coil has none. A mass that names no basis is taken to be on the formula's;
 * the answer says which.
 */
export function convert(code: string, asked: Conversion): Converted {
  const [fault] = faultsOf(() => tradable(code), '/category');
  if (fault !== undefined) throw fieldError(fault.code, fault.pointer, fault.params);
  return convertIn(tradable(code), asked);
}

/** {@link convert} for a category at hand. */
export function convertIn(category: Category, { attributes, quantity, to, on }: Conversion): Converted {
  const { unit, basis } = quantity;
  if (basis !== undefined && !(isMass(unit) && category.weighingBases.includes(basis))) {
    const allowed = isMass(unit) ? category.weighingBases.join(', ') : '';
    throw fieldError('basis-not-allowed', '/quantity/basis', {
      category: category.code,
      basis,
      allowed: allowed || '—',
    });
  }
  const value = parsed(quantity);
  const way = wayOf(category, attributes, unit, to);
  if (basis !== undefined && way.basis !== undefined && basis !== way.basis) {
    throw notDefined(category, unit, to, 'basis-differs', '/quantity/basis', { given: basis, basis: way.basis });
  }
  const exact = mul(value, way.factor);
  const tolerance = way.tolerances.find(({ from, to: last }) => inForce(on, from, last));
  const onBasis = isMass(to) ? (way.basis ?? basis) : undefined;
  return {
    quantity: {
      value: toDecimal(exact, valuePlaces) ?? roundHalfUp(exact, roundedPlaces),
      unit: to,
      ...(onBasis === undefined ? {} : { basis: onBasis }),
    },
    basis: way.basis ?? basis ?? 'declared',
    ...way.answer,
    ...(tolerance === undefined ? {} : { tolerance: shown(tolerance) }),
    exact,
  };
}

/** How many `to` one `from` of such goods is. Throws what {@link convertIn} throws of a quantity without a basis. */
export function factorOf(category: Category, attributes: Attributes, from: UnitCode, to: UnitCode): Ratio {
  return wayOf(category, attributes, from, to).factor;
}

function parsed({ value }: Quantity): Ratio {
  const amount = parseDecimal(value, valuePlaces);
  if (amount.n < 0n) throw new DomainError('rule', 'quantity-negative', { value });
  return amount;
}

/** Ways by what was asked, for each category: only those that there are, so that no key is longer than goods have attributes. */
const known = new WeakMap<Category, Map<string, Way>>();
const mostKnown = 4096;

function wayOf(category: Category, attributes: Conversion['attributes'], from: UnitCode, to: UnitCode): Way {
  const ways = known.get(category) ?? new Map<string, Way>();
  const key = from + to + JSON.stringify(attributes);
  const found = ways.get(key);
  if (found) return found;
  const given = checkAgainst(category, { ...attributes }, '/attributes', { partly: true });
  const way = findWay(category, given, from, to);
  if (ways.size >= mostKnown) ways.clear();
  known.set(category, ways.set(key, way));
  return way;
}

interface Leg {
  readonly rules: readonly ConversionRule[];
  readonly forward: boolean;
}

function findWay(category: Category, attributes: Attributes, from: UnitCode, to: UnitCode): Way {
  const legs = legsBetween(category, from, to);
  if (!legs) throw notDefined(category, from, to, 'no-formula');
  const used = legs.map(({ rules, forward }) => {
    const step = firstOf(category, rules, attributes, (reason) => notDefined(category, from, to, reason));
    return forward ? step : { ...step, factor: div(one, step.factor) };
  });
  const named = used.some(({ rule }) => rule.basis !== undefined) ? used.filter(({ rule }) => rule.basis) : used;
  const standard = used.find(({ rule }) => rule.standard)?.rule.standard;
  const excludes = used.flatMap(({ formula }) => excluded(formula, attributes));
  return {
    factor: used.map((each) => each.factor).reduce(mul, one),
    basis: used.find(({ rule }) => rule.basis)?.rule.basis,
    tolerances: used.flatMap(({ rule }) => tolerancesOf(category, rule.tolerances ?? [], attributes)),
    answer: {
      formula: named.map(({ rule }) => rule.formula).join('+') || 'same-unit',
      formulaVersion: named.map(({ formula }) => formula.version).join('+') || '1',
      ...(standard === undefined ? {} : { standard }),
      ...(used.some(({ formula }) => formula.approximate) ? { approximate: true } : {}),
      ...(excludes.length === 0 ? {} : { excludes }),
      steps: used.map(({ rule, formula, factor }, at) => ({
        formula: rule.formula,
        formulaVersion: formula.version,
        ...(legs[at]?.forward ? { from: rule.from, to: rule.to } : { from: rule.to, to: rule.from }),
        factor,
        ...(rule.standard === undefined ? {} : { standard: rule.standard }),
        verified: formula.verified,
      })),
    },
  };
}

/** The shortest chain of rules between two units, breadth first; empty from a unit to itself, if the category knows it. */
function legsBetween(
  { conversions: rules = [], tradingUnits }: Category,
  from: UnitCode,
  to: UnitCode,
): readonly Leg[] | undefined {
  if (!tradingUnits.includes(from) && !rules.some((rule) => rule.from === from || rule.to === from)) return undefined;
  const reached = new Map<UnitCode, readonly Leg[]>([[from, []]]);
  for (const [unit, legs] of reached) {
    if (unit === to) return legs;
    for (const rule of rules) {
      const forward = rule.from === unit;
      const next = forward ? rule.to : rule.from;
      if ((!forward && rule.to !== unit) || reached.has(next)) continue;
      const same = rules.filter((each) => each.from === rule.from && each.to === rule.to);
      reached.set(next, [...legs, { rules: same, forward }]);
    }
  }
  return undefined;
}

/** The first rule that knows these goods, with its factor. */
function firstOf(
  category: Category,
  rules: readonly ConversionRule[],
  attributes: Attributes,
  refusal: (reason: Reason) => DomainError,
) {
  let reason: Reason = 'no-formula';
  for (const rule of rules) {
    const all = { ...rule.defaults, ...attributes };
    if (rule.unless && matches(category, rule.unless.attributes, all)) throw refusal(rule.unless.reason);
    if (rule.when && !matches(category, rule.when, all)) continue;
    const { formula, compute } = formulaOf(rule.formula);
    const factor = compute((name) => all[name] ?? missing(category, name), formula);
    if (typeof factor !== 'string') return { rule, formula, factor };
    reason = factor;
  }
  throw refusal(reason);
}

/** Whether all attributes have one of the values; one that the category asks for must be given to know. */
function matches(category: Category, when: Constraint['when'], attributes: Attributes): boolean {
  return Object.entries(when).every(([name, values]) => {
    const value = attributes[name];
    if (value === undefined && category.attributes.some((each) => each.name === name && each.required)) {
      return missing(category, name);
    }
    return values.some((each) => each === value);
  });
}

function missing(category: Category, attribute: string): never {
  throw fieldError('conversion-needs-attribute', `/attributes/${attribute}`, { category: category.code, attribute });
}

function excluded({ excludes = [], socketMassKg }: Formula, { dn = '' }: Attributes): readonly Excluded[] {
  const mass = socketMassKg?.table[String(dn)];
  return excludes.map((part) =>
    part === 'socket' && mass !== undefined
      ? { part, massPerPiece: mass, verified: socketMassKg?.verified ?? false }
      : { part },
  );
}

/** What each edition allows for goods of that size, the newest first, with the days it is in force. */
function tolerancesOf(
  category: Category,
  tolerances: readonly Tolerances[],
  attributes: Attributes,
): Way['tolerances'] {
  return tolerances.flatMap(({ standard, by, bands, verified }) => {
    const size: AttributeValue | undefined = by === undefined ? undefined : attributes[by];
    const band = bands.find(({ max }) => max === undefined || (size !== undefined && Number(size) <= max));
    if (band === undefined || (by !== undefined && size === undefined)) return [];
    const { minus, plus } = band;
    const { from, to } = category.standards.find(({ number }) => number === standard) ?? {};
    return [
      {
        ...(minus === undefined ? {} : { minus }),
        ...(plus === undefined ? {} : { plus }),
        standard,
        verified,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      },
    ];
  });
}

/** Without a day, the edition that has no last day. */
function inForce(on: Day | undefined, from: Day | undefined, to: Day | undefined): boolean {
  if (on === undefined) return to === undefined;
  return (from === undefined || from <= on) && (to === undefined || on <= to);
}

const shown = ({ from: _, to: __, ...tolerance }: Way['tolerances'][number]): Tolerance => tolerance;

function notDefined(
  category: Category,
  from: UnitCode,
  to: UnitCode,
  reason: Reason,
  pointer = '/to',
  more: Readonly<Record<string, string>> = {},
): DomainError {
  const params = { category: category.code, from, to, reason, ...more };
  return new DomainError('rule', 'conversion-not-defined', params, [{ pointer, code: reason, params }]);
}
