import type { Json, JsonObject } from '../../shared/kernel/json.ts';
import chinese from './data/columns.json' with { type: 'json' };

/** What a list is written from: text, or a number in its decimal form. */
export type Value = string | { readonly number: string };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of an item, each by its path: `price.unitPrice.amount`. */
function* leaves(item: JsonObject, path = ''): Generator<readonly [string, Json]> {
  for (const [name, value] of Object.entries(item)) {
    if (isObject(value)) yield* leaves(value, `${path}${name}.`);
    else if (value !== undefined && value !== null) yield [`${path}${name}`, value];
  }
}

/** A decimal string is a number in the file too, unless it would lose digits or its leading zero there. */
function valueOfCell(value: Json): Value {
  if (typeof value === 'number') return { number: String(value) };
  if (typeof value !== 'string') return JSON.stringify(value);
  const digits = value.replace(/\D/g, '').length;
  return /^-?(0|[1-9]\d*)\.\d+$/.test(value) && digits <= 15 ? { number: value } : value;
}

/** A list as a table: a column for each member that any item has, in the order of their first appearance. */
export function tableOf(items: readonly JsonObject[]): Value[][] {
  const rows = items.map((item) => new Map(leaves(item)));
  const paths = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const heading = paths.map((path) => {
    const word = (chinese as Readonly<Record<string, string>>)[path];
    return word === undefined ? path : `${word} ${path}`;
  });
  const cell = (row: ReadonlyMap<string, Json>, path: string): Value => {
    const value = row.get(path);
    return value === undefined ? '' : valueOfCell(value);
  };
  return [heading, ...rows.map((row) => paths.map((path) => cell(row, path)))];
}
