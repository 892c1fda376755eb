import type {} from '@asteasolutions/zod-to-openapi';
import type * as zod from 'zod';
import type { Functions } from './zod-functions.ts';

/**
 * What a schema is made for: to check what comes in, where `.openapi()` says nothing, or to describe it, where it does.
 * For describing, `zod` was extended with `.openapi()` before.
 */
export type Purpose = 'check' | 'describe';

type Recipe = (purpose: Purpose) => unknown;
type Members = Readonly<Record<string, unknown>>;

/** What is known of a schema before it is made. */
interface Facts {
  /** Its members, where it is an object. */
  readonly shape?: Members | undefined;
  /** Whether a value is what the schema gives for it, as far as that can be said without Zod. */
  readonly holds?: ((value: unknown) => boolean) | undefined;
}

const recipes = new WeakMap<object, { readonly make: Recipe; readonly facts: Facts }>();

let functions: Functions | undefined;

/** Gives the functions that make schemas, and what makes schemas by them. */
export function provide(given: Functions): Functions {
  functions = given;
  return z;
}

/** Loads Zod where it was not: until then no schema can be asked anything but `holds`. */
export async function zodLoaded(): Promise<void> {
  if (functions === undefined) provide((await import('./zod-functions.ts')).functions);
}

/** The schema itself in the place of its recipe; in an array or a shape, of each. What is no recipe stays as it is. */
export function made<T>(value: T, purpose: Purpose = 'check'): T {
  if (typeof value !== 'object' || value === null) return value;
  const recipe = recipes.get(value);
  if (recipe !== undefined) return recipe.make(purpose) as T;
  if (Array.isArray(value)) return value.map((each) => made(each, purpose)) as T;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, made(each, purpose)])) as T;
}

/**
 * Whether the schema is known, without making it or loading Zod, to take the value and to give it as it is: ids and other
 * texts of a pattern, and objects of them, which are all that most requests carry. False says nothing.
 */
export const holds = (schema: object, value: unknown): boolean => recipes.get(schema)?.facts.holds?.(value) ?? false;

/** What a schema is asked; everything else it has makes another schema of it. */
const asked: ReadonlySet<PropertyKey> = new Set([
  ...['parse', 'parseAsync', 'safeParse', 'safeParseAsync'],
  ...['_def', '_zod', 'def', 'enum', 'options', 'type', '~standard'],
]);

/** A schema that is made when it is first asked anything, and then kept. */
function recipe(make: Recipe, facts: Facts = {}): object {
  const kept: { [purpose in Purpose]?: unknown } = {};
  const schema = (purpose: Purpose) => (kept[purpose] ??= make(purpose));
  const lazy = new Proxy(Object.create(null) as object, {
    get: (_, name) => {
      if (name === 'shape') {
        if (facts.shape === undefined) throw new Error('what this schema is made of is not known');
        return facts.shape;
      }
      if (asked.has(name)) return (schema('check') as Record<PropertyKey, unknown>)[name];
      return (...given: unknown[]) =>
        recipe((purpose) => called(schema(purpose), name as string, given, purpose), factsAfter(facts, name, given));
    },
    has: (_, name) => name in (schema('check') as object),
  });
  recipes.set(lazy, { make: schema, facts });
  return lazy;
}

function factsOf(name: PropertyKey, [first]: readonly unknown[]): Facts {
  if (name === 'string') return { holds: (value) => typeof value === 'string' };
  const isObject = /object/i.test(String(name)) && typeof first === 'object' && !Array.isArray(first);
  return isObject ? factsOfObject(first as Members) : {};
}

/** Of a schema by what was known of the one that a method was called on. */
function factsAfter({ shape, holds }: Facts, name: PropertyKey, [first]: readonly unknown[]): Facts {
  if (name === 'openapi') return { shape, holds };
  if (name === 'refine' || name === 'superRefine') return { shape };
  if (name === 'partial' && shape !== undefined) {
    return {
      shape: Object.fromEntries(Object.entries(shape).map(([of, member]) => [of, (member as zod.ZodType).optional()])),
    };
  }
  if (name === 'extend' && shape !== undefined && holds !== undefined) {
    return factsOfObject({ ...shape, ...(first as Members) });
  }
  if (name === 'regex' && holds !== undefined) {
    return { holds: (value) => holds(value) && (first as RegExp).test(value as string) };
  }
  return {};
}

const factsOfObject = (shape: Members): Facts => ({
  shape,
  holds: (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).every((name) => Object.hasOwn(shape, name)) &&
    Object.entries(shape).every(([name, member]) => holds(member as object, (value as Members)[name])),
});

function called(on: unknown, name: string, given: readonly unknown[], purpose: Purpose): unknown {
  if (name === 'openapi' && purpose === 'check') return on;
  return (on as Record<string, (...args: unknown[]) => unknown>)[name]?.(...given.map((each) => made(each, purpose)));
}

/** The function of a path (`string`, `iso.datetime`) that gives a recipe. */
function lazily(path: readonly string[]): object {
  const at = (): object => {
    if (functions === undefined) throw new Error('Zod is not loaded');
    return path.slice(0, -1).reduce((from, name) => from[name as never], functions as object);
  };
  const name = path.at(-1) ?? '';
  const make = (...given: unknown[]) => recipe((purpose) => called(at(), name, given, purpose), factsOf(name, given));
  return new Proxy(make, { get: (_, member) => lazily([...path, String(member)]) });
}

/**
 * Zod, whose schemas are made when they are first asked, by when it must have been loaded. A context has some hundred of
 * them, most for the document alone, and a request needs two at most: loading it and making them all was a third of a
 * cold start.
 */
export const z = lazily([]) as Functions;
