import { checkAgainst } from '../../shared/commodity/category.ts';
import type { Attribute, Attributes, AttributeValue, Category } from '../../shared/commodity/model.ts';
import { capability } from '../../shared/commodity/process.ts';
import { DomainError, type FieldError, faultsOf } from '../../shared/kernel/errors.ts';
import { compare, parseDecimal, type Ratio } from '../../shared/kernel/ratio.ts';
import type { Side } from './goods.ts';
import { isOrdered, servers } from './matching/substitution.ts';

/**
 * What a post says of one attribute (规格条件): a value, one of several, a range with its ends, or a value "or better".
 * On the demand's side it is what will do, on the supply's what can be had.
 */
export type Constraint =
  | AttributeValue
  | { readonly oneOf: readonly AttributeValue[] }
  | { readonly min?: Bound | undefined; readonly max?: Bound | undefined }
  | { readonly atLeast: AttributeValue };

/** The end of a range: a whole number, or a decimal as text. */
export type Bound = number | string;

/** Constraints by attribute; an attribute that is not there is left open. */
export type Spec = Readonly<Record<string, Constraint>>;

/** The values that a constraint allows: some of them, or a range that may be open at an end. */
export type ValueSet =
  | { readonly kind: 'values'; readonly values: readonly AttributeValue[] }
  | { readonly kind: 'range'; readonly min?: Ratio; readonly max?: Ratio };

const isNumeric = ({ type }: Attribute): boolean => type === 'integer' || type === 'decimal';

/** An attribute's number; decimals have at most 3 places. */
export const numberOf = (value: AttributeValue): Ratio => parseDecimal(String(value), 3);

/** The values that a checked constraint allows. */
export function valuesOf(category: Category, attribute: Attribute, constraint: Constraint): ValueSet {
  if (typeof constraint !== 'object') return { kind: 'values', values: [constraint] };
  if ('oneOf' in constraint) return { kind: 'values', values: constraint.oneOf };
  if ('atLeast' in constraint) {
    const { atLeast } = constraint;
    if (isNumeric(attribute)) return within(attribute, { min: numberOf(atLeast) });
    return { kind: 'values', values: [atLeast, ...servers(category.code, attribute.name, atLeast)] };
  }
  const { min, max } = constraint;
  return within(attribute, {
    ...(min === undefined ? {} : { min: numberOf(min) }),
    ...(max === undefined ? {} : { max: numberOf(max) }),
  });
}

/** A range of an attribute with listed values is those of them that lie in it. */
function within({ values }: Attribute, range: { readonly min?: Ratio; readonly max?: Ratio }): ValueSet {
  if (values === undefined) return { kind: 'range', ...range };
  return { kind: 'values', values: values.map(({ value }) => value).filter((value) => contains(range, value)) };
}

/** Whether a number lies in a range, its ends included. */
export function contains({ min, max }: { readonly min?: Ratio; readonly max?: Ratio }, value: AttributeValue): boolean {
  const number = numberOf(value);
  return (min === undefined || compare(number, min) >= 0) && (max === undefined || compare(number, max) <= 0);
}

/** The attributes that have one value only. */
export function exactOf(spec: Spec): Attributes {
  return Object.fromEntries(
    Object.entries(spec).filter((entry): entry is [string, AttributeValue] => typeof entry[1] !== 'object'),
  );
}

/**
 * The constraints in their one written form and the order of the category's attributes, if they can describe goods of
 * it; an offer says something of each attribute that the category asks for. Otherwise throws `attributes-invalid` with
 * every fault: what `checkAgainst` finds of a value, `range-not-numeric`, `range-reversed`, `range-empty`,
 * `range-without-value`, `attribute-not-ordered`.
 */
export function checkSpec(category: Category, spec: Spec, side: Side, pointer: string): Spec {
  const errors: FieldError[] = [];
  const checked: Record<string, Constraint> = {};
  for (const [name, given] of Object.entries(spec)) {
    const attribute = category.attributes.find((each) => each.name === name);
    const constraint = attribute === undefined ? given : read(attribute, given, side);
    const faults =
      attribute === undefined ? unknown(name, pointer) : faultsIn(category, attribute, constraint, pointer);
    errors.push(...faults);
    if (faults.length === 0) checked[name] = written(category, name, constraint);
  }
  if (errors.length === 0) {
    errors.push(...faultsOf(() => checkAgainst(category, exactOf(checked), pointer, { partly: true }), pointer));
  }
  if (side === 'offered') {
    for (const { name, required } of category.attributes) {
      if (required && !Object.hasOwn(spec, name)) errors.push(fault(name, pointer, 'attribute-missing'));
    }
  }
  if (errors.length > 0) throw new DomainError('rule', 'attributes-invalid', { category: category.code }, errors);
  return Object.fromEntries(
    category.attributes.flatMap(({ name }) => {
      const constraint = checked[name];
      return constraint === undefined ? [] : [[name, constraint]];
    }),
  );
}

/** A shop's single number is the end of what it can do. */
function read(attribute: Attribute, given: Constraint, side: Side): Constraint {
  const end = capability(attribute);
  if (side === 'wanted' || end === undefined || typeof given === 'object' || typeof given === 'boolean') return given;
  return { [end]: given };
}

const fault = (name: string, pointer: string, code: string): FieldError => ({
  pointer: `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  code,
  params: { attribute: name },
});
const unknown = (name: string, pointer: string): FieldError[] => [fault(name, pointer, 'unknown-attribute')];

function faultsIn(
  category: Category,
  attribute: Attribute,
  constraint: Constraint,
  pointer: string,
): readonly FieldError[] {
  const { name } = attribute;
  const one = (value: AttributeValue) =>
    faultsOf(() => checkAgainst(category, { [name]: value }, pointer, { partly: true }), pointer);
  const refuse = (code: string) => [fault(name, pointer, code)];
  if (typeof constraint !== 'object') return one(constraint);
  if ('oneOf' in constraint) return constraint.oneOf.flatMap(one);
  if ('atLeast' in constraint) {
    if (!isNumeric(attribute) && !isOrdered(category.code, name)) return refuse('attribute-not-ordered');
    return one(constraint.atLeast);
  }
  const { min, max } = constraint;
  if (!isNumeric(attribute)) return refuse('range-not-numeric');
  if (min === undefined && max === undefined) return refuse('range-empty');
  const unreadable = [min, max].flatMap((end) =>
    end === undefined ? [] : boundFaults(category, attribute, end, pointer),
  );
  if (unreadable.length > 0) return unreadable;
  if (min !== undefined && max !== undefined && compare(numberOf(min), numberOf(max)) > 0)
    return refuse('range-reversed');
  const allowed = valuesOf(category, attribute, constraint);
  return allowed.kind === 'values' && allowed.values.length === 0 ? refuse('range-without-value') : [];
}

/** The end of a range need be no listed value: 16 to 24 is 16, 18, 20 and 22. */
function boundFaults(category: Category, attribute: Attribute, end: Bound, pointer: string): readonly FieldError[] {
  const { values: _, ...free } = attribute;
  const bounded = { ...category, constraints: [], attributes: [free] };
  return faultsOf(() => checkAgainst(bounded, { [attribute.name]: end }, pointer, { partly: true }), pointer);
}

/** `"6.0"` is 6; a list is in order and names nothing twice. */
function written(category: Category, name: string, constraint: Constraint): Constraint {
  const one = (value: AttributeValue): AttributeValue =>
    checkAgainst(category, { [name]: value }, '', { partly: true })[name] ?? value;
  if (typeof constraint !== 'object') return one(constraint);
  if ('atLeast' in constraint) return { atLeast: one(constraint.atLeast) };
  if (!('oneOf' in constraint)) return constraint;
  const values = [...new Set(constraint.oneOf.map(one))];
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? only
    : { oneOf: values.sort((a, b) => (String(a) < String(b) ? -1 : 1)) };
}
