import { beforeAll, describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { newCeremony } from '../../shared/sealing/ceremony.ts';
import { verifyChain } from '../../shared/sealing/chain.ts';
import { sealShare, shareCommitment } from '../../shared/sealing/share.ts';
import type { Db } from '../../shared/table/client.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import {
  type CeremonyTender,
  confirm,
  type Holder,
  handIn,
  holders,
  publishedByCeremony,
  sealedTwice,
  within,
} from '../support/ceremony.ts';
import { freshDb } from '../support/db.ts';
import { faulty, type Injected } from '../support/faulty.ts';
import { type Party, parties, party, pastFreezing, putBid, tenderBody } from '../support/world.ts';

const minute = 60_000;
const prices = ['3387.6543', '3391.2765', '3379.8321'] as const;
let db: Db;
let t: TestApp;
let buyer: Party;
let bidders: Party[];
let people: Holder[];

beforeAll(async () => {
  db = await freshDb();
  t = await testApp({ db });
  buyer = await party(t.call, 1, 'buyer');
  bidders = await parties(t.call, 10, 3);
  people = await holders(t.call, 'lawyer', 'supervisor', 'notary');
});

const atStart = () => {
  t.clock.now = Date.parse('2026-03-02T09:00:00+08:00');
};
const bid = async (tender: CeremonyTender) => {
  const bids = [];
  for (const [at, bidder] of bidders.entries()) {
    const made = await sealedTwice(tender, bidder, prices[at]);
    expect((await putBid(t.call, tender, bidder, made.body)).status).toBe(200);
    bids.push(made);
  }
  return bids;
};
const get = (id: string, path: string, as?: string) => t.call('GET', `/v1/tenders/${id}${path}`, undefined, { as });
const types = async (id: string): Promise<string[]> => {
  const log = await t.deps.tenders.wholeLog(id);
  expect(verifyChain(log.map((event) => event.json)).head).toBe(log.at(-1)?.hash);
  return log
    .map((event) => JSON.parse(event.json).type)
    .filter((type) => !/Drafted|Arranged|Confirmed|Published/.test(type));
};
const shownPrices = async (id: string): Promise<string[]> => {
  const { body } = await get(id, '/opening');
  return body.bids
    .map((one: { lots: { items: { unitPrice: { amount: string } }[] }[] }) => one.lots[0]?.items[0]?.unitPrice.amount)
    .sort();
};
const reveal = (tender: CeremonyTender, at: number, disclosed: object) =>
  t.call('PUT', `/v1/tenders/${tender.id}/bid/reveal`, { disclosed }, { as: bidders[at]?.sub });

/** Opens in processes that die at each of their writes in turn; `steps` go on between the openings. Returns the deaths. */
async function dyingOpenings(
  prepare: () => Promise<CeremonyTender>,
  holds: (tender: CeremonyTender) => Promise<void>,
): Promise<number> {
  for (let n = 1, deaths = 0; ; n += 1) {
    for (const injected of [{ before: 'death' }, { after: 'death' }] as readonly Injected[]) {
      const tender = await prepare();
      let writes = 0;
      const dying = faulty(db, ({ command }) => {
        if (!/^(Put|Update|Delete|TransactWrite)/.test(command)) return undefined;
        writes += 1;
        return writes === n ? injected : undefined;
      });
      const end = await openTender(openingOf({ db: dying, keys: t.keys, clock: t.clock }), tender.id).catch(
        (error) => error,
      );
      if (writes < n) return deaths;
      expect(end?.name).toBe('ProcessDeath');
      deaths += 1;
      await openTender(openingOf(t), tender.id);
      await holds(tender);
    }
  }
}

describe('an opening process that dies at any write, and another after it', () => {
  it('by shares: they are checked once, the bids opened once', async () => {
    const deaths = await dyingOpenings(
      async () => {
        atStart();
        const tender = await publishedByCeremony(t.call, buyer, people);
        await bid(tender);
        pastFreezing(t);
        await openTender(openingOf(t), tender.id);
        for (const person of people.slice(0, 2)) await handIn(t.call, tender, person);
        return tender;
      },
      async ({ id }) => {
        expect(await types(id)).toEqual([
          'BidsFrozen',
          'ShareHandedIn',
          'ShareHandedIn',
          'SharesChecked',
          'TenderOpened',
        ]);
        expect(await shownPrices(id)).toEqual([...prices].sort());
      },
    );
    // The shares checked; three bids with their private parts; the opening.
    expect(deaths).toBe(2 * (1 + 3 * 2 + 1));
  });

  it('by reveal: it ends once, what was revealed is opened once', async () => {
    const deaths = await dyingOpenings(
      async () => {
        atStart();
        const tender = await publishedByCeremony(t.call, buyer, people);
        const bids = await bid(tender);
        pastFreezing(t);
        await openTender(openingOf(t), tender.id);
        t.clock.now += 61 * minute;
        await openTender(openingOf(t), tender.id);
        for (const [at, { disclosed }] of bids.entries())
          expect((await reveal(tender, at, disclosed)).status).toBe(200);
        t.clock.now += 121 * minute;
        return tender;
      },
      async ({ id }) => {
        const reveals = ['RevealStarted', 'BidRevealed', 'BidRevealed', 'BidRevealed', 'RevealEnded'];
        expect(await types(id)).toEqual(['BidsFrozen', ...reveals, 'TenderOpened']);
        expect(await shownPrices(id)).toEqual([...prices].sort());
      },
    );
    // The end of the reveal; three bids, each with what is kept for leads; the opening.
    expect(deaths).toBe(2 * (1 + 6 + 1));
  });
});

describe('at once', () => {
  it('many opening processes make one opening', async () => {
    atStart();
    const tender = await publishedByCeremony(t.call, buyer, people);
    await bid(tender);
    pastFreezing(t);
    await openTender(openingOf(t), tender.id);
    await Promise.all(people.map((person) => handIn(t.call, tender, person)));
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => openTender(openingOf(t), tender.id)));
    expect(all.some(({ status }) => status === 'fulfilled')).toBe(true);
    await openTender(openingOf(t), tender.id);
    const happened = await types(tender.id);
    expect(happened.filter((type) => type === 'TenderOpened')).toHaveLength(1);
    expect(happened.filter((type) => type === 'ShareHandedIn')).toHaveLength(3);
    expect(await shownPrices(tender.id)).toEqual([...prices].sort());
  });

  it('holders who hand in twice, and bidders who reveal twice, count once', async () => {
    atStart();
    const tender = await publishedByCeremony(t.call, buyer, people);
    const bids = await bid(tender);
    pastFreezing(t);
    await openTender(openingOf(t), tender.id);
    const [first] = people as [Holder];
    const twice = await Promise.all([1, 2, 3].map(() => handIn(t.call, tender, first)));
    expect(twice.map(({ status }) => status)).toEqual([200, 200, 200]);
    await openTender(openingOf(t), tender.id);
    t.clock.now += 61 * minute;
    await Promise.all([1, 2, 3].map(() => openTender(openingOf(t), tender.id)));
    const all = await Promise.all(bids.flatMap(({ disclosed }, at) => [1, 2].map(() => reveal(tender, at, disclosed))));
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200));
    const happened = await types(tender.id);
    expect(happened.filter((type) => type === 'ShareHandedIn')).toHaveLength(1);
    expect(happened.filter((type) => type === 'RevealStarted')).toHaveLength(1);
    expect(happened.filter((type) => type === 'BidRevealed')).toHaveLength(3);
  });

  it('a share that comes while the time runs out is either taken and used, or refused', async () => {
    for (let round = 0; round < 3; round += 1) {
      atStart();
      const tender = await publishedByCeremony(t.call, buyer, people);
      await bid(tender);
      pastFreezing(t);
      await openTender(openingOf(t), tender.id);
      await handIn(t.call, tender, people[0] as Holder);
      const late = { ...t.clock, now: t.clock.now + 61 * minute };
      const [handed] = await Promise.all([
        handIn(t.call, tender, people[1] as Holder),
        openTender(openingOf({ ...t, clock: late }), tender.id),
      ]);
      await openTender(openingOf({ ...t, clock: late }), tender.id);
      const { status } = (await get(tender.id, '')).body;
      const happened = await types(tender.id);
      expect([handed.status, status, happened.includes('RevealStarted')]).toEqual(
        handed.status === 200 ? [200, 'opened', false] : [422, 'opening', true],
      );
    }
  });
});

describe('a dealer who cheats', () => {
  it('with shares that make another key only brings the remedy about, and the record says so', async () => {
    atStart();
    const drafted = await t.call('POST', '/v1/tenders', tenderBody({ openingMode: 'ceremony' }), { as: buyer.sub });
    const { id } = drafted.body;
    const honest = await newCeremony({ tender: id, threshold: 2, holders: people });
    const shares = await Promise.all(
      honest.shares.map(async (share, at) => {
        const odd = crypto.getRandomValues(new Uint8Array(33)).map((byte, place) => (place === 32 ? at + 1 : byte));
        const terms = { tender: id, holder: share.holder, ceremony: honest.publicKey.kid };
        const commitment = shareCommitment(terms, odd);
        const { key } = people[at] as Holder;
        return { ...share, commitment, sealed: await sealShare(odd, { ...terms, commitment }, key) };
      }),
    );
    const ceremony = { ...honest, shares };
    expect(
      (await t.call('PUT', `/v1/tenders/${id}/ceremony`, { ...ceremony, ...within }, { as: buyer.sub })).status,
    ).toBe(200);
    for (const person of people) expect((await confirm(t.call, id, person)).status).toBe(200);
    const { body } = await t.call('POST', `/v1/tenders/${id}/publication`, undefined, { as: buyer.sub });
    const keys = (await get(id, '/key')).body;
    const tender = { id, lots: body.lots, key: keys.key, ceremony, ceremonyKey: keys.ceremonyKey };
    await bid(tender);
    pastFreezing(t);
    await openTender(openingOf(t), id);
    for (const person of people) await handIn(t.call, tender, person);
    await openTender(openingOf(t), id);
    expect((await get(id, '')).body.status).toBe('opening');
    t.clock.now += 61 * minute;
    await openTender(openingOf(t), id);
    const log = await t.deps.tenders.wholeLog(id);
    const started = log.map(({ json }) => JSON.parse(json)).find(({ type }) => type === 'RevealStarted');
    expect(started.data).toMatchObject({ reason: 'ceremony-key-mismatch', article: expect.stringContaining('三十一') });
  });
});
