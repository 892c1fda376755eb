import { DomainError, type ErrorParams, type FieldError } from '../kernel/errors.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Attribute, Attributes, AttributeValue, Category, Constraint } from './model.ts';

type Fault = readonly [code: string, params?: ErrorParams];

const fullWidth = '[０-９．]';
const decimal = '^(?!0*([.]0*)?$)(0|[1-9][0-9]{0,5})([.][0-9]{1,3})?$';
const text = `^(?!.*${fullWidth})\\S(.*\\S)?$`;
const hasFullWidth = new RegExp(fullWidth);
const isDecimal = new RegExp(decimal);
const isText = new RegExp(text);
const isNumber = /^-?[0-9]+([.][0-9]+)?$/;
const maxDecimal = 999_999;
const decimalRange: ErrorParams = { min: '0.001', max: '999999.999' };

/**
 * The attributes in their one written form (`"6.0"` is 6, `"5.50"` is `"5.5"`), if they describe goods of the category.
 * Accepts exactly what {@link jsonSchema} accepts. Otherwise throws `attributes-invalid` with every fault as a field error
 * under `pointer`: `unknown-attribute`, `attribute-missing`, `attribute-wrong-type`, `attribute-not-integer`,
 * `attribute-not-allowed`, `attribute-out-of-range`, `full-width-digits`. `partly` described goods lack what they lack.
 */
export function checkAgainst(
  category: Category,
  attributes: Record<string, unknown>,
  pointer: string,
  { partly = false } = {},
): Attributes {
  const errors: FieldError[] = [];
  const refuse = (name: string, [code, params = {}]: Fault) =>
    errors.push({ pointer: `${pointer}/${escaped(name)}`, code, params: { attribute: name, ...params } });

  const known = new Map(category.attributes.map((each) => [each.name, each]));
  const valid: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const attribute = known.get(name);
    const fault = attribute ? faultOf(attribute, value) : (['unknown-attribute'] as const);
    if (fault) refuse(name, fault);
    else valid[name] = value as AttributeValue;
  }
  for (const { name, required } of category.attributes) {
    if (required && !partly && !Object.hasOwn(attributes, name)) refuse(name, ['attribute-missing']);
  }
  for (const constraint of category.constraints ?? []) {
    if (applies(constraint, valid)) for (const [name, fault] of broken(constraint, valid)) refuse(name, fault);
  }
  if (errors.length > 0) throw new DomainError('rule', 'attributes-invalid', { category: category.code }, errors);
  return Object.fromEntries(
    [...known.values()].flatMap(({ name, type }) => {
      const value = valid[name];
      return value === undefined ? [] : [[name, type === 'decimal' ? written(value) : value]];
    }),
  );
}

function faultOf({ type, values, min, max }: Attribute, value: unknown): Fault | undefined {
  if (type !== 'boolean' && typeof value === 'string' && hasFullWidth.test(value))
    return ['full-width-digits', { text: value.slice(0, 40) }];
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : ['attribute-wrong-type', { type }];
    case 'text':
      if (typeof value !== 'string') return ['attribute-wrong-type', { type }];
      if (!isText.test(value)) return ['attribute-wrong-type', { type }];
      return outOfRange([...value].length, 1, max);
    case 'enum':
      if (typeof value !== 'string') return ['attribute-wrong-type', { type }];
      return notAmong(value, values);
    case 'integer':
      if (typeof value !== 'number') return ['attribute-wrong-type', { type }];
      if (!Number.isInteger(value)) return ['attribute-not-integer'];
      return notAmong(value, values) ?? outOfRange(value, min, max);
    case 'decimal':
      if (typeof value !== 'number' && typeof value !== 'string') return ['attribute-wrong-type', { type }];
      if (typeof value === 'number' && !Number.isInteger(value)) return ['attribute-not-integer'];
      if (values) return notAmong(value, values);
      if (typeof value === 'number') return outOfRange(value, 1, maxDecimal);
      if (isDecimal.test(value)) return undefined;
      return isNumber.test(value) ? ['attribute-out-of-range', decimalRange] : ['attribute-wrong-type', { type }];
  }
}

function notAmong(value: AttributeValue, values: Attribute['values']): Fault | undefined {
  if (!values || values.some((each) => each.value === value)) return undefined;
  return ['attribute-not-allowed', { allowed: values.map((each) => each.value).join(', ') }];
}

function outOfRange(value: number, min?: number, max?: number): Fault | undefined {
  const below = min !== undefined && value < min;
  const above = max !== undefined && value > max;
  if (!below && !above) return undefined;
  return ['attribute-out-of-range', { min: min ?? '', max: max ?? '' }];
}

function applies({ when }: Constraint, attributes: Attributes): boolean {
  return Object.entries(when).every(([name, values]) => values.some((value) => value === attributes[name]));
}

function broken({ when, allow = {}, forbid = [] }: Constraint, attributes: Attributes): readonly [string, Fault][] {
  const condition = Object.keys(when)
    .map((name) => `${name}=${attributes[name]}`)
    .join(', ');
  const none: readonly AttributeValue[] = [];
  const kept = [...Object.entries(allow), ...forbid.map((name) => [name, none] as const)];
  return kept.flatMap(([name, values]) => {
    const value = attributes[name];
    if (value === undefined || values.includes(value)) return [];
    return [[name, ['attribute-not-allowed', { allowed: values.join(', ') || '—', when: condition }]]];
  });
}

/** A whole number as a number, a fraction without trailing zeros: one value, one form, so that facets do not split. */
function written(value: AttributeValue): AttributeValue {
  if (typeof value !== 'string' || !value.includes('.')) return Number(value);
  const short = value.replace(/[.]?0+$/, '');
  return short.includes('.') ? short : Number(short);
}

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The attributes of a category as a JSON Schema 2020-12; accepts exactly what {@link checkAgainst} accepts. */
export function jsonSchema(category: Category): JsonObject {
  const { code, name, attributes, constraints } = category;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: name.zh,
    description: `${name.en} (${code})`,
    type: 'object',
    properties: Object.fromEntries(attributes.map((each) => [each.name, propertySchema(each)])),
    required: attributes.filter((each) => each.required).map((each) => each.name),
    additionalProperties: false,
    ...(constraints ? { allOf: constraints.map(constraintSchema) } : {}),
  };
}

function propertySchema(attribute: Attribute): JsonObject {
  const { label, unit, note } = attribute;
  const described = [unit ? `${label.en}, ${unit}` : label.en, note].filter((each) => each !== undefined).join('; ');
  return { title: label.zh, description: described, ...valueSchema(attribute) };
}

function valueSchema({ type, values, min, max }: Attribute): JsonObject {
  const allowed = values ? { enum: values.map((each) => each.value) } : {};
  switch (type) {
    case 'boolean':
      return { type: 'boolean' };
    case 'text':
      return { type: 'string', pattern: text, ...(max === undefined ? {} : { maxLength: max }) };
    case 'enum':
      return { type: 'string', ...allowed };
    case 'integer':
      return {
        type: 'integer',
        ...allowed,
        ...(min === undefined ? {} : { minimum: min }),
        ...(max === undefined ? {} : { maximum: max }),
      };
    case 'decimal':
      if (values) return allowed;
      return {
        anyOf: [
          { type: 'integer', minimum: 1, maximum: maxDecimal },
          { type: 'string', pattern: decimal },
        ],
      };
  }
}

function constraintSchema({ when, allow = {}, forbid = [], note }: Constraint): JsonObject {
  const oneOf = (named: Constraint['when']) => Object.entries(named).map(([name, values]) => [name, { enum: values }]);
  return {
    $comment: note.en,
    if: { properties: Object.fromEntries(oneOf(when)), required: Object.keys(when) },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: { properties: Object.fromEntries([...oneOf(allow), ...forbid.map((name) => [name, false])]) },
  };
}
