import { beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { experts, openedWith, pool, signAll } from '../support/committee.ts';
import { type Party, type PublishedTender, party, published } from '../support/world.ts';

const scoring = {
  priceWeight: '0.40',
  factors: [
    {
      key: 'supply',
      title: '供货保障',
      weight: '0.60',
      bands: [
        { title: '72 小时以上到货', from: '0', to: '60' },
        { title: '24 至 72 小时到货', from: '60', to: '85' },
        { title: '24 小时内到货', from: '85', to: '100' },
      ],
    },
  ],
};
const draft = {
  regime: 'government-procurement',
  method: 'scoring',
  title: '三明市政府采购球墨铸铁管项目',
  justifications: [{ code: 'standard-goods', pointer: '/method', reason: '含应急抢修供货服务，供货保障须综合评审。' }],
  lots: [
    {
      title: '球墨铸铁管',
      items: [
        {
          category: 'steel.rebar',
          attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
          quantity: { value: '1000', unit: 'TNE', basis: 'theoretical' },
          deliveryPoint: { division: '350404', address: '三元区列东街项目部' },
        },
      ],
      estimate: { amount: '4000000.00', currency: 'CNY' },
      deductions: [
        { for: 'small', rate: '0.10' },
        { for: 'micro', rate: '0.10' },
      ],
      scoring,
    },
  ],
};

/**
 * Government procurement by comprehensive scoring (综合评分法): five experts of whom one is recused, and a small firm
 * whose deduction changes the winner, shown with and without it.
 */
describe('government procurement by scoring', () => {
  let t: TestApp;
  let buyer: Party;
  let large: Party;
  let medium: Party;
  let small: Party;
  let tender: PublishedTender;
  const call = (method: string, path: string, as?: string, body?: unknown) =>
    t.call(method, `/v1/tenders/${tender.id}${path}`, body, { as });
  const sitting = ['expert-1', 'expert-3', 'expert-4', 'expert-5', 'expert-6'];

  beforeAll(async () => {
    t = await testApp();
    buyer = await party(t.call, 1, 'buyer');
    large = await party(t.call, 11, 'supplier', { sizeClass: 'large' });
    medium = await party(t.call, 12, 'supplier', { sizeClass: 'medium' });
    small = await party(t.call, 13, 'supplier', { sizeClass: 'small' });
    tender = await published(t.call, buyer, draft);
    await openedWith(t, tender, [
      [large, '3650'],
      [medium, '3720'],
      [small, '3880'],
    ]);
  });

  it('the buyer examines the bidders, not the committee (Order 87 art. 44)', async () => {
    const entered = await call('POST', '/committee', buyer.sub, { members: experts(5), pool });
    expect(entered.status, JSON.stringify(entered.body)).toBe(200);
    for (const bidder of [large, medium, small]) {
      const answer = await call('PUT', `/bids/${bidder.id}/qualification`, buyer.sub, { qualified: true });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    }
    const recused = { seat: 2, ground: 'self-declared', reason: '曾在投标人处任职。' };
    expect((await call('POST', '/committee/recusals', 'expert-2', recused)).status).toBe(200);
    const [member] = experts(1, 6).map(({ name, sub }) => ({ name, sub }));
    const filled = await call('POST', '/committee/replacements', buyer.sub, { seat: 2, member, pool });
    expect(filled.status, JSON.stringify(filled.body)).toBe(200);
  });

  it('five experts score; no result before all have', async () => {
    expect((await call('POST', '/candidates', buyer.sub, {})).body.code).toMatch(
      /report-missing|evaluation-incomplete/,
    );
    const points: readonly (readonly [Party, readonly string[]])[] = [
      [large, ['80', '82', '84', '80', '84']],
      [medium, ['78', '80', '82', '78', '82']],
      [small, ['80', '80', '82', '82', '81']],
    ];
    const [{ id: lot } = { id: '' }] = tender.lots;
    for (const as of sitting) {
      for (const bidder of [large, medium, small]) {
        const judged = await call('PUT', `/bids/${bidder.id}/qualification`, as, { qualified: true });
        expect(judged.status, JSON.stringify(judged.body)).toBe(200);
      }
    }
    for (const [bidder, scores] of points) {
      for (const [n, as] of sitting.entries()) {
        const body = { lot, scores: [{ factor: 'supply', score: scores[n] }] };
        const answer = await call('PUT', `/bids/${bidder.id}/scores`, as, body);
        expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      }
    }
    const signed = await signAll(t, tender, sitting);
    expect(signed.body.reported, JSON.stringify(signed.body)).toBe(true);
  });

  it('the small firm’s deduction changes the winner; the result shows it with and without', async () => {
    const notice = await call('POST', '/candidates', buyer.sub, {});
    expect(notice.status, JSON.stringify(notice.body)).toBe(200);
    expect(notice.body).toMatchObject({
      status: 'awarded',
      awards: [{ supplier: small.id, amount: { amount: '3880000.00' } }],
    });
    const { body } = await call('GET', '/evaluation');
    const [lot] = body.lots;
    const byId = (id: string) => lot.bids.find((bid: { supplier: string }) => bid.supplier === id);
    // MOF example: 3,492,000 is the benchmark, 38.27 / 37.55 / 40.00 of the price.
    expect(byId(small.id).evaluated.shown).toBe('3492000.00');
    const scored = [small, large, medium]
      .map(({ id }) => byId(id))
      .map(({ rank, scores }) => [
        rank,
        scores.price.weighted.shown,
        scores.factors[0].weighted.shown,
        scores.total.shown,
      ]);
    expect(scored).toEqual([
      [1, '40.00', '48.60', '88.60'],
      [2, '38.27', '49.20', '87.47'],
      [3, '37.55', '48.00', '85.55'],
    ]);
    expect(lot.withoutDeductions).toEqual([
      { without: 'small', ranks: { [large.id]: 1, [medium.id]: 2, [small.id]: 3 }, winners: [large.id] },
    ]);
    expect((await call('GET', '/verification')).status).toBe(200);
  });

  it('a challenge comes within seven working days of the notice’s end, and may revoke the award', async () => {
    t.clock.now += 86_400_000;
    const filed = await call('POST', '/objections', large.sub, { about: 'result', text: '对价格扣除资格有质疑。' });
    expect(filed.status, JSON.stringify(filed.body)).toBe(201);
    const [{ id: lot } = { id: '' }] = tender.lots;
    const answer = { decision: 'upheld', answer: '声明函不实，扣除不成立。', remedy: 'revoke-award' };
    const withLot = await call('POST', '/objections', medium.sub, { about: 'result', lot, text: '同上。' });
    expect((await call('POST', `/objections/${filed.body.id}/answer`, buyer.sub, answer)).body.code).toBe(
      'lot-required',
    );
    expect((await call('POST', `/objections/${withLot.body.id}/answer`, buyer.sub, answer)).status).toBe(200);
    // Nothing is decided while the other challenge waits; its firm takes it back.
    const next = { lot, ground: 'objection-upheld', reason: '中小企业声明函不实。' };
    expect((await call('POST', '/succession', buyer.sub, next)).body.code).toBe('objection-open-here');
    expect((await call('DELETE', `/objections/${filed.body.id}`, large.sub)).status).toBe(204);
    expect((await call('POST', '/succession', buyer.sub, next)).body).toMatchObject({
      awards: [{ supplier: large.id }],
    });
    t.clock.now += 30 * 86_400_000;
    const late = await call('POST', '/objections', small.sub, { about: 'result', text: '迟到的质疑。' });
    expect(late.body.code).toBe('objection-too-late');
  });
});
