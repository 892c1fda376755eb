import { beforeAll, describe, expect, it } from 'vitest';
import { type CallOptions, type TestApp, testApp } from '../support/app.ts';
import { enterCommittee, experts, openedWith, pool, publishedAs } from '../support/committee.ts';
import { type Party, type PublishedTender, parties, party } from '../support/world.ts';

const scoring = {
  priceWeight: '0.60',
  factors: [
    { key: 'delivery', title: '供货保障', weight: '0.40', bands: [{ title: '到货时间', from: '0', to: '100' }] },
  ],
};
const requirements = [
  { key: 'licence', kind: 'qualification', text: '具有有效的营业执照', completable: true },
  { key: 'delivery', kind: 'substantive', text: '接到通知后十日内到货', completable: false },
] as const;

describe('a committee of five, one recused and replaced', () => {
  let t: TestApp;
  let buyer: Party;
  let bidders: Party[];
  let tender: PublishedTender;
  let lot = '';
  const at = (n: number) => bidders[n] as Party;
  const call = (method: string, path: string, body: unknown, as: string, headers?: CallOptions['headers']) =>
    t.call(method, `/v1/tenders/${tender.id}${path}`, body, { as, ...(headers ? { headers } : {}) });
  const judge = (as: string, n: number, body: object) => call('PUT', `/bids/${at(n).id}/qualification`, body, as);
  const score = (as: string, n: number, points: string, headers?: CallOptions['headers']) =>
    call('PUT', `/bids/${at(n).id}/scores`, { lot, scores: [{ factor: 'delivery', score: points }] }, as, headers);
  const codes = (body: { errors: { code: string }[] }) => body.errors.map(({ code }) => code);
  const sitting = ['expert-1', 'expert-2', 'expert-3', 'expert-4', 'expert-6'];

  beforeAll(async () => {
    t = await testApp();
    buyer = await party(t.call, 1, 'buyer');
    bidders = await parties(t.call, 10, 3);
    tender = await publishedAs(t, buyer, { method: 'scoring', requirements, lots: [{ scoring } as never] });
    lot = tender.lots[0]?.id ?? '';
    expect((await call('POST', '/committee', { members: experts(5), pool }, buyer.sub)).body.code).toBe(
      'tender-status',
    );
    await openedWith(t, tender, [
      [at(0), '3500'],
      [at(1), '3400'],
      [at(2), '3300'],
    ]);
  });

  it('is entered by the buyer’s purchaser, as the rules want it', async () => {
    const body = { members: experts(5), pool };
    expect((await call('POST', '/committee', body, at(0).sub)).status).toBe(403);
    const small = await call('POST', '/committee', { members: experts(4) }, buyer.sub);
    expect([small.status, small.body.code]).toEqual([422, 'pool-reference-required']);
    const even = await call('POST', '/committee', { ...body, members: experts(4) }, buyer.sub);
    expect(codes(even.body)).toEqual(['committee-too-small', 'committee-even']);
    await t.call(
      'PUT',
      '/v1/experts/expert-2',
      { name: '评委2', specialties: ['steel'], ties: ['913504041000000011'] },
      { as: 'operator' },
    );
    const tied = await call('POST', '/committee', body, buyer.sub);
    expect([tied.body.code, tied.body.errors[0].pointer]).toEqual(['member-tied', '/members/1']);
    await t.call(
      'PUT',
      '/v1/experts/expert-2',
      { name: '评委2', specialties: ['steel'], ties: [] },
      { as: 'operator' },
    );
    expect((await enterCommittee(t, tender, buyer)).body.seats).toHaveLength(5);
    expect((await call('POST', '/committee', body, buyer.sub)).body.code).toBe('committee-formed');
  });

  it('is seats to all, and names to those who must know', async () => {
    for (const as of [at(0).sub, 'operator', 'somebody']) {
      const { body } = await call('GET', '/committee', undefined, as);
      expect(body.seats[0]).toEqual({ seat: 1, kind: 'expert', chair: true });
      expect(JSON.stringify(body)).not.toContain('评委');
    }
    for (const as of [buyer.sub, 'supervisor', 'expert-3']) {
      expect((await call('GET', '/committee', undefined, as)).body.seats[2].name).toBe('评委3');
    }
  });

  it('says which seat is one’s own', async () => {
    const ownOf = async (as: string) =>
      (await call('GET', '/committee', undefined, as)).body.seats.flatMap((each: { seat: number; mine?: true }) =>
        each.mine ? [each.seat] : [],
      );
    expect(await ownOf('expert-3')).toEqual([3]);
    expect(await ownOf(buyer.sub)).toEqual([]);
    expect(await ownOf('supervisor')).toEqual([]);
  });

  it('is nothing to whoever does not sit', async () => {
    for (const as of [at(0).sub, 'operator', 'supervisor', 'expert-9']) {
      const answers = [
        await judge(as, 0, { qualified: true }),
        await score(as, 0, '90'),
        await call('POST', '/report/signatures', { evaluation: 'ab'.repeat(32) }, as),
        await call('GET', '/report', undefined, as),
        await call('GET', `/bids/${at(1).id}/private`, undefined, as),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    }
    const read = await call('GET', `/bids/${at(0).id}/private`, undefined, 'expert-1');
    expect(read.body.answers).toEqual({ 交货: `承诺${at(0).sub}十日内到货` });
    expect(read.body.nonce).toBeUndefined();
  });

  it('loses a member who declares an interest, and is filled again', async () => {
    await judge('expert-5', 0, { qualified: false, reasons: [{ requirement: 'delivery', text: '超过十日' }] });
    const recusal = { seat: 5, ground: 'self-declared', reason: '配偶在投标人处任职' };
    expect((await call('POST', '/committee/recusals', recusal, 'expert-4')).status).toBe(403);
    const left = await call('POST', '/committee/recusals', recusal, 'expert-5');
    expect(left.body).toMatchObject({ vacant: [5], seats: { 4: { left: 'self-declared' } } });
    expect((await judge('expert-5', 1, { qualified: true })).status).toBe(404);
    const member = { name: '评委6', sub: 'expert-6' };
    const before = { name: '评委5', sub: 'expert-5' };
    const twice = await call('POST', '/committee/replacements', { seat: 5, member: before, pool }, buyer.sub);
    expect(twice.body.code).toBe('duplicate-member');
    const filled = await call('POST', '/committee/replacements', { seat: 5, member, pool }, buyer.sub);
    expect(filled.body).toMatchObject({ vacant: [], seats: { 5: { seat: 6, kind: 'expert', name: '评委6' } } });
    const again = await call('POST', '/committee/replacements', { seat: 5, member, pool }, buyer.sub);
    expect(again.body.code).toBe('seat-not-vacant');
  });

  it('tells everyone the seats that they have, and those that they left', async () => {
    const seatsOf = async (as: string) => (await t.call('GET', '/v1/experts/me/seats', undefined, { as })).body.items;
    const held = { id: tender.id, title: '2026年度螺纹钢集中采购', status: 'opened', buyer: { id: buyer.id } };
    expect(await seatsOf('expert-3')).toMatchObject([{ ...held, seat: { seat: 3, kind: 'expert', chair: false } }]);
    expect(await seatsOf('expert-5')).toMatchObject([{ ...held, seat: { seat: 5, left: 'self-declared' } }]);
    expect(await seatsOf('expert-6')).toMatchObject([{ ...held, seat: { seat: 6 } }]);
    for (const as of [buyer.sub, at(0).sub, 'operator', 'expert-9']) expect(await seatsOf(as)).toEqual([]);
    expect((await t.call('GET', '/v1/experts/me/seats')).status).toBe(401);
  });

  it('decides by more than half of its seats, each once, after asking for what may be completed', async () => {
    const missing = { qualified: false, reasons: [{ requirement: 'licence', text: '营业执照缺页' }] };
    expect((await judge('expert-1', 2, missing)).body.code).toBe('completion-first');
    const due = '2026-03-24T04:00:00.000Z';
    const ask = { kind: 'completion', requirement: 'licence', text: '请补交营业执照副本', due };
    const asked = await call('POST', `/bids/${at(2).id}/clarifications`, ask, 'expert-1');
    expect(asked.status).toBe(201);
    const response = `/bids/${at(2).id}/clarifications/${asked.body.clarification}/response`;
    expect((await call('POST', response, { text: '附后' }, at(1).sub)).status).toBe(404);
    expect((await judge('expert-1', 2, missing)).body.code).toBe('completion-first');
    expect((await call('POST', response, { text: '营业执照正在换发' }, at(2).sub)).status).toBe(200);
    expect((await call('POST', response, { text: '又及' }, at(2).sub)).body.code).toBe('clarification-answered');
    expect((await call('GET', `/bids/${at(2).id}/clarifications`, undefined, at(2).sub)).body.items).toMatchObject([
      { requirement: 'licence', answer: { text: '营业执照正在换发' } },
    ]);
    expect((await call('GET', `/bids/${at(2).id}/clarifications`, undefined, at(1).sub)).status).toBe(404);

    for (const as of sitting.slice(0, 3)) expect((await judge(as, 2, missing)).status).toBe(200);
    for (const as of sitting.slice(3)) expect((await judge(as, 2, { qualified: true })).status).toBe(200);
    const brands = { [lot]: '闽钢' };
    for (const as of sitting) {
      for (const n of [0, 1]) expect((await judge(as, n, { qualified: true, brands })).status).toBe(200);
    }
    const second = await judge('expert-1', 0, { qualified: true });
    expect([second.status, second.body.code]).toEqual([409, 'already-judged']);
    const buyers = await judge(buyer.sub, 0, { qualified: true });
    expect([buyers.status, buyers.body.code]).toEqual([403, 'not-yours-to-judge']);
  });

  it('takes the sheets of all at once, each once', async () => {
    const outside = await score('expert-1', 0, '100.01');
    expect([outside.body.code, outside.body.errors[0].pointer]).toEqual(['score-outside-bands', '/scores/0/score']);
    const points = ['90', '92.5', '88', '91', '40'];
    const answers = await Promise.all(sitting.flatMap((as, n) => [score(as, 0, points[n] ?? ''), score(as, 1, '80')]));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const second = await score('expert-1', 0, '99');
    expect([second.status, second.body.code]).toEqual([409, 'sheet-submitted']);
  });

  it('shows each of its members what they have given, and of the others nothing', async () => {
    const { body } = await call('GET', '/report', undefined, 'expert-2');
    expect(body.round).toBe(1);
    expect(body.mine.sheets).toMatchObject(
      [at(0), at(1)]
        .map(({ id }) => ({ supplier: id, lot, seat: 2 }))
        .sort((a, b) => (a.supplier < b.supplier ? -1 : 1)),
    );
    expect(body.mine.sheets.find(({ supplier }: { supplier: string }) => supplier === at(0).id).scores).toEqual([
      { factor: 'delivery', score: '92.5' },
    ]);
    expect(body.mine.opinions.map(({ seat, qualified }: Record<string, unknown>) => [seat, qualified]).sort()).toEqual([
      [2, false],
      [2, true],
      [2, true],
    ]);
    const buyers = await call('GET', '/report', undefined, buyer.sub);
    expect(buyers.body.mine).toEqual({ opinions: [], sheets: [], explanations: [], prices: [] });
  });

  it('keeps what it finds to itself', async () => {
    for (const as of [buyer.sub, at(0).sub, 'expert-1']) {
      for (const path of ['/evaluation', '/verification']) {
        expect((await call('GET', path, undefined, as)).body.code).toBe('evaluation-confidential');
      }
      const log = JSON.stringify((await call('GET', '/events?limit=100', undefined, as)).body);
      expect(log).toContain('TenderOpened');
      expect(log).not.toMatch(/Committee|Judged|Sheet|Signed/);
    }
    expect((await call('GET', '/events', undefined, 'supervisor')).status).toBe(200);
    expect((await call('GET', '/opening', undefined, at(0).sub)).status).toBe(200);
  });

  it('reports when nothing is missing: far-apart scores are explained by whose lie farthest', async () => {
    const { body } = await call('GET', '/report', undefined, 'expert-1');
    expect(body.missing).toEqual([{ kind: 'explanation', supplier: at(0).id, lot, factor: 'delivery', seat: 6 }]);
    const incomplete = await call('POST', '/report/signatures', { evaluation: body.evaluation }, 'expert-1');
    expect([incomplete.body.code, codes(incomplete.body)]).toEqual(['evaluation-incomplete', ['missing-explanation']]);
    const text = { lot, factor: 'delivery', text: '该投标人无现货，承诺期限难以保证' };
    const path = `/bids/${at(0).id}/explanations`;
    expect((await call('POST', path, text, 'expert-1')).body.code).toBe('nothing-to-explain');
    expect((await call('POST', path, text, 'expert-6')).status).toBe(200);
    expect((await call('GET', '/report', undefined, 'expert-1')).body.missing).toEqual([]);
  });

  it('is signed by all, at once, and one of them dissents', async () => {
    const { body } = await call('GET', '/report', undefined, 'expert-1');
    const sign = (as: string, more: object = {}, headers?: CallOptions['headers']) =>
      call('POST', '/report/signatures', { evaluation: body.evaluation, ...more }, as, headers);
    expect((await sign('expert-1', { evaluation: 'ab'.repeat(32) })).body.code).toBe('evaluation-changed');
    const key = { 'Idempotency-Key': 'sign-1' };
    const twins = await Promise.all([sign('expert-1', {}, key), sign('expert-1', {}, key)]);
    expect(twins.map(({ status }) => status)).toEqual([200, 200]);
    expect(twins[0]?.body).toEqual(twins[1]?.body);
    expect((await sign('expert-1')).body.code).toBe('report-signed');
    const others = await Promise.all(
      sitting.slice(1).map((as) => sign(as, as === 'expert-6' ? { dissent: '供货保障评分偏高' } : {})),
    );
    expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(others.filter((one) => one.body.reported)).toHaveLength(1);
    expect((await score('expert-2', 2, '50')).body.code).toBe('evaluation-reported');
  });

  it('left a log that names seats, says all that was found, and nobody until the award', async () => {
    const seen = JSON.stringify((await call('GET', '/events', undefined, at(0).sub)).body);
    expect(seen).toContain('TenderOpened');
    expect(seen).not.toMatch(/Committee|Judged|Sheet|Signed/);
    const { body } = await call('GET', '/events?limit=100', undefined, buyer.sub);
    const log: string[] = body.items.map((one: { json: string }) => one.json);
    const text = log.join('\n');
    expect(text).not.toMatch(/评委|expert-\d|exp_/);
    const events = log.map((json) => JSON.parse(json));
    const found = events.filter(({ type }) => type === 'SheetSubmitted');
    expect(found).toHaveLength(10);
    expect(found[0].actor).toEqual({ role: 'expert', id: 'withheld' });
    const votes = events.filter(({ type, data }) => type === 'BidderJudged' && data.supplier === at(2).id);
    expect(votes.map(({ data }) => [data.seat, data.qualified])).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [4, true],
      [6, true],
    ]);
    const signed = events.filter(({ type }) => type === 'ReportSigned');
    expect(signed.map(({ data }) => data.dissent).filter(Boolean)).toEqual(['供货保障评分偏高']);
    expect(events.at(-1).type).toBe('EvaluationReported');
  });
});
