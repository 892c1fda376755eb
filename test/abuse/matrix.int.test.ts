import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../functions/app.ts';
import { buildPlatform } from '../../functions/platform.ts';
import { codeOf, leaksOf, sent } from './answers.ts';
import { bodiesOf, nowhere, queryOf } from './bodies.ts';
import { documentOf, filled, type Operation } from './operations.ts';
import { type Thing, type World, world } from './world.ts';

/*
 * Every operation of the document, by every role, of what is its own and of what is another's. The reviewed answers stand
 * in matrix.json: a change of them is a change of who may do what (`vitest -u` writes it). The states of a tender and of a
 * round have matrices of their own.
 */

interface Asked {
  readonly operation: Operation;
  readonly thing: Thing | undefined;
  readonly role: string;
  /** The status, and the code of a refusal. */
  readonly said: string;
  /** What is said of the same kind of thing that never was. */
  readonly ofNothing: string;
  readonly leaks: readonly string[];
  readonly changed: number;
}

let w: World;
let operations: readonly Operation[];
let bodies: Map<string, unknown>;
const all: Asked[] = [];

beforeAll(async () => {
  w = await world();
  const document = await documentOf(w.t);
  operations = document.operations;
  bodies = await bodiesOf(w, document);
  for (const operation of operations) {
    const things = w.things.filter(({ of }) => of.test(operation.path));
    for (const thing of operation.params.length === 0 ? [undefined] : things) {
      for (const role of Object.keys(w.roles)) all.push(await ask(operation, thing, role));
    }
  }
});

async function ask(operation: Operation, thing: Thing | undefined, role: string): Promise<Asked> {
  const nothing = nowhere(operation, thing?.ids ?? {});
  const found = await answer(operation, { ...nothing, ...thing?.ids }, role);
  const none = thing === undefined ? found : await answer(operation, nothing, role);
  return { operation, thing, role, said: found.said, ofNothing: none.said, leaks: found.leaks, changed: found.changed };
}

async function answer(operation: Operation, ids: Readonly<Record<string, string>>, role: string) {
  const { name, method, path } = operation;
  const as = w.roles[role];
  const body = bodies.get(name);
  const reply = await sent(w, `${filled(path, ids)}${queryOf(operation, w.firms)}`, {
    method,
    headers: {
      ...(as === undefined ? {} : { Authorization: `Bearer ${as}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { status } = reply;
  const changed = status < 400 ? 0 : (await w.db.changed()).length;
  await w.db.undo();
  return { said: `${status} ${codeOf(reply) ?? ''}`.trim(), leaks: leaksOf(reply, role), changed };
}

const rowOf = ({ operation, thing }: Asked): string =>
  thing === undefined ? operation.name : `${operation.name} (${thing.name})`;
const shown = (one: Asked): string => `${one.role}: ${rowOf(one)}: ${one.said}, of nothing ${one.ofNothing}`;

describe('every operation by every role', () => {
  it('is asked, with a body that is understood', () => {
    const rows = new Set(all.map(({ operation }) => operation.name));
    expect(operations.map(({ name }) => name).filter((name) => !rows.has(name))).toEqual([]);
    const misunderstood = all.filter(({ said }) => /^400/.test(said) && said !== '400 organisation-required');
    expect(misunderstood.map(shown)).toEqual([]);
  });

  it('answers as was reviewed', async () => {
    const rows = Map.groupBy(all, rowOf);
    const matrix = [...rows].map(([row, asked]) => {
      const byOutcome = Map.groupBy(asked, ({ said }) => said);
      const refusals = [...byOutcome].filter(([said]) => byOutcome.size === 1 || !said.startsWith('2'));
      const most = refusals.sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
      const outcomes = [...byOutcome].map(([said, list]): [string, string] => [
        said,
        said !== most
          ? list.map(({ role }) => role).join(' | ')
          : byOutcome.size === 1
            ? 'everybody'
            : 'everybody else',
      ]);
      return [row, Object.fromEntries(outcomes.sort(([a], [b]) => (a < b ? -1 : 1)))] as const;
    });
    await expect(`${JSON.stringify(Object.fromEntries(matrix), null, 2)}\n`).toMatchFileSnapshot('matrix.json');
  });

  it('asks for a token where the document says so, breaks nothing, and changes nothing where it refuses', () => {
    const guarded = all.filter(({ operation, role }) => !operation.isPublic && role === 'anonymous');
    expect(guarded.filter(({ said }) => said !== '401 token-missing').map(shown)).toEqual([]);
    expect(all.filter(({ said, ofNothing }) => /^5/.test(`${said}`) || /^5/.test(ofNothing)).map(shown)).toEqual([]);
    expect(all.filter(({ changed }) => changed > 0).map(shown)).toEqual([]);
  });

  it('answers whoever reads without a token, though the platform cannot have its secrets', async () => {
    const secrets = { derive: () => Promise.reject(new Error('no secrets')) };
    const app = createApp(buildPlatform({ ...w.t.deps, secrets }));
    const reads = all.filter(
      ({ role, operation }) => role === 'anonymous' && operation.isPublic && operation.method === 'GET',
    );
    const withoutSecrets = reads.filter(({ operation }) => operation.name !== 'GET /v1/unsubscriptions');
    expect(withoutSecrets.length).toBeGreaterThan(50);
    for (const { operation, thing, said } of withoutSecrets) {
      const ids = { ...nowhere(operation, thing?.ids ?? {}), ...thing?.ids };
      const { status } = await app.request(`${filled(operation.path, ids)}${queryOf(operation, w.firms)}`);
      expect(`${operation.name} ${status}`).toBe(`${operation.name} ${said.slice(0, 3)}`);
    }
  });

  it('says of what somebody may not know of what it says of nothing, on every route', () => {
    const reads = all.filter(({ operation }) => operation.method === 'GET');
    const keyOf = ({ role, thing }: Asked, path: string): string => `${role} ${thing?.name} ${thing?.ids.id} ${path}`;
    const roots = new Map(reads.map((one) => [keyOf(one, one.operation.path), one.said]));
    const told = all.filter((one) => {
      const [root = ''] = one.operation.path.match(/^\/v1\/[a-z-]+\/\{\w+\}/) ?? [];
      const itself = roots.get(keyOf(one, root)) ?? one.said;
      return itself === '404 not-found' && one.said !== one.ofNothing;
    });
    expect(told.map(shown)).toEqual([]);
  });

  it('shows nobody what is another’s', () => {
    const read = all.flatMap((one) => one.leaks.map((mark) => `${mark}: ${shown(one)}`));
    expect(read).toEqual([]);
  });
});
