import fc from 'fast-check';
import type { Document, Schema } from './operations.ts';

/** Words that stand in texts of the trade. */
const words = ['螺纹钢', '三元区列东街项目部', '理由如下', 'HRB400E', '2026年度'];

/** Values that a schema of the document takes: what is optional comes and goes; seeded by whoever draws. */
export function validValues({ resolve }: Pick<Document, 'resolve'>): (schema: Schema) => fc.Arbitrary<unknown> {
  return function values(given: Schema, depth = 0): fc.Arbitrary<unknown> {
    const schema = resolve(given);
    const inner = (each: Schema): fc.Arbitrary<unknown> =>
      (values as (s: Schema, d: number) => fc.Arbitrary<unknown>)(each, depth + 1);
    const {
      enum: all,
      const: only,
      anyOf,
      oneOf,
      allOf,
    } = schema as { readonly [name: string]: readonly Schema[] | undefined };
    if (only !== undefined) return fc.constant(only);
    if (all !== undefined) return fc.constantFrom(...all);
    const choices = anyOf ?? oneOf;
    if (choices !== undefined) return fc.oneof(...choices.map(inner));
    if (allOf !== undefined) {
      return fc
        .tuple(...allOf.map(inner))
        .map((parts) =>
          parts.every((part) => typeof part === 'object' && part !== null) ? Object.assign({}, ...parts) : parts[0],
        );
    }
    const types = [schema.type ?? (schema.properties === undefined ? 'string' : 'object')].flat() as string[];
    const [type = 'string', ...others] = types;
    if (others.length > 0) return fc.oneof(...types.map((each) => inner({ ...schema, type: each })));
    return byType[type]?.(schema, inner, depth) ?? fc.constant(null);
  };
}

type Make = (schema: Schema, inner: (schema: Schema) => fc.Arbitrary<unknown>, depth: number) => fc.Arbitrary<unknown>;

const number = (schema: Schema, name: string): number | undefined => schema[name] as number | undefined;

const byType: Readonly<Record<string, Make>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: (schema) =>
    fc.integer({
      min: Math.max(number(schema, 'minimum') ?? 0, -1e6),
      max: Math.min(number(schema, 'maximum') ?? 100, 1e6),
    }),
  number: (schema) =>
    fc.integer({
      min: Math.ceil(Math.max(number(schema, 'minimum') ?? 0, -1e6)),
      max: Math.min(number(schema, 'maximum') ?? 100, 1e6),
    }),
  string: (schema) => text(schema),
  array: (schema, inner, depth) => {
    const minLength = number(schema, 'minItems') ?? 0;
    const maxLength = Math.max(minLength, Math.min(number(schema, 'maxItems') ?? 3, depth > 4 ? 1 : 3));
    return fc.array(inner((schema.items ?? {}) as Schema), { minLength, maxLength });
  },
  object: (schema, inner) => {
    const {
      properties = {},
      required = [],
      additionalProperties,
    } = schema as {
      properties?: Record<string, Schema>;
      required?: string[];
      additionalProperties?: Schema | boolean;
    };
    const members = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, inner(each)]));
    const record = fc.record(members, { requiredKeys: required as never[] });
    if (Object.keys(members).length > 0 || typeof additionalProperties !== 'object') return record;
    return fc.dictionary(fc.constantFrom('matches', 'price', 'a'), inner(additionalProperties), { maxKeys: 2 });
  },
};

const day = fc.integer({ min: 0, max: 400 }).map((n) => new Date(Date.UTC(2026, 2, 1 + n)).toISOString().slice(0, 10));

function text(schema: Schema): fc.Arbitrary<string> {
  if (schema.format === 'date') return day;
  if (schema.format === 'date-time') return day.map((each) => `${each}T09:00:00+08:00`);
  if (schema.format === 'email') return fc.constant('li@firm.example');
  if (schema.format === 'uri')
    return fc.constantFrom('https://hook.example.cn/a', 'https://live.douyin.com/80017709309');
  const min = number(schema, 'minLength') ?? 0;
  const max = number(schema, 'maxLength') ?? 60;
  if (typeof schema.pattern === 'string')
    return ofPattern(schema.pattern, number(schema, 'maxLength') ?? Number.POSITIVE_INFINITY);
  if (typeof schema.example === 'string' && !schema.example.includes('…')) {
    return fc.oneof({ weight: 3, arbitrary: fc.constant(schema.example) }, fc.constantFrom(...words));
  }
  return fc
    .constantFrom(...words)
    .map((word) => word.repeat(Math.ceil(min / word.length) || 1).slice(0, Math.max(max, min)));
}

function ofPattern(pattern: string, max: number): fc.Arbitrary<string> {
  // Alternatives to a look-ahead are not drawn: what follows it mostly is.
  const plain = pattern.replaceAll(/\(\?![^()]*(\([^()]*\)[^()]*)*\)/g, '');
  const matches = new RegExp(pattern, 'u');
  return fc
    .stringMatching(new RegExp(plain), { size: 'xsmall' })
    .filter((each) => matches.test(each) && each.length <= max);
}
