import { beforeEach, describe, expect, it } from 'vitest';
import { generateSealingKey } from '../../shared/sealing/keys.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { confirm, dealt, type Holder, holders, publishedByCeremony, sealedTwice } from '../support/ceremony.ts';
import { type Party, parties, party, putBid, sealed, tenderBody } from '../support/world.ts';

let t: TestApp;
let buyer: Party;
let bidders: Party[];
let people: Holder[];
const names = ['buyers-lawyer', 'supervisor', 'notary'];

beforeEach(async () => {
  t = await testApp();
  buyer = await party(t.call, 1, 'buyer');
  bidders = await parties(t.call, 10, 3);
  people = await holders(t.call, ...names);
});

const [anna, bo] = [0, 1].map((at) => () => people[at] as Holder) as [() => Holder, () => Holder];
const get = (tender: string, path: string, as?: string) =>
  t.call('GET', `/v1/tenders/${tender}${path}`, undefined, { as });

describe('before the publication', () => {
  it('each holder gets its own share and no other, and all must confirm', async () => {
    const drafted = await t.call('POST', '/v1/tenders', tenderBody({ openingMode: 'ceremony' }), { as: buyer.sub });
    const { id } = drafted.body;
    const publish = () => t.call('POST', `/v1/tenders/${id}/publication`, undefined, { as: buyer.sub });
    expect((await publish()).body.code).toBe('ceremony-not-arranged');
    expect((await get(id, '/ceremony', buyer.sub)).status).toBe(404);
    const body = await dealt(id, 2, people);
    const arrange = (as: string) => t.call('PUT', `/v1/tenders/${id}/ceremony`, body, { as });
    expect((await arrange(anna().sub)).status).toBe(404);
    const answer = await arrange(buyer.sub);
    expect(answer.body).toMatchObject({ threshold: 2, holders: 3, confirmed: 0, sharesUntil: null, way: null });
    expect(JSON.stringify(answer.body)).not.toContain(body.shares[0]?.sealed);

    const own = await get(id, '/ceremony/share', anna().sub);
    expect(own.body).toMatchObject({ holder: anna().holder, sealed: body.shares[0]?.sealed, confirmed: false });
    expect((await get(id, '/ceremony/share', buyer.sub)).status).toBe(403);
    expect((await get(id, '/ceremony/share', 'stranger')).status).toBe(404);
    expect((await get(id, '/ceremony/share')).status).toBe(401);
    expect((await get(id, '', anna().sub)).status).toBe(404);
    expect((await get(id, '/ceremony', anna().sub)).status).toBe(200);

    for (const person of [anna(), bo()]) await confirm(t.call, id, person);
    expect((await publish()).body).toMatchObject({ code: 'ceremony-not-confirmed' });
    expect((await confirm(t.call, id, bo())).body.confirmed).toBe(2);
    await arrange(buyer.sub);
    expect((await get(id, '/ceremony', buyer.sub)).body.confirmed).toBe(0);
    for (const person of people) await confirm(t.call, id, person);
    expect((await publish()).status).toBe(200);
    expect((await get(id, '/ceremony')).body).toMatchObject({ confirmed: 3 });
    expect((await arrange(buyer.sub)).body.code).toBe('tender-status');
  });

  it('shares that are swapped, of another tender or key, or to a key that nobody registered are refused', async () => {
    const drafted = await t.call('POST', '/v1/tenders', tenderBody({ openingMode: 'ceremony' }), { as: buyer.sub });
    const { id } = drafted.body;
    const body = await dealt(id, 2, people);
    const arrange = (more: object) =>
      t.call('PUT', `/v1/tenders/${id}/ceremony`, { ...body, ...more }, { as: buyer.sub });
    const [first, second, third] = body.shares as [(typeof body.shares)[0], (typeof body.shares)[0], object];
    const swapped = [{ ...first, sealed: second.sealed }, { ...second, sealed: first.sealed }, third];
    expect((await arrange({ shares: swapped })).body).toMatchObject({
      code: 'share-header-mismatch',
      errors: [{ pointer: '/shares/0/sealed' }, { pointer: '/shares/1/sealed' }],
    });
    const stranger = (await generateSealingKey()).publicJwk;
    expect((await arrange({ publicKey: stranger })).body.code).toBe('share-header-mismatch');
    expect((await arrange({ shares: [{ ...first, kid: stranger.kid }, second] })).body).toMatchObject({
      code: 'holder-key-unknown',
      errors: [{ pointer: '/shares/0/kid' }],
    });
    expect((await arrange({ shares: [{ ...first, sealed: 'open' }, second] })).body.code).toBe('share-not-sealed');
    expect((await arrange({ threshold: 4 })).body.code).toBe('ceremony-terms-wrong');
    const { privateJwk } = await generateSealingKey();
    expect((await t.call('PUT', '/v1/ceremony-keys', { key: privateJwk }, { as: 'notary' })).body.code).toBe(
      'sealing-key-invalid',
    );
    expect((await t.call('GET', `/v1/ceremony-keys/${anna().holder}`)).body.key).toMatchObject(anna().key);
    expect((await t.call('GET', `/v1/ceremony-keys/usr_${'0'.repeat(32)}`)).status).toBe(404);
  });
});

describe('at the gate', () => {
  it('a bid that is sealed once is refused, and one sealed twice where once is asked', async () => {
    const tender = await publishedByCeremony(t.call, buyer, people);
    const [bidder] = bidders as [Party];
    const once = await sealed(tender, bidder, '3300');
    expect((await putBid(t.call, tender, bidder, once)).body).toMatchObject({ code: 'bid-layers-wrong' });
    const toCeremony = await sealed({ ...tender, key: tender.ceremonyKey as typeof tender.key }, bidder, '3300');
    expect((await putBid(t.call, tender, bidder, toCeremony)).body).toMatchObject({ code: 'bid-layers-wrong' });
    const other = await sealedTwice({ ...tender, ceremonyKey: tender.key }, bidder, '3300');
    expect((await putBid(t.call, tender, bidder, other.body)).body).toMatchObject({ code: 'sealing-key-wrong' });
    expect((await putBid(t.call, tender, bidder, (await sealedTwice(tender, bidder, '3300')).body)).status).toBe(200);
  });
});
