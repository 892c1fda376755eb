import { beforeAll, describe, expect, it } from 'vitest';
import { allocate } from '../../functions/tendering/allocate.ts';
import { openTender } from '../../functions/tendering/open.ts';
import { recompute } from '../../functions/tendering/recompute.ts';
import { allocationHandlers, allocationJob } from '../../functions/tendering/record-allocation.ts';
import { highsSolver } from '../../shared/ports/solver.highs.ts';
import type { LotTerms } from '../../shared/sealing/bid.ts';
import { readBundle } from '../../shared/sealing/bundle.ts';
import { sealBid } from '../../shared/sealing/seal.ts';
import { openingOf, runJobs, type TestApp, testApp } from '../support/app.ts';
import {
  bidContent,
  item,
  type Party,
  type PublishedTender,
  parties,
  party,
  pastFreezing,
  published,
  putBid,
} from '../support/world.ts';

const tonnes = (value: string) => ({ value, unit: 'TNE', basis: 'theoretical' }) as const;
const optimised = {
  rule: 'optimised',
  step: tonnes('35'),
  maxWinners: 2,
  gap: '0.0001',
  nodes: 1000,
  otherwise: 'best-found',
};
const shares = { rule: 'shares', shares: ['0.6', '0.4'], step: tonnes('1') };

interface Offer {
  readonly prices: readonly string[];
  readonly freight: string;
  readonly terms?: LotTerms;
  /** How many items of the first lot it serves. */
  readonly serves?: number;
}

/** A tender of an optimised lot of two counties, and of one in shares; opened, with these bids. */
async function opened(t: TestApp, buyer: Party, bidders: readonly Party[], offers: readonly Offer[]) {
  t.clock.now = Date.parse('2026-03-02T09:00:00+08:00');
  const lots = [
    { title: '一标段', items: [item('150'), item('100')], allocation: optimised, freight: { basis: 'quoted' } },
    { title: '二标段', items: [item('101')], allocation: shares },
  ];
  const tender = await published(t.call, buyer, { regime: 'soe-voluntary', lots });
  for (const [at, { prices, freight, terms, serves = 2 }] of offers.entries()) {
    const bidder = bidders[at] as Party;
    const { disclosed, private: secret } = bidContent(tender, bidder, prices);
    const [first, ...others] = disclosed.lots;
    if (first === undefined) throw new Error('no lot');
    const items = first.items
      .slice(0, serves)
      .map((one) => ({ ...one, freight: { amount: freight, currency: 'CNY' as const } }));
    const bid = { ...disclosed, lots: [{ ...first, items, ...(terms && { terms }) }, ...others] };
    const envelope = await sealBid({ disclosed: bid, private: secret, key: tender.key as never });
    const answer = await putBid(t.call, tender, bidder, { envelope, documentsVersion: 1 });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  }
  pastFreezing(t);
  await openTender(openingOf(t), tender.id);
  return tender;
}

const offers: readonly Offer[] = [
  { prices: ['3500', '3600'], freight: '20' },
  { prices: ['3400', '3500'], freight: '30', terms: { capacity: tonnes('120') } },
  { prices: ['3300', '3400'], freight: '200', serves: 1 },
];

describe('lots that are awarded in parts', () => {
  let t: TestApp;
  let buyer: Party;
  let bidders: Party[];
  let tender: PublishedTender;
  const call = (method: string, path: string, as?: string, body?: unknown, key?: string) =>
    t.call(method, `/v1/tenders/${tender.id}${path}`, body, {
      ...(as === undefined ? {} : { as }),
      ...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
    });
  const recorded = async () => {
    const { body } = await call('GET', '/events?limit=100', buyer.sub);
    return body.items.filter(({ json }: { json: string }) => json.includes('"AllocationRecorded"')).length;
  };

  beforeAll(async () => {
    t = await testApp();
    buyer = await party(t.call, 1, 'buyer');
    bidders = await parties(t.call, 10, 3);
    tender = await opened(t, buyer, bidders, offers);
  });

  it('are shown with their terms and freight, as they were opened', async () => {
    const { body } = await call('GET', '/opening');
    const { lots } = body.bids.find(({ supplier }: { supplier: string }) => supplier === bidders[1]?.id);
    expect(lots[0]).toMatchObject({
      terms: { capacity: { value: '120' } },
      items: [{ freight: { amount: '30' } }, {}],
    });
    expect(body.bids.every(({ state }: { state: string }) => state === 'opened')).toBe(true);
  });

  it('wait for the allocation', async () => {
    const early = await call('POST', '/candidates', buyer.sub, {});
    expect([early.status, early.body.code]).toEqual([422, 'allocation-missing']);
    expect((await call('GET', '/allocation', buyer.sub)).status).toBe(404);
    expect((await call('POST', '/allocation', bidders[0]?.sub)).status).toBe(403);
    expect((await call('POST', '/allocation')).status).toBe(401);
  });

  it('are allocated by a job, and recorded once however often it is asked for and carried out', async () => {
    const first = await call('POST', '/allocation', buyer.sub, undefined, 'allocation-1');
    expect(first.status, JSON.stringify(first.body)).toBe(202);
    const again = await call('POST', '/allocation', buyer.sub, undefined, 'allocation-1');
    expect(again.body).toEqual(first.body);
    const other = await call('POST', '/allocation', buyer.sub, undefined, 'allocation-2');
    expect(other.body.job).not.toBe(first.body.job);
    await runJobs(t);
    for (const { body } of [first, other]) {
      const job = await t.call('GET', `/v1/jobs/${body.job}`, undefined, { as: buyer.sub });
      expect(job.body, JSON.stringify(job.body)).toMatchObject({
        status: 'succeeded',
        result: { groups: [{ status: 'optimal', conflicts: [], lots: [{ suppliers: expect.any(Array) }] }] },
      });
    }
    expect(await recorded()).toBe(1);
  });

  it('show the allocation to whoever sees the evaluation', async () => {
    const { status, body } = await call('GET', '/allocation', buyer.sub);
    expect(status, JSON.stringify(body)).toBe(200);
    const [group] = body.groups;
    const quantities = group.lots[0].awards.flatMap(({ items }: { items: { quantity: { value: string } }[] }) =>
      items.map(({ quantity }) => Number(quantity.value)),
    );
    expect(quantities.reduce((a: number, b: number) => a + b, 0)).toBe(250);
    expect(group.story.map(({ without }: { without: string }) => without)).toContain('capacity');
    for (const as of [bidders[0]?.sub, undefined]) {
      const [evaluation, allocation] = await Promise.all([
        call('GET', '/evaluation', as),
        call('GET', '/allocation', as),
      ]);
      expect(allocation.status).toBe(evaluation.status);
    }
  });

  it('go to all their winners, in a notice that names each with its quantity', async () => {
    const candidates = await call('POST', '/candidates', buyer.sub, {});
    expect(candidates.status, JSON.stringify(candidates.body)).toBe(200);
    t.clock.now += 5 * 86_400_000;
    const { status, body } = await call('POST', '/award', buyer.sub);
    expect(status, JSON.stringify(body)).toBe(200);
    const of = (lot: number) => body.awards.filter((one: { lot: string }) => one.lot === tender.lots[lot]?.id);
    expect(of(0)).toMatchObject([{ rank: 1 }, { rank: 2 }]);
    expect(of(0).some(({ supplier }: { supplier: string }) => supplier === bidders[1]?.id)).toBe(true);
    expect(of(1)).toMatchObject([
      { rank: 1, share: '3/5', supplier: bidders[2]?.id, lines: [{ quantity: { value: '61' } }] },
      { rank: 2, share: '2/5', supplier: bidders[1]?.id, lines: [{ quantity: { value: '40' } }] },
    ]);
    expect(of(1)[0].amount.amount).toBe('207400.00');
    const notices = await call('GET', '/notices');
    const awarded = notices.body.items.find(({ code }: { code: string }) => code === 'TenderAwarded');
    expect(awarded.text.zh).toMatch(/二标段：第1名 .*，61 吨，207400\.00 元。 二标段：第2名 .*，40 吨/);
  });

  it('ask whose award falls, and let those behind move up', async () => {
    const ground = { lot: tender.lots[1]?.id, ground: 'withdrew', reason: '中标人放弃中标' };
    const unnamed = await call('POST', '/succession', buyer.sub, ground);
    expect([unnamed.status, unnamed.body.code, unnamed.body.errors[0].pointer]).toEqual([
      422,
      'winner-unnamed',
      '/supplier',
    ]);
    const stranger = await call('POST', '/succession', buyer.sub, { ...ground, supplier: bidders[0]?.id });
    expect(stranger.body.code).toBe('not-a-winner');
    const { body } = await call('POST', '/succession', buyer.sub, { ...ground, supplier: bidders[2]?.id });
    expect(body.awards.filter((one: { lot: string }) => one.lot === tender.lots[1]?.id)).toMatchObject([
      { rank: 1, supplier: bidders[1]?.id, lines: [{ quantity: { value: '61' } }] },
      { rank: 2, supplier: bidders[0]?.id, lines: [{ quantity: { value: '40' } }] },
    ]);
  });

  it('leave what a winner of the least cost had to nobody, and say how much', async () => {
    const first = tender.lots[0]?.id;
    const { awards } = (await call('GET', '')).body;
    const won = awards.filter(({ lot }: { lot: string }) => lot === first);
    const [{ supplier }, ...others] = won;
    expect(others.length).toBeGreaterThan(0);
    const ground = { lot: first, supplier, ground: 'withdrew', reason: '放弃' };
    const { body } = await call('POST', '/succession', buyer.sub, ground);
    const now = body.awards.filter(({ lot }: { lot: string }) => lot === first);
    expect(now.map((one: { lines: object[] }) => one.lines)).toEqual(
      others.map((one: { lines: object[] }) => one.lines),
    );
    const tonnes = now.flatMap(({ lines }: { lines: { quantity: { value: string } }[] }) =>
      lines.map(({ quantity }) => Number(quantity.value)),
    );
    const left = 250 - tonnes.reduce((sum: number, each: number) => sum + each, 0);
    const { items } = (await call('GET', '/notices')).body;
    const told = items.findLast(({ code }: { code: string }) => code === 'AwardRevoked');
    expect(told.text.zh).toContain(`其余 ${left} 吨 未授标`);
  });

  it('are done again from the bundle, allocation and shares', async () => {
    const { body } = await call('GET', '/verification');
    const findings = recompute(readBundle(body));
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['allocation-holds', 'candidates-follow', 'award-recomputed', 'succession-follows']),
    );
  });
});

describe('an allocation that goes wrong', () => {
  it('is solved once and recorded once when the process dies between the two', async () => {
    const t = await testApp();
    const buyer = await party(t.call, 1, 'buyer');
    const tender = await opened(t, buyer, await parties(t.call, 10, 3), offers);
    let solved = 0;
    let died = false;
    const solver = highsSolver();
    const handlers = allocationHandlers({
      ...t.deps,
      tenders: {
        ...t.deps.tenders,
        async handle(...asked) {
          if (!died) {
            died = true;
            throw new Error('the process dies');
          }
          return t.deps.tenders.handle(...asked);
        },
      },
      async allocate(asked) {
        solved += 1;
        return allocate({ ...asked, solver });
      },
    });
    const carryOut = handlers[allocationJob];
    const progress = { report: async () => {} };
    const input = { tender: tender.id, sub: buyer.sub, organisation: buyer.id };
    await expect(carryOut?.(input, progress, 'job')).rejects.toThrow('the process dies');
    const result = await carryOut?.(input, progress, 'job');
    expect(await carryOut?.(input, progress, 'job')).toEqual(result);
    expect([solved, died]).toEqual([1, true]);
  });

  it('that is infeasible names the constraints that conflict, and its lot goes to nobody', async () => {
    const t = await testApp();
    const buyer = await party(t.call, 1, 'buyer');
    const bidders = await parties(t.call, 10, 3);
    const small = offers.map((one) => ({ ...one, terms: { capacity: tonnes('40') } }));
    const tender = await opened(t, buyer, bidders, small);
    const call = (method: string, path: string, body?: unknown) =>
      t.call(method, `/v1/tenders/${tender.id}${path}`, body, { as: buyer.sub });
    const { body: started } = await call('POST', '/allocation');
    await runJobs(t);
    const job = await t.call('GET', `/v1/jobs/${started.job}`, undefined, { as: buyer.sub });
    expect(job.body, JSON.stringify(job.body)).toMatchObject({
      status: 'succeeded',
      result: { groups: [{ status: 'infeasible', lots: [{ suppliers: [] }] }] },
    });
    const conflicts = job.body.result.groups[0].conflicts.map(({ code }: { code: string }) => code);
    expect(conflicts).toContain('capacity');
    const { body } = await call('POST', '/candidates', {});
    expect(body.candidates.map(({ lot }: { lot: string }) => lot)).toEqual([tender.lots[1]?.id]);
    t.clock.now += 5 * 86_400_000;
    expect((await call('POST', '/award')).body.unawarded).toEqual([tender.lots[0]?.id]);
  });
});
