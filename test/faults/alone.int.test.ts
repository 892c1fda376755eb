import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { drawCommitment } from '../../functions/tendering/committee/draw.ts';
import { generateSealingKey } from '../../shared/sealing/keys.ts';
import { published as listed } from '../catalogue/calls.ts';
import { rebar } from '../catalogue/fixtures.ts';
import { agreed } from '../contracts/framework.ts';
import { enquiryCalls } from '../market/enquiry-calls.ts';
import { supplyPost } from '../market/fixtures.ts';
import { announced as sessionAnnounced, at as sessionAt } from '../showcase/calls.ts';
import { announced as eventAnnounced, all as events, people } from '../showcase/matchmaking-world.ts';
import { type Reply, start, type TestApp, testApp } from '../support/app.ts';
import { openedWith } from '../support/committee.ts';
import { nonce, type Party, parties, party, published, tenderBody } from '../support/world.ts';

/** Commands that other tests carry out beside others, or refuse: here each is carried out alone, as people do. */
let t: TestApp;
let buyer: Party;
let firms: Party[];
const firm = (n: number): Party => firms[n] as Party;
const ask = (method: string, path: string, body: unknown, as?: string): Promise<Reply> =>
  t.call(method, `/v1/${path}`, body, { as });

async function done(method: string, path: string, body: unknown, as?: string) {
  const answer = await ask(method, path, body, as);
  expect([answer.status < 300, answer.body], JSON.stringify(answer.body)).toEqual([true, answer.body]);
  return answer.body;
}

beforeAll(async () => {
  t = await testApp();
  buyer = await party(t.call, 1, 'buyer');
  firms = await parties(t.call, 11, 3);
});

afterEach(() => {
  t.clock.now = start;
});

const opened = async () => {
  const tender = await published(t.call, buyer, { regime: 'soe-voluntary' });
  await openedWith(t, tender, [
    [firm(0), '3500'],
    [firm(1), '3400'],
    [firm(2), '3300'],
  ]);
  return `tenders/${tender.id}`;
};

describe('goods', () => {
  it('are converted from pieces into tonnes, and nothing is kept', async () => {
    const attributes = { grade: 'HRB400E', diameter: 20, length: 12 };
    const asked = { category: 'steel.rebar', attributes, quantity: { value: '100', unit: 'H87' }, to: 'TNE' };
    const { quantity } = await done('POST', 'conversions', asked);
    expect(quantity).toMatchObject({ value: '2.964', unit: 'TNE' });
  });

  it('get another price, many at a time', async () => {
    const product = await listed(t, rebar, firm(0).sub);
    const price = { unitPrice: { amount: '3390.00', currency: 'CNY' } };
    await done('POST', 'products/prices', { updates: [{ product, price }] }, firm(0).sub);
    const { body } = await ask('GET', `products/${product}`, undefined);
    expect(body.price.unitPrice.amount).toMatch(/^3390\.00/);
  });
});

describe('a tender', () => {
  it('loses a file that was attached to its draft', async () => {
    const { id } = await done('POST', 'tenders', tenderBody(), buyer.sub);
    const file = { name: '图纸.pdf', mediaType: 'application/pdf', size: 1000, sha256: 'b'.repeat(64) };
    const { document } = await done('POST', `tenders/${id}/documents`, file, buyer.sub);
    await done('DELETE', `tenders/${id}/documents/${document.id}`, undefined, buyer.sub);
    expect((await ask('GET', `tenders/${id}`, undefined, buyer.sub)).body.documents ?? []).toEqual([]);
  });

  it('takes a sealed attachment to a bid, by its size and hash', async () => {
    const tender = await published(t.call, buyer, { regime: 'soe-voluntary' });
    const sealed = { size: 65_536 + 28, sha256: 'c'.repeat(64) };
    const { url } = await done('POST', `tenders/${tender.id}/bid/attachments`, sealed, firm(0).sub);
    expect(url).toContain(sealed.sha256);
  });

  it('may have its published candidates withdrawn, and be declared failed when no bid is left', async () => {
    const tender = await opened();
    await done('POST', `${tender}/candidates`, {}, buyer.sub);
    const reason = { reason: '发现评审有误，重新评审。' };
    expect((await done('POST', `${tender}/result-withdrawal`, reason, buyer.sub)).status).toBe('opened');
    for (const { id } of firms) {
      const finding = {
        qualified: false,
        reasons: [{ article: '《政府采购法》第二十二条', text: '营业执照已注销。' }],
      };
      await done('PUT', `${tender}/bids/${id}/qualification`, finding, buyer.sub);
    }
    const failed = await done('POST', `${tender}/failure`, { reason: '无有效投标。' }, buyer.sub);
    expect(failed).toMatchObject({ status: 'failed', failure: { reason: 'nothing-to-award', why: '无有效投标。' } });
  });

  it('has its committee drawn by two values, one after the other', async () => {
    for (let n = 1; n <= 6; n += 1) {
      const entry = { name: `评委${n}`, specialties: ['steel'], ties: [] };
      await done('PUT', `experts/expert-${n}`, entry, 'operator');
    }
    const own = await done('PUT', 'experts/me/ties', { ties: ['913504041000003660'] }, 'expert-1');
    expect(own.declaredTies).toEqual(['913504041000003660']);
    const tender = await opened();
    const values = { buyer: nonce(), supervisor: nonce() };
    const commitment = (role: 'buyer' | 'supervisor') =>
      drawCommitment({ tender: tender.replace('tenders/', ''), role, value: values[role] });
    const representatives = [{ name: '采购代表', sub: buyer.sub }];
    const draw = `${tender}/committee/draw`;
    await done('POST', draw, { experts: 4, representatives, commitment: commitment('buyer') }, buyer.sub);
    await done('POST', `${draw}/commitments`, { commitment: commitment('supervisor') }, 'supervisor');
    await done('POST', `${draw}/values`, { value: values.buyer }, buyer.sub);
    await done('POST', `${draw}/values`, { value: values.supervisor }, 'supervisor');
    const { body } = await ask('GET', `${tender}/committee`, undefined, buyer.sub);
    expect(body.seats).toHaveLength(5);
  });

  it('is opened by holders, each of whom registers a key', async () => {
    const { publicJwk: key } = await generateSealingKey();
    const { holder } = await done('PUT', 'ceremony-keys', { key }, 'notary');
    expect((await ask('GET', `ceremony-keys/${holder}`, undefined)).body.key).toMatchObject({ x: key.x });
  });
});

describe('an agreement', () => {
  it('is terminated by its lead, and nothing more is called off', async () => {
    const own = await testApp();
    const its = await agreed(own);
    const [lead] = its.buyers;
    const ended = await own.call(
      'POST',
      `/v1/agreements/${its.id}/termination`,
      { reason: '项目停建' },
      { as: lead?.sub },
    );
    expect([ended.status, ended.body.status]).toEqual([200, 'terminated']);
  });
});

describe('a quote', () => {
  it('is withdrawn by whoever made it', async () => {
    const market = enquiryCalls(t);
    const enquiry = await market.asked(await market.posted(firm(0), supplyPost), buyer);
    const quoted = await market.quote(enquiry, firm(0));
    expect(quoted.status, JSON.stringify(quoted.body)).toBe(201);
    const { id } = quoted.body.quote;
    await done('POST', `enquiries/${enquiry}/quotes/${id}/withdrawal`, undefined, firm(0).sub);
    expect(await market.types(enquiry)).toContain('QuoteWithdrawn');
  });
});

describe('a live session', () => {
  it('is featured and no longer, ended before its time, and has its replays linked', async () => {
    const session = await sessionAnnounced(t, firm(0), []);
    const path = sessionAt(session).replace('/v1/', '');
    await done('PUT', `${path}/feature`, undefined, 'operator');
    expect((await done('DELETE', `${path}/feature`, undefined, 'operator')).featured).toBe(false);
    t.clock.now = Date.parse('2026-03-06T12:00:00.000Z');
    expect((await done('POST', `${path}/end`, undefined, firm(0).sub)).status).toBe('ended');
    const links = [{ service: 'douyin', url: 'https://live.douyin.com/80017709309' }];
    const { replays } = await done('PUT', `${path}/replays`, { links }, firm(0).sub);
    expect(replays).toMatchObject(links);
  });
});

describe('a matchmaking event', () => {
  it('has an intent that the other firm declines', async () => {
    const event = `${events.replace('/v1/', '')}/${await eventAnnounced(t)}`;
    for (const one of [buyer, firm(0)]) await done('PUT', `${event}/registration`, { people }, one.sub);
    t.clock.now = Date.parse('2026-03-20T09:30:00+08:00');
    const quantity = { value: '200', unit: 'TNE', basis: 'theoretical' };
    const wanted = { with: [buyer.id], subject: 'steel.rebar', quantity };
    const { id } = await done('POST', `${event}/intents`, wanted, firm(0).sub);
    expect((await done('POST', `matchmaking-intents/${id}/declination`, undefined, buyer.sub)).status).toBe('declined');
  });

  it('is cancelled with a reason, and its firms are told', async () => {
    const event = `${events.replace('/v1/', '')}/${await eventAnnounced(t)}`;
    await done('PUT', `${event}/registration`, { people }, buyer.sub);
    const cancelled = await done('POST', `${event}/cancellation`, { reason: '场馆检修' }, 'operator');
    expect(cancelled.status).toBe('cancelled');
  });
});
