import { beforeAll, describe, expect, it } from 'vitest';
import { reactions } from '../../functions/react.ts';
import { keys } from '../../shared/table/keys.ts';
import { allEvents } from '../../shared/table/log.ts';
import { listAll } from '../../shared/table/query.ts';
import { start, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { itemSize, readUnits, writeUnits } from '../support/item-size.ts';
import { everything } from '../support/scan.ts';
import type { Party } from '../support/world.ts';
import { at, closed, counties, lock, opened, report, signed, tenderBody, tonnes } from './calls.ts';

/*
 * Units by AWS's formulas: what is read as `ReturnConsumedCapacity` says, a transaction by the sizes of its items, as
 * an emulator reports less.
 */

let db: Counting;
let t: TestApp;
let units: Party[];
const unit = (n: number) => units[n] as Party;

beforeAll(async () => {
  db = counting(await freshDb());
  t = await testApp({ db });
  units = await counties(t.call, 11);
});

/** What a call costs, and by which commands. */
async function cost(call: () => Promise<{ readonly status: number; readonly body: unknown }>) {
  db.reset();
  const { status, body } = await call();
  expect([status < 300, body]).toEqual([true, body]);
  return { calls: db.commands.map(({ name }) => name), read: db.reads, written: db.formula };
}

const sizes = async (id: string, prefix: string): Promise<number[]> =>
  (await listAll(db, id, prefix)).map((item) => itemSize(item));
const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0);
/** The 17 lines of a county that reports a kind of rebar a month. */
const lines = (n: number, count = 17) => Array.from({ length: count }, (_, at) => tonnes(String(100 * n + at + 1)));

describe('a round of eleven counties', () => {
  it('costs what the table says', async () => {
    t.clock.now = start;
    const id = await opened(t, unit(0), units);
    for (const [n, one] of units.entries()) {
      const reporting = await cost(() => report(t.call, id, one, lines(n)));
      const [snapshot = 0] = await sizes(id, '@');
      const [own = 0] = await sizes(id, `${keys.annexPrefix('report')}${one.id}`);
      const [event = 0] = (await sizes(id, keys.eventPrefix)).slice(-1);
      expect(reporting.calls).toEqual(['Query', 'Get', 'Get', 'TransactWrite']);
      // Snapshot, event, origin; the report twice: as it is read, and as the sidecar of its event.
      const writes = [snapshot, event, 1].map(writeUnits);
      const slack = writeUnits(own) + 1;
      expect(reporting.written).toBeGreaterThanOrEqual(2 * (sum(writes) + writeUnits(own)));
      expect(reporting.written).toBeLessThanOrEqual(2 * (sum(writes) + writeUnits(own) + slack));
      expect(reporting.read).toBeLessThanOrEqual(1 + 2 * readUnits(snapshot));
    }
    const reports = await sizes(id, keys.annexPrefix('report'));
    const [snapshot = 0] = await sizes(id, '@');
    expect(Math.max(...reports)).toBeLessThan(9 * 1024);
    expect(snapshot).toBeLessThan(8 * 1024);

    const read = await cost(() => t.call('GET', at(id), undefined, { as: unit(1).sub }));
    expect(read).toEqual({
      calls: ['Query', 'Get'].slice(0, read.calls.length),
      read: 1 + readUnits(snapshot),
      written: 0,
    });
    const own = await cost(() => t.call('GET', '/v1/demand-rounds?scope=own', undefined, { as: unit(1).sub }));
    expect(own.read).toBe(2);

    const signing = await cost(() => signed(t.call, id, unit(0)));
    for (const one of units.slice(1)) await signed(t.call, id, one);
    expect(signing.calls.filter((name) => name === 'TransactWrite')).toHaveLength(1);
    t.clock.now = closed;
    const locking = await cost(() => lock(t.call, id, unit(0)));
    const all = Math.ceil(sum(reports) / 4096);
    expect(locking.calls.filter((name) => !/Get/.test(name))).toEqual(['Query', 'Query', 'TransactWrite']);
    const [after = 0] = await sizes(id, '@');
    expect(locking.read).toBeLessThanOrEqual(1 + 2 * readUnits(after) + all + 1);
    // The lists of eleven units and of all change with the status.
    expect(locking.written).toBeLessThanOrEqual(2 * (writeUnits(after) + 3 + 1 + 12));

    const asking = await cost(() => t.call('POST', at(id, '/tender'), tenderBody(), { as: unit(0).sub }));
    const [event = 0] = (await sizes(id, keys.eventPrefix)).slice(-1);
    expect(event).toBeLessThan(180 * 1024);
    expect(asking.written).toBeLessThanOrEqual(2 * (writeUnits(after) + writeUnits(event) + 2 + 1 + 12 + 1));
  });

  it('takes what one tender takes and no more, so that tendering drafts it', async () => {
    t.clock.now = start;
    const id = await opened(t, unit(0), units.slice(0, 5));
    const long = (length: number) => ({ deliveryPoint: { division: '350404', address: '长'.repeat(length) } });
    const own = (n: number, length: number) =>
      lines(n, 50).map((line) => ({ ...line, ...long(length), reason: '因'.repeat(300) }));
    for (const n of [0, 1, 2]) expect((await report(t.call, id, unit(n), own(n, 30))).status).toBe(200);
    const refused = await report(t.call, id, unit(3), own(3, 120));
    expect([refused.status, refused.body.code]).toEqual([422, 'too-long-for-a-tender']);
    expect((await report(t.call, id, unit(3), own(3, 30))).status).toBe(200);
    expect((await report(t.call, id, unit(4), lines(4, 1))).body.code).toBe('too-many-lines');
    for (const n of [0, 1, 2, 3]) expect((await signed(t.call, id, unit(n))).status).toBe(200);
    t.clock.now = closed;
    expect((await lock(t.call, id, unit(0))).status).toBe(200);
    const { body } = await t.call('POST', at(id, '/tender'), tenderBody(), { as: unit(0).sub });
    const [{ json = '' } = {}] = (await allEvents(db, id)).slice(-1);
    const { seq, at: asked, type, v, data } = JSON.parse(json);
    const event = { id: `${id}/${seq}`, aggregate: 'round', aggregateId: id, seq, at: asked, type, v, data };
    for (const { react } of reactions(t.deps)) await react(event);
    const draft = await t.call('GET', `/v1/tenders/${body.tender}`, undefined, { as: unit(0).sub });
    expect([draft.status, draft.body.lots[0].items.length]).toEqual([200, 200]);
  });
});

it('no log names a quantity, and no event does before the tender', async () => {
  t.clock.now = start;
  const id = await opened(t, unit(0), units.slice(0, 2));
  const secret = '4321.987654';
  expect((await report(t.call, id, unit(1), [tonnes(secret)])).status).toBe(200);
  expect(await everything(db)).toContain(secret);
  expect(JSON.stringify(t.logged)).not.toContain(secret);
  for (const item of await listAll(db, id, keys.eventPrefix)) expect(item.json).not.toContain(secret);
  const [snapshot] = await listAll(db, id, '@');
  expect(JSON.stringify(snapshot)).not.toContain(secret);
});
