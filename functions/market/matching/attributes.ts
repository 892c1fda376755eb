import type { Attribute, AttributeValue, Category } from '../../../shared/commodity/model.ts';
import type { ErrorParams } from '../../../shared/kernel/errors.ts';
import {
  compare,
  div,
  min,
  one,
  parseDecimal,
  type Ratio,
  ratio,
  sum,
  toDecimal,
} from '../../../shared/kernel/ratio.ts';
import unstated from '../data/unstated.json' with { type: 'json' };
import weights from '../data/weights.json' with { type: 'json' };
import { type Constraint, contains, numberOf, type Spec, type ValueSet, valuesOf } from '../spec.ts';
import type { Reason, Substitution } from './model.ts';
import { stepsAbove } from './substitution.ts';

/** What holds where an offer says nothing of an attribute (未注明时的约定): a value is meant, or it is open and asked for. */
interface Unstated {
  readonly categories: readonly string[];
  readonly attribute: string;
  readonly assume?: AttributeValue;
  readonly open?: boolean;
}

const open = parseDecimal(weights.openAttribute, 4);

/** How two sides meet in one attribute: how closely, from 0 to 1, and by what; or why they do not. */
type Meeting = Met | { readonly failure: Reason };

interface Met {
  readonly closeness: Ratio;
  readonly substitution?: Substitution;
  readonly asks?: string;
}

/** How two specifications meet (规格相符程度). */
export interface Fit {
  /** The mean of the attributes that are asked for; 1 where none is. */
  readonly closeness: Ratio;
  readonly substitutions: readonly Substitution[];
  /** Attributes that the offer leaves open. */
  readonly open: readonly string[];
  readonly failures: readonly Reason[];
}

/** What is offered against what is wanted, attribute by attribute in the category's order. */
export function compareSpecs(category: Category, wanted: Spec, offered: Spec): Fit {
  const meetings = category.attributes.flatMap((attribute) => {
    const asked = wanted[attribute.name];
    return asked === undefined ? [] : [meet(category, attribute, asked, offered[attribute.name])];
  });
  const met = meetings.filter((each): each is Met => !('failure' in each));
  const total = sum(met.map(({ closeness }) => closeness));
  return {
    closeness: meetings.length === 0 ? one : div(total, ratio(BigInt(meetings.length))),
    substitutions: met.flatMap(({ substitution }) => substitution ?? []),
    open: met.flatMap(({ asks }) => asks ?? []),
    failures: meetings.flatMap((each) => ('failure' in each ? [each.failure] : [])),
  };
}

function meet(category: Category, attribute: Attribute, asked: Constraint, stated: Constraint | undefined): Meeting {
  const { name } = attribute;
  const rule = stated === undefined ? ruleOf(category, name) : undefined;
  const offer = stated ?? rule?.assume;
  if (offer === undefined && rule?.open) return { closeness: open, asks: name };
  const wanted = valuesOf(category, attribute, asked);
  if (offer === undefined) return { failure: { code: 'attribute-not-stated', params: says(attribute, wanted) } };
  const offered = valuesOf(category, attribute, offer);
  if (wanted.kind === 'range' || offered.kind === 'range') {
    return overlap(wanted, offered) ? { closeness: one } : { failure: apart(attribute, wanted, offered) };
  }
  return nearest(category, attribute, wanted.values, offered.values) ?? { failure: apart(attribute, wanted, offered) };
}

function ruleOf({ code }: Category, attribute: string): Unstated | undefined {
  const rules: readonly Unstated[] = unstated;
  return rules.find((rule) => rule.attribute === attribute && rule.categories.includes(code));
}

/** Two sets of which one at least is a range. */
function overlap(a: ValueSet, b: ValueSet): boolean {
  if (a.kind === 'values') return b.kind === 'range' && a.values.some((value) => contains(b, value));
  if (b.kind === 'values') return overlap(b, a);
  const [from, to] = [largest(a.min, b.min), smallest(a.max, b.max)];
  return from === undefined || to === undefined || compare(from, to) <= 0;
}

/** The same value, or the one that stands in with the fewest steps: half as close for one, a third for two. */
function nearest(
  { code }: Category,
  { name }: Attribute,
  wanted: readonly AttributeValue[],
  offered: readonly AttributeValue[],
): Meeting | undefined {
  const ways = wanted.flatMap((asked) =>
    offered.flatMap((value) => {
      const steps = stepsAbove(code, name, value, asked);
      return steps === undefined ? [] : [{ asked, offered: value, steps }];
    }),
  );
  const fewest = Math.min(...ways.map(({ steps }) => steps));
  const way = ways.find(({ steps }) => steps === fewest);
  if (way === undefined) return undefined;
  const closeness = ratio(1n, BigInt(way.steps + 1));
  if (way.steps === 0) return { closeness };
  return { closeness, substitution: { attribute: name, offered: way.offered, asked: way.asked } };
}

/** Why there is no value that both allow: below, above, or simply another. */
function apart(attribute: Attribute, wanted: ValueSet, offered: ValueSet): Reason {
  const params = { ...says(attribute, wanted), offered: written(offered) };
  if (attribute.type !== 'integer' && attribute.type !== 'decimal') return { code: 'attribute-differs', params };
  const [w, o] = [endsOf(wanted), endsOf(offered)];
  const below = o.max !== undefined && w.min !== undefined && compare(o.max, w.min) < 0;
  if (below) return { code: 'attribute-below', params: { ...params, offered: text(o.max), asked: text(w.min) } };
  const above = o.min !== undefined && w.max !== undefined && compare(o.min, w.max) > 0;
  if (above) return { code: 'attribute-above', params: { ...params, offered: text(o.min), asked: text(w.max) } };
  return { code: 'attribute-differs', params };
}

const says = ({ name, unit = '' }: Attribute, wanted: ValueSet): ErrorParams => ({
  attribute: name,
  unit,
  asked: written(wanted),
});

const text = (number: Ratio | undefined): string => (number === undefined ? '' : (toDecimal(number, 3) ?? ''));

function written(set: ValueSet): string {
  return set.kind === 'values' ? set.values.join(' / ') : `${text(set.min)}–${text(set.max)}`;
}

function endsOf(set: ValueSet): { readonly min?: Ratio | undefined; readonly max?: Ratio | undefined } {
  if (set.kind === 'range') return set;
  const numbers = set.values.map(numberOf);
  return {
    min: numbers.reduce<Ratio | undefined>(smallest, undefined),
    max: numbers.reduce<Ratio | undefined>(largest, undefined),
  };
}

/** Of two ends, of which none is no end. */
function largest(a: Ratio | undefined, b: Ratio | undefined): Ratio | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compare(a, b) >= 0 ? a : b;
}

function smallest(a: Ratio | undefined, b: Ratio | undefined): Ratio | undefined {
  return a === undefined || b === undefined ? (a ?? b) : min(a, b);
}
