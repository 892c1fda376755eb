import { describe, expect, it } from 'vitest';
import { roomFor } from '../../functions/tendering/room.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { openedWith } from '../support/committee.ts';
import {
  item,
  type Party,
  type PublishedTender,
  parties,
  party,
  published,
  putBid,
  sealed,
  tenderBody,
} from '../support/world.ts';

const kib = 1024;
const lots = (address: string) =>
  Array.from({ length: 4 }, (_, at) => ({
    title: `第${at + 1}标段`,
    items: Array.from({ length: 50 }, (_, n) => ({
      ...item('100.000'),
      deliverBy: '2026-08-30',
      deliveryPoint: { division: '350404', address: `${address}${n}号`, lon: '117.607418', lat: '26.234191' },
    })),
  }));

describe('a tender of as many items as one may have', () => {
  const call = (t: TestApp, tender: PublishedTender, method: string, path: string, as: string, body?: unknown) =>
    t.call(method, `/v1/tenders/${tender.id}${path}`, body, { as });

  it('goes all the way to its award, whose lines stand beside the documents', async () => {
    const t = await testApp();
    const buyer = await party(t.call, 1, 'buyer');
    const bidders = await parties(t.call, 10, 3);
    const tender = await published(t.call, buyer, {
      regime: 'soe-voluntary',
      lots: lots('三元区列东街安置房三期项目部'),
    });
    for (const [at, bidder] of bidders.entries()) {
      const prices = lots('').map(() => `330${at}.0000`);
      expect((await putBid(t.call, tender, bidder, await sealed(tender, bidder, ...prices))).status).toBe(200);
    }
    await openedWith(t, tender, []);
    expect((await call(t, tender, 'POST', '/candidates', buyer.sub, {})).status).toBe(200);
    t.clock.now += 6 * 86_400_000;
    const { status, body } = await t.call('POST', `/v1/tenders/${tender.id}/award`, undefined, {
      as: buyer.sub,
      headers: { 'Idempotency-Key': 'award' },
    });
    expect([status, body.code]).toEqual([200, undefined]);
    expect(body.awards.map((award: { lines: object[] }) => award.lines.length)).toEqual([50, 50, 50, 50]);
    const { state } = await t.deps.tenders.load(tender.id);
    expect(Buffer.byteLength(JSON.stringify(state))).toBeGreaterThan(100 * kib);
  });

  it('is refused as a draft where it is too long, and not later', async () => {
    const t = await testApp();
    const buyer = (await party(t.call, 1, 'buyer')) satisfies Party;
    const body = tenderBody({ lots: lots('三元区列东街'.repeat(12)) });
    const refused = await t.call('POST', '/v1/tenders', body, { as: buyer.sub });
    expect([refused.status, refused.body.code]).toEqual([413, 'too-much-content']);
  });
});

describe('room', () => {
  const event = (type: string) => ({ type }) as never;

  it('is left by who drafts for whom asks, and by whom asks for what has to happen', () => {
    const [draft, amend, ask, object, freeze] = [
      'TenderDrafted',
      'TenderAmended',
      'QuestionAsked',
      'ObjectionFiled',
      'BidsFrozen',
    ].map((type) => roomFor([event(type)])) as [number, number, number, number, number];
    expect([draft, amend, ask, object, freeze]).toEqual([100, 128, 160, 256, 384].map((size) => size * kib));
    expect(roomFor([event('ObjectionAnswered'), event('ResultWithdrawn')])).toBe(freeze);
  });
});
