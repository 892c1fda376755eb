import { beforeEach, describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { recompute } from '../../functions/tendering/recompute.ts';
import { tick } from '../../functions/tick.ts';
import type { Disclosed } from '../../shared/sealing/bid.ts';
import { readBundle } from '../../shared/sealing/bundle.ts';
import { verifyBundle } from '../../shared/sealing/verify.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import {
  type CeremonyTender,
  type Holder,
  handIn,
  holders,
  publishedByCeremony,
  sealedTwice,
  wrongShare,
} from '../support/ceremony.ts';
import { item, type Party, parties, party, pastFreezing, putBid } from '../support/world.ts';

const minute = 60_000;
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

const [anna, bo, chen] = [0, 1, 2].map((at) => () => people[at] as Holder) as [
  () => Holder,
  () => Holder,
  () => Holder,
];
const get = (tender: string, path: string, as?: string) =>
  t.call('GET', `/v1/tenders/${tender}${path}`, undefined, { as });
const open = (tender: CeremonyTender) => openTender(openingOf(t), tender.id);
const pass = (minutes: number) => {
  t.clock.now += minutes * minute;
};

/** A tender by ceremony with a bid of each bidder, frozen. */
async function frozen(more: object = {}, ...prices: string[][]) {
  const tender = await publishedByCeremony(t.call, buyer, people, { ...more });
  const kept: Disclosed[] = [];
  for (const [at, bidder] of bidders.entries()) {
    const { body, disclosed } = await sealedTwice(tender, bidder, ...(prices[at] ?? [`${3300 + at}`]));
    expect((await putBid(t.call, tender, bidder, body)).status).toBe(200);
    kept.push(disclosed);
  }
  pastFreezing(t);
  await open(tender);
  expect((await get(tender.id, '')).body.status).toBe('opening');
  return { tender, kept };
}

const reveal = (tender: CeremonyTender, bidder: number, disclosed: unknown) =>
  t.call('PUT', `/v1/tenders/${tender.id}/bid/reveal`, { disclosed }, { as: bidders[bidder]?.sub });
const events = async (tender: CeremonyTender): Promise<string[]> =>
  (await t.deps.tenders.wholeLog(tender.id)).map(({ json }) => JSON.parse(json).type);

describe('after the deadline', () => {
  it('two of three holders open the bids, by the clock, and anyone can check it', async () => {
    const early = await publishedByCeremony(t.call, buyer, people);
    expect((await handIn(t.call, early, anna())).body.code).toBe('too-early');
    const { tender } = await frozen();
    expect((await get(tender.id, '/ceremony')).body.sharesUntil).toBe(
      new Date(t.clock.now + 60 * minute).toISOString(),
    );
    await open(tender);
    expect((await get(tender.id, '')).body.status).toBe('opening');

    expect((await handIn(t.call, tender, anna())).body.shares[0]).toMatchObject({ state: 'handed-in' });
    expect((await handIn(t.call, tender, anna())).status).toBe(200);
    expect((await events(tender)).filter((type) => type === 'ShareHandedIn')).toHaveLength(1);
    await open(tender);
    expect((await get(tender.id, '/ceremony')).body.shares[0]).toMatchObject({ state: 'right' });
    expect((await handIn(t.call, tender, people[2] as Holder)).status).toBe(200);
    expect((await handIn(t.call, tender, { ...anna(), sub: 'stranger' })).status).toBe(403);
    t.openings.length = 0;
    await tick(t.deps);
    expect(t.openings).toContain(tender.id);
    await open(tender);

    const record = (await get(tender.id, '/opening')).body;
    expect(record).toMatchObject({
      status: 'opened',
      ceremony: { way: 'shares', shares: [{ state: 'right' }, { state: 'held' }, { state: 'right' }] },
    });
    expect(record.bids.map((bid: { state: string }) => bid.state)).toEqual(['opened', 'opened', 'opened']);
    const bundle = readBundle((await get(tender.id, '/verification')).body);
    expect((await verifyBundle(bundle, { recompute })).findings.filter(({ ok }) => !ok)).toEqual([]);
    expect((await handIn(t.call, tender, chen())).status).toBe(200);
    expect((await handIn(t.call, tender, bo())).body.code).toBe('tender-status');
  });

  it('a wrong share is named and does no harm; its holder may hand in the right one', async () => {
    const { tender } = await frozen();
    const wrong = await wrongShare(tender, anna());
    expect((await handIn(t.call, tender, anna(), wrong)).status).toBe(200);
    expect((await handIn(t.call, tender, bo())).status).toBe(200);
    await open(tender);
    expect((await get(tender.id, '/ceremony')).body.shares).toMatchObject([
      { state: 'wrong', reason: 'share-commitment-mismatch' },
      { state: 'right' },
      { state: 'held' },
    ]);
    expect((await get(tender.id, '')).body.status).toBe('opening');
    expect((await handIn(t.call, tender, anna())).status).toBe(200);
    await open(tender);
    expect((await get(tender.id, '/opening')).body.ceremony.way).toBe('shares');
  });

  it('a share that is not sealed to the opening, or is another’s, is refused at once', async () => {
    const { tender } = await frozen();
    const [dealtToHer] = tender.ceremony.shares;
    expect((await handIn(t.call, tender, anna(), dealtToHer?.sealed)).body).toMatchObject({
      code: 'share-header-mismatch',
      errors: [{ pointer: '/sealed' }],
    });
    expect((await handIn(t.call, tender, anna(), await wrongShare(tender, bo()))).body.code).toBe(
      'share-header-mismatch',
    );
    expect((await handIn(t.call, tender, anna(), 'open')).body.code).toBe('share-not-sealed');
  });

  it('of an opening with a failed lot, its prices stay closed', async () => {
    const lots = [1, 2].map((n) => ({ title: `第${n}标段`, items: [item('10')] }));
    const { tender } = await frozen({ lots }, ['3300', '3399.1234'], ['3301', '3398.4321'], ['3302']);
    for (const person of [anna(), bo()]) await handIn(t.call, tender, person);
    await open(tender);
    const record = JSON.stringify((await get(tender.id, '/opening')).body);
    expect(record).toContain('"3300"');
    expect(record).not.toMatch(/3399\.1234|3398\.4321/);
  });
});

describe('when too few shares come', () => {
  async function remedy() {
    const started = await frozen();
    await handIn(t.call, started.tender, anna());
    await open(started.tender);
    expect((await reveal(started.tender, 0, started.kept[0])).body.code).toBe('reveal-not-open');
    pass(60);
    expect((await handIn(t.call, started.tender, bo())).body.code).toBe('shares-closed');
    await open(started.tender);
    expect((await get(started.tender.id, '/ceremony')).body.revealUntil).toBeNull();
    pass(1);
    await open(started.tender);
    expect((await get(started.tender.id, '/ceremony')).body.revealUntil).toBe(
      new Date(t.clock.now + 120 * minute).toISOString(),
    );
    return started;
  }

  it('bidders reveal what they committed to, nothing else, and who does not stays closed', async () => {
    const { tender, kept } = await remedy();
    const [first, second] = kept as [Disclosed, Disclosed];
    expect((await reveal(tender, 0, { ...first, validUntil: '2031-01-01' })).body.code).toBe('bid-commitment-mismatch');
    expect((await reveal(tender, 0, second)).body.code).toBe('bid-commitment-mismatch');
    expect((await reveal(tender, 0, { ...first, nonce: 'short' })).body).toMatchObject({
      code: 'bid-content-invalid',
      errors: [{ pointer: '/disclosed/nonce' }],
    });
    expect(
      (await t.call('PUT', `/v1/tenders/${tender.id}/bid/reveal`, { disclosed: first }, { as: buyer.sub })).status,
    ).toBe(403);
    expect((await get(tender.id, '/bid/reveal', bidders[0]?.sub)).status).toBe(404);
    const answer = await reveal(tender, 0, first);
    expect(answer.body).toMatchObject({ tender: tender.id, supplier: bidders[0]?.id });
    expect((await get(tender.id, '/bid/reveal', bidders[0]?.sub)).body).toEqual(answer.body);
    for (const other of [bidders[1]?.sub, 'operator', 'supervisor', buyer.sub, undefined]) {
      expect([401, 403, 404]).toContain((await get(tender.id, '/bid/reveal', other)).status);
    }
    pass(3);
    expect((await reveal(tender, 0, first)).body).toEqual(answer.body);
    expect((await reveal(tender, 1, second)).status).toBe(200);
    await open(tender);
    expect((await get(tender.id, '')).body.status).toBe('opening');
    pass(117);
    expect((await reveal(tender, 2, kept[2])).body.code).toBe('reveal-closed');
    pass(1);
    t.openings.length = 0;
    await tick(t.deps);
    expect(t.openings).toContain(tender.id);
    await open(tender);

    const record = (await get(tender.id, '/opening')).body;
    expect(record.ceremony).toMatchObject({
      way: 'reveal',
      shares: [{ state: 'right' }, { state: 'held' }, { state: 'held' }],
    });
    const bidOf = (at: number) => record.bids.find((bid: { supplier: string }) => bid.supplier === bidders[at]?.id);
    expect(bidOf(0)).toMatchObject({ state: 'opened-by-reveal', lots: first.lots });
    expect(bidOf(1)).toMatchObject({ state: 'opened-by-reveal', lots: second.lots });
    expect(bidOf(2)).toMatchObject({ state: 'unopened', reason: 'not-revealed' });
    const bundle = readBundle((await get(tender.id, '/verification')).body);
    expect((await verifyBundle(bundle, { recompute })).findings.filter(({ ok }) => !ok)).toEqual([]);
    expect((await reveal(tender, 2, kept[2])).body.code).toBe('tender-status');
  });

  it('a clock that jumped back changes nothing', async () => {
    const { tender, kept } = await remedy();
    await reveal(tender, 0, kept[0]);
    const now = t.clock.now;
    t.clock.now -= 61 * minute;
    expect((await handIn(t.call, tender, bo())).body.code).toBe('shares-closed');
    await open(tender);
    t.clock.now = now + 121 * minute;
    await open(tender);
    const before = (await get(tender.id, '/opening')).body;
    t.clock.now = now;
    expect((await reveal(tender, 1, kept[1])).body.code).toBe('tender-status');
    await open(tender);
    expect((await get(tender.id, '/opening')).body).toEqual(before);
  });

  it('a withdrawn bid cannot be revealed, nor one that came after the freezing', async () => {
    const tender = await publishedByCeremony(t.call, buyer, people);
    const bids = await Promise.all(bidders.map((bidder, at) => sealedTwice(tender, bidder, `${3300 + at}`)));
    const more = await parties(t.call, 20, 1);
    for (const [at, bidder] of bidders.entries()) await putBid(t.call, tender, bidder, bids[at]?.body);
    const extra = await sealedTwice(tender, more[0] as Party, '3000');
    await putBid(t.call, tender, more[0] as Party, extra.body);
    await t.call('DELETE', `/v1/tenders/${tender.id}/bid`, undefined, { as: more[0]?.sub });
    pastFreezing(t);
    await open(tender);
    pass(61);
    await open(tender);
    const late = await t.call(
      'PUT',
      `/v1/tenders/${tender.id}/bid/reveal`,
      { disclosed: extra.disclosed },
      { as: more[0]?.sub },
    );
    expect(late.status).toBe(404);
  });
});
