import { beforeAll, describe, expect, it } from 'vitest';
import { openTender } from '../../functions/tendering/open.ts';
import { recompute } from '../../functions/tendering/recompute.ts';
import { tick } from '../../functions/tick.ts';
import { readBundle } from '../../shared/sealing/bundle.ts';
import { verifyChain } from '../../shared/sealing/chain.ts';
import { verifyReceipt } from '../../shared/sealing/receipt.ts';
import { verifyInclusion } from '../../shared/sealing/tree.ts';
import { verifyBundle } from '../../shared/sealing/verify.ts';
import { openingOf, type TestApp, testApp } from '../support/app.ts';
import { reported } from '../support/committee.ts';
import {
  item,
  type Party,
  type PublishedTender,
  parties,
  party,
  pastFreezing,
  published,
  putBid,
  sealed,
} from '../support/world.ts';

describe('the main job', () => {
  let t: TestApp;
  let buyer: Party;
  let bidders: Party[];
  let tender: PublishedTender;
  const get = (path: string, as?: string) => t.call('GET', `/v1/tenders/${tender.id}${path}`, undefined, { as });
  const post = (path: string, body?: unknown) =>
    t.call('POST', `/v1/tenders/${tender.id}${path}`, body, { as: buyer.sub });
  const bidderAt = (at: number) => bidders[at] as Party;

  beforeAll(async () => {
    t = await testApp();
    buyer = await party(t.call, 1, 'buyer');
    bidders = await parties(t.call, 10, 5);
    const lots = [
      { title: '螺纹钢', items: [item('14505.000')] },
      { title: '水泥', items: [item('800', 'cement.common')] },
    ];
    tender = await published(t.call, buyer, { lots });
  });

  it('takes sealed bids, replacements and withdrawals, each with a receipt that verifies', async () => {
    const prices = [['3385.5', '330'], ['3390', '325.5'], ['3385.5001'], ['3500'], ['3000']] as const;
    const { body: keys } = await t.call('GET', '/.well-known/jicai-receipts.json');
    for (const [at, [rebar, cement]] of prices.entries()) {
      const answer = await putBid(t.call, tender, bidderAt(at), await sealed(tender, bidderAt(at), rebar, cement));
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      expect(await verifyReceipt(answer.body.jws, keys)).toEqual(answer.body.receipt);
      expect(answer.body.receipt).toMatchObject({
        revision: 1,
        previous: null,
        state: 'sealed',
        supplier: bidderAt(at).id,
      });
    }
    const replaced = await putBid(t.call, tender, bidderAt(3), await sealed(tender, bidderAt(3), '3380'));
    expect(replaced.body.receipt).toMatchObject({ revision: 2, previous: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const withdrawn = await t.call('DELETE', `/v1/tenders/${tender.id}/bid`, undefined, { as: bidderAt(4).sub });
    expect(withdrawn.body.receipt).toMatchObject({ revision: 2, state: 'withdrawn', sha256: null, cmt: null });
    const own = await get('/bid', bidderAt(3).sub);
    expect(own.body.receipt).toEqual(replaced.body.receipt);
    expect((await get('/bid', buyer.sub)).status).toBe(403);
  });

  it('shows nobody anything before the opening', async () => {
    for (const as of [undefined, buyer.sub, 'operator', 'supervisor', bidderAt(0).sub]) {
      for (const path of ['/opening', '/evaluation', '/verification', '/opening/proof']) {
        expect([409, 401, 403]).toContain((await get(path, as)).status);
      }
    }
    expect((await get('/events')).body.code).toBe('log-not-public');
    expect((await get('/events', buyer.sub)).status).toBe(200);
  });

  it('is opened by the clock a minute after the deadline, failed lots never', async () => {
    await openTender(openingOf(t), tender.id);
    expect((await get('')).body.status).toBe('published');
    pastFreezing(t);
    expect(t.counted.filter(([name]) => name === 'bidsReceived')).toHaveLength(6);
    t.counted.length = 0;
    expect(await tick(t.deps)).toBe(1);
    expect(t.counted).toEqual([
      ['tendersDue', 1],
      ['calendarDaysLeft', 282],
    ]);
    expect(t.openings).toEqual([tender.id]);
    await openTender(openingOf(t), tender.id);
    const { body } = await get('/opening');
    expect(body).toMatchObject({
      lawfulAt: '2026-03-24T01:00:00.000Z',
      decryptedAt: '2026-03-24T01:01:01.000Z',
      count: 5,
      withdrawn: 1,
      perLot: [{ bidders: 4 }, { bidders: 2 }],
      failedLots: [tender.lots[1]?.id],
    });
    expect(body.bids.map((one: { name: string }) => one.name).sort()).toEqual(
      [0, 1, 2, 3].map((at) => bidderAt(at).name).sort(),
    );
    expect(JSON.stringify(body)).not.toContain('325.5');
    expect((await get('')).body.status).toBe('opened');
    expect(await tick(t.deps)).toBe(0);
    expect(t.counted).toContainEqual(['tendersDue', 0]);
  });

  it('proves to a bidder, and to one who withdrew, that its receipt is a leaf of the root', async () => {
    for (const at of [0, 4]) {
      const { status, body } = await get('/opening/proof', bidderAt(at).sub);
      expect(status).toBe(200);
      expect(verifyInclusion(body)).toBe(true);
      expect(body.receipt.supplier).toBe(bidderAt(at).id);
    }
    const stranger = await party(t.call, 99, 'supplier');
    expect((await get('/opening/proof', stranger.sub)).status).toBe(404);
  });

  it('evaluates to the fen, ranks on the exact price, and awards after the standstill', async () => {
    const { body: evaluation } = await get('/evaluation');
    // 14 505 t × 3 380 / 3 385.5 / 3 385.5001 / 3 390
    const expected = ['49026900.00', '49106677.50', '49106678.95', '49171950.00'];
    expect(
      evaluation.lots.map((lot: { bids: { price: { amount: string } }[] }) => lot.bids.map((bid) => bid.price.amount)),
    ).toEqual([expected]);
    expect((await post('/candidates', {})).body.code).toBe('report-missing');
    await reported(t, tender, buyer, bidders.slice(0, 4));
    const candidates = await post('/candidates', {});
    expect(candidates.body).toMatchObject({ status: 'standstill', standstillUntil: '2026-03-27T16:00:00.000Z' });
    expect((await post('/award')).body.code).toBe('standstill-running');
    t.clock.now = Date.parse('2026-03-28T00:00:00+08:00');
    const award = await post('/award');
    expect(award.body).toMatchObject({
      status: 'awarded',
      awards: [{ supplier: bidderAt(3).id, amount: { amount: '49026900.00', currency: 'CNY' } }],
      unawarded: [tender.lots[1]?.id],
    });
  });

  it('leaves a log and a bundle that anyone can verify, and any change shows', async () => {
    const events = await get('/events?limit=100');
    const log = verifyChain(events.body.items.map((event: { json: string }) => event.json));
    expect(log.head).toBe(events.body.items.at(-1).hash);
    const told = events.body.items.map((event: { json: string }) => JSON.parse(event.json));
    const types = told.map(({ type }: { type: string }) => type);
    expect(types.filter((type: string, at: number) => type !== types[at - 1])).toEqual([
      'TenderDrafted',
      'TenderPublished',
      'BidsFrozen',
      'TenderOpened',
      'CommitteeEntered',
      'BidderJudged',
      'ReportSigned',
      'EvaluationReported',
      'CandidatesPublished',
      'TenderAwarded',
      'CommitteeNamed',
    ]);
    for (const { type, at, actor, data } of told.slice(1)) {
      expect([type, data.rule]).toEqual([type, expect.stringMatching(/第.+条|规则|规定/)]);
      expect([at, actor.role, actor.id]).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
    }
    await tick(t.deps);
    const { body } = await get('/verification');
    const holds = await verifyBundle(readBundle(body), { recompute });
    expect(holds.findings.filter((one) => !one.ok)).toEqual([]);
    expect(holds.findings.map((one) => one.code)).toEqual(
      expect.arrayContaining(['evaluation-recomputed', 'candidates-follow', 'award-recomputed', 'bids-shown-in-part']),
    );
    const tampered = JSON.parse(JSON.stringify(body).replaceAll('"49026900.00"', '"49026900.01"'));
    const broken = (await verifyBundle(readBundle(tampered), { recompute })).findings.filter((one) => !one.ok);
    expect(broken.map((one) => one.code)).toEqual(expect.arrayContaining(['evaluation-recomputed', 'award-shown']));
    const later = { ...body, tender: { ...body.tender, deadline: '2026-03-25T01:00:00.000Z' } };
    const moved = (await verifyBundle(readBundle(later), { recompute })).findings.filter((one) => !one.ok);
    expect(moved.map((one) => one.code)).toEqual(['documents-logged']);
    expect(JSON.stringify(body)).not.toContain('325.5');
    expect(JSON.stringify(body)).not.toContain('十日内到货');
  });
});

describe('a tender whose lots all fail', () => {
  it('is never decrypted', async () => {
    const t = await testApp();
    const buyer = await party(t.call, 1, 'buyer');
    const [one, two] = (await parties(t.call, 10, 2)) as [Party, Party];
    const tender = await published(t.call, buyer);
    await putBid(t.call, tender, one, await sealed(tender, one, '3385.5'));
    await putBid(t.call, tender, two, await sealed(tender, two, '3386.5'));
    pastFreezing(t);
    const unwrap = () => Promise.reject(new Error('the key was asked for'));
    await openTender(openingOf(t, { unsealingKeys: { unwrap } }), tender.id);
    const { body } = await t.call('GET', `/v1/tenders/${tender.id}/opening`);
    expect(body).toMatchObject({ status: 'failed', count: 2, bids: [], decryptedAt: null });
    expect((await t.call('GET', `/v1/tenders/${tender.id}/evaluation`)).status).toBe(409);
  });
});

describe('a tender that is cancelled after its opening', () => {
  it('stays open to all, as it was opened', async () => {
    const w = await testApp();
    const owner = await party(w.call, 1, 'buyer');
    const [bidder] = await parties(w.call, 10, 1);
    if (bidder === undefined) throw new Error('no bidder');
    const one = await published(w.call, owner, { regime: 'soe-voluntary' });
    await putBid(w.call, one, bidder, await sealed(one, bidder, '3300'));
    pastFreezing(w);
    await openTender(openingOf(w), one.id);
    const reason = { reason: '项目取消' };
    await w.call('POST', `/v1/tenders/${one.id}/cancellation`, reason, { as: owner.sub });
    const { body } = await w.call('GET', `/v1/tenders/${one.id}/opening`);
    expect(body).toMatchObject({ status: 'cancelled', count: 1, bids: [{ supplier: bidder.id }] });
    await tick(w.deps);
    const bundle = await w.call('GET', `/v1/tenders/${one.id}/verification`);
    const { ok } = await verifyBundle(readBundle(bundle.body), { recompute });
    expect(ok).toBe(true);
    const award = await w.call('POST', `/v1/tenders/${one.id}/candidates`, {}, { as: owner.sub });
    expect(award.body.code).toBe('tender-status');
  });
});
