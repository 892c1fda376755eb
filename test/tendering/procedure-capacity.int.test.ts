import { beforeAll, describe, expect, it } from 'vitest';
import { keys } from '../../shared/table/keys.ts';
import { listAll } from '../../shared/table/query.ts';
import { start, type TestApp, testApp } from '../support/app.ts';
import { enterCommittee, experts, judgeAll, openedWith, publishedAs } from '../support/committee.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { itemSize, readUnits, writeUnits } from '../support/item-size.ts';
import { type Party, parties, party, published } from '../support/world.ts';

/*
 * Units by AWS's formulas: what is read as `ReturnConsumedCapacity` says, a transaction by the sizes of its items, as
 * an emulator reports less. A tender's snapshot is written whole with each event; the rule pack in it is most of it.
 */

const scoring = {
  priceWeight: '0.60',
  factors: [
    { key: 'delivery', title: '到货时间', weight: '0.40', bands: [{ title: '100 时以内', from: '0', to: '100' }] },
  ],
};

describe('what the steps of a procedure cost', () => {
  let db: Counting;
  let t: TestApp;
  let buyer: Party;
  let bidders: Party[];
  const at = (n: number) => bidders[n] as Party;
  const sizeOf = async (tender: string, prefix: string): Promise<number> =>
    (await listAll(db, tender, prefix)).reduce((sum, item) => sum + itemSize(item), 0);

  /** What is read and written beside the tender's snapshot; and that it is one transaction. */
  async function besideSnapshot(tender: string, call: () => Promise<{ readonly status: number }>) {
    db.reset();
    expect((await call()).status).toBeLessThan(300);
    const writes = db.commands.filter(({ name }) => !/Get|Query/.test(name)).map(({ name }) => name);
    const [read, written] = [db.reads, db.formula];
    const snapshot = await sizeOf(tender, '@');
    return { writes, written: written - 2 * writeUnits(snapshot), read: read - 2 * readUnits(snapshot) };
  }

  beforeAll(async () => {
    db = counting(await freshDb());
    t = await testApp({ db });
    buyer = await party(t.call, 1, 'buyer');
    bidders = await parties(t.call, 10, 30);
  });

  it('a question is seven items under 1 KB beside the snapshot, the tenth as the first', async () => {
    const { id } = await published(t.call, buyer);
    const body = { text: '袋装水泥能否分两批到货？' };
    for (let n = 0; n < 10; n += 1) {
      const cost = await besideSnapshot(id, () =>
        t.call('POST', `/v1/tenders/${id}/questions`, body, { as: at(n).sub }),
      );
      // Event, text, asker, origin, the question, the gate, the head to sign; read: the membership.
      expect(cost).toEqual({ writes: ['TransactWrite'], written: 14, read: 1 });
    }
  });

  it('an objection costs a list entry more, and reads the calendar of a year or two', async () => {
    const { id } = await published(t.call, buyer);
    const body = { about: 'documents', text: '第二标段交货期限过短。' };
    for (let n = 0; n < 3; n += 1) {
      const cost = await besideSnapshot(id, () =>
        t.call('POST', `/v1/tenders/${id}/objections`, body, { as: at(n).sub }),
      );
      expect(cost).toEqual({ writes: ['TransactWrite'], written: 16, read: 2 });
    }
  });

  it('a score sheet is five items beside the snapshot, for each member the same', async () => {
    t.clock.now = start;
    const tender = await publishedAs(t, buyer, { method: 'scoring', lots: [{ scoring } as never] });
    await openedWith(t, tender, [
      [at(0), '3500'],
      [at(1), '3400'],
      [at(2), '3300'],
    ]);
    await enterCommittee(t, tender, buyer);
    const body = { lot: tender.lots[0]?.id, scores: [{ factor: 'delivery', score: '88' }] };
    const path = `/v1/tenders/${tender.id}/bids/${at(0).id}/scores`;
    for (const { sub } of experts(5)) {
      const cost = await besideSnapshot(tender.id, () => t.call('PUT', path, body, { as: sub }));
      // Event, origin, sheet, the gate, the head to sign; read: the memberships and the one bid, of however many.
      expect(cost).toEqual({ writes: ['TransactWrite'], written: 10, read: 1 + 1 });
    }
    db.reset();
    expect((await t.call('GET', '/v1/experts/me/seats', undefined, { as: 'expert-1' })).body.items).toHaveLength(1);
    // A query for each year of deadlines, and whoever asks.
    expect([db.reads, db.writes]).toEqual([1 + 3 * 0.5, 0]);
  });

  it('an evaluation reads its bids and what was found at four KB a unit, and writes nothing', async () => {
    const kinds = ['opinion', 'sheet', 'explanation', 'price-opinion', 'bid-question', 'bid-answer'];
    const prefixes = [keys.openedBidPrefix, ...kinds.map((kind) => keys.annexPrefix(kind))];
    const costOf = async (count: number) => {
      t.clock.now = start;
      const tender = await published(t.call, buyer);
      const bids = bidders.slice(0, count);
      await openedWith(
        t,
        tender,
        bids.map((bidder, n) => [bidder, String(3300 + n)]),
      );
      await enterCommittee(t, tender, buyer);
      const voting = experts(3).map(({ sub }) => sub);
      await judgeAll(t, tender, bids, voting);
      const sizes = await Promise.all(['@', ...prefixes].map((prefix) => sizeOf(tender.id, prefix)));
      db.reset();
      const path = `/v1/tenders/${tender.id}/evaluation`;
      expect((await t.call('GET', path, undefined, { as: 'supervisor' })).status).toBe(200);
      expect(db.writes).toBe(0);
      // The memberships, the snapshot, and each kind by the sum of its sizes, one unit at least.
      expect(db.reads).toBe(1 + sizes.reduce((sum, size) => sum + readUnits(size), 0));
      return db.reads;
    };
    const [few, many] = [await costOf(3), await costOf(30)];
    // 27 bids more, of 1.5 KB and three opinions of a third of a KB each, are some 65 KB.
    expect(many - few).toBeGreaterThan(13);
    expect(many - few).toBeLessThan(20);
  });
});
