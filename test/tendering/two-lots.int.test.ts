import { beforeAll, describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import { item, type Party, type PublishedTender, parties, party, published, putBid, sealed } from '../support/world.ts';

/** Two lots of 500 t; lot 2 is lowered to 400, and of three bidders one confirms its bid, for lot 1 only. */
describe('an amendment makes every bid stale', () => {
  let t: TestApp;
  let buyer: Party;
  let bidders: Party[];
  let tender: PublishedTender;
  const call = (method: string, path: string, as?: string, body?: unknown) =>
    t.call(method, `/v1/tenders/${tender.id}${path}`, body, { as });

  beforeAll(async () => {
    t = await testApp();
    buyer = await party(t.call, 1, 'buyer');
    bidders = await parties(t.call, 10, 3);
    const lots = [
      { title: '一标段', items: [item('500')] },
      { title: '二标段', items: [item('500')] },
    ];
    const deadline = '2026-03-24T09:00:00.000+08:00';
    tender = await published(t.call, buyer, { regime: 'soe-voluntary', deadline, lots });
    for (const [at, bidder] of bidders.entries()) {
      const body = await sealed(tender, bidder, `${3300 + at}`, `${3310 + at}`);
      expect((await putBid(t.call, tender, bidder, body)).status).toBe(200);
    }
  });

  it('raises the documents’ version; the old envelope is refused, an unamendable member too', async () => {
    const lots = tender.lots.map((lot, at) => ({
      ...lot,
      items: lot.items.map((one) => ({ ...one, ...(at === 1 ? { quantity: item('400').quantity } : {}) })),
    }));
    const wrong = await call('POST', '/amendments', buyer.sub, {
      changes: { method: 'scoring' },
      reason: '改为综合评分',
    });
    expect(wrong.body).toMatchObject({ code: 'not-amendable', errors: [{ pointer: '/changes/method' }] });
    const barred = await call('POST', '/amendments', buyer.sub, {
      changes: { title: '2026年度螺纹钢采购（限三明市企业）' },
      reason: '改标题',
    });
    expect(barred.body).toMatchObject({ code: 'words-address', errors: [{ pointer: '/changes/title' }] });
    const amended = await call('POST', '/amendments', buyer.sub, {
      changes: { lots },
      reason: '二标段需求减少至 400 吨',
    });
    expect(amended.status, JSON.stringify(amended.body)).toBe(200);
    expect(amended.body).toMatchObject({
      documentsVersion: 2,
      lots: [{}, { items: [{ quantity: { value: '400' } }] }],
    });
    expect((await call('GET', '/amendments')).body.items).toMatchObject([
      { documentsVersion: 2, reason: '二标段需求减少至 400 吨', moved: null },
    ]);
    const [first] = bidders as [Party];
    const stale = await putBid(t.call, tender, first, await sealed(tender, first, '3200', '3200'));
    expect(stale.body).toMatchObject({ code: 'stale-documents-version', errors: [{ pointer: '/documentsVersion' }] });
  });

  it('one bidder confirms lot 1 only: lot 2 fails alone, the stale bids count for nothing and are not named', async () => {
    const [first] = bidders as [Party];
    const again = { ...tender, documentsVersion: 2 };
    const confirmed = await putBid(t.call, tender, first, await sealed(again, first, '3299', undefined));
    expect(confirmed.body.receipt, JSON.stringify(confirmed.body)).toMatchObject({ revision: 2 });
    t.clock.now = Date.parse('2026-03-24T09:01:01+08:00');
    await openTender(openingOf(t), tender.id);
    const { body } = await call('GET', '/opening');
    expect(body).toMatchObject({
      count: 3,
      withdrawn: 0,
      stale: 2,
      perLot: [{ bidders: 1 }, { bidders: 0 }],
      failedLots: [tender.lots[1]?.id],
      bids: [{ name: first.name, state: 'opened' }],
    });
    expect(JSON.stringify(body)).not.toMatch(/3301|3302|3311|3312/);
    expect(body.bids).toHaveLength(1);
  });

  it('the lot that is left is awarded, the failed one tendered again with its link to the first', async () => {
    expect((await call('POST', '/candidates', buyer.sub, {})).status).toBe(200);
    t.clock.now += 5 * 86_400_000;
    const awarded = await call('POST', '/award', buyer.sub);
    expect(awarded.body).toMatchObject({
      status: 'awarded',
      awards: [{ lot: tender.lots[0]?.id, amount: { amount: '1649500.00' } }],
      unawarded: [tender.lots[1]?.id],
    });
    const notices = (await call('GET', '/notices')).body.items;
    expect(notices.map(({ code }: { code: string }) => code)).toEqual([
      'TenderPublished',
      'TenderAmended',
      'TenderOpened',
      'CandidatesPublished',
      'TenderAwarded',
    ]);
    expect(notices[1].text.zh).toBe(
      '招标文件修改为第 2 版：二标段需求减少至 400 吨 投标截止时间为 2026年3月24日 09:00；此前的投标须按新版重新密封提交，否则无效。',
    );
    expect(notices[4].text.zh).toBe(`一标段：${(bidders[0] as Party).name}，1649500.00 元。 二标段：未授标。`);
    expect(notices.every(({ article }: { article: string }) => article.length > 3)).toBe(true);
    const again = await call('POST', '/retender', buyer.sub, { deadline: '2026-04-30T09:00:00+08:00' });
    expect(again.status, JSON.stringify(again.body)).toBe(201);
    expect(again.body).toMatchObject({
      status: 'draft',
      follows: { tender: tender.id, lots: [tender.lots[1]?.id] },
      lots: [{ title: '二标段', items: [{ quantity: { value: '400' } }] }],
    });
    expect(again.body.lots[0].id).not.toBe(tender.lots[1]?.id);
    const nothing = await t.call(
      'POST',
      `/v1/tenders/${again.body.id}/retender`,
      { deadline: '2026-04-30T09:00:00+08:00' },
      { as: buyer.sub },
    );
    expect(nothing.body.code).toBe('nothing-to-tender-again');
  });
});
