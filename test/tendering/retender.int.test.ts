import { beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { deadline, fairReview, type Party, party, published } from '../support/world.ts';

const later = { deadline: '2026-05-08T09:00:00+08:00' };

describe('lots that were not awarded are tendered again once', () => {
  let t: TestApp;
  let buyer: Party;
  const call = (method: string, path: string, body?: unknown, headers = {}) =>
    t.call(method, `/v1/tenders/${path}`, body, { as: buyer.sub, headers });
  const cancel = (id: string) => call('POST', `${id}/cancellation`, { reason: '项目调整' });
  const logOf = async (id: string) => (await t.deps.tenders.wholeLog(id)).map(({ json }) => json);

  beforeAll(async () => {
    t = await testApp();
    buyer = await party(t.call, 1, 'buyer');
  });

  async function cancelled(): Promise<string> {
    const { id } = await published(t.call, buyer, { regime: 'soe-voluntary', deadline });
    expect((await cancel(id)).status).toBe(200);
    return id;
  }

  it('and both tenders name the other; a draft to nobody but its own people', async () => {
    const id = await cancelled();
    const again = await call('POST', `${id}/retender`, later, { 'Idempotency-Key': 'again' });
    expect(again.status, JSON.stringify(again.body)).toBe(201);
    expect(again.body.follows.tender).toBe(id);
    const twin = await call('POST', `${id}/retender`, later, { 'Idempotency-Key': 'again' });
    expect(twin.body.id).toBe(again.body.id);
    expect((await call('GET', id)).body.tenderedAgain).toMatchObject([{ tender: again.body.id }]);
    expect(JSON.stringify((await t.call('GET', `/v1/tenders/${id}`)).body)).not.toContain(again.body.id);
    expect((await logOf(id)).at(-1)).toContain('LotsTenderedAgain');
    expect((await logOf(id)).join('')).not.toContain(again.body.id);
    expect((await call('POST', `${id}/retender`, later)).body.code).toBe('lots-tendered-again');
  });

  it('by two at once: one draft', async () => {
    const id = await cancelled();
    const answers = await Promise.all([1, 2].map(() => call('POST', `${id}/retender`, later)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('again, when the draft that followed was cancelled; a published one is tendered again itself', async () => {
    const id = await cancelled();
    const first = await call('POST', `${id}/retender`, later);
    await cancel(first.body.id);
    const second = await call('POST', `${id}/retender`, later);
    expect(second.status, JSON.stringify(second.body)).toBe(201);
    expect((await call('GET', id)).body.tenderedAgain).toHaveLength(2);
    expect((await call('PATCH', second.body.id, { fairReview })).status).toBe(200);
    expect((await call('POST', `${second.body.id}/publication`)).status).toBe(200);
    await cancel(second.body.id);
    expect((await call('POST', `${id}/retender`, later)).body.code).toBe('lots-tendered-again');
    expect((await call('POST', `${second.body.id}/retender`, later)).status).toBe(201);
  });

  it('and a death between the two writes leaves no lot behind: the next request makes the draft', async () => {
    const id = await cancelled();
    const { state } = await t.deps.tenders.load(id, { consistent: true });
    const lots = state.status === 'none' ? [] : state.draft.lots.map((lot) => lot.id);
    const next = t.deps.id('tender');
    const at = new Date(t.clock.now).toISOString();
    const actor = { kind: 'user', sub: buyer.sub, platform: [] } as const;
    const command = { type: 'tenderAgain', at, tender: next, lots, ended: [] } as const;
    await t.deps.tenders.handle(id, command, { actor, as: 'purchaser', at });
    expect((await call('GET', next)).status).toBe(404);
    expect((await call('POST', `${id}/retender`, later)).body.id).toBe(next);
    expect((await call('POST', `${id}/retender`, later)).body.code).toBe('lots-tendered-again');
  });
});
