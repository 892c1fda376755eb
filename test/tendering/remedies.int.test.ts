import { beforeAll, describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import { item, type Party, type PublishedTender, parties, party, published, putBid, sealed } from '../support/world.ts';

const day = 86_400_000;

/** Bids of 498, 499 and 500: an award, its cancellation after an objection, and the next in rank. */
describe('three bids', () => {
  let t: TestApp;
  let buyer: Party;
  let bidders: Party[];
  let tender: PublishedTender;
  const call = (method: string, path: string, as?: string, body?: unknown, headers = {}) =>
    t.call(method, `/v1/tenders/${tender.id}${path}`, body, { as, headers });
  const disputed = async () => (await t.call('GET', '/v1/tenders?disputed=true')).body.items;
  const [first, second, third] = [0, 1, 2].map((at) => () => bidders[at] as Party) as [
    () => Party,
    () => Party,
    () => Party,
  ];

  beforeAll(async () => {
    t = await testApp();
    buyer = await party(t.call, 1, 'buyer');
    bidders = await parties(t.call, 10, 4);
    const lots = [{ title: '螺纹钢', items: [item()], allocation: { rule: 'reserves', reserves: 2 } }];
    tender = await published(t.call, buyer, { regime: 'soe-voluntary', lots });
    for (const [at, price] of ['498', '499', '500'].entries()) {
      const bidder = bidders[at] as Party;
      expect((await putBid(t.call, tender, bidder, await sealed(tender, bidder, price))).status).toBe(200);
    }
  });

  it('an objection to the documents suspends the opening, not the sending of bids, and names nobody', async () => {
    const key = { 'Idempotency-Key': 'objection-1' };
    const text = '第二标段的交货期限过短，请延长。';
    const filed = await call('POST', '/objections', first().sub, { about: 'documents', text }, key);
    expect(filed.status, JSON.stringify(filed.body)).toBe(201);
    expect(filed.body).toMatchObject({ about: 'documents', text, mine: true, answerBy: '2026-03-05T16:00:00.000Z' });
    const again = await call('POST', '/objections', first().sub, { about: 'documents', text }, key);
    expect(again.body.id).toBe(filed.body.id);
    const twice = await call('POST', '/objections', first().sub, { about: 'documents', text: '再次' });
    expect(twice.body.code).toBe('objection-open');

    const choicesOf = async (as: string) => (await call('GET', '/objections', as)).body.items[0].remedies;
    expect(await Promise.all([buyer.sub, 'supervisor'].map(choicesOf))).toEqual([
      ['none', 'amend'],
      ['none', 'amend'],
    ]);
    expect(await choicesOf(second().sub)).toBeUndefined();

    for (const [as, reads] of [
      [undefined, false],
      [second().sub, false],
      [buyer.sub, true],
      ['supervisor', true],
    ] as const) {
      const { body } = await call('GET', '/objections', as);
      expect(body.items).toHaveLength(1);
      expect(body.items[0].text !== undefined).toBe(reads);
      expect(JSON.stringify(body)).not.toContain(first().name);
      expect(JSON.stringify(body)).not.toContain(first().id);
    }
    const log = await call('GET', '/events', buyer.sub);
    expect(JSON.stringify(log.body)).not.toContain(first().id);
    expect(JSON.stringify(log.body)).not.toContain(text);
    expect((await call('GET', '')).body.suspended).toBe(true);
    expect(await disputed()).toMatchObject([
      { id: tender.id, disputes: { objections: 1, complaints: 0, paused: false, next: '2026-03-05T16:00:00.000Z' } },
    ]);

    const bid = await putBid(t.call, tender, second(), await sealed(tender, second(), '499'));
    expect(bid.body.receipt.revision).toBe(2);
    t.clock.now = Date.parse('2026-03-24T09:05:00+08:00');
    await openTender(openingOf(t), tender.id);
    expect((await call('GET', '')).body.status).toBe('published');
    const { status, body } = await call('POST', `/objections/${filed.body.id}/answer`, buyer.sub, {
      decision: 'dismissed',
      answer: '交货期符合行业惯例，不予采纳。',
    });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ decision: 'dismissed', late: false });
    expect(await disputed()).toEqual([]);
    await openTender(openingOf(t), tender.id);
    expect((await call('GET', '')).body.status).toBe('opened');
  });

  it('only a bidder objects to the result, while there is one, and the award waits', async () => {
    const early = await call('POST', '/objections', second().sub, { about: 'result', text: '第一名资质存疑。' });
    expect(early.body.code).toBe('tender-status');
    expect((await call('POST', '/candidates', buyer.sub, {})).body.status).toBe('standstill');
    const outsider = await call('POST', '/objections', (bidders[3] as Party).sub, {
      about: 'result',
      text: '我有意见。',
    });
    expect(outsider.body.code).toBe('bidders-only');
    const filed = await call('POST', '/objections', second().sub, { about: 'result', text: '第一名资质存疑。' });
    expect(filed.status).toBe(201);
    t.clock.now += 5 * day;
    expect((await call('POST', '/award', buyer.sub)).body.code).toBe('objection-open-here');
    const wrong = { decision: 'upheld', answer: '核查后另行处理。', remedy: 'amend' };
    expect((await call('POST', `/objections/${filed.body.id}/answer`, buyer.sub, wrong)).body.errors).toMatchObject([
      { pointer: '/remedy', code: 'remedy-not-possible' },
    ]);
    const dismissed = { decision: 'dismissed', answer: '经核查资质有效。' };
    expect((await call('POST', `/objections/${filed.body.id}/answer`, buyer.sub, dismissed)).status).toBe(200);
    const late = await call('POST', '/objections', third().sub, { about: 'result', text: '迟来的异议。' });
    expect(late.body.code).toBe('objection-too-late');
    expect((await call('POST', '/award', buyer.sub)).body).toMatchObject({
      awards: [{ supplier: first().id, amount: { amount: '49800.00' } }],
      reserves: [{ candidates: [{ supplier: second().id }, { supplier: third().id }] }],
    });
    expect((await call('GET', '/objections', buyer.sub)).body.items.map((one: { by?: string }) => one.by)).toEqual([
      first().name,
      second().name,
    ]);
  });

  it('a complaint follows the objection; accepted, it may pause; upheld, the award falls to the next in rank', async () => {
    const objections = (await call('GET', '/objections', second().sub)).body.items;
    const mine = objections.find((one: { mine?: boolean }) => one.mine);
    const complaint = { objection: mine.id, text: '对答复不服，第一名营业执照已注销。' };
    expect((await call('POST', '/complaints', third().sub, complaint)).body.code).toBe('objection-unknown');
    const filed = await call('POST', '/complaints', second().sub, complaint);
    expect(filed.status, JSON.stringify(filed.body)).toBe(201);
    const path = `/complaints/${filed.body.id}/decision`;
    const accepted = { decision: 'accepted', suspends: true, reasons: '受理并暂停。' };
    expect((await call('POST', path, buyer.sub, accepted)).status).toBe(403);
    expect((await call('POST', path, 'supervisor', accepted)).body).toMatchObject({
      decision: 'accepted',
      suspends: true,
    });
    expect(await disputed()).toMatchObject([{ disputes: { objections: 0, complaints: 1, paused: true } }]);
    const of = (query: string) => t.call('GET', `/v1/tenders?disputed=true&${query}`);
    expect((await of(`buyer=${buyer.id}`)).body.items).toHaveLength(1);
    expect((await of(`buyer=${first().id}`)).body.items).toEqual([]);
    const listed = await call('GET', '/complaints', 'supervisor');
    expect(listed.body.items[0].remedies).toEqual(['none', 'revoke-award']);
    const upheld = { decision: 'upheld', reasons: '情况属实。', remedy: 'revoke-award', lot: tender.lots[0]?.id };
    expect((await call('POST', path, 'supervisor', upheld)).status).toBe(200);
    expect(await disputed()).toEqual([]);
    expect((await call('GET', '/complaints', 'supervisor')).body.items[0].remedies).toBeUndefined();
    const lot = tender.lots[0]?.id;
    const succession = { lot, ground: 'complaint-upheld', reason: '第一名资格丧失，依次递补。' };
    const next = await call('POST', '/succession', buyer.sub, succession);
    expect(next.status, JSON.stringify(next.body)).toBe(200);
    expect(next.body).toMatchObject({
      awards: [{ supplier: second().id, amount: { amount: '49900.00' } }],
      reserves: [{ candidates: [{ supplier: third().id }] }],
      dropped: [{ supplier: first().id, ground: 'complaint-upheld' }],
    });
    await call('POST', '/succession', buyer.sub, { ...succession, ground: 'withdrew', reason: '放弃中标。' });
    const nobody = await call('POST', '/succession', buyer.sub, {
      ...succession,
      ground: 'no-performance-bond',
      reason: '未交履约保证金。',
    });
    expect(nobody.body).toMatchObject({ awards: [], unawarded: [lot] });
    expect((await call('POST', '/succession', buyer.sub, succession)).body.code).toBe('lot-not-awarded');
    const [, , , , next1, , last] = (await call('GET', '/notices')).body.items;
    expect(next1.text.en).toContain(`${second().name} takes its place, 49900.00 yuan.`);
    expect(last.text.zh).toContain('没有可递补的候选人');
  });
});

describe('an upheld objection to the documents', () => {
  it('holds the opening until the amendment, and a deadline that has passed moves with it', async () => {
    const t = await testApp();
    const buyer = await party(t.call, 1, 'buyer');
    const [bidder] = (await parties(t.call, 10, 1)) as [Party];
    const tender = await published(t.call, buyer, { regime: 'soe-voluntary' });
    const call = (method: string, path: string, as: string, body?: unknown) =>
      t.call(method, `/v1/tenders/${tender.id}${path}`, body, { as });
    const filed = await call('POST', '/objections', bidder.sub, { about: 'documents', text: '指标倾向特定厂家。' });
    t.clock.now = Date.parse('2026-03-24T09:05:00+08:00');
    const late = { changes: { deadline: '2026-03-31T09:00:00+08:00' }, reason: '修改指标' };
    expect((await call('POST', '/amendments', buyer.sub, late)).body.code).toBe('tender-closed');
    const upheld = { decision: 'upheld', answer: '将修改指标。', remedy: 'amend' };
    expect((await call('POST', `/objections/${filed.body.id}/answer`, buyer.sub, upheld)).status).toBe(200);
    await openTender(openingOf(t), tender.id);
    expect((await call('GET', '', buyer.sub)).body).toMatchObject({ status: 'published', suspended: true });
    expect((await call('POST', '/amendments', buyer.sub, { changes: {}, reason: '未改期限' })).body.code).toBe(
      'deadline-past',
    );
    const amended = await call('POST', '/amendments', buyer.sub, late);
    expect(amended.body, JSON.stringify(amended.body)).toMatchObject({ documentsVersion: 2 });
    expect(amended.body.suspended).toBeUndefined();
    const again = { ...tender, documentsVersion: 2 };
    expect((await putBid(t.call, tender, bidder, await sealed(again, bidder, '3300'))).status).toBe(200);
  });
});
