import { beforeAll, describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import {
  deadline,
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
    const deep = `{"envelope":${'['.repeat(60_000)}${']'.repeat(60_000)}}`;
    for (const headers of [{}, { 'Idempotency-Key': 'deep' }]) {
      expect(await refused(bidder, deep, headers)).toEqual([400, 'malformed-json']);
    }
    expect(await refused(bidder, { ...good, padding: 'x'.repeat(270_000) })).toEqual([413, 'body-too-large']);
    const long = { ...good, envelope: { ...good.envelope, ciphertext: 'A'.repeat(256 * 1024) } };
    expect(await refused(bidder, long)).toEqual([413, 'body-too-large']);
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
