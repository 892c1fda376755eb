import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { reactions } from '../../functions/react.ts';
import { verifyChain } from '../../shared/sealing/chain.ts';
import { allEvents } from '../../shared/table/log.ts';
import { allStreamed, stream } from '../showcase/stream.ts';
import { runJobs } from '../support/app.ts';
import { type Answer, codeOf, faultsOf, sent } from './answers.ts';
import { nowhere } from './bodies.ts';
import { anything, headers, mutated, raw, segments, texts } from './hostile.ts';
import { type Document, documentOf, filled, type Operation } from './operations.ts';
import { validValues } from './valid.ts';
import { type World, world } from './world.ts';

/*
 * Every operation of the document with right, almost right and hostile requests, by somebody of every kind. Whatever is
 * sent, nothing breaks and nothing is told that may not be. ABUSE_RUNS requests an operation (40 unless said), drawn from
 * ABUSE_SEED.
 */
const runs = Number(process.env.ABUSE_RUNS ?? 40);
const seed = Number(process.env.ABUSE_SEED ?? 20260302);

let w: World;
let document: Document;
let values: ReturnType<typeof validValues>;

beforeAll(async () => {
  w = await world();
  document = await documentOf(w.t);
  values = validValues(document);
});

const askers = ['anonymous', 'builder purchaser', 'mill sales', 'operator', 'county buyer', 'committee expert'];

interface Attack {
  readonly role: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

function attacks(operation: Operation): fc.Arbitrary<Attack> {
  const things = w.things.filter(({ of }) => of.test(operation.path));
  const none = nowhere(operation, {});
  const known = [none, ...things.map(({ ids }) => ({ ...none, ...ids }))];
  const right = fc.constantFrom(...known).map((ids) => filled(operation.path, ids));
  const strange = fc
    .constantFrom(...segments)
    .map((each) =>
      operation.path.replace(/\{\w+\}/, () => each).replaceAll(/\{(\w+)\}/g, (_, name) => known.at(-1)?.[name] ?? name),
    );
  const body = operation.body;
  return fc.record({
    role: fc.constantFrom(...askers),
    path: fc.oneof({ weight: 8, arbitrary: right }, strange),
    query: queries(operation),
    headers: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, fc.constantFrom(...headers)),
    body:
      body === undefined
        ? fc.oneof(
            { weight: 6, arbitrary: fc.constant(undefined) },
            fc.constant(operation.method === 'GET' ? undefined : '{"a":1}'),
          )
        : fc.oneof(
            { weight: 10, arbitrary: mutated(values(body)).map((each) => JSON.stringify(each) ?? '') },
            fc.constantFrom(...raw),
          ),
  });
}

function queries({ query, method }: Operation): fc.Arbitrary<string> {
  const own = Object.entries(query);
  const pair = fc.oneof(
    ...own.map(([name, { schema }]) => values(schema).map((value) => [name, `${value}`] as const)),
    ...(own.length === 0 ? [] : [fc.tuple(fc.constantFrom(...own.map(([name]) => name)), strangeValue)]),
    fc.tuple(
      fc.constantFrom('unknown', '__proto__', 'limit', 'cursor', 'attr.grade', 'attr.__proto__', 'attr.'),
      strangeValue,
    ),
  );
  const some = fc.array(pair, { maxLength: method === 'GET' ? 4 : 1 });
  return some.map((pairs) =>
    pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${encoded(value)}`).join('&')}`,
  );
}

const cursor = fc
  .oneof(anything, fc.constantFrom({ pk: 'org', sk: '@' }, ['a'], { pk: { S: 'x' } }))
  .map((value) => Buffer.from(JSON.stringify(value) ?? '').toString('base64url'));
const strangeValue = fc.oneof(fc.constantFrom(...texts, '%', '1e9', '-1', '0', '101', '1.5'), cursor);
/** Lone surrogates have no form in a URL. */
const encoded = (text: string): string => (text === '%' ? '%zz' : encodeURIComponent(text.toWellFormed()));

async function attack({ method }: Operation, { role, path, query, headers: more, body }: Attack): Promise<Answer> {
  const as = w.roles[role];
  const reply = await sent(w, `${path}${query}`, {
    method,
    headers: {
      ...(as === undefined ? {} : { Authorization: `Bearer ${as}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...more,
    },
    ...(body === undefined || method === 'GET' ? {} : { body: body as string }),
  });
  // What is made stays, so that whatever is made of it later is tried too; what is there already stays as it is.
  if (reply.status === 201) w.db.keep();
  else await w.db.undo();
  return reply;
}

/** Bodies below the limit of what is read at all, and one above: much in few members, and many members. */
function* tooMuch({ body }: Operation): Generator<readonly [string, string]> {
  const { properties = {} } = document.resolve(body ?? {}) as { properties?: Readonly<Record<string, unknown>> };
  yield ['above the limit', JSON.stringify({ a: 'a'.repeat(2 * 1024 * 1024) })];
  yield [
    'many members',
    JSON.stringify(Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [`member${n}`, 0]))),
  ];
  yield ['a long name', JSON.stringify({ ['长'.repeat(60_000)]: 0 })];
  const members = Object.fromEntries(Array.from({ length: 12_000 }, (_, n) => [`member${n}`, 1]));
  for (const [at, name] of Object.keys(properties).entries()) {
    yield [`${name} of many`, JSON.stringify({ [name]: Array.from({ length: 60_000 }, () => ({})) })];
    if (at % 2 === 0) yield [`${name} with many members`, JSON.stringify({ [name]: members })];
    else yield [`${name} as a long text`, JSON.stringify({ [name]: `a${' '.repeat(180_000)}a` })];
  }
}

describe('whatever is sent', () => {
  const codes = new Set<string>();
  let accepted = 0;

  it(`breaks no operation, and tells nothing that may not be told (seed ${seed}, ${runs} each)`, async () => {
    const faults: string[] = [];
    for (const operation of document.operations) {
      let found: readonly string[] = [];
      let last: Answer | undefined;
      const property = fc.asyncProperty(attacks(operation), async (each) => {
        last = await attack(operation, each);
        if (last.status < 400) accepted += 1;
        codes.add(codeOf(last) ?? '');
        const wrong = faultsOf(last, each.role);
        if (wrong.length > 0) found = wrong;
        return wrong.length === 0;
      });
      const { failed, counterexample } = await fc.check(property, { seed, numRuns: runs, endOnFailure: false });
      if (failed) {
        const shown = JSON.stringify(counterexample?.[0], (_, value) =>
          typeof value === 'string' ? value.slice(0, 1500) : value,
        );
        const cause = JSON.stringify(w.t.logged.filter(({ message }) => message === 'fault').at(-1));
        faults.push(
          `${operation.name} ${found.join('; ').slice(0, 500)} ${shown} ${found.some((one) => one.startsWith('broke')) ? cause : ''}`,
        );
      }
    }
    expect(faults).toEqual([]);
    // What is refused at the door alone would show little.
    expect(accepted).toBeGreaterThan(runs * 10);
    expect(codes.size).toBeGreaterThan(20);
  });

  it('is refused in few words where it is far too much', async () => {
    const faults: string[] = [];
    for (const operation of document.operations.filter(({ body }) => body !== undefined)) {
      const path = filled(operation.path, nowhere(operation, {}));
      for (const [what, body] of tooMuch(operation)) {
        const attacking = { role: 'operator', path, query: '', headers: {}, body };
        const wrong = faultsOf(await attack(operation, attacking), 'operator');
        if (wrong.length > 0) faults.push(`${operation.name}, ${what}: ${wrong.join('; ').slice(0, 300)}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('is in no line of the log', () => {
    const lines = JSON.stringify(w.t.logged);
    for (const text of ['alert(1)', 'etc/passwd', 'Set-Cookie', 'HYPERLINK', '169.254', '长长长'])
      expect(lines).not.toContain(text);
    for (const { route } of w.t.logged) expect(`${route ?? 'none'}`).toMatch(/^(none|[A-Z]+ [/\w{}.-]+)$/);
  });

  it('leaves a world that verifies, and that every context can react to', async () => {
    await stream(w.t, reactions(w.t.deps))();
    await runJobs(w.t);
    const ids = new Set((await allStreamed(w.db)).map(({ aggregateId }) => aggregateId));
    for (const id of ids) {
      const log = await allEvents(w.db, id);
      expect([id, verifyChain(log.map(({ json }) => json)).head]).toEqual([id, log.at(-1)?.hash]);
    }
    expect(w.t.logged.filter(({ message }) => message !== 'request')).toEqual([]);
  });
});
