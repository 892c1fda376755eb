import { beforeAll, describe, expect, it } from 'vitest';
import { jointReactions } from '../../functions/joint/on.ts';
import { reactions } from '../../functions/react.ts';
import { verifyChain } from '../../shared/sealing/chain.ts';
import { allEvents } from '../../shared/table/log.ts';
import { start, type TestApp, testApp } from '../support/app.ts';
import type { Party } from '../support/world.ts';
import {
  at,
  bars,
  closed,
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

let t: TestApp;
let units: Party[];
const unit = (n: number) => units[n] as Party;

beforeAll(async () => {
  t = await testApp();
  units = await counties(t.call, 4);
});

/** What the stream brings of an aggregate, told to every context that reacts, twice. */
async function streamed(id: string, aggregate: string): Promise<void> {
  for (const { json } of await allEvents(t.db, id)) {
    const { seq, at, type, v, data } = JSON.parse(json);
    const event = { id: `${id}/${seq}`, aggregate, aggregateId: id, seq, at, type, v, data };
    for (const { react } of [...reactions(t.deps), ...reactions(t.deps)]) await react(event);
  }
}

describe('a demand round', () => {
  it('goes from the invitation to a draft tender that names every line', async () => {
    const { call } = t;
    const id = await opened(t, unit(0), units);
    expect(
      (await call('GET', '/v1/demand-rounds?scope=own', undefined, { as: unit(3).sub })).body.items[0],
    ).toMatchObject({ id, status: 'reporting' });
    const seen = await call('GET', at(id), undefined, { as: unit(3).sub });
    expect(seen.body.participants.map(({ name }: { name?: string }) => name === undefined)).toEqual([
      false,
      true,
      true,
      true,
    ]);
    const first = await report(call, id, unit(0), [bars(), tonnes('10.5')]);
    expect(first.body.signed.lines[0].canonical).toEqual({ exact: '2223/250', unit: 'TNE', basis: 'theoretical' });
    expect(recomputed(first)).toBe(first.body.hash);
    expect((await report(call, id, unit(0), [bars(), tonnes('10.5')])).body).toEqual(first.body);
    const wrong = { hash: 'a'.repeat(64) };
    expect(outcome(await call('POST', at(id, '/signatures'), wrong, { as: unit(0).sub }))).toEqual([
      409,
      'lines-changed',
    ]);
    expect((await signed(call, id, unit(0))).status).toBe(200);
    await reportedBy(call, id, [[unit(1), [tonnes('20', south)]]]);
    expect(
      (await call('POST', at(id, '/withdrawals'), { reason: '无需求' }, { as: unit(3).sub })).body.participants[3]
        .standing,
    ).toBe('declined');
    expect(outcome(await lock(call, id, unit(0)))).toEqual([409, 'round-still-open']);
    t.clock.now = closed;
    expect(outcome(await report(call, id, unit(2), [bars()]))).toEqual([422, 'reporting-closed']);
    expect((await shown(call, id, unit(0).sub)).status).toBe('closed');
    const locking = await lock(call, id, unit(0));
    expect(locking.body.locked).toMatchObject({
      version: 1,
      lots: [
        { zone: '350404', lines: 2 },
        { zone: '350425', lines: 1 },
      ],
    });
    const [lot] = locking.body.locked.lots;
    expect(lot.title).toContain('三元区');
    expect((await call('GET', '/v1/demand-rounds')).body.items.map((one: { id: string }) => one.id)).toContain(id);

    const estimates = { [lot.id]: { amount: '70000.00', currency: 'CNY' } };
    const asked = await call('POST', at(id, '/tender'), tenderBody({ estimates }), {
      as: unit(0).sub,
      headers: once('ask'),
    });
    expect([asked.status, asked.headers.get('location')]).toEqual([202, `/v1/tenders/${asked.body.tender}`]);
    const again = await call('POST', at(id, '/tender'), tenderBody({ estimates }), {
      as: unit(0).sub,
      headers: once('ask'),
    });
    expect([again.body, again.headers.get('idempotent-replayed')]).toEqual([asked.body, 'true']);
    expect(outcome(await call('POST', at(id, '/tender'), tenderBody(), { as: unit(0).sub }))).toEqual([
      409,
      'round-tendering',
    ]);

    await streamed(id, 'round');
    const draft = await call('GET', `/v1/tenders/${asked.body.tender}`, undefined, { as: unit(0).sub });
    expect(draft.status).toBe(200);
    expect(draft.body).toMatchObject({
      status: 'draft',
      buyer: { id: unit(0).id },
      joint: { round: id, hash: locking.body.locked.hash },
    });
    const lines = [first, await call('GET', at(id, `/lines/${unit(1).id}`), undefined, { as: unit(0).sub })].flatMap(
      ({ body }) => body.signed.lines.map((line: { id: string }) => line.id),
    );
    const items = draft.body.lots.flatMap((one: { items: { demand: { line: string } }[] }) =>
      one.items.map((item) => item.demand.line),
    );
    expect(items.sort()).toEqual(lines.sort());
    expect(draft.body.lots[0].estimate).toEqual(estimates[lot.id]);

    expect(
      (await call('POST', `/v1/tenders/${asked.body.tender}/cancellation`, { reason: '重新核定' }, { as: unit(0).sub }))
        .status,
    ).toBe(200);
    await streamed(asked.body.tender, 'tender');
    expect((await shown(call, id, unit(0).sub)).status).toBe('locked');
    const next = await call('POST', at(id, '/tender'), tenderBody(), { as: unit(0).sub });
    expect(next.status).toBe(202);
    expect(next.body.tender).not.toBe(asked.body.tender);
    await streamed(asked.body.tender, 'tender');
    expect((await shown(call, id, unit(0).sub)).status).toBe('tendering');
    const event = {
      id: 'x',
      aggregate: 'tender',
      aggregateId: next.body.tender,
      seq: 9,
      at: '2026-05-01T00:00:00.000Z',
      v: 1,
      data: {},
    };
    const { react } = jointReactions(t.deps);
    for (const type of ['TenderPublished', 'TenderAwarded', 'TenderAwarded', 'TenderCancelled'])
      await react({ ...event, type });
    expect((await shown(call, id)).status).toBe('over');
    const log = await allEvents(t.db, id);
    expect(verifyChain(log.map(({ json }) => json)).head).toBe(log.at(-1)?.hash);
    expect(log.slice(-4).map(({ json }) => JSON.parse(json).type)).toEqual([
      'JointTenderRequested',
      'JointTenderEnded',
      'JointTenderRequested',
      'JointTenderEnded',
    ]);
  });

  it('takes opting out and late changes by consent, and shows first what they do', async () => {
    const { call } = t;
    const id = await lockedRound(t, units);
    const effect = await call('GET', at(id, '/opt-outs/effect'), undefined, { as: unit(1).sub });
    expect(new Set(effect.body.lots[1].sums[0].shares)).toEqual(
      new Set([
        { participant: unit(1).id, before: '2/5', after: '0/1' },
        { participant: unit(2).id, before: '3/5', after: '1/1' },
      ]),
    );
    expect(
      (await call('GET', at(id, `/opt-outs/effect?participant=${unit(1).id}`), undefined, { as: unit(0).sub })).body,
    ).toEqual(effect.body);

    const change = { lines: [tonnes('25', south)], reason: '设计变更' };
    const asked = await call('POST', at(id, '/late-changes'), change, { as: unit(1).sub });
    expect([asked.status, asked.body.status, asked.body.waiting]).toEqual([
      201,
      'open',
      [unit(0).id, unit(2).id].sort(),
    ]);
    const path = asked.headers.get('location') ?? '';
    const seen = await call('GET', path, undefined, { as: unit(2).sub });
    expect(seen.body).not.toHaveProperty('report');
    expect(seen.body.lots[1].sums[0]).toMatchObject({ before: { total: '50/1' }, after: { total: '55/1' } });
    expect(outcome(await call('POST', at(id, '/tender'), tenderBody(), { as: unit(0).sub }))).toEqual([
      409,
      'late-change-open',
    ]);
    expect((await call('POST', `${path}/consents`, undefined, { as: unit(2).sub })).body.locked.version).toBe(1);
    const made = await call('POST', `${path}/consents`, undefined, { as: unit(0).sub });
    expect(made.body.locked).toMatchObject({
      version: 2,
      lots: [{ lines: 3 }, { lines: 2, sums: [{ total: '55/1' }] }],
    });
    expect((await call('GET', path, undefined, { as: unit(2).sub })).body).toMatchObject({ status: 'applied' });
    expect(recomputed(await call('GET', at(id, `/lines/${unit(1).id}`), undefined, { as: unit(1).sub }))).toBe(
      asked.body.hash,
    );

    const second = await call(
      'POST',
      at(id, '/late-changes'),
      { ...change, lines: [tonnes('26', south)] },
      { as: unit(1).sub },
    );
    const refusing = `${second.headers.get('location')}/refusals`;
    expect((await call('POST', refusing, { reason: '超出预算' }, { as: unit(2).sub })).body).not.toHaveProperty(
      'lateChange',
    );
    expect(
      (await call('GET', second.headers.get('location') ?? '', undefined, { as: unit(1).sub })).body,
    ).toMatchObject({ status: 'refused', end: { reason: '超出预算' } });

    const left = await call('POST', at(id, '/opt-outs'), { reason: '项目缓建' }, { as: unit(2).sub });
    expect(left.body.locked).toMatchObject({ version: 3, lots: [{ lines: 2 }, { lines: 1 }] });
    expect(outcome(await call('POST', at(id, '/opt-outs'), { reason: '再退' }, { as: unit(2).sub }))).toEqual([
      409,
      'not-participating',
    ]);
    await call('POST', at(id, '/tender'), tenderBody(), { as: unit(0).sub });
    expect(outcome(await call('POST', at(id, '/opt-outs'), { reason: '退' }, { as: unit(1).sub }))).toEqual([
      409,
      'round-tendering',
    ]);
  });

  it('goes on without a unit that reported and does not sign, which is told why', async () => {
    const { call, clock } = t;
    clock.now = start;
    const id = await opened(t, unit(0), [unit(0), unit(1), unit(2)]);
    await reportedBy(call, id, [[unit(0), [tonnes('10')]]]);
    for (const n of [1, 2]) expect((await report(call, id, unit(n), [tonnes(`${n}00`)])).status).toBe(200);
    const reason = '截止后三次催办仍未签署';
    const without = [1, 2].map((n) => ({ participant: unit(n).id, reason }));
    expect(outcome(await lock(call, id, unit(0), { without }))).toEqual([409, 'round-still-open']);
    clock.now = closed;
    expect(outcome(await lock(call, id, unit(0)))).toEqual([409, 'signatures-missing']);
    // One of them signs after all, and cannot be left out any more.
    expect((await signed(call, id, unit(2))).status).toBe(200);
    const late = await lock(call, id, unit(0), { without });
    expect([...outcome(late), late.body.errors[0].pointer]).toEqual([
      422,
      'not-to-be-left-out',
      '/without/1/participant',
    ]);
    const done = await lock(call, id, unit(0), { without: without.slice(0, 1) });
    expect(done.body.locked).toMatchObject({ lots: [{ lines: 2, sums: [{ total: '210/1' }] }] });
    const standing = async (n: number) => (await shown(call, id, unit(n).sub)).participants?.[1];
    expect(await standing(1)).toMatchObject({ standing: 'left-out', leftOut: reason, lines: 1 });
    expect(await standing(0)).toMatchObject({ standing: 'left-out', leftOut: reason });
    expect(await standing(2)).toEqual({ id: unit(1).id, name: unit(1).name, division: '350404', standing: 'left-out' });
    expect(outcome(await call('POST', at(id, '/opt-outs'), { reason: '退' }, { as: unit(1).sub }))).toEqual([
      409,
      'not-participating',
    ]);
    await call('POST', at(id, '/tender'), tenderBody(), { as: unit(0).sub });
    const [{ json = '' } = {}] = (await allEvents(t.db, id)).slice(-1);
    const { buyers, lots } = JSON.parse(json).data;
    expect(buyers.map((one: Party) => one.id)).toEqual([unit(0).id, unit(2).id]);
    expect(lots.flatMap((lot: { items: { buyer: string }[] }) => lot.items.map((item) => item.buyer))).not.toContain(
      unit(1).id,
    );
  });
});
