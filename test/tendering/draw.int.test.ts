import { beforeAll, describe, expect, it } from 'vitest';
import { drawCommitment, drawSeed, verifyDraw } from '../../functions/tendering/committee/draw.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { judgeAll, openedWith, publishedAs, signAll } from '../support/committee.ts';
import { nonce, type Party, type PublishedTender, parties, party } from '../support/world.ts';

const affiliate = '91350404100000008Y';
const broker = '913504041000003660';

describe('a committee that is drawn', () => {
  let t: TestApp;
  let buyer: Party;
  let bidders: Party[];
  let tender: PublishedTender;
  const values = { buyer: nonce(), supervisor: nonce() };
  const at = (n: number) => bidders[n] as Party;
  const call = (method: string, path: string, body: unknown, as: string, headers = {}) =>
    t.call(method, `/v1/tenders/${tender.id}${path}`, body, { as, headers });
  const commitment = (role: 'buyer' | 'supervisor') => drawCommitment({ tender: tender.id, role, value: values[role] });
  const members = async (as = buyer.sub) => (await call('GET', '/committee', undefined, as)).body.seats;
  const subOf = (name: string) => name.replace('评委', 'expert-');

  beforeAll(async () => {
    t = await testApp();
    buyer = await party(t.call, 1, 'buyer');
    bidders = [await party(t.call, 10, 'supplier', { affiliates: [affiliate] }), ...(await parties(t.call, 11, 2))];
    for (let n = 1; n <= 10; n += 1) {
      const tied = { 1: { employer: affiliate }, 2: { ties: [broker] }, 3: { specialties: ['cement'] } }[n] ?? {};
      const entry = { name: `评委${n}`, specialties: ['steel'], ties: [], ...tied };
      expect((await t.call('PUT', `/v1/experts/expert-${n}`, entry, { as: 'operator' })).status).toBe(200);
    }
    tender = await publishedAs(t, buyer, { regime: 'soe-voluntary' });
    await openedWith(t, tender, [
      [at(0), '3500'],
      [at(1), '3400'],
      [at(2), '3300'],
    ]);
  });

  it('begins with a list that is fixed and values that are committed to', async () => {
    const body = {
      experts: 4,
      representatives: [{ name: '采购代表', sub: buyer.sub }],
      commitment: commitment('buyer'),
    };
    expect((await call('POST', '/committee/draw', { ...body, experts: 3 }, buyer.sub)).body.code).toBe(
      'committee-even',
    );
    const many = await call('POST', '/committee/draw', { ...body, experts: 12 }, buyer.sub);
    expect([many.body.code, many.status]).toEqual(['experts-too-few', 422]);
    const early = await call(
      'POST',
      '/committee/draw/commitments',
      { commitment: commitment('supervisor') },
      'supervisor',
    );
    expect(early.body.code).toBe('draw-not-prepared');
    const prepared = await call('POST', '/committee/draw', body, buyer.sub);
    expect(prepared.body.draw).toMatchObject({ draw: 1, commitments: { buyer: commitment('buyer') }, revealed: [] });
    const reveal = { value: values.buyer };
    expect((await call('POST', '/committee/draw/values', reveal, buyer.sub)).body.code).toBe('draw-not-committed');
    const other = { commitment: commitment('supervisor') };
    expect((await call('POST', '/committee/draw/commitments', other, at(0).sub)).status).toBe(403);
    expect((await call('POST', '/committee/draw/commitments', other, 'supervisor')).status).toBe(200);
    const again = await call('POST', '/committee/draw/commitments', { commitment: commitment('buyer') }, 'supervisor');
    expect(again.body.code).toBe('draw-committed');
  });

  it('is made with the supervisor’s value after the buyer’s, however often they are sent', async () => {
    const wrong = await call('POST', '/committee/draw/values', { value: nonce() }, buyer.sub);
    expect([wrong.body.code, wrong.body.errors[0].pointer]).toEqual(['draw-value-differs', '/value']);
    const key = { 'Idempotency-Key': 'reveal' };
    const reveal = (role: 'buyer' | 'supervisor', as: string) =>
      call('POST', '/committee/draw/values', { value: values[role] }, as, key);
    const early = await reveal('supervisor', 'supervisor');
    expect([early.status, early.body.code]).toEqual([409, 'draw-buyer-first']);
    const bySelf = await Promise.all([reveal('buyer', buyer.sub), reveal('buyer', buyer.sub)]);
    const answers = await Promise.all([reveal('supervisor', 'supervisor'), reveal('supervisor', 'supervisor')]);
    expect([...bySelf, ...answers].map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const drawn = await members();
    expect(drawn.map(({ kind }: { kind: string }) => kind)).toEqual(['expert', 'expert', 'expert', 'expert', 'buyer']);
    const names = drawn.map(({ name }: { name: string }) => name);
    expect(new Set(names).size).toBe(5);
    expect(names).not.toContain('评委1');
    expect(names).not.toContain('评委3');
    const { body } = await call('GET', '/committee', undefined, at(0).sub);
    expect(JSON.stringify(body)).not.toMatch(/评委|exp_|values/);
    for (const as of [buyer.sub, 'supervisor']) {
      const { draw } = (await call('GET', '/committee', undefined, as)).body;
      expect(draw.recused.map(({ ground }: { ground: string }) => ground)).toEqual(['employer']);
      expect([draw.values, draw.eligible]).toEqual([undefined, undefined]);
    }
  });

  it('replaces a member who may not sit by the next in order', async () => {
    const before = await members();
    const recusal = { seat: 2, ground: 'unavailable', reason: '出差' };
    const left = await call('POST', '/committee/recusals', recusal, buyer.sub);
    expect(left.body.vacant).toEqual([]);
    const after = await members();
    expect(after[1]).toMatchObject({ seat: 2, left: 'unavailable', name: before[1].name });
    expect(after[5]).toMatchObject({ seat: 6, kind: 'expert', chair: false });
    expect(before.map(({ name }: { name: string }) => name)).not.toContain(after[5].name);
    expect((await call('POST', '/committee/recusals', recusal, buyer.sub)).status).toBe(404);
  });

  it('may be done again by anybody after the award, when all is known who sat', async () => {
    const seats: { name: string; kind: string; left?: string }[] = await members();
    const now = seats.filter(({ left }) => left === undefined);
    const subs = now.map(({ name, kind }) => (kind === 'expert' ? subOf(name) : buyer.sub));
    await judgeAll(t, tender, bidders, subs.slice(0, 3));
    const { body: open } = await call('GET', '/report', undefined, buyer.sub);
    expect(open.missing).toEqual(
      bidders
        .map(({ id }) => ({ kind: 'opinion', supplier: id, by: 'buyer' }))
        .sort((a, b) => (a.supplier < b.supplier ? -1 : 1)),
    );
    for (const { id } of bidders) {
      const own = { qualified: true, capacity: 'buyer' };
      expect((await call('PUT', `/bids/${id}/qualification`, own, buyer.sub)).body.seat).toBeNull();
    }
    expect((await signAll(t, tender, subs)).body.reported).toBe(true);
    expect((await call('POST', '/candidates', {}, buyer.sub)).body.status).toBe('standstill');
    expect(JSON.stringify(await members(at(0).sub))).not.toContain('评委');
    t.clock.now = Date.parse('2026-04-20T09:00:00+08:00');
    const awarded = await call('POST', '/award', undefined, buyer.sub);
    expect(awarded.body.status, JSON.stringify(awarded.body)).toBe('awarded');

    const { body } = await call('GET', '/committee', undefined, at(0).sub);
    expect(body.seats.map(({ name }: { name: string }) => name)).toEqual(seats.map(({ name }) => name));
    const { draw } = body;
    expect(draw.values).toEqual(values);
    expect(draw.seed).toBe(drawSeed(tender.id, draw.list, values));
    const drawn = body.seats.filter(({ kind, left }: { kind: string; left?: string }) => kind === 'expert' && !left);
    const proof = {
      tender: tender.id,
      commitments: draw.commitments,
      values: draw.values,
      list: draw.list,
      eligible: draw.eligible,
      recused: draw.recused.map(({ id }: { id: string }) => id),
      members: drawn.map(({ id }: { id: string }) => id),
    };
    expect(draw.eligible).toHaveLength(9);
    expect(draw.recused.map(({ ground }: { ground: string }) => ground).sort()).toEqual(['employer', 'unavailable']);
    expect(verifyDraw(proof).map(({ code, ok }) => [code, ok])).toEqual([
      ['draw-values-committed', true],
      ['draw-list-published', true],
      ['draw-members-follow', true],
    ]);
    const log = await call('GET', '/events?limit=100', undefined, at(0).sub);
    const last = JSON.parse(log.body.items.at(-1).json);
    expect(last.type).toBe('CommitteeNamed');
    expect(last.data.draw).toMatchObject({ values, recused: draw.recused, members: proof.members });
  });
});
