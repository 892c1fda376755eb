import { beforeAll, describe, expect, it } from 'vitest';
import { isEligible } from '../../functions/tendering/experts.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { everything } from '../support/scan.ts';

const db = counting(await freshDb());
let t: TestApp;
beforeAll(async () => {
  t = await testApp({ db });
});

const mill = '913504041000003660';
const entry = (n: number, more: object = {}) => ({
  name: `评委${n}`,
  employer: '91350404100000008Y',
  specialties: ['steel'],
  ties: [],
  ...more,
});
const put = (sub: string, body: unknown, as = 'operator', headers = {}) =>
  t.call('PUT', `/v1/experts/${sub}`, body, { as, headers });

describe('the expert list', () => {
  it('is entered by the operator, and read by operator and supervisor alone', async () => {
    for (const as of ['zhang', 'supervisor']) expect((await put('zhang', entry(1), as)).status).toBe(403);
    const answer = await put('zhang', entry(1, { ties: [mill] }));
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"1"']);
    expect(answer.body).toMatchObject({
      sub: 'zhang',
      name: '评委1',
      status: 'active',
      ties: [mill],
      declaredTies: [],
    });
    expect(answer.body.id).toMatch(/^exp_[0-9a-f]{32}$/);
    expect((await put('zhang', entry(1, { ties: [mill] }))).headers.get('etag')).toBe('"1"');
    expect((await t.call('GET', '/v1/experts', undefined, { as: 'zhang' })).status).toBe(403);
    expect((await t.call('GET', '/v1/experts', undefined, {})).status).toBe(401);
    for (const sub of ['zhang', 'nobody']) {
      const answers = await Promise.all(
        ['operator', 'supervisor', 'zhang'].map((as) => t.call('GET', `/v1/experts/${sub}`, undefined, { as })),
      );
      const found = sub === 'zhang' ? 200 : 404;
      expect(answers.map(({ status }) => status)).toEqual([found, found, 403]);
      if (found === 200) expect(answers[0]?.body).toMatchObject({ sub });
    }
    for (const as of ['operator', 'supervisor']) {
      const { body } = await t.call('GET', '/v1/experts', undefined, { as });
      expect(body.items.map((one: { sub: string }) => one.sub)).toEqual(['zhang']);
    }
  });

  it('says where an entry is wrong', async () => {
    const { status, body } = await put('wang', entry(2, { specialties: ['gold'], employer: '123' }));
    expect([status, body.code, body.errors.map((one: { pointer: string }) => one.pointer)]).toEqual([
      422,
      'expert-invalid',
      ['/specialties/0', '/employer'],
    ]);
    expect((await put('me', entry(2))).status).toBe(400);
    expect((await t.call('GET', '/v1/experts/me', undefined, { as: 'wang' })).status).toBe(404);
  });

  it('shows and takes an expert’s own entry and ties', async () => {
    const ties = ['91350404100000008Y'];
    const answer = await t.call('PUT', '/v1/experts/me/ties', { ties }, { as: 'zhang' });
    expect(answer.body).toMatchObject({ enteredTies: [mill], declaredTies: ties, ties: [mill, ...ties].sort() });
    const own = await t.call('GET', '/v1/experts/me', undefined, { as: 'zhang' });
    expect(own.body).toEqual(answer.body);
    expect((await t.call('PUT', '/v1/experts/me/ties', { ties }, { as: 'nobody' })).status).toBe(404);
    expect((await put('zhang', entry(1))).body).toMatchObject({ declaredTies: ties, ties });
  });

  it('is changed once by one key, and by one who saw the newest', async () => {
    const headers = { 'Idempotency-Key': 'zhang-suspended' };
    const suspended = entry(1, { status: 'suspended' });
    const [one, two] = await Promise.all([
      put('zhang', suspended, 'operator', headers),
      put('zhang', suspended, 'operator', headers),
    ]);
    expect([one?.status, two?.status, one?.body]).toEqual([200, 200, two?.body]);
    expect((await put('zhang', entry(1), 'operator', { 'If-Match': '"1"' })).status).toBe(412);
    const lists = await Promise.all(
      ['active', 'suspended'].map((status) =>
        t.call('GET', `/v1/experts?status=${status}`, undefined, { as: 'operator' }),
      ),
    );
    expect(lists.map(({ body }) => body.items.length)).toEqual([0, 1]);
  });

  it('is read in pages, and whole for a draw, at a cost that is known', async () => {
    for (let n = 10; n < 35; n += 1) await put(`expert-${n}`, entry(n, n % 5 === 0 ? { specialties: ['cement'] } : {}));
    const first = await t.call('GET', '/v1/experts?limit=20', undefined, { as: 'operator' });
    const { pathname, search } = new URL(first.headers.get('link')?.match(/<(.+?)>/)?.[1] ?? '', 'http://localhost');
    const second = await t.call('GET', pathname + search, undefined, { as: 'operator' });
    const subs = [...first.body.items, ...second.body.items].map((one: { sub: string }) => one.sub);
    expect([subs.length, new Set(subs).size, second.body.next]).toEqual([25, 25, null]);
    const cement = await t.call('GET', '/v1/experts?specialty=cement', undefined, { as: 'supervisor' });
    expect(cement.body.items).toHaveLength(5);
    db.reset();
    const active = await t.deps.experts.active();
    expect(active.filter((one) => isEligible(one, ['steel', 'steel.rebar']))).toHaveLength(20);
    expect(db.commands.map(({ name }) => name)).toEqual(['Query']);
    expect(db.reads).toBeLessThanOrEqual(3);
  });

  it('leaves no name, subject or tie in a log', async () => {
    const items = JSON.parse(await everything(t.db)) as Record<string, string>[];
    const events = items.filter(({ kind, aggregate }) => kind === 'event' && aggregate === 'expert');
    expect(events.length).toBeGreaterThan(25);
    for (const { json } of events) expect(json).not.toMatch(/评委|zhang|expert-\d|9135040/);
  });
});
