import type { Json, JsonObject } from '../../shared/kernel/json.ts';

const keywords: Record<string, (limit: Json, value: Json, schema: JsonObject) => boolean> = {
  type: (type, value) => typeOf(value) === type || (type === 'integer' && Number.isInteger(value)),
  enum: (values, value) => (values as Json[]).some((each) => each === value),
  minimum: (min, value) => typeof value !== 'number' || value >= (min as number),
  maximum: (max, value) => typeof value !== 'number' || value <= (max as number),
  maxLength: (max, value) => typeof value !== 'string' || [...value].length <= (max as number),
  pattern: (pattern, value) => typeof value !== 'string' || new RegExp(pattern as string, 'u').test(value),
  required: (names, value) => (names as string[]).every((name) => Object.hasOwn(value as JsonObject, name)),
  properties: (schemas, value) =>
    Object.entries(value as JsonObject).every(([name, each]) => {
      const found = Object.hasOwn(schemas as JsonObject, name) ? (schemas as JsonObject)[name] : undefined;
      return found === undefined || accepts(found, each as Json);
    }),
  additionalProperties: (_, value, schema) =>
    Object.keys(value as JsonObject).every((name) => Object.hasOwn(schema.properties as JsonObject, name)),
  anyOf: (schemas, value) => (schemas as Json[]).some((each) => accepts(each, value)),
  allOf: (schemas, value) => (schemas as Json[]).every((each) => accepts(each, value)),
  if: (schema, value, { then = true }) => !accepts(schema, value) || accepts(then, value),
};
const annotations = new Set(['$schema', '$comment', 'title', 'description', 'then']);

/** Evaluates the keywords of JSON Schema 2020-12 that categories use, as the specification words them. */
export function accepts(schema: Json, value: Json): boolean {
  if (typeof schema === 'boolean') return schema;
  const rules = schema as JsonObject;
  return Object.entries(rules).every(([keyword, limit]) => {
    if (annotations.has(keyword)) return true;
    const rule = keywords[keyword];
    if (!rule) throw new Error(`keyword not known: ${keyword}`);
    return rule(limit as Json, value, rules);
  });
}

const typeOf = (value: Json) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
