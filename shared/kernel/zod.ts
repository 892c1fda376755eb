import type {} from '@asteasolutions/zod-to-openapi';
import * as zod from 'zod';
import { faultCode } from './shape.ts';

zod.config({ customError: faultCode });

/**
 * What a schema is made for: to check what comes in, where `.openapi()` says nothing, or to describe it, where it does.
 * For describing, `zod` was extended with `.openapi()` before.
 */
export type Purpose = 'check' | 'describe';

type Recipe = (purpose: Purpose) => unknown;
type Members = Readonly<Record<string, unknown>>;

const recipes = new WeakMap<object, Recipe>();

/** The schema itself in the place of its recipe; in an array or a shape, of each. What is no recipe stays as it is. */
export function made<T>(value: T, purpose: Purpose = 'check'): T {
  if (typeof value !== 'object' || value === null) return value;
  const recipe = recipes.get(value);
  if (recipe !== undefined) return recipe(purpose) as T;
  if (Array.isArray(value)) return value.map((each) => made(each, purpose)) as T;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, made(each, purpose)])) as T;
}

/** What a schema is asked; everything else it has makes another schema of it. */
const asked: ReadonlySet<PropertyKey> = new Set([
  ...['parse', 'parseAsync', 'safeParse', 'safeParseAsync'],
  ...['_def', '_zod', 'def', 'enum', 'options', 'type', '~standard'],
]);

/** What leaves the members of an object as they are. */
const sameMembers: ReadonlySet<PropertyKey> = new Set(['openapi', 'refine', 'superRefine']);

/** A schema that is made when it is first asked anything, and then kept. */
function recipe(make: Recipe, shape?: Members): object {
  const kept: { [purpose in Purpose]?: unknown } = {};
  const schema = (purpose: Purpose) => (kept[purpose] ??= make(purpose));
  const lazy = new Proxy(Object.create(null) as object, {
    get: (_, name) => {
      if (name === 'shape') return shape ?? shapeOf(schema);
      if (asked.has(name)) return (schema('check') as Record<PropertyKey, unknown>)[name];
      return (...given: unknown[]) =>
        recipe(
          (purpose) => called(schema(purpose), name as string, given, purpose),
          sameMembers.has(name) ? shape : undefined,
        );
    },
    has: (_, name) => name in (schema('check') as object),
  });
  recipes.set(lazy, schema);
  return lazy;
}

/** The members of an object that was made of others, each of them a recipe again. */
const shapeOf = (schema: Recipe): Members =>
  Object.fromEntries(
    Object.keys((schema('check') as zod.ZodObject).shape).map((name) => [
      name,
      recipe((purpose) => (schema(purpose) as zod.ZodObject).shape[name]),
    ]),
  );

function called(on: unknown, name: string, given: readonly unknown[], purpose: Purpose): unknown {
  if (name === 'openapi' && purpose === 'check') return on;
  return (on as Record<string, (...args: unknown[]) => unknown>)[name]?.(...given.map((each) => made(each, purpose)));
}

/** Zod's functions (`string`, `iso.date`), each of which gives a recipe. */
const lazily = <T extends object>(functions: T): T =>
  new Proxy({} as T, {
    get: (_, name) => {
      const real = functions[name as keyof T] as unknown;
      if (typeof real === 'object' && real !== null) return lazily(real);
      return (...given: unknown[]) => {
        const ofMembers = typeof given[0] === 'object' && !Array.isArray(given[0]) && /object/i.test(String(name));
        return recipe(
          (purpose) => called(functions, name as string, given, purpose),
          ofMembers ? (given[0] as Members) : undefined,
        );
      };
    },
  });

/**
 * Zod, whose schemas are made when they are first asked. A context has some hundred of them, most for the document
 * alone, and a request needs two: making them all was a third of a cold start. Those that are used are named, so that a
 * bundle carries nothing else.
 */
export const z = lazily({
  array: zod.array,
  base64: zod.base64,
  boolean: zod.boolean,
  coerce: { number: zod.coerce.number },
  custom: zod.custom,
  discriminatedUnion: zod.discriminatedUnion,
  email: zod.email,
  enum: zod.enum,
  int: zod.int,
  iso: { datetime: zod.iso.datetime },
  json: zod.json,
  literal: zod.literal,
  looseObject: zod.looseObject,
  null: zod.null,
  number: zod.number,
  object: zod.object,
  record: zod.record,
  strictObject: zod.strictObject,
  string: zod.string,
  stringbool: zod.stringbool,
  tuple: zod.tuple,
  union: zod.union,
  unknown: zod.unknown,
});
