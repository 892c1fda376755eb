import fc from 'fast-check';

/** Text that programs stumble over. */
export const texts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00\ud800',
  '\u202e钢筋\u202c',
  '\u200b\u200d\ufeff',
  'e\u0301'.repeat(500),
  '𠮷野家🏗️👷🏽‍♂️',
  '\u2028\u2029\u0085',
  'a\r\nSet-Cookie: a=b\r\n\r\n<script>',
  '<img src=x onerror=alert(1)>',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '../../../etc/passwd',
  '..\\..\\windows',
  '%2e%2e%2f',
  '{{7*7}}',
  "' OR '1'='1",
  '#pk',
  '=HYPERLINK("http://x.example","y")',
  'NaN',
  'Infinity',
  '-0',
  '1e400',
  '0x10',
  '１２３',
  '٣٤٥',
  '9'.repeat(400),
  `0.${'1'.repeat(400)}`,
  '-1',
  '00',
  '1.',
  '.5',
  '2026-02-30',
  '2026-13-01',
  '9999-12-31',
  '0000-00-00',
  '-271821-04-20',
  '2026-03-02T09:00:00+99:99',
  '2026-03-02T24:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '+275760-09-13T00:00:00Z',
  'null',
  'undefined',
  '长'.repeat(3000),
  'tnd_00000000-0000-7000-8000-000000000000',
  'org_00000000-0000-7000-8000-000000000000',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  'javascript:alert(1)',
];

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let n = 0; n < depth; n += 1) value = n % 2 === 0 ? [value] : { a: value };
  return value;
};

/** An object that has such a name for its own, as a parser of JSON makes it. */
const named = (name: string, value: unknown): unknown =>
  JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`);

const others: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.1,
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER + 2,
  1e21,
  [],
  {},
  [[]],
  [null],
  nested(31),
  nested(200),
  named('__proto__', { admin: true }),
  named('constructor', { prototype: {} }),
  named('toString', 'x'),
  Array.from({ length: 300 }, (_, n) => n),
];

/** What no schema expects, where it stands. */
export const anything = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...texts) },
  { weight: 2, arbitrary: fc.constantFrom(...others) },
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }),
);

const mutation = fc.record({
  place: fc.nat(),
  act: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'repeat'),
  name: fc.constantFrom('__proto__', 'constructor', 'prototype', 'unknown', 'id', 'status', '\u0000', 'a'.repeat(500)),
  value: anything,
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

/** A right value, and the same after somebody was at it: up to three members of it changed, removed, added or repeated. */
export const mutated = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(valid, fc.array(mutation, { maxLength: 3 }))
    .map(([value, mutations]) => mutations.reduce(mutate, structuredClone(value)));

function mutate(whole: unknown, { place, act, name, value: given }: Mutation): unknown {
  const value = structuredClone(given);
  const holder: Record<string, unknown> = { whole };
  const places: (readonly [Record<string, unknown>, string])[] = [];
  const visit = (at: Record<string, unknown>): void => {
    for (const key of Object.keys(at)) {
      places.push([at, key]);
      const inner = at[key];
      if (typeof inner === 'object' && inner !== null && places.length < 500) visit(inner as Record<string, unknown>);
    }
  };
  visit(holder);
  const [at, key] = places[place % places.length] ?? [holder, 'whole'];
  const there = at[key];
  const set = (of: object, by: string, to: unknown) =>
    Object.defineProperty(of, by, { value: to, enumerable: true, configurable: true, writable: true });
  if (act === 'remove' && at !== holder) Reflect.deleteProperty(at, key);
  else if (act === 'add' && typeof there === 'object' && there !== null && !Array.isArray(there))
    set(there, name, value);
  else if (act === 'repeat' && Array.isArray(there))
    set(
      at,
      key,
      Array.from({ length: 201 }, () => there[0] ?? value),
    );
  else set(at, key, value);
  return holder.whole;
}

/** Bodies that are hardly JSON. */
export const raw: readonly (string | Uint8Array)[] = [
  '',
  'null',
  '[]',
  '"x"',
  '0',
  '{',
  '{"a":1}{',
  '{"a":NaN}',
  "{'a':1}",
  '\ufeff{}',
  '{"a":1,"a":2}',
  '['.repeat(50_000),
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  '{"\\ud800":"\\udfff"}',
  Uint8Array.from([0xff, 0xfe, 0x7b, 0x00]),
  Uint8Array.from([0x22, 0xc3, 0x28, 0x22]),
  Uint8Array.from([0x1f, 0x8b, 0x08, 0x00]),
  `{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}}}`,
];

/** Segments of a path, as they go over the wire. */
export const segments: readonly string[] = [
  '..',
  '%2e%2e',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '%00',
  'a%0d%0aX-Injected:%201',
  '%',
  '%zz',
  '%c3%28',
  '%ff',
  '%ed%a0%80',
  '%F0%9F%8F%97',
  '__proto__',
  'constructor',
  '%20',
  ';a=b',
  '*',
  '{id}',
  ':id',
  'a'.repeat(8000),
  'tnd_01952000-0000-7000-8000-000000000001%0a',
  'TND_01952000-0000-7000-8000-000000000001',
  '%E2%80%AE',
];

/** Headers that are strange, and yet can be sent. */
export const headers: readonly Readonly<Record<string, string>>[] = [
  {},
  {},
  { 'Idempotency-Key': 'a'.repeat(255) },
  { 'Idempotency-Key': 'a'.repeat(5000) },
  { 'Idempotency-Key': '' },
  { 'Idempotency-Key': '\u00e9\u0080' },
  { 'If-Match': '"99999999999999999999999"' },
  { 'If-Match': '*' },
  { 'If-Match': 'W/"1", "2"' },
  { 'If-Match': '"-1"' },
  { 'If-None-Match': '*' },
  { 'Accept-Language': 'en' },
  { 'Accept-Language': `${'zh-'.repeat(2000)};q=9` },
  { 'Accept-Language': ';;;,,,q=0' },
  { Accept: 'text/html' },
  { 'Content-Type': 'text/plain' },
  { 'Content-Type': 'application/json; charset=utf-16' },
  { 'Content-Type': 'multipart/form-data; boundary=a' },
  { 'Content-Type': 'application/x-www-form-urlencoded' },
  { 'Content-Type': `application/${'a.'.repeat(3000)}json` },
  { 'Content-Type': '' },
  { 'Content-Encoding': 'gzip' },
  { 'X-Organisation': '__proto__' },
  { 'X-Organisation': 'org_00000000-0000-7000-8000-000000000000' },
  { 'X-Organisation': 'a'.repeat(5000) },
  { 'X-Organisation': '' },
  { 'X-HTTP-Method-Override': 'DELETE' },
  { 'X-Forwarded-For': '\u00ff, 127.0.0.1', Forwarded: 'for=evil' },
  { Range: 'bytes=0-99999999999' },
];
