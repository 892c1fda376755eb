import { beforeAll, describe, expect, it } from 'vitest';
import { candidateOf } from '../../functions/market/candidate.ts';
import { blocksOf } from '../../functions/market/matching/blocking.ts';
import { marketReactions } from '../../functions/market/on.ts';
import type { ExistingPost } from '../../functions/market/post.ts';
import { tick } from '../../functions/tick.ts';
import { allEvents } from '../../shared/table/log.ts';
import { type CallOptions, type Reply, start, type TestApp, testApp } from '../support/app.ts';
import { type Party, party } from '../support/world.ts';
import { demandPost, shopPost, supplyPost, tonnes, workPost, yuan } from './fixtures.ts';

let test: TestApp;
let builder: Party;
let mill: Party;
let pending: string;
beforeAll(async () => {
  test = await testApp();
  builder = await party(test.call, 1, 'buyer');
  mill = await party(test.call, 2, 'supplier');
  pending = 'pending-staff';
  const firm = { name: '三元待核有限公司', uscc: '913504041000000090', kinds: ['buyer'], division: '350404' };
  const contact = { name: '王工', phone: '0598-8220001' };
  expect((await test.call('POST', '/v1/organisations', { ...firm, contact }, { as: pending })).status).toBe(201);
});

const call = (method: string, path: string, body?: unknown, options?: CallOptions): Promise<Reply> =>
  test.call(method, path, body, options);
const outcome = ({ status, body }: Reply) => [status, body?.code];
const ids = ({ body }: Reply): string[] => body.items.map(({ id }: { id: string }) => id);

async function posted(by: Party, body: object): Promise<string> {
  const answer = await call('POST', '/v1/posts', body, { as: by.sub });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}

describe('a post', () => {
  it('answers what was published, and the same again to the same key', async () => {
    const options = { as: builder.sub, headers: { 'Idempotency-Key': 'k1' } };
    const first = await call('POST', '/v1/posts', demandPost, options);
    expect(first.status).toBe(201);
    expect(first.headers.get('location')).toBe(`/v1/posts/${first.body.id}`);
    expect(first.body).toMatchObject({
      kind: 'demand',
      side: 'wanted',
      category: 'steel.rebar',
      attributes: demandPost.attributes,
      status: 'open',
      poster: { id: builder.id, name: builder.name },
      duplicates: [],
    });
    const again = await call('POST', '/v1/posts', demandPost, options);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const read = await call('GET', `/v1/posts/${first.body.id}`);
    expect(read.status).toBe(200);
    expect(read.body.duplicates).toBeUndefined();
  });

  it('is refused with every fault and its pointer, and nothing is written', async () => {
    const wrong = {
      ...demandPost,
      attributes: { grade: { min: 1 }, diameter: { min: 25, max: 16 }, colour: 'red' },
      window: { from: '2026-03-29', to: '2026-03-10' },
      expiresAt: '2026-08-01T00:00:00Z',
      minimumOrder: tonnes('10'),
    };
    const refused = await call('POST', '/v1/posts', wrong, { as: builder.sub });
    expect(outcome(refused)).toEqual([422, 'post-invalid']);
    const faults = refused.body.errors.map(({ pointer, code }: Record<string, string>) => [pointer, code]);
    expect(faults).toEqual([
      ['/window/to', 'window-reversed'],
      ['/expiresAt', 'expiry-too-far'],
      ['/attributes/grade', 'range-not-numeric'],
      ['/attributes/diameter', 'range-reversed'],
      ['/attributes/colour', 'unknown-attribute'],
      ['/minimumOrder', 'not-for-this-side'],
    ]);
  });

  it('is listed by kind, category, family and division, and found by its own organisation', async () => {
    const id = await posted(mill, supplyPost);
    const lists = [
      '',
      '?kind=supply',
      '?kind=supply&category=steel.rebar',
      '?kind=supply&category=steel&division=350481',
    ];
    for (const query of lists) expect(ids(await call('GET', `/v1/posts${query}`))).toContain(id);
    for (const query of ['?kind=demand', '?kind=supply&category=cement', '?kind=supply&division=350404']) {
      expect(ids(await call('GET', `/v1/posts${query}`))).not.toContain(id);
    }
    expect(outcome(await call('GET', '/v1/posts?category=steel'))).toEqual([422, 'kind-required']);
    expect(ids(await call('GET', `/v1/posts?poster=${mill.id}`, undefined, { as: mill.sub }))).toContain(id);
    expect(outcome(await call('GET', `/v1/posts?poster=${mill.id}`, undefined, { as: builder.sub }))).toEqual([
      403,
      'forbidden',
    ]);
  });

  it('is amended as a whole, renewed, and closed once for all', async () => {
    const id = await posted(mill, { ...supplyPost, text: '改一改' });
    const as = { as: mill.sub };
    const amended = await call('PATCH', `/v1/posts/${id}`, { radiusKm: 80, text: null }, as);
    expect([amended.status, amended.body.radiusKm, amended.body.text]).toEqual([200, 80, undefined]);
    expect(outcome(await call('PATCH', `/v1/posts/${id}`, { category: 'steel.plate' }, as))).toEqual([
      422,
      'not-amendable',
    ]);
    const stale = { ...as, headers: { 'If-Match': '"1"' } };
    expect(outcome(await call('PATCH', `/v1/posts/${id}`, { radiusKm: 90 }, stale))).toEqual([412, 'etag-mismatch']);
    const renewed = await call('POST', `/v1/posts/${id}/renewal`, { expiresAt: '2026-05-01T00:00:00Z' }, as);
    expect([renewed.status, renewed.body.renewals]).toEqual([200, 1]);
    expect((await call('POST', `/v1/posts/${id}/closure`, undefined, as)).body.status).toBe('closed');
    expect(outcome(await call('GET', `/v1/posts/${id}`))).toEqual([404, 'not-found']);
    expect(ids(await call('GET', '/v1/posts?kind=supply'))).not.toContain(id);
    const again = await call('POST', `/v1/posts/${id}/renewal`, { expiresAt: '2026-05-02T00:00:00Z' }, as);
    expect(outcome(again)).toEqual([409, 'post-closed']);
  });

  it('changes in everything at once, however many blocks it stands in', async () => {
    const wide = {
      ...{ ...supplyPost, attributes: { grade: 'HRB400E', diameter: { oneOf: [16, 20, 25] }, length: 12 } },
      ...{ quantityHidden: true, text: '余材', window: { from: '2026-03-05', to: '2026-08-31' } },
    };
    const id = await posted(mill, wide);
    const changed = { quantity: tonnes('5000'), price: yuan('3600'), text: '新到', visibility: 'members' };
    const later = { window: { from: '2026-09-05', to: '2027-02-28' } };
    const answer = await call('PATCH', `/v1/posts/${id}`, { ...changed, ...later }, { as: mill.sub });
    expect(outcome(answer)).toEqual([200, undefined]);
    const { state } = await test.deps.posts.load(id);
    expect(blocksOf(candidateOf(id, state as ExistingPost))).toHaveLength(18);
  });

  it('shows its poster what it repeats, and others whose words it copies', async () => {
    const first = await posted(builder, { ...demandPost, text: '同文 甲' });
    const repeated = await call('POST', '/v1/posts', { ...demandPost, text: '同文，甲' }, { as: builder.sub });
    expect(repeated.body.duplicates).toContainEqual({ post: first, repetition: 'repeated' });
    const similar = { ...demandPost, text: '同文 甲', quantity: tonnes('501') };
    expect((await call('POST', '/v1/posts', similar, { as: builder.sub })).body.duplicates).toContainEqual({
      post: first,
      repetition: 'similar',
    });
    const third = await party(test.call, 30, 'buyer');
    const copied = await call('POST', '/v1/posts', { ...demandPost, text: '同文甲' }, { as: third.sub });
    expect(copied.body.duplicates).toContainEqual({ post: first, repetition: 'copied' });
  });

  it('reads a text for the poster to confirm', async () => {
    const text = 'HRB400及以上 直径16~25 12m 5000吨';
    const read = await call('POST', '/v1/posts/parse', { text, kind: 'demand' }, { as: builder.sub });
    expect(read.status).toBe(200);
    expect(read.body).toMatchObject({
      category: 'steel.rebar',
      attributes: { grade: { atLeast: 'HRB400' }, diameter: { min: 16, max: 25 }, length: 12 },
      quantity: { value: '5000', unit: 'TNE' },
      rest: [],
    });
    const work = { text: '车削 碳钢 轴 1500×200×200 IT8 320kg 40件', kind: 'processing' };
    expect((await call('POST', '/v1/posts/parse', work, { as: builder.sub })).body).toMatchObject({
      process: 'turning',
      attributes: { material: 'carbon-steel', length: 1500, tolerance: 8, mass: 320 },
      quantity: { value: '40', unit: 'H87' },
    });
  });
});

describe('what members alone may know', () => {
  const who = () => [undefined, { as: pending }, { as: 'nobody' }];

  it('a post for members does not exist for others', async () => {
    const id = await posted(builder, { ...demandPost, visibility: 'members' });
    for (const options of who()) {
      expect(outcome(await call('GET', `/v1/posts/${id}`, undefined, options))).toEqual([404, 'not-found']);
      expect(ids(await call('GET', '/v1/posts?kind=demand&limit=100', undefined, options))).not.toContain(id);
    }
    expect((await call('GET', `/v1/posts/${id}`, undefined, { as: mill.sub })).status).toBe(200);
    expect(ids(await call('GET', '/v1/posts?kind=demand&limit=100', undefined, { as: mill.sub }))).toContain(id);
  });

  it('a hidden quantity is in no public answer, no event, no log line', async () => {
    const secret = { ...demandPost, quantity: tonnes('7391.5'), text: '要7391.5吨', quantityHidden: true };
    const id = await posted(builder, secret);
    for (const options of who()) {
      const one = await call('GET', `/v1/posts/${id}`, undefined, options);
      const list = await call('GET', '/v1/posts?kind=demand&limit=100', undefined, options);
      expect(one.status).toBe(200);
      expect(JSON.stringify([one.body, list.body])).not.toContain('7391.5');
    }
    for (const options of [{ as: mill.sub }, { as: builder.sub }]) {
      expect((await call('GET', `/v1/posts/${id}`, undefined, options)).body.quantity.value).toBe('7391.5');
    }
    const amended = await call('PATCH', `/v1/posts/${id}`, { quantity: tonnes('7391.6') }, { as: builder.sub });
    expect(amended.body.quantity.value).toBe('7391.6');
    const events = (await allEvents(test.db, id)).map(({ json }) => json).join();
    expect(events).toContain('PostAmended');
    expect(events).not.toContain('7391');
    expect(JSON.stringify(test.logged)).not.toContain('7391.');
    const refused = { ...secret, quantity: tonnes('7391.123456789') };
    await call('POST', '/v1/posts', refused, { as: builder.sub });
    expect(JSON.stringify(test.logged)).not.toContain('7391.');
  });
});

describe('drawings', () => {
  it('are read by those alone to whom they were released, post by post', async () => {
    const id = await posted(builder, workPost);
    const content = new TextEncoder().encode('%PDF 轴');
    const file = { name: '轴.pdf', mediaType: 'application/pdf', size: content.byteLength, sha256: 'a'.repeat(64) };
    const attached = await call('POST', `/v1/posts/${id}/drawings`, file, { as: builder.sub });
    expect(attached.status).toBe(201);
    const path = `/v1/posts/${id}/drawings/${attached.body.drawing.id}`;
    expect(outcome(await call('GET', path, undefined, { as: builder.sub }))).toEqual([409, 'drawing-not-uploaded']);
    test.files.kept.set(`drawings/${id}/${attached.body.drawing.id}`, content);
    const read = (as: string) => call('GET', path, undefined, { as });
    expect((await read(builder.sub)).status).toBe(200);
    expect(outcome(await read(mill.sub))).toEqual([404, 'not-found']);
    const seen = await call('GET', `/v1/posts/${id}`, undefined, { as: mill.sub });
    expect([seen.body.drawingCount, seen.body.drawings]).toEqual([1, []]);

    const release = { organisation: mill.id };
    const early = await call('POST', `/v1/posts/${id}/releases`, release, { as: builder.sub });
    expect(outcome(early)).toEqual([422, 'release-not-requested']);
    const ask = (body: object) => call('POST', `/v1/posts/${id}/release-requests`, body, { as: mill.sub });
    expect(outcome(await ask({}))).toEqual([400, 'undertaking-required']);
    expect((await ask({ undertaking: true })).status).toBe(201);
    expect(outcome(await read(mill.sub))).toEqual([404, 'not-found']);
    const released = await call('POST', `/v1/posts/${id}/releases`, release, { as: builder.sub });
    expect(released.body).toEqual({ organisation: mill.id, drawings: [attached.body.drawing.id] });
    expect((await read(mill.sub)).body.url).toContain(attached.body.drawing.id);
    const other = await party(test.call, 31, 'supplier');
    expect(outcome(await read(other.sub))).toEqual([404, 'not-found']);
    const log = (await allEvents(test.db, id)).map(({ json }) => JSON.parse(json));
    expect(log.map(({ type }) => type)).toEqual([
      'PostPublished',
      'DrawingAttached',
      'ReleaseRequested',
      'DrawingsReleased',
    ]);
    expect(JSON.stringify(log)).not.toContain('轴.pdf');
    expect(log[3].data).toMatchObject({ organisation: mill.id, drawings: [attached.body.drawing.id] });
  });
});

describe('time and verification', () => {
  it('ends a post by the clock, also before the clock looks, and renews it', async () => {
    const id = await posted(mill, { ...supplyPost, window: { from: '2026-03-05', to: '2026-05-31' }, text: '到期' });
    test.clock.now = Date.parse('2026-04-01T00:00:00.000Z');
    expect(outcome(await call('GET', `/v1/posts/${id}`))).toEqual([404, 'not-found']);
    expect(ids(await call('GET', '/v1/posts?kind=supply&limit=100'))).not.toContain(id);
    await tick(test.deps);
    await tick(test.deps);
    const closed = await call('GET', `/v1/posts/${id}`, undefined, { as: mill.sub });
    expect([closed.body.status, closed.body.reason]).toEqual(['closed', 'expired']);
    const types = (await allEvents(test.db, id)).map(({ json }) => JSON.parse(json).type);
    expect(types).toEqual(['PostPublished', 'PostClosed']);
    const renewal = { expiresAt: '2026-04-20T00:00:00.000Z' };
    expect((await call('POST', `/v1/posts/${id}/renewal`, renewal, { as: mill.sub })).body.status).toBe('open');
    expect(ids(await call('GET', '/v1/posts?kind=supply&limit=100'))).toContain(id);
    test.clock.now = start;
  });

  it('closes the posts of an organisation whose verification is taken away', async () => {
    const firm = await party(test.call, 32, 'supplier');
    const mine = [await posted(firm, supplyPost), await posted(firm, { ...supplyPost, text: '其二' })];
    const decision = { decision: 'rejected', reason: '执照注销' };
    await call('POST', `/v1/organisations/${firm.id}/verification`, decision, { as: 'operator' });
    const [last] = (await allEvents(test.db, firm.id)).slice(-1);
    const { seq, at, type, v, data } = JSON.parse(last?.json ?? '');
    const event = { id: `${firm.id}/${seq}`, aggregate: 'organisation', aggregateId: firm.id, seq, at, type, v, data };
    const { react } = marketReactions(test.deps);
    await react(event);
    await react(event);
    for (const id of mine) {
      expect(outcome(await call('GET', `/v1/posts/${id}`))).toEqual([404, 'not-found']);
      expect(await allEvents(test.db, id)).toHaveLength(2);
    }
    expect(outcome(await call('POST', '/v1/posts', shopPost, { as: firm.sub }))).toEqual([
      403,
      'organisation-not-verified',
    ]);
  });
});
