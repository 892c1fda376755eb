import { beforeAll, describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import {
  item,
  type Party,
  type PublishedTender,
  parties,
  party,
  pastFreezing,
  published,
  putBid,
  sealed,
} from '../support/world.ts';

const yuan = (amount: string) => ({ amount, currency: 'CNY' });

describe('after an opening', () => {
  let t: TestApp;
  let buyer: Party;
  let bidders: Party[];
  let tender: PublishedTender;
  let lot: string;
  const call = (method: string, path: string, as?: string, body?: unknown, headers = {}) =>
    t.call(method, `/v1/tenders/${tender.id}${path}`, body, { as, headers });
  const at = (n: number) => bidders[n] as Party;

  beforeAll(async () => {
    t = await testApp();
    buyer = await party(t.call, 1, 'buyer');
    bidders = await parties(t.call, 10, 5);
    const lots = [{ title: '螺纹钢', items: [item()], estimate: yuan('350000.00'), bidSecurity: yuan('7000.00') }];
    tender = await published(t.call, buyer, { regime: 'soe-voluntary', lots });
    lot = tender.lots[0]?.id ?? '';
    for (const [n, price] of ['1000', '3400', '3400', '3500', '3600'].entries()) {
      expect((await putBid(t.call, tender, at(n), await sealed(tender, at(n), price))).status).toBe(200);
    }
  });

  const security = {
    form: 'letter-of-guarantee',
    issuer: '中国建设银行三明分行',
    number: 'BH-2026-0317',
    amount: yuan('7000.00'),
    validTo: '2026-07-01',
  };
  const ofBidder = (n: number) => `/bids/${at(n).id}/lots/${lot}/security`;

  it('nothing of a bidder may be recorded or read before it', async () => {
    expect((await call('PUT', ofBidder(0), buyer.sub, security)).body.code).toBe('tender-status');
    expect((await call('GET', '/integrity-leads', buyer.sub)).body.code).toBe('tender-not-opened');
    pastFreezing(t);
    await openTender(openingOf(t), tender.id);
  });

  it('bid securities are recorded within the documents’ amount, and returned once with interest', async () => {
    const short = await call('PUT', ofBidder(0), buyer.sub, { ...security, amount: yuan('6999.99') });
    expect(short.body).toMatchObject({ code: 'security-too-small', errors: [{ pointer: '/amount' }] });
    const early = await call('PUT', ofBidder(0), buyer.sub, { ...security, validTo: '2026-04-01' });
    expect(early.body).toMatchObject({ code: 'security-validity-short', errors: [{ pointer: '/validTo' }] });
    const stranger = await party(t.call, 77, 'supplier');
    const unknown = await call('PUT', `/bids/${stranger.id}/lots/${lot}/security`, buyer.sub, security);
    expect(unknown.body.code).toBe('bidder-unknown');
    expect((await call('PUT', ofBidder(0), at(1).sub, security)).status).toBe(403);
    expect((await call('PUT', ofBidder(0), buyer.sub, security)).body).toMatchObject({
      supplier: at(0).id,
      ...security,
    });
    const back = { returnedOn: '2026-03-24', interest: yuan('3.21') };
    expect((await call('POST', `${ofBidder(1)}/return`, buyer.sub, back)).status).toBe(404);
    expect(
      (await call('POST', `${ofBidder(0)}/return`, buyer.sub, { ...back, returnedOn: '2026-04-24' })).body.code,
    ).toBe('day-in-future');
    expect((await call('POST', `${ofBidder(0)}/return`, buyer.sub, back)).status).toBe(200);
    expect((await call('POST', `${ofBidder(0)}/return`, buyer.sub, back)).body.code).toBe('security-returned');
    expect((await call('GET', '/securities', buyer.sub)).body.items).toMatchObject([{ ...security, ...back }]);
    expect((await call('GET', '/securities', at(0).sub)).body.items).toMatchObject([{ ...security, ...back }]);
    expect((await call('GET', '/securities', at(1).sub)).body.items).toEqual([]);
  });

  it('leads are for the purchasers and the supervisor, with definition and evidence, and change nothing', async () => {
    for (const as of [at(0).sub, 'operator']) expect((await call('GET', '/integrity-leads', as)).status).toBe(403);
    expect((await call('GET', '/integrity-leads')).status).toBe(401);
    const { body } = await call('GET', '/integrity-leads', 'supervisor');
    const ids = body.items.map(({ id }: { id: string }) => id);
    // Two identical prices, and all of these firms name the same contact.
    expect(ids).toEqual(expect.arrayContaining(['R028', 'R044']));
    for (const lead of body.items) {
      expect(lead.definition.title.zh.length * lead.definition.text.en.length).toBeGreaterThan(0);
      expect(lead.suppliers.length).toBeGreaterThan(0);
    }
    expect(JSON.stringify(body)).not.toMatch(/0598-8220000|127\.0\.0\.1/);
    expect((await call('GET', '/evaluation')).body.lots[0].bids.map(({ rank }: { rank: number }) => rank)).toEqual([
      1, 2, 2, 4, 5,
    ]);
  });

  it('an abnormally low price is flagged, explained, and falls only when it is not proved', async () => {
    const { body } = await call('GET', '/evaluation');
    expect(body.lots[0].lowPrices).toMatchObject([{ supplier: at(0).id }]);
    const due = '2026-03-26T17:00:00+08:00';
    const asked = await call('POST', `/bids/${at(0).id}/clarifications`, buyer.sub, {
      kind: 'low-price',
      lot,
      text: '请说明报价构成。',
      due,
    });
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    const response = `/bids/${at(0).id}/clarifications/${asked.body.clarification}/response`;
    expect((await call('POST', response, at(1).sub, { text: '冒答' })).status).toBeGreaterThanOrEqual(403);
    expect((await call('POST', response, at(0).sub, { text: '库存积压，低价出清。' })).status).toBe(200);
    const judged = await call('PUT', `/bids/${at(0).id}/prices`, buyer.sub, {
      lot,
      kind: 'low-price',
      accepted: false,
      reason: '未提供成本证明。',
    });
    expect(judged.status, JSON.stringify(judged.body)).toBe(200);
    const after = (await call('GET', '/evaluation', buyer.sub)).body.lots[0].bids;
    const fallen = after.find((one: { supplier: string }) => one.supplier === at(0).id);
    expect(fallen).toMatchObject({ rank: null, invalid: ['abnormally-low'] });
  });
});
