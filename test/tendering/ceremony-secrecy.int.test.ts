import { describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { termsOf } from '../../shared/sealing/ceremony.ts';
import { base64url } from '../../shared/sealing/hash.ts';
import { openShare } from '../../shared/sealing/share.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import {
  type CeremonyTender,
  type Holder,
  handIn,
  holders,
  publishedByCeremony,
  sealedTwice,
} from '../support/ceremony.ts';
import { everything } from '../support/scan.ts';
import { parties, party, pastFreezing, putBid } from '../support/world.ts';

const minute = 60_000;
const prices = ['3387.6543', '3391.2765', '3379.8321'] as const;

describe('secrecy', () => {
  it('no table, log or answer holds a share or a key, nor a price before its time', async () => {
    const own = await testApp();
    const purchaser = await party(own.call, 1, 'buyer');
    const suppliers = await parties(own.call, 10, 3);
    const keepers = await holders(own.call, 'lawyer', 'supervisor', 'notary');
    const answers: string[] = [];
    const heard: typeof own.call = async (...call) => {
      const reply = await own.call(...call);
      answers.push(JSON.stringify([reply.body, [...reply.headers]]));
      return reply;
    };
    const tender = await publishedByCeremony(heard, purchaser, keepers);
    const bids = [];
    for (const [at, supplier] of suppliers.entries()) {
      const made = await sealedTwice(tender, supplier, prices[at]);
      await putBid(heard, tender, supplier, made.body);
      bids.push(made);
    }
    pastFreezing(own);
    await openTender(openingOf(own), tender.id);
    for (const keeper of keepers.slice(0, 1)) await handIn(heard, tender, keeper);
    await openTender(openingOf(own), tender.id);
    own.clock.now += 61 * minute;
    await openTender(openingOf(own), tender.id);
    for (const [at, { disclosed }] of bids.slice(0, 2).entries()) {
      const path = `/v1/tenders/${tender.id}/bid/reveal`;
      expect((await heard('PUT', path, { disclosed }, { as: suppliers[at]?.sub })).status).toBe(200);
      expect(
        (await heard('PUT', path, { disclosed: { ...disclosed, nonce: 'x' } }, { as: suppliers[at]?.sub })).status,
      ).toBe(422);
    }
    await openTender(openingOf(own), tender.id);
    for (const as of [undefined, purchaser.sub, 'operator', 'supervisor', 'lawyer', suppliers[0]?.sub, 'stranger']) {
      for (const path of [
        '',
        '/ceremony',
        '/ceremony/share',
        '/key',
        '/opening',
        '/evaluation',
        '/verification',
        '/events',
        '/bid/reveal',
      ]) {
        await heard('GET', `/v1/tenders/${tender.id}${path}`, undefined, { as });
      }
    }
    const places = [await everything(own.db), JSON.stringify(own.logged), ...answers];
    const vaultKey = await own.keys.unwrap(tender.id, await wrappedOf(own, tender.id));
    const secrets = [
      ...prices,
      ...bids.map(({ disclosed }) => disclosed.nonce),
      ...keepers.map(({ privateJwk }) => privateJwk.d as string),
      vaultKey.d as string,
    ];
    for (const secret of secrets) expect(secret.length).toBeGreaterThan(8);
    for (const place of places) for (const secret of secrets) expect(place.includes(secret)).toBe(false);
    expect(places[0]).toContain(tender.id);

    own.clock.now += 121 * minute;
    await openTender(openingOf(own), tender.id);
    const after = await everything(own.db);
    expect([...prices].map((price) => after.includes(price))).toEqual([true, true, false]);
  });

  it('nothing of a combined key or an opened share reaches a table', async () => {
    const t = await testApp();
    const people = await holders(t.call, 'lawyer', 'supervisor', 'notary');
    const tender = await publishedByCeremony(t.call, await party(t.call, 1, 'buyer'), people);
    for (const [at, supplier] of (await parties(t.call, 10, 3)).entries()) {
      await putBid(t.call, tender, supplier, (await sealedTwice(tender, supplier, prices[at])).body);
    }
    pastFreezing(t);
    await openTender(openingOf(t), tender.id);
    const opened = await Promise.all(people.slice(0, 2).map((person) => openedShare(tender, person)));
    for (const person of people.slice(0, 2)) await handIn(t.call, tender, person);
    await openTender(openingOf(t), tender.id);
    expect((await t.call('GET', `/v1/tenders/${tender.id}/opening`)).body.ceremony.way).toBe('shares');
    const stored = await everything(t.db);
    for (const text of opened) expect(stored.includes(text)).toBe(false);
  });
});

async function wrappedOf({ deps }: TestApp, id: string): Promise<string> {
  const { state } = await deps.tenders.load(id);
  if (!('sealingKey' in state) || state.sealingKey === undefined) throw new Error('not published');
  return state.sealingKey.wrapped;
}

/** A holder's share in the clear, as base64url. */
async function openedShare({ id, ceremony }: CeremonyTender, { holder, privateJwk }: Holder): Promise<string> {
  const terms = termsOf(id, ceremony, holder);
  const sealed = ceremony.shares.find((share) => share.holder === holder)?.sealed ?? '';
  if (terms === undefined) throw new Error('no holder of a share');
  return base64url(await openShare(sealed, privateJwk, terms));
}
