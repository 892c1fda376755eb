import { beforeAll, describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { randomBy } from '../../shared/kernel/random.ts';
import { sha256Hex } from '../../shared/sealing/hash.ts';
import { sealBid } from '../../shared/sealing/seal.ts';
import { root } from '../../shared/sealing/tree.ts';
import type { Db } from '../../shared/table/client.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import { freshDb } from '../support/db.ts';
import { atCall, faulty } from '../support/faulty.ts';
import { bidContent, type Party, type PublishedTender, party, pastFreezing, published } from '../support/world.ts';

const bids = 500;

/** The opening process dies again and again in the middle of 500 bids, and at last two of them run at once. */
describe('an opening of 500 bids', () => {
  let db: Db;
  let t: TestApp;
  let tender: PublishedTender;

  beforeAll(async () => {
    db = await freshDb();
    t = await testApp({ db });
    const buyer = await party(t.call, 1, 'buyer');
    tender = await published(t.call, buyer, { regime: 'soe-voluntary' });
    await Promise.all(Array.from({ length: bids }, (_, n) => put(n)));
    pastFreezing(t);
  });

  /** A bid as it lies in the vault, without the way there. */
  async function put(n: number): Promise<void> {
    const supplier: Party = { id: t.deps.id('organisation'), sub: `s-${n}`, name: `三明市第${n}建材有限公司` };
    const { disclosed, private: secret, cmt } = bidContent(tender, supplier, [`${3000 + n}`]);
    const envelope = canonical(await sealBid({ disclosed, private: secret, key: tender.key as never }));
    const receivedAt = new Date(t.clock.now).toISOString();
    const receipt = {
      receiptId: t.deps.id('receipt'),
      tender: tender.id,
      supplier: supplier.id,
      revision: 1,
      previous: null,
      state: 'sealed' as const,
      sha256: sha256Hex(envelope),
      cmt,
      receivedAt,
      chainHead: '00'.repeat(32),
    };
    const row = {
      supplier: supplier.id,
      receivedAt,
      lots: tender.lots.map(({ id }) => id),
      documentsVersion: 1,
      revisions: [{ receipt, body: receipt.sha256 }],
      bidder: { name: supplier.name, uscc: '913504041000003660' },
      marks: {},
      envelope,
    };
    expect(await t.deps.tenders.putBid(tender.id, row)).toBe(true);
  }

  it('ends with the same result, once, wherever it died, and by two openers at once', async () => {
    const random = randomBy(7);
    const opened: number[] = [];
    for (let death = 0; death < 12; death += 1) {
      const at = 1 + Math.floor(random() * 160);
      const injected = death % 2 === 0 ? ({ before: 'death' } as const) : ({ after: 'death' } as const);
      const dying = openingOf({ ...t, db: faulty(db, atCall(at, injected)) });
      await openTender(dying, tender.id).catch((error) => expect(error.name).toBe('ProcessDeath'));
      opened.push((await t.deps.tenders.records(tender.id)).length);
    }
    // Nothing that was opened is lost, and each run goes on where the last one stopped.
    expect(opened).toEqual([...opened].sort((a, b) => a - b));
    await Promise.all([openTender(openingOf(t), tender.id), openTender(openingOf(t), tender.id)]);

    const log = (await t.deps.tenders.wholeLog(tender.id)).map(({ json }) => JSON.parse(json));
    expect(log.map(({ type }) => type)).toEqual(['TenderDrafted', 'TenderPublished', 'BidsFrozen', 'TenderOpened']);
    const [, , frozen, opening] = log;
    expect([frozen.data.count, opening.data.opened, opening.data.unopened]).toEqual([bids, bids, []]);
    const records = await t.deps.tenders.records(tender.id);
    const prices = records.map(({ result }) =>
      result.state === 'opened' ? result.disclosed.lots[0]?.items[0]?.unitPrice.amount : undefined,
    );
    expect(prices.toSorted()).toEqual(Array.from({ length: bids }, (_, n) => `${3000 + n}`).toSorted());
    expect(root(await t.deps.tenders.leaves(tender.id, frozen.data.root))).toBe(frozen.data.root);
    const before = JSON.stringify(records);
    await openTender(openingOf(t), tender.id);
    expect(JSON.stringify(await t.deps.tenders.records(tender.id))).toBe(before);
  });
});
