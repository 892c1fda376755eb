import { beforeAll, describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import {
  deadline,
  item,
  type Party,
  type PublishedTender,
  parties,
  party,
  pastFreezing,
  published,
  putBid,
  sealed,
  tenderBody,
} from '../support/world.ts';

let t: TestApp;
let buyer: Party;
let bidder: Party;
let tender: PublishedTender;

beforeAll(async () => {
  t = await testApp();
  buyer = await party(t.call, 1, 'buyer', { affiliates: ['914403003429409755'] });
  bidder = await party(t.call, 10, 'supplier');
  tender = await published(t.call, buyer);
});

const lotWith = (more: object) => ({ lots: [{ title: '螺纹钢', items: [{ ...item(), ...more }] }] });
const lotId = 'lot_01952000-0000-7000-8000-000000000001';

describe('a draft that is wrong', () => {
  it.each([
    [
      'a float amount',
      { lots: [{ title: '螺纹钢', items: [item()], ceiling: { amount: 3520.5, currency: 'CNY' } }] },
      400,
      'number-not-string',
      '/lots/0/ceiling/amount',
    ],
    [
      'more than fen',
      { lots: [{ title: '螺纹钢', items: [item()], ceiling: { amount: '3520.505', currency: 'CNY' } }] },
      400,
      'too-many-places',
      '/lots/0/ceiling/amount',
    ],
    [
      'another currency',
      { lots: [{ title: '螺纹钢', items: [item()], ceiling: { amount: '3520.50', currency: 'USD' } }] },
      400,
      'currency-unknown',
      '/lots/0/ceiling/currency',
    ],
    [
      'full-width digits',
      lotWith({ quantity: { value: '１００', unit: 'TNE', basis: 'weighed' } }),
      400,
      'full-width-digits',
      '/lots/0/items/0/quantity/value',
    ],
    [
      'a quantity as a number',
      lotWith({ quantity: { value: 100, unit: 'TNE', basis: 'weighed' } }),
      400,
      'number-not-string',
      '/lots/0/items/0/quantity/value',
    ],
    [
      'nothing to buy',
      lotWith({ quantity: { value: '0.000', unit: 'TNE', basis: 'weighed' } }),
      400,
      'quantity-zero',
      '/lots/0/items/0/quantity',
    ],
    [
      'an unknown unit',
      lotWith({ quantity: { value: '1', unit: '吨', basis: 'weighed' } }),
      400,
      'unit-unknown',
      '/lots/0/items/0/quantity/unit',
    ],
    [
      'a unit not traded',
      lotWith({ quantity: { value: '1', unit: 'BG' } }),
      422,
      'unit-not-traded',
      '/lots/0/items/0/quantity/unit',
    ],
    [
      'no basis',
      lotWith({ quantity: { value: '1', unit: 'TNE' } }),
      422,
      'basis-required',
      '/lots/0/items/0/quantity/basis',
    ],
    ['an unknown field', { colour: 'red' }, 400, 'unknown-field', '/colour'],
    ['an unknown field deep down', lotWith({ origin: '三明' }), 400, 'unknown-field', '/lots/0/items/0/origin'],
    [
      'a lot named twice',
      { lots: [1, 2].map((n) => ({ id: lotId, title: `${n}`, items: [item()] })) },
      422,
      'duplicate-lot',
      '/lots/1/id',
    ],
    [
      'attributes outside the category',
      lotWith({ attributes: { grade: 'HRB400E', diameter: 20, wall: 3 } }),
      422,
      'unknown-attribute',
      '/lots/0/items/0/attributes/wall',
    ],
    [
      'an attribute out of its values',
      lotWith({ attributes: { grade: 'HRB335', diameter: 20 } }),
      422,
      'attribute-not-allowed',
      '/lots/0/items/0/attributes/grade',
    ],
    ['an unknown category', lotWith({ category: 'steel.foil' }), 422, 'category-unknown', '/lots/0/items/0/category'],
    [
      'an unknown division',
      lotWith({ deliveryPoint: { division: '990000', address: '某地' } }),
      400,
      'division-unknown',
      '/lots/0/items/0/deliveryPoint/division',
    ],
    ['a deadline that is no instant', { deadline: '2026-03-24 09:00' }, 400, 'not-an-instant', '/deadline'],
    ['no lots', { lots: [] }, 400, 'out-of-range', '/lots'],
  ])('with %s is refused with its own code and place', async (_, more, status, code, pointer) => {
    const { body, status: got } = await t.call('POST', '/v1/tenders', tenderBody(more), { as: buyer.sub });
    expect([got, body.code, body.errors?.map((error: { pointer: string }) => error.pointer)]).toEqual([
      status,
      code,
      [pointer],
    ]);
    expect(body.title).toMatch(/[\u4e00-\u9fff]/);
  });

  it('with several faults names each, in the language asked for', async () => {
    const wrong = tenderBody({ title: '', bidValidityDays: 'x', colour: 1 });
    const { body, headers } = await t.call('POST', '/v1/tenders', wrong, {
      as: buyer.sub,
      headers: { 'Accept-Language': 'en-GB,en;q=0.9' },
    });
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({
      status: 400,
      code: 'invalid-request',
      title: 'Invalid request',
      instance: expect.stringMatching(/^req_/),
    });
    expect(
      body.errors.map((error: { pointer: string; code: string }) => `${error.pointer} ${error.code}`).sort(),
    ).toEqual(['/bidValidityDays wrong-type', '/colour unknown-field', '/title required']);
    expect(body.type).toMatch(/\/problems\/invalid-request$/);
    expect((await t.call('GET', new URL(body.type).pathname)).body.en.title).toBe('Invalid request');
  });

  it('is told from one that is no JSON, has no JSON, or is too large', async () => {
    const options = { as: buyer.sub };
    expect((await t.call('POST', '/v1/tenders', '{', options)).body).toMatchObject({
      status: 400,
      code: 'malformed-json',
    });
    const plain = { ...options, headers: { 'Content-Type': 'text/plain' } };
    expect((await t.call('POST', '/v1/tenders', '{}', plain)).body).toMatchObject({
      status: 415,
      code: 'content-type-not-json',
    });
    const large = JSON.stringify(tenderBody({ title: 'x'.repeat(300_000) }));
    expect((await t.call('POST', '/v1/tenders', large, options)).body).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
  });

  it('stored nothing', async () => {
    expect((await t.call('GET', '/v1/tenders?status=draft', undefined, { as: buyer.sub })).body.items).toEqual([]);
  });
});

describe('a bid that is wrong', () => {
  const refused = async (who: Party, body: unknown, headers = {}) => {
    const answer = await putBid(t.call, tender, who, body, headers);
    return [answer.status, answer.body.code];
  };

  it('is refused with its own code', async () => {
    const good = await sealed(tender, bidder, '3385.5');
    const other = await published(t.call, buyer);
    const plain = { disclosed: { lots: [] }, documentsVersion: 1 };
    expect(await refused(bidder, plain)).toEqual([422, 'bid-not-sealed']);
    expect(await refused(bidder, { envelope: { lots: [] }, documentsVersion: 1 })).toEqual([422, 'bid-not-sealed']);
    expect(await refused(bidder, { ...good, price: '3385.5' })).toEqual([400, 'unknown-field']);
    expect(await refused(bidder, { ...good, documentsVersion: 2 })).toEqual([422, 'stale-documents-version']);
    expect(await refused(bidder, await sealed({ ...tender, key: other.key }, bidder, '3385.5'))).toEqual([
      422,
      'sealing-key-wrong',
    ]);
    expect(await refused(bidder, await sealed({ ...tender, id: other.id }, bidder, '3385.5'))).toEqual([
      422,
      'bid-header-mismatch',
    ]);
    expect(await refused(bidder, await sealed({ ...tender, lots: other.lots }, bidder, '3385.5'))).toEqual([
      422,
      'lot-unknown',
    ]);
    const recipient = good.envelope.recipients[0];
    const stretched = { ...good, envelope: { ...good.envelope, recipients: [recipient, recipient] } };
    expect(await refused(bidder, stretched)).toEqual([422, 'bid-not-sealed']);
    expect(await refused(bidder, { ...good, padding: 'x'.repeat(270_000) })).toEqual([413, 'body-too-large']);
    expect((await t.call('GET', `/v1/tenders/${tender.id}/bid`, undefined, { as: bidder.sub })).status).toBe(404);
  });

  it('is refused from one who may not bid', async () => {
    const affiliate = await party(t.call, 20, 'supplier', { uscc: '914403003429409755' });
    const buyerUscc = (await t.call('GET', `/v1/organisations/${buyer.id}`)).body.uscc;
    const linked = await party(t.call, 22, 'supplier', { affiliates: [buyerUscc] });
    const both = await party(t.call, 23, 'buyer', { kinds: ['buyer', 'supplier'] });
    const own = await published(t.call, both);
    expect(await refused(affiliate, await sealed(tender, affiliate, '1'))).toEqual([403, 'affiliate-may-not-bid']);
    expect(await refused(linked, await sealed(tender, linked, '1'))).toEqual([403, 'affiliate-may-not-bid']);
    expect((await putBid(t.call, own, both, await sealed(own, both, '1'))).body.code).toBe('buyer-may-not-bid');
    const contact = { name: '王工', phone: '0598-8220001' };
    const pending = {
      name: '未核验贸易有限公司',
      uscc: '913504041000000099',
      kinds: ['supplier'],
      division: '350404',
      contact,
    };
    const { body } = await t.call('POST', '/v1/organisations', pending, { as: 'pending' });
    const unverified = { sub: 'pending', id: body.id, name: '' };
    expect(await refused(unverified, await sealed(tender, unverified, '1'))).toEqual([
      403,
      'organisation-not-verified',
    ]);
    expect(await refused({ sub: 'operator', id: bidder.id, name: '' }, await sealed(tender, bidder, '1'))).toEqual([
      403,
      'forbidden',
    ]);
  });

  it('is late at the deadline to the millisecond, and in time just before it', async () => {
    const late = await testApp();
    const [purchaser, [one]] = [await party(late.call, 1, 'buyer'), (await parties(late.call, 10, 1)) as [Party]];
    const due = await published(late.call, purchaser);
    late.clock.now = Date.parse(deadline);
    expect((await putBid(late.call, due, one, await sealed(due, one, '1'))).body).toMatchObject({
      status: 422,
      code: 'tender-closed',
    });
    late.clock.now -= 1;
    expect((await putBid(late.call, due, one, await sealed(due, one, '1'))).status).toBe(200);
    late.clock.now += 1;
    expect((await late.call('DELETE', `/v1/tenders/${due.id}/bid`, undefined, { as: one.sub })).body.code).toBe(
      'tender-closed',
    );
  });
});

describe('the same request twice', () => {
  it('is one bid: replayed by its key, also after another revision, refused with another body', async () => {
    const who = await party(t.call, 30, 'supplier');
    const [first, second] = [await sealed(tender, who, '3300'), await sealed(tender, who, '3200')];
    const key = { 'Idempotency-Key': 'bid-1' };
    const [a, b] = await Promise.all([
      putBid(t.call, tender, who, first, key),
      putBid(t.call, tender, who, first, key),
    ]);
    expect([a.status, b.status]).toEqual([200, 200]);
    expect(a.body.receipt).toEqual(b.body.receipt);
    const replacement = await putBid(t.call, tender, who, second, { 'Idempotency-Key': 'bid-2' });
    expect(replacement.body.receipt.revision).toBe(2);
    const delayed = await putBid(t.call, tender, who, first, key);
    expect([delayed.body.receipt, delayed.headers.get('idempotent-replayed')]).toEqual([a.body.receipt, 'true']);
    const own = await t.call('GET', `/v1/tenders/${tender.id}/bid`, undefined, { as: who.sub });
    expect(own.body.receipt).toEqual(replacement.body.receipt);
    expect((await putBid(t.call, tender, who, second, key)).body.code).toBe('idempotency-key-reused');
  });

  it('without a key is one bid when the envelope is the newest', async () => {
    const who = await party(t.call, 31, 'supplier');
    const body = await sealed(tender, who, '3300');
    const [a, b] = [await putBid(t.call, tender, who, body), await putBid(t.call, tender, who, body)];
    expect(a.body.receipt).toEqual(b.body.receipt);
    await t.call('DELETE', `/v1/tenders/${tender.id}/bid`, undefined, { as: who.sub });
    expect((await putBid(t.call, tender, who, body)).body.receipt).toMatchObject({ revision: 3, state: 'sealed' });
    expect((await putBid(t.call, tender, who, await sealed(tender, who, '1'), { 'If-Match': '"2"' })).status).toBe(412);
    expect(
      (await putBid(t.call, tender, who, await sealed(tender, who, '1'), { 'If-Match': '"3"' })).body.receipt.revision,
    ).toBe(4);
  });

  it('of a draft is one draft, and a stale If-Match is refused', async () => {
    const options = { as: buyer.sub, headers: { 'Idempotency-Key': 'draft-1' } };
    const [a, b] = await Promise.all([
      t.call('POST', '/v1/tenders', tenderBody(), options),
      t.call('POST', '/v1/tenders', tenderBody(), options),
    ]);
    const c = await t.call('POST', '/v1/tenders', tenderBody(), options);
    const answers = [a, b, c].filter((one) => one.status === 201);
    expect(new Set(answers.map((one) => one.body.id)).size).toBe(1);
    expect(c.headers.get('idempotent-replayed')).toBe('true');
    expect((await t.call('GET', '/v1/tenders?status=draft', undefined, options)).body.items).toHaveLength(1);
    const path = `/v1/tenders/${c.body.id}`;
    const changed = await t.call(
      'PATCH',
      path,
      { title: '改' },
      { as: buyer.sub, headers: { 'If-Match': c.headers.get('etag') ?? '' } },
    );
    expect(changed.status).toBe(200);
    const stale = await t.call(
      'PATCH',
      path,
      { title: '再改' },
      { as: buyer.sub, headers: { 'If-Match': c.headers.get('etag') ?? '' } },
    );
    expect([stale.status, stale.body.code]).toEqual([412, 'etag-mismatch']);
  });
});

describe('an envelope that cannot be opened', () => {
  it('is recorded with the reason, and the others go on', async () => {
    const w = await testApp();
    const purchaser = await party(w.call, 1, 'buyer');
    const bidders = await parties(w.call, 10, 4);
    const due = await published(w.call, purchaser);
    for (const [at, one] of bidders.entries()) {
      const body = await sealed(due, one, `${3300 + at}`);
      const tag = at === 2 ? 'AAAAAAAAAAAAAAAAAAAAAA' : body.envelope.tag;
      expect((await putBid(w.call, due, one, { ...body, envelope: { ...body.envelope, tag } })).status).toBe(200);
    }
    pastFreezing(w);
    await openTender(openingOf(w), due.id);
    const { body } = await w.call('GET', `/v1/tenders/${due.id}/opening`);
    const states = body.bids.map((one: { name: string; state: string; reason?: string }) => [
      one.name,
      one.state,
      one.reason,
    ]);
    expect(states).toContainEqual([bidders[2]?.name, 'unopened', 'bid-undecryptable']);
    expect(states.filter(([, state]: string[]) => state === 'opened')).toHaveLength(3);
    const { body: evaluation } = await w.call('GET', `/v1/tenders/${due.id}/evaluation`);
    expect(evaluation.lots[0].bids).toHaveLength(3);
  });
});
