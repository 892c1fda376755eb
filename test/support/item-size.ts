/**
 * The size of an item in bytes, as DynamoDB bills it: the UTF-8 of names and strings; a number is a byte for each
 * two significant digits and one more; a list or map is 3 bytes, and one for each element.
 * Source: Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats".
 */
export function itemSize(item: Readonly<Record<string, unknown>>): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + bytes(name) + valueSize(value), 0);
}

/** Write units of a plain put: one for each KB (1,024 bytes) begun; twice that in a transaction. */
export const writeUnits = (size: number): number => Math.max(1, Math.ceil(size / 1024));

/** Read units of one item read consistently: one for each 4 KB begun; half that when eventually consistent. */
export const readUnits = (size: number): number => Math.max(1, Math.ceil(size / 4096));

const bytes = (text: string): number => Buffer.byteLength(text);

function valueSize(value: unknown): number {
  if (value === undefined) return 0;
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'string') return bytes(value);
  if (typeof value === 'number' || typeof value === 'bigint') return numberSize(String(value));
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + 1 + valueSize(each), 3);
  const pairs = Object.values(value as object).filter((each) => each !== undefined);
  return 3 + pairs.length + itemSize(value as Record<string, unknown>);
}

function numberSize(text: string): number {
  const digits = text.replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}
