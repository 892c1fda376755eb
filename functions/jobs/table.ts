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

/** Amounts and quantities, whole ones too; elsewhere whole digits are a code, such as that of a division. */
const counted = /(?:^|\.)(?:amount|value)$/;

/** A decimal string is a number in the file too, unless it would lose digits or its leading zero there. */
function valueOfCell(path: string, value: Json): Value {
  if (typeof value === 'number') return { number: String(value) };
  if (typeof value !== 'string') return JSON.stringify(value);
  const digits = value.replace(/\D/g, '').length;
  const isNumber = (counted.test(path) ? /^-?(0|[1-9]\d*)(\.\d+)?$/ : /^-?(0|[1-9]\d*)\.\d+$/).test(value);
  return isNumber && digits <= 15 ? { number: value } : value;
}

const words = Object.entries(chinese);
/** Where a member's name stands in `data/columns.json`, by itself or by what it is a part of. */
const placeOf = (path: string): number => {
  const place = words.findIndex(([name]) => path === name || path.startsWith(`${name}.`));
  return place < 0 ? words.length : place;
};
const before = (a: string, b: string): number => placeOf(a) - placeOf(b) || (a < b ? -1 : 1);

/**
 * A list as a table: a column for each member that any item has, those of `data/columns.json` first and in its order, the
 * others by name. The table keeps members in no order, so their first appearance would be another each time.
 */
export function tableOf(items: readonly JsonObject[]): Value[][] {
  const rows = items.map((item) => new Map(leaves(item)));
  const paths = [...new Set(rows.flatMap((row) => [...row.keys()]))].sort(before);
  const heading = paths.map((path) => {
    const [, word] = words[placeOf(path)] ?? [];
    return word === undefined ? path : `${word} ${path}`;
  });
  const cell = (row: ReadonlyMap<string, Json>, path: string): Value => {
    const value = row.get(path);
    return value === undefined ? '' : valueOfCell(path, value);
  };
  return [heading, ...rows.map((row) => paths.map((path) => cell(row, path)))];
}
