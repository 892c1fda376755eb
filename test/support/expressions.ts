/** An item of a table. */
export type Stored = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/** What DynamoDB's expressions of a request say, and the names and values in them. */
export interface Words {
  readonly ConditionExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
}

type Attributes = Readonly<Record<string, unknown>> | undefined;

const nameOf = (word: string, { ExpressionAttributeNames: names }: Words): string =>
  word.startsWith('#') ? (names?.[word] ?? unknown(word)) : word;

function unknown(text: string): never {
  throw new Error(`the table in memory does not understand ${text}`);
}

/** A value of the request, or what the item has under that name. */
function operand(word: string, words: Words, item: Attributes): unknown {
  if (!word.startsWith(':')) return item?.[nameOf(word, words)];
  const value = words.ExpressionAttributeValues?.[word];
  return typeof value === 'bigint' ? Number(value) : value;
}

const comparisons: Readonly<Record<string, (a: never, b: never) => boolean>> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function term(text: string, words: Words, item: Attributes): boolean {
  const called = /^(\w+)\(([^)]*)\)$/.exec(text);
  if (called !== null) {
    const [first = '', second = ''] = (called[2] ?? '').split(',').map((each) => each.trim());
    const value = operand(first, words, item);
    if (called[1] === 'attribute_not_exists') return value === undefined;
    if (called[1] === 'attribute_exists') return value !== undefined;
    if (called[1] === 'begins_with') return String(value).startsWith(operand(second, words, item) as string);
  }
  const [, left = '', sign = '', right = ''] = /^(\S+) (=|<>|<=|>=|<|>) (\S+)$/.exec(text) ?? unknown(text);
  const [a, b] = [operand(left, words, item), operand(right, words, item)];
  // An attribute that is not there compares with nothing.
  return (
    a !== undefined &&
    b !== undefined &&
    typeof a === typeof b &&
    (comparisons[sign]?.(a as never, b as never) ?? false)
  );
}

/** Or of and of terms; `BETWEEN` is two of them. No parentheses but those of functions. */
function said(expression: string, words: Words, item: Attributes): boolean {
  const plain = expression.replace(/(\S+) BETWEEN (\S+) AND (\S+)/g, '$1 >= $2 AND $1 <= $3');
  return plain.split(' OR ').some((all) => all.split(' AND ').every((each) => term(each.trim(), words, item)));
}

/** Whether a write's condition holds for the item as it is. */
export const holds = (words: Words, item: Attributes): boolean =>
  words.ConditionExpression === undefined || said(words.ConditionExpression, words, item);

/** Whether a query finds an item. */
export const matchesKeys = (words: Words, item: Stored): boolean =>
  said(words.KeyConditionExpression ?? unknown('a query without keys'), words, item);

/** The attributes asked for. */
export function projected(words: Words, item: Stored): object {
  if (words.ProjectionExpression === undefined) return item;
  const names = words.ProjectionExpression.split(',').map((each) => nameOf(each.trim(), words));
  return Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
}

/** The item after an update of `SET` and `ADD`. */
export function updated(words: Words & { readonly UpdateExpression?: string }, item: Stored): Stored {
  const after: Record<string, unknown> = { ...item };
  const text = words.UpdateExpression ?? unknown('an update without expression');
  const [, set = '', add = ''] = /^(?:SET (.*?))?\s*(?:ADD (.*))?$/.exec(text) ?? unknown(text);
  // Commas in functions part nothing.
  for (const each of set.split(/,(?![^(]*\))/).filter((one) => one !== '')) {
    const [, name = '', value = ''] = /^\s*(\S+) = (.*?)\s*$/.exec(each) ?? unknown(each);
    after[nameOf(name, words)] = value
      .split(/ (?=[+-] )/)
      .map((part) => amount(part, words, item))
      .reduce((sum, part) => (sum === undefined ? part : (sum as number) + (part as number)), undefined as unknown);
  }
  for (const each of add.split(',').filter((one) => one !== '')) {
    const [name = '', value = ''] = each.trim().split(' ');
    const before = (item[nameOf(name, words)] ?? 0) as number;
    after[nameOf(name, words)] = before + (operand(value, words, item) as number);
  }
  return after as Stored;
}

function amount(part: string, words: Words, item: Stored): unknown {
  const [, sign, text = ''] = /^(?:([+-]) )?(.*)$/.exec(part) ?? unknown(part);
  const [, name, otherwise = ''] = /^if_not_exists\((\S+), (\S+)\)$/.exec(text) ?? [];
  const value =
    name === undefined ? operand(text, words, item) : (operand(name, words, item) ?? operand(otherwise, words, item));
  return sign === '-' ? -(value as number) : value;
}
