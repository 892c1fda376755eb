import { beforeAll, describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { recompute } from '../../functions/tendering/recompute.ts';
import { signHeads } from '../../functions/tendering/sign-heads.ts';
import { tick } from '../../functions/tick.ts';
import { dayOf } from '../../shared/kernel/time.ts';
import { readBundle } from '../../shared/sealing/bundle.ts';
import { headType } from '../../shared/sealing/heads.ts';
import { verifyJson } from '../../shared/sealing/jws.ts';
import { verifyBundle } from '../../shared/sealing/verify.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import { counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { atCall, faulty } from '../support/faulty.ts';
import { memoryWriteOnce } from '../support/files.ts';
import { type Party, type PublishedTender, party, pastFreezing, published, putBid, sealed } from '../support/world.ts';

const noon = (day: string): number => Date.parse(`${day}T12:00:00+08:00`);

describe('the heads of logs', () => {
  let t: TestApp;
  let buyer: Party;
  let tender: PublishedTender;
  const heads = memoryWriteOnce();
  const places = () => [...heads.kept.keys()].map((key) => key.replace(tender.id, 'tender'));
  const clarify = async (text: string) => {
    const body = { text, affectsBids: false };
    const answer = await t.call('POST', `/v1/tenders/${tender.id}/clarifications`, body, { as: buyer.sub });
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  };

  beforeAll(async () => {
    t = await testApp({ heads });
    buyer = await party(t.call, 1, 'buyer');
    tender = await published(t.call, buyer, { regime: 'soe-voluntary' });
  });

  it('are signed once a day is over, a quarter of an hour later, and not before', async () => {
    t.clock.now = Date.parse('2026-03-03T00:14:00+08:00');
    await tick(t.deps);
    expect(places()).toEqual([]);
    t.clock.now = Date.parse('2026-03-03T00:15:00+08:00');
    await tick(t.deps);
    expect(places()).toEqual(['2026-03-02/tender/2']);
    const { body } = await t.call('GET', '/.well-known/jicai-receipts.json');
    const signed = await verifyJson([...heads.kept.values()][0] ?? '', headType, body);
    expect(signed).toMatchObject({ stream: tender.id, seq: 2, day: '2026-03-02' });
  });

  it('once: again there is nothing to sign, nor for a day without a change', async () => {
    const before = new Map(heads.kept);
    expect(await signHeads(t.deps)).toBe(0);
    t.clock.now = noon('2026-03-05');
    expect(await signHeads(t.deps)).toBe(0);
    expect(heads.kept).toEqual(before);
  });

  it('by two clocks at once, and by one that dies anywhere, each is kept once', async () => {
    await clarify('交货地点有电梯');
    t.clock.now = noon('2026-03-06');
    const place = `2026-03-05/${tender.id}/3`;
    for (let n = 1; n <= 20; n += 1) {
      for (const injected of [{ before: 'death' }, { after: 'death' }] as const) {
        const first = heads.kept.get(place);
        const dying = await testApp({ db: faulty(t.db, atCall(n, injected)), heads, receiptKey: t.keys });
        dying.clock.now = t.clock.now;
        await signHeads(dying.deps).catch(() => undefined);
        if (first !== undefined) expect(heads.kept.get(place)).toBe(first);
      }
    }
    expect(await signHeads(t.deps)).toBe(0);
    expect(places()).toEqual(['2026-03-02/tender/2', '2026-03-05/tender/3']);
    await clarify('装卸由供应商负责');
    t.clock.now = noon('2026-03-07');
    await Promise.all([signHeads(t.deps), signHeads(t.deps)]);
    expect(places().slice(2)).toEqual(['2026-03-06/tender/4']);
    expect(await t.deps.tenders.signedHeads(tender.id)).toHaveLength(3);
  });

  it('by a clock that jumped back nothing is signed again, and what it then writes is signed as it is', async () => {
    const before = new Map(heads.kept);
    t.clock.now = noon('2026-03-06');
    expect(await signHeads(t.deps)).toBe(0);
    expect(heads.kept).toEqual(before);
    await clarify('时钟回拨之后');
    expect(await signHeads(t.deps)).toBe(0);
    t.clock.now = noon('2026-03-08');
    expect(await signHeads(t.deps)).toBe(1);
    expect(places().slice(2)).toEqual(['2026-03-06/tender/4', '2026-03-06/tender/5']);
  });

  it('one that cannot be kept is tried again, and the others go on', async () => {
    const other = await published(t.call, buyer, { regime: 'soe-voluntary' });
    await clarify('运费由供应商负担');
    t.clock.now = noon('2026-03-09');
    const failing = {
      ...heads,
      put: (key: string, text: string) =>
        key.includes(other.id) ? Promise.reject(new Error('full')) : heads.put(key, text),
    };
    expect(await signHeads({ ...t.deps, heads: failing })).toBe(1);
    expect(t.logged.at(-1)).toMatchObject({ message: 'heads', fault: 'Error' });
    expect(await signHeads(t.deps)).toBe(1);
    expect(await t.deps.tenders.signedHeads(other.id)).toHaveLength(1);
    expect(await signHeads(t.deps, 0)).toBe(0);
  });

  it('stand in the bundle, and a log that was rewritten since does not fit them', async () => {
    const bidder = await party(t.call, 10, 'supplier');
    expect((await putBid(t.call, tender, bidder, await sealed(tender, bidder, '3300'))).status).toBe(200);
    pastFreezing(t);
    await openTender(openingOf(t), tender.id);
    t.clock.now += 86_400_000;
    expect((await t.call('POST', `/v1/tenders/${tender.id}/candidates`, {}, { as: buyer.sub })).status).toBe(200);
    t.clock.now += 10 * 86_400_000;
    await tick(t.deps);
    const { body } = await t.call('GET', `/v1/tenders/${tender.id}/verification`);
    const { body: keys } = await t.call('GET', '/.well-known/jicai-receipts.json');
    const { findings } = await verifyBundle(readBundle(body), { keys, recompute });
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(body.headSignatures).toHaveLength(7);
    const days = new Set(body.events.map((text: string) => dayOf(JSON.parse(text).at)));
    expect(days.size).toBe(6);

    heads.kept.delete(`2026-03-05/${tender.id}/3`);
    const cold = await testApp({ db: t.db, heads, receiptKey: t.keys });
    cold.clock.now = t.clock.now;
    const less = await cold.call('GET', `/v1/tenders/${tender.id}/verification`);
    const found = (await verifyBundle(readBundle(less.body), { keys, recompute })).findings.filter(({ ok }) => !ok);
    expect(found).toEqual([{ code: 'heads-complete', ok: false, params: { failing: '2026-03-05' } }]);
  });
});

it('a minute without a head to sign costs sixteen small queries, and a head six write units', async () => {
  const db = counting(await freshDb());
  const t = await testApp({ db });
  const buyer = await party(t.call, 1, 'buyer');
  await published(t.call, buyer);
  t.clock.now = noon('2026-03-04');
  db.reset();
  expect(await signHeads(t.deps)).toBe(1);
  expect(db.commands.map(({ name }) => name).filter((name) => name !== 'Query')).toEqual(['Put', 'Delete']);
  expect(db.writes).toBe(2);
  db.reset();
  expect(await signHeads(t.deps)).toBe(0);
  expect(db.commands.map(({ name }) => name)).toEqual(Array.from({ length: 16 }, () => 'Query'));
  expect(db.reads).toBe(8);
});
