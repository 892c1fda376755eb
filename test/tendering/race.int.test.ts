import { describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import type { Receipt } from '../../shared/sealing/receipt.ts';
import { leafHash, root } from '../../shared/sealing/tree.ts';
import type { Db } from '../../shared/table/client.ts';
import { bidVault } from '../../shared/table/vault.ts';
import { openingOf, type Reply, type TestApp, testApp } from '../support/app.ts';
import { freshDb } from '../support/db.ts';
import { everyFault, faulty, seeded } from '../support/faulty.ts';
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
} from '../support/world.ts';

const due = Date.parse(deadline);

/** Asks again, as clients do, while the answer is that it may be tried again. */
async function until(attempt: () => Promise<Reply>): Promise<Reply> {
  for (let left = 40; ; left -= 1) {
    const answer = await attempt();
    if ((answer.status !== 503 && answer.status !== 409) || left === 0) return answer;
  }
}

async function world(bidders: number): Promise<{ calm: TestApp; db: Db; suppliers: Party[]; tender: PublishedTender }> {
  const db = await freshDb();
  const calm = await testApp({ db });
  const buyer = await party(calm.call, 1, 'buyer');
  const suppliers = await parties(calm.call, 1000, bidders);
  return { calm, db, suppliers, tender: await published(calm.call, buyer) };
}

const opening = (t: TestApp, tender: PublishedTender) => t.call('GET', `/v1/tenders/${tender.id}/opening`);

describe('300 suppliers at the last instant, on a database with conflicts, throttling and time-outs', () => {
  it('lose no bid and double none: every receipt is a leaf, every leaf is opened', async () => {
    const { calm, db, suppliers, tender } = await world(300);
    const stormy = await testApp({ db: faulty(db, seeded(20260324, 0.2, everyFault({ deaths: false }))) });
    stormy.clock.now = due - 1;
    const bodies = await Promise.all(suppliers.map((one, at) => sealed(tender, one, `${3000 + at}.25`)));
    const send = (at: number) => {
      const one = suppliers[at] as Party;
      return until(() => putBid(stormy.call, tender, one, bodies[at], { 'Idempotency-Key': `bid-${one.id}` }));
    };
    // Each sends twice at once, as a gateway that retries would.
    const answers = await Promise.all(suppliers.flatMap((_, at) => [send(at), send(at)]));
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    const receipts = new Map(answers.map(({ body }) => [body.receipt.receiptId, body.receipt as Receipt]));
    expect(receipts.size).toBe(300);
    expect([...receipts.values()].every((receipt) => receipt.revision === 1)).toBe(true);

    calm.clock.now = due;
    const late = await putBid(
      calm.call,
      tender,
      suppliers[0] as Party,
      await sealed(tender, suppliers[0] as Party, '1'),
    );
    expect([late.status, late.body.code]).toEqual([422, 'tender-closed']);

    pastFreezing(calm);
    const storm = faulty(db, seeded(7, 0.02, everyFault({ deaths: false })));
    for (let left = 300; left > 0; left -= 1) {
      const done = await openTender(openingOf({ ...calm, db: storm }), tender.id).then(
        () => true,
        (error) => {
          expect(error).toMatchObject({ kind: expect.stringMatching(/unavailable|conflict/) });
          return false;
        },
      );
      if (done) break;
    }
    const { body } = await opening(calm, tender);
    const sorted = [...receipts.values()].sort((a, b) => (a.receiptId < b.receiptId ? -1 : 1));
    expect(body).toMatchObject({ status: 'opened', count: 300, withdrawn: 0, root: root(sorted.map(leafHash)) });
    expect(body.bids.every((one: { state: string }) => one.state === 'opened')).toBe(true);
    expect(new Set(body.bids.map((one: { supplier: string }) => one.supplier)).size).toBe(300);
    const { body: evaluation } = await calm.call('GET', `/v1/tenders/${tender.id}/evaluation`);
    expect(evaluation.lots[0].bids.map((one: { price: { amount: string } }) => one.price.amount)).toEqual(
      suppliers.map((_, at) => `${300000 + at * 100 + 25}.00`),
    );
  });
});

describe('a bid under way while the set is frozen', () => {
  /** A database whose puts into the vault wait until they are let go. */
  function slow(db: Db) {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let hanging = 0;
    const send = async (command: object) => {
      if (command.constructor.name === 'PutCommand') {
        hanging += 1;
        await gate;
      }
      return db.send(command as never);
    };
    const hang = (count: number) => expect.poll(() => hanging, { timeout: 60_000 }).toBe(count);
    return { db: { ...db, send: send as unknown as Db['send'] }, hang, letGo: () => open() };
  }

  it('is outside the root, gets no receipt and is not opened; a replacement leaves the frozen bid alone', async () => {
    const { calm, db, suppliers, tender } = await world(5);
    const [a, b, c, replacing, newcomer] = suppliers as [Party, Party, Party, Party, Party];
    calm.clock.now = due - 1000;
    for (const [at, one] of [a, b, c, replacing].entries()) {
      expect((await putBid(calm.call, tender, one, await sealed(tender, one, `${3300 + at}`))).status).toBe(200);
    }
    const hung = slow(db);
    const stuck = await testApp({ db: hung.db });
    stuck.clock.now = due - 1;
    const [first, second] = [sealed(tender, newcomer, '1'), sealed(tender, replacing, '2')];
    const underWay = Promise.all([
      putBid(stuck.call, tender, newcomer, await first),
      putBid(stuck.call, tender, replacing, await second),
    ]);
    await hung.hang(2);
    pastFreezing(calm);
    pastFreezing(stuck);
    await openTender(openingOf(calm), tender.id);
    hung.letGo();
    for (const answer of await underWay) expect([answer.status, answer.body.code]).toEqual([422, 'tender-closed']);

    await openTender(openingOf(calm), tender.id);
    const { body } = await opening(calm, tender);
    expect(body.count).toBe(4);
    expect(
      body.bids.find((one: { supplier: string }) => one.supplier === replacing.id).lots[0].items[0].unitPrice.amount,
    ).toBe('3303');
    expect(body.bids.map((one: { supplier: string }) => one.supplier)).not.toContain(newcomer.id);
    const seen = async (path: string) =>
      (await calm.call('GET', `/v1/tenders/${tender.id}${path}`, undefined, { as: newcomer.sub })).status;
    expect([await seen('/bid'), await seen('/opening/proof')]).toEqual([404, 404]);
    // Nor does a tender that is cancelled after its opening vouch for what it never counted.
    const reason = { reason: '项目取消' };
    await calm.call('POST', `/v1/tenders/${tender.id}/cancellation`, reason, { as: 'buyer-1' });
    expect((await calm.call('GET', `/v1/tenders/${tender.id}`)).body.status).toBe('cancelled');
    expect([await seen('/bid'), await seen('/opening/proof')]).toEqual([404, 404]);
  });

  it('slipped in between freezing and decryption it is not opened either', async () => {
    const { calm, db, suppliers, tender } = await world(4);
    for (const one of suppliers.slice(0, 3)) await putBid(calm.call, tender, one, await sealed(tender, one, '3300'));
    const slipping = suppliers[3] as Party;
    const { envelope } = await sealed(tender, slipping, '1');
    const template = await calm.deps.tenders.receipts(tender.id, (suppliers[0] as Party).id);
    const [revision] = template?.revisions ?? [];
    if (revision === undefined) throw new Error('no bid');
    pastFreezing(calm);
    const unwrap = async (id: string, wrapped: string) => {
      const receipt = {
        ...revision.receipt,
        receiptId: revision.receipt.receiptId.replace(/.$/, 'f'),
        supplier: slipping.id,
      };
      await bidVault(db).put(tender.id, {
        supplier: slipping.id,
        receivedAt: receipt.receivedAt,
        lots: tender.lots.map((lot) => lot.id),
        revisions: [{ receipt, body: '' }],
        envelope: JSON.stringify(envelope),
        marks: {},
        documentsVersion: 1,
        bidder: { name: slipping.name, uscc: '' },
      });
      return calm.keys.unwrap(id, wrapped);
    };
    await openTender(openingOf(calm, { unsealingKeys: { unwrap } }), tender.id);
    const { body } = await opening(calm, tender);
    expect([body.status, body.count, body.bids.length]).toEqual(['opened', 3, 3]);
  });

  it('put while nobody can tell whether the freezing met it, it gets its receipt when that is known', async () => {
    const { calm, db, suppliers, tender } = await world(3);
    const [a, b, slipping] = suppliers as [Party, Party, Party];
    for (const one of [a, b]) await putBid(calm.call, tender, one, await sealed(tender, one, '3300'));
    const hung = slow(db);
    const stuck = await testApp({ db: hung.db, receiptKey: calm.keys });
    stuck.clock.now = due - 1;
    const body = await sealed(tender, slipping, '3200');
    const key = { 'Idempotency-Key': 'slipping' };
    const underWay = putBid(stuck.call, tender, slipping, body, key);
    await hung.hang(1);
    pastFreezing(calm);
    pastFreezing(stuck);
    hung.letGo();
    const unknown = await underWay;
    expect([unknown.status, unknown.body.code]).toEqual([503, 'try-again']);
    expect((await putBid(calm.call, tender, slipping, body, key)).status).toBe(503);
    await openTender(openingOf(calm), tender.id);
    const again = await putBid(calm.call, tender, slipping, body, key);
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    expect((await opening(calm, tender)).body.count).toBe(3);
  });

  it('two opening processes at once open it once', async () => {
    const { calm, suppliers, tender } = await world(3);
    for (const one of suppliers) await putBid(calm.call, tender, one, await sealed(tender, one, '3300'));
    pastFreezing(calm);
    await Promise.allSettled([1, 2, 3].map(() => openTender(openingOf(calm), tender.id)));
    await openTender(openingOf(calm), tender.id);
    const log = await calm.deps.tenders.wholeLog(tender.id);
    expect(log.map((event) => JSON.parse(event.json).type)).toEqual([
      'TenderDrafted',
      'TenderPublished',
      'BidsFrozen',
      'TenderOpened',
    ]);
  });
});

describe('a bid whose answer was lost', () => {
  it('is answered again after the deadline and after the opening, by its key alone', async () => {
    const { calm, suppliers, tender } = await world(3);
    for (const one of suppliers) await putBid(calm.call, tender, one, await sealed(tender, one, '3300'));
    const [bidder, other] = suppliers as [Party, Party];
    const body = await sealed(tender, bidder, '3210');
    const key = { 'Idempotency-Key': 'lost' };
    const first = await putBid(calm.call, tender, bidder, body, key);
    for (const now of [due, due + 61_000]) {
      calm.clock.now = now;
      if (now > due) await openTender(openingOf(calm), tender.id);
      const again = await putBid(calm.call, tender, bidder, body, key);
      expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
      expect(again.body.receipt).toEqual(first.body.receipt);
      const refused = [
        await putBid(calm.call, tender, bidder, body),
        await putBid(calm.call, tender, bidder, body, { 'Idempotency-Key': 'another' }),
        await putBid(calm.call, tender, other, await sealed(tender, other, '1'), key),
        await putBid(calm.call, tender, bidder, await sealed(tender, bidder, '1'), key),
      ];
      expect(refused.map(({ body: { code } }) => code)).toEqual([
        'tender-closed',
        'tender-closed',
        'tender-closed',
        'idempotency-key-reused',
      ]);
    }
  });
});

describe('a frozen bid that is gone from the vault', () => {
  it('is noticed: the tender is not opened without it', async () => {
    const { calm, suppliers, tender } = await world(3);
    for (const one of suppliers) await putBid(calm.call, tender, one, await sealed(tender, one, '3300'));
    pastFreezing(calm);
    const deps = openingOf(calm);
    let readings = 0;
    const vault = {
      ...deps.vault,
      async *rows(id: string) {
        readings += 1;
        for await (const row of deps.vault.rows(id)) if (readings === 1 || row.supplier !== suppliers[0]?.id) yield row;
      },
    };
    await expect(openTender({ ...deps, vault }, tender.id)).rejects.toThrow('a frozen bid');
    expect((await calm.call('GET', `/v1/tenders/${tender.id}`)).body.status).toBe('opening');
  });
});
