import type { Schemas } from '../api/schema.ts';
import type { AttributeField } from './goods.tsx';

type Constraint = Schemas['AttributeConstraint'];
type Value = string | number | boolean;

/** How an attribute is limited (规格条件): not at all, to a value, to several, to a span, or to a value and better. */
export type How = 'any' | 'is' | 'oneOf' | 'range' | 'atLeast';

/** A condition on an attribute as it is typed: a span has its two ends, either of them empty. */
export interface Limit {
  readonly how: How;
  readonly values: readonly string[];
}
export const anything: Limit = { how: 'any', values: [] };
export type Limits = Readonly<Record<string, Limit>>;

const isNumeric = ({ type, values = [] }: AttributeField): boolean =>
  type === 'integer' ||
  type === 'decimal' ||
  (values.length > 0 && values.every(({ value }) => /^[\d.]+$/.test(`${value}`)));

/** How an attribute can be limited, by its type. */
export function howsOf(field: AttributeField): readonly How[] {
  const listed = (field.values ?? []).length > 0;
  return [
    'any',
    'is',
    ...(listed ? (['oneOf'] as const) : []),
    ...(isNumeric(field) ? (['range'] as const) : []),
    ...(listed && !isNumeric(field) ? (['atLeast'] as const) : []),
  ];
}

export function limitOf(constraint: Constraint): Limit {
  if (typeof constraint !== 'object') return { how: 'is', values: [String(constraint)] };
  const { oneOf, atLeast, min, max } = constraint as {
    readonly oneOf?: readonly Value[];
    readonly atLeast?: Value;
    readonly min?: Value;
    readonly max?: Value;
  };
  if (oneOf !== undefined) return { how: 'oneOf', values: oneOf.map(String) };
  if (atLeast !== undefined) return { how: 'atLeast', values: [String(atLeast)] };
  return { how: 'range', values: [String(min ?? ''), String(max ?? '')] };
}

export const limitsOf = (attributes: Readonly<Record<string, Constraint>>): Limits =>
  Object.fromEntries(Object.entries(attributes).map(([name, each]) => [name, limitOf(each)]));

/** A value as the API has it: one of the listed, a whole number, yes or no; whatever is none of them stays as typed. */
export function typedValue(typed: string, { type, values = [] }: AttributeField): Value {
  const listed = values.find(({ value }) => String(value) === typed);
  if (listed !== undefined) return listed.value;
  if (type === 'boolean') return typed === 'true';
  return (type === 'integer' || type === 'decimal') && /^\d{1,9}$/.test(typed) ? Number(typed) : typed;
}

/** The condition as the API has it; `undefined` for none. */
export function constraintOf({ how, values }: Limit, field: AttributeField): Constraint | undefined {
  const given = values.filter((each) => each !== '').map((each) => typedValue(each, field));
  const [one] = given;
  if (how === 'any' || one === undefined) return undefined;
  if (how === 'is') return one;
  if (how === 'oneOf') return { oneOf: given };
  if (how === 'atLeast') return { atLeast: one };
  const [min = '', max = ''] = values;
  return {
    ...(min === '' ? {} : { min: typedValue(min, field) as number | string }),
    ...(max === '' ? {} : { max: typedValue(max, field) as number | string }),
  };
}

export function specOf(limits: Limits, fields: readonly AttributeField[]): Record<string, Constraint> {
  const spec: Record<string, Constraint> = {};
  for (const field of fields) {
    const constraint = constraintOf(limits[field.name] ?? anything, field);
    if (constraint !== undefined) spec[field.name] = constraint;
  }
  return spec;
}
