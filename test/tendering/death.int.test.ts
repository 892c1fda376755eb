import { beforeAll, describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { verifyChain } from '../../shared/sealing/chain.ts';
import type { Db } from '../../shared/table/client.ts';
import { openingOf, type Reply, type TestApp, testApp } from '../support/app.ts';
import { reported } from '../support/committee.ts';
import { freshDb } from '../support/db.ts';
import { faulty, type Injected, type Plan } from '../support/faulty.ts';
import {
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

/** A process that dies at its n-th write, before or after it; `reached` tells whether there was one. */
function dyingAt(n: number, injected: Injected): { plan: Plan; reached: () => boolean } {
  let writes = 0;
  const plan: Plan = ({ command }) => {
    if (!/^(Put|Update|Delete|TransactWrite)/.test(command)) return undefined;
    writes += 1;
    return writes === n ? injected : undefined;
  };
  return { plan, reached: () => writes >= n };
}

let db: Db;
let t: TestApp;
let buyer: Party;
let bidders: Party[];

beforeAll(async () => {
  db = await freshDb();
  t = await testApp({ db });
  buyer = await party(t.call, 1, 'buyer');
  bidders = await parties(t.call, 10, 3);
});

const types = async (id: string): Promise<string[]> => {
  const log = await t.deps.tenders.wholeLog(id);
  expect(verifyChain(log.map((event) => event.json)).head).toBe(log.at(-1)?.hash);
  return log.map((event) => JSON.parse(event.json).type);
};

/** Runs a step in a process that dies at each of its writes in turn, then again in a new one; `holds` each time. */
async function atEachWrite<World>(
  prepare: () => Promise<World>,
  act: (process: TestApp, world: World) => Promise<unknown>,
  holds: (world: World, again: unknown) => Promise<void>,
): Promise<number> {
  let deaths = 0;
  for (let n = 1; ; n += 1) {
    for (const injected of [{ before: 'death' }, { after: 'death' }] as const) {
      const world = await prepare();
      const { plan, reached } = dyingAt(n, injected);
      const dying = await testApp({ db: faulty(db, plan), sealingKeys: t.keys, receiptKey: t.keys });
      dying.clock.now = t.clock.now;
      await act({ ...dying, keys: t.keys }, world).catch((error) => expect(error.name).toBe('ProcessDeath'));
      if (!reached()) return deaths;
      deaths += 1;
      const fresh = await testApp({ db, sealingKeys: t.keys, receiptKey: t.keys });
      fresh.clock.now = t.clock.now;
      await holds(world, await act({ ...fresh, keys: t.keys }, world));
    }
  }
}

const once = (key: string) => ({ as: buyer.sub, headers: { 'Idempotency-Key': key } });
const atStart = () => {
  t.clock.now = Date.parse('2026-03-02T09:00:00+08:00');
};

async function withBids(): Promise<PublishedTender> {
  atStart();
  const tender = await published(t.call, buyer);
  for (const [at, one] of bidders.entries())
    await putBid(t.call, tender, one, await sealed(tender, one, `${3300 + at}`));
  pastFreezing(t);
  return tender;
}

describe('a process that dies at any write, and the command again', () => {
  it('publication: one tender, published once', async () => {
    const deaths = await atEachWrite(
      async () => {
        atStart();
        return (await t.call('POST', '/v1/tenders', tenderBody(), { as: buyer.sub })).body.id as string;
      },
      (process, id) => process.call('POST', `/v1/tenders/${id}/publication`, undefined, once('publish')),
      async (id, again) => {
        expect(again).toMatchObject({ status: 200, body: { status: 'published' } });
        expect(await types(id)).toEqual(['TenderDrafted', 'TenderPublished']);
      },
    );
    expect(deaths).toBe(2);
  });

  it('bid: one bid, one receipt', async () => {
    atStart();
    const [bidder] = bidders as [Party];
    const deaths = await atEachWrite(
      async () => {
        const tender = await published(t.call, buyer);
        return { tender, body: await sealed(tender, bidder, '3300') };
      },
      (process, { tender, body }) => putBid(process.call, tender, bidder, body, { 'Idempotency-Key': 'bid' }),
      async ({ tender }, again) => {
        expect(again).toMatchObject({ status: 200, body: { receipt: { revision: 1, state: 'sealed' } } });
        const row = await t.deps.tenders.receipts(tender.id, bidder.id);
        expect(row?.revisions.map(({ receipt }) => receipt)).toEqual([(again as Reply).body.receipt]);
      },
    );
    expect(deaths).toBe(2);
  });

  it('opening: the same set, each bid opened once', async () => {
    const deaths = await atEachWrite(
      withBids,
      (process, tender) => openTender(openingOf(process), tender.id),
      async (tender) => {
        expect(await types(tender.id)).toEqual(['TenderDrafted', 'TenderPublished', 'BidsFrozen', 'TenderOpened']);
        const { body } = await t.call('GET', `/v1/tenders/${tender.id}/opening`);
        expect(body).toMatchObject({ status: 'opened', count: 3 });
        const prices = body.bids.map(
          (one: { lots: { items: { unitPrice: { amount: string } }[] }[] }) => one.lots[0]?.items[0]?.unitPrice.amount,
        );
        expect(prices.sort()).toEqual(['3300', '3301', '3302']);
      },
    );
    // Three rows frozen, the leaves, the freezing; three bids with their private parts, the opening.
    expect(deaths).toBe(2 * (3 + 1 + 1 + 3 * 2 + 1));
  });

  it('candidates and award: published once, awarded once, the same amount', async () => {
    const deaths = await atEachWrite(
      async () => {
        const tender = await withBids();
        await openTender(openingOf(t), tender.id);
        await reported(t, tender, buyer, bidders);
        return tender;
      },
      async (process, tender) => {
        const path = `/v1/tenders/${tender.id}`;
        await process.call('POST', `${path}/candidates`, {}, once('candidates'));
        process.clock.now = Date.parse('2026-03-30T09:00:00+08:00');
        return process.call('POST', `${path}/award`, undefined, once('award'));
      },
      async (tender, again) => {
        expect(again).toMatchObject({
          status: 200,
          body: { status: 'awarded', awards: [{ amount: { amount: '330000.00' } }] },
        });
        expect((await types(tender.id)).slice(-3)).toEqual(['CandidatesPublished', 'TenderAwarded', 'CommitteeNamed']);
      },
    );
    expect(deaths).toBe(4);
  });
});
