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
import { askForJoint, jointRequest } from './requests.ts';

const kib = 1024;
const agreementTerm = {
  from: '2026-05-01',
  to: '2027-04-30',
  price: { rule: 'index-premium', dates: 'ten-days' },
  tolerance: '5',
  confirmDays: 3,
  acceptDays: 7,
  disputeDays: 15,
  paymentDays: 30,
};
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

  it('is awarded in shares, with reserves, as an agreement of its buyers: each item of the table still fits', async () => {
    const t = await testApp();
    const buyers = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((n) => party(t.call, n, 'buyer')));
    const [lead] = buyers as [Party];
    const bidders = await parties(t.call, 20, 4);
    const request = await jointRequest(t, buyers as [Party, ...Party[]]);
    const goods = lots('三元区列东街安置房三期项目部');
    const tendered = goods.map(({ title, items }) => ({
      id: t.deps.id('lot'),
      title,
      items: items.map((one, at) => ({
        item: t.deps.id('item'),
        line: t.deps.id('demandLine'),
        buyer: buyers[at % buyers.length]?.id ?? '',
        ...one,
      })),
    }));
    await askForJoint(t, { ...request, lots: tendered as never });
    const shares = { rule: 'shares', shares: ['0.6', '0.4'], step: { value: '1', unit: 'TNE', basis: 'theoretical' } };
    const priceIndex = { index: t.deps.id('priceIndex'), base: { amount: '3385.5000', currency: 'CNY' } };
    const written = tendered.map(({ id, title, items }) => ({
      id,
      title,
      allocation: { ...shares, reserves: 1 },
      items: items.map(({ item: own, line: _, buyer: __, ...one }) => ({ id: own, ...one, priceIndex })),
    }));
    const revised = await t.call(
      'PATCH',
      `/v1/tenders/${request.tender}`,
      { lots: written, agreementTerm },
      { as: lead.sub },
    );
    expect([revised.status, revised.body.code]).toEqual([200, undefined]);
    const publication = await t.call('POST', `/v1/tenders/${request.tender}/publication`, undefined, { as: lead.sub });
    expect([publication.status, publication.body.code]).toEqual([200, undefined]);
    const key = await t.call('GET', `/v1/tenders/${request.tender}/key`);
    const tender: PublishedTender = { id: request.tender, lots: publication.body.lots, key: key.body.key };
    for (const [at, bidder] of bidders.entries()) {
      const prices = goods.map(() => `330${at}.0000`);
      expect((await putBid(t.call, tender, bidder, await sealed(tender, bidder, ...prices))).status).toBe(200);
    }
    await openedWith(t, tender, []);
    expect((await call(t, tender, 'POST', '/candidates', lead.sub, {})).status).toBe(200);
    t.clock.now += 6 * 86_400_000;
    const { status, body } = await call(t, tender, 'POST', '/award', lead.sub);
    expect([status, body.code, body.awards.length]).toEqual([200, undefined, 8]);
    const events = await t.deps.tenders.wholeLog(tender.id);
    const framework = events.find(({ json }) => JSON.parse(json).type === 'FrameworkAwarded')?.json ?? '';
    const roles = JSON.parse(framework).data.lots[0].suppliers.map(({ role }: { role: string }) => role);
    expect(roles).toEqual(['winner', 'winner', 'reserve']);
    const { state } = await t.deps.tenders.load(tender.id);
    const sizes = [framework, JSON.stringify(state)].map((text) => Buffer.byteLength(text));
    expect(Math.max(...sizes)).toBeLessThan(384 * kib);
  });

  it('is refused as a draft where it is too long, and not later', async () => {
    const t = await testApp();
    const buyer = (await party(t.call, 1, 'buyer')) satisfies Party;
    const body = tenderBody({ lots: lots('三元区列东街'.repeat(24)) });
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
    expect([draft, amend, ask, object, freeze]).toEqual([128, 160, 192, 256, 384].map((size) => size * kib));
    expect(roomFor([event('ObjectionAnswered'), event('ResultWithdrawn')])).toBe(freeze);
  });
});
