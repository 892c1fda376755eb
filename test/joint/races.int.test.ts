import { beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../shared/table/client.ts';
import { allEvents } from '../../shared/table/log.ts';
import { start, type TestApp, testApp } from '../support/app.ts';
import { freshDb } from '../support/db.ts';
import { faulty, type Injected, type Plan } from '../support/faulty.ts';
import type { Party } from '../support/world.ts';
import {
  at,
  bars,
  counties,
  lock,
  lockedRound,
  once,
  opened,
  outcome,
  recomputed,
  report,
  reportedBy,
  shown,
  signed,
  south,
  tenderBody,
  tonnes,
} from './calls.ts';

let db: Db;
let t: TestApp;
let units: Party[];
const unit = (n: number) => units[n] as Party;

beforeAll(async () => {
  db = await freshDb();
  t = await testApp({ db });
  units = await counties(t.call, 11);
});

const events = async (id: string) => (await allEvents(db, id)).map(({ json }) => JSON.parse(json));
const typesOf = async (id: string): Promise<string[]> => (await events(id)).map(({ type }) => type);
const count = (types: readonly string[], type: string) => types.filter((one) => one === type).length;
const lockable = async (): Promise<string> => {
  t.clock.now = start;
  const id = await opened(t, unit(0), units.slice(0, 2));
  await reportedBy(t.call, id, [
    [unit(0), [bars()]],
    [unit(1), [tonnes('20', south)]],
  ]);
  return id;
};

describe('at the same instant', () => {
  it('eleven counties report, and each is heard', async () => {
    t.clock.now = start;
    const id = await opened(t, unit(0), units);
    const replies = await Promise.all(units.map((one, n) => report(t.call, id, one, [tonnes(String(n + 1))])));
    expect(replies.map(outcome)).toEqual(units.map(() => [200, undefined]));
    expect((await shown(t.call, id, unit(0).sub)).participants?.map((one) => one.lines)).toEqual(units.map(() => 1));
    const signatures = await Promise.all(units.map((one) => signed(t.call, id, one)));
    expect(signatures.map(outcome)).toEqual(units.map(() => [200, undefined]));
    expect((await lock(t.call, id, unit(0))).body.locked.lots[0]).toMatchObject({
      lines: 11,
      sums: [{ total: '66/1' }],
    });
  });

  it('locking many times is one lock', async () => {
    const id = await lockable();
    const replies = await Promise.all(Array.from({ length: 6 }, () => lock(t.call, id, unit(0))));
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.locked?.hash}`)).size).toBe(1);
    expect(count(await typesOf(id), 'RoundLocked')).toBe(1);
  });

  it('a report beside the lock is in it and signed, or not in it', async () => {
    let [before, after] = [0, 0];
    for (let n = 0; n < 8; n += 1) {
      const id = await lockable();
      const [reply, locking] = await Promise.all([
        report(t.call, id, unit(1), [tonnes(String(40 + n), south)]),
        lock(t.call, id, unit(0)),
      ]);
      const lines = await t.call('GET', at(id, `/lines/${unit(1).id}`), undefined, { as: unit(1).sub });
      if (locking.status === 200) {
        after += 1;
        expect(outcome(reply)).toEqual([409, 'round-status']);
        expect(locking.body.locked.signed.map((one: { hash: string }) => one.hash)).toContain(recomputed(lines));
      } else {
        before += 1;
        expect([outcome(reply), outcome(locking)]).toEqual([
          [200, undefined],
          [409, 'signatures-missing'],
        ]);
        expect(recomputed(lines)).toBe(reply.body.hash);
      }
    }
    expect(before + after).toBe(8);
  });

  it('a signature beside a report covers the lines that it names, and never others', async () => {
    let [stood, refused] = [0, 0];
    for (let n = 0; n < 10; n += 1) {
      const id = await lockable();
      const { body } = await report(t.call, id, unit(1), [tonnes('21', south)]);
      const [signature, next] = await Promise.all([
        t.call('POST', at(id, '/signatures'), { hash: body.hash }, { as: unit(1).sub }),
        report(t.call, id, unit(1), [tonnes('22', south)]),
      ]);
      expect(next.status).toBe(200);
      if (signature.status === 200) stood += 1;
      else {
        refused += 1;
        expect(outcome(signature)).toEqual([409, 'lines-changed']);
      }
      const [, standing] = (await shown(t.call, id, unit(1).sub)).participants ?? [];
      expect(standing).toMatchObject({ standing: 'reported', hash: next.body.hash });
      let current: string | undefined;
      for (const { type, data } of await events(id)) {
        if (data.participant?.id !== unit(1).id) continue;
        if (type === 'DemandReported') current = data.hash;
        if (type === 'DemandSigned') expect(data.hash).toBe(current);
      }
    }
    expect(stood + refused).toBe(10);
  });

  it('the last two consents make the change once, a tender is asked for once, opting out meets the tender', async () => {
    const id = await lockedRound(t, units);
    const asked = await t.call(
      'POST',
      at(id, '/late-changes'),
      { lines: [tonnes('25', south)], reason: '变更' },
      { as: unit(1).sub },
    );
    const path = `${asked.headers.get('location')}/consents`;
    const consents = await Promise.all([0, 2, 0, 2].map((n) => t.call('POST', path, undefined, { as: unit(n).sub })));
    expect(consents.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(2);
    for (const one of consents) expect([200, 409]).toContain(one.status);
    expect(count(await typesOf(id), 'LateChangeApplied')).toBe(1);
    expect((await shown(t.call, id)).locked?.version).toBe(2);

    const [first, second, leaving] = await Promise.all([
      t.call('POST', at(id, '/tender'), tenderBody(), { as: unit(0).sub }),
      t.call('POST', at(id, '/tender'), tenderBody(), { as: unit(0).sub }),
      t.call('POST', at(id, '/opt-outs'), { reason: '退出' }, { as: unit(2).sub }),
    ]);
    const won = [first, second].filter(({ status }) => status === 202);
    expect(won).toHaveLength(1);
    const log = await events(id);
    const request = log.find(({ type }) => type === 'JointTenderRequested');
    expect(
      count(
        log.map(({ type }) => type),
        'JointTenderRequested',
      ),
    ).toBe(1);
    const buyers = request.data.buyers.map((one: { id: string }) => one.id);
    expect(buyers.includes(unit(2).id)).toBe(leaving.status !== 200);
    expect(request.data.hash).toBe((await shown(t.call, id)).locked?.hash);
  });
});

describe('the process dies at a write', () => {
  /** A process that dies at its first transaction, before or after it. */
  async function dying(injected: Injected): Promise<TestApp> {
    const plan: Plan = ({ command }) => (command === 'TransactWriteCommand' ? injected : undefined);
    const app = await testApp({ db: faulty(db, plan), sealingKeys: t.keys, receiptKey: t.keys, secrets: t.keys });
    app.clock.now = t.clock.now;
    return app;
  }

  const steps: Readonly<Record<string, (id: string) => readonly [string, string, unknown, Party, string]>> = {
    report: (id) => [
      'PUT',
      at(id, `/lines/${unit(1).id}`),
      { lines: [tonnes('33', south)] },
      unit(1),
      'DemandReported',
    ],
    history: (id) => [
      'PUT',
      at(id, `/history/${unit(2).id}`),
      { figures: [{ category: 'steel.rebar', attributes: bars().attributes, quantity: { value: '5', unit: 'H87' } }] },
      unit(0),
      'HistoryEntered',
    ],
    withdrawal: (id) => ['POST', at(id, '/withdrawals'), { reason: '无需求' }, unit(1), 'ParticipantWithdrew'],
  };
  const lateSteps: typeof steps = {
    'opting out': (id) => ['POST', at(id, '/opt-outs'), { reason: '退出' }, unit(1), 'ParticipantOptedOut'],
    'late change': (id) => [
      'POST',
      at(id, '/late-changes'),
      { lines: [tonnes('25', south)], reason: '变更' },
      unit(1),
      'LateChangeProposed',
    ],
    tender: (id) => ['POST', at(id, '/tender'), tenderBody(), unit(0), 'JointTenderRequested'],
  };

  async function survives(
    id: string,
    [method, path, body, by, type]: ReturnType<(typeof steps)[string]>,
    injected: Injected,
  ) {
    const options = { as: by.sub, headers: once(`again-${id}`) };
    const was = await typesOf(id);
    await (await dying(injected)).call(method, path, body, options).catch(() => undefined);
    expect(count(await typesOf(id), type) - count(was, type)).toBe('after' in injected ? 1 : 0);
    const reply = await t.call(method, path, body, options);
    expect([reply.status < 300, reply.headers.get('idempotent-replayed')]).toEqual([
      true,
      'after' in injected ? 'true' : null,
    ]);
    expect(count(await typesOf(id), type) - count(was, type)).toBe(1);
  }

  it.each([{ before: 'death' }, { after: 'death' }] as const)('%o: asked again it is done, once', async (injected) => {
    for (const step of Object.values(steps)) {
      t.clock.now = start;
      const id = await opened(t, unit(0), units.slice(0, 3));
      await reportedBy(t.call, id, [[unit(1), [tonnes('20', south)]]]);
      await survives(id, step(id), injected);
    }
    for (const step of Object.values(lateSteps)) {
      const id = await lockedRound(t, units);
      await survives(id, step(id), injected);
    }
    const id = await lockable();
    await survives(id, ['POST', at(id, '/lock'), {}, unit(0), 'RoundLocked'], injected);
  });
});
