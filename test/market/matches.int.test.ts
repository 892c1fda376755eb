import { beforeAll, describe, expect, it } from 'vitest';
import { candidateOf } from '../../functions/market/candidate.ts';
import { rank } from '../../functions/market/matching/rank.ts';
import { marketReactions } from '../../functions/market/on.ts';
import type { StreamedEvent } from '../../functions/market/store.ts';
import type { Written } from '../../functions/market/terms.ts';
import { dayOf } from '../../shared/kernel/time.ts';
import type { Db } from '../../shared/table/client.ts';
import { allEvents } from '../../shared/table/log.ts';
import { type CallOptions, type Reply, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { atCall, faulty } from '../support/faulty.ts';
import { type Party, party } from '../support/world.ts';
import { at, demandPost, sanyuan, shopPost, supplyPost, tonnes, workPost, yongan, yuan } from './fixtures.ts';

/** What happens between two calls of the database, once. */
let between: (() => Promise<unknown>) | undefined;

function interrupted(db: Counting): Counting {
  const send = async (command: { input: object }) => {
    const answer = await (db.send as (command: unknown) => Promise<unknown>)(command);
    const { ExpressionAttributeValues: values } = command.input as {
      ExpressionAttributeValues?: Record<string, unknown>;
    };
    if (between !== undefined && String(values?.[':pk']).startsWith('match#2#offered#steel.rebar#20 HRB400#')) {
      const act = between;
      between = undefined;
      await act();
    }
    return answer;
  };
  return Object.create(db, { send: { value: send as Db['send'] } });
}

let db: Counting;
let test: TestApp;
let builder: Party;
let mills: Party[];
beforeAll(async () => {
  db = counting(await freshDb());
  test = await testApp({ db: interrupted(db) });
  builder = await party(test.call, 1, 'buyer');
  mills = await Promise.all([2, 3, 4].map((n) => party(test.call, n, 'supplier')));
});

const call = (method: string, path: string, body?: unknown, options?: CallOptions): Promise<Reply> =>
  test.call(method, path, body, options);
const outcome = ({ status, body }: Reply) => [status, body?.code];

async function posted(by: Party, body: object): Promise<string> {
  const answer = await call('POST', '/v1/posts', body, { as: by.sub });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}
const matches = (id: string, by: Party, query = '') =>
  call('GET', `/v1/posts/${id}/matches${query}`, undefined, { as: by.sub });
const ids = ({ body }: Reply): string[] => body.items.map(({ post }: { post: { id: string } }) => post.id);
const mill = (n: number): Party => mills[n] as Party;

describe('matches', () => {
  let demand: string;
  let plain: string;
  let seismic: string;
  let far: string;
  let small: string;

  it('come best first, with every factor and its reason in both languages', async () => {
    const attributes = { grade: 'HRB400', diameter: { oneOf: [12, 16, 20, 25] }, length: 12 };
    demand = await posted(builder, { ...demandPost, attributes, quantity: tonnes('5000'), quantityHidden: true });
    const supply = (more: object) => ({
      ...supplyPost,
      attributes: { grade: 'HRB400', diameter: 20, length: 12 },
      ...more,
    });
    plain = await posted(mill(0), supply({ price: yuan('3390') }));
    seismic = await posted(mill(1), { ...supplyPost, price: yuan('3390') });
    far = await posted(mill(2), supply({ price: yuan('3390'), place: { division: '350430' } }));
    small = await posted(
      mill(2),
      supply({ attributes: { grade: 'HRB400', diameter: 32 }, quantity: tonnes('9'), minimumOrder: undefined }),
    );
    const found = await matches(demand, builder);
    expect([found.status, found.body.compared]).toEqual([200, 3]);
    expect(ids(found)).toEqual([plain, far, seismic]);
    const [first] = found.body.items;
    expect(first.factors.map(({ name, score }: Record<string, string>) => [name, score])).toEqual([
      ['cost', '1.0000'],
      ['time', '1.0000'],
      ['quantity', '0.1720'],
      ['spec', '1.0000'],
      ['record', '0.5000'],
      ['freshness', '1.0000'],
    ]);
    expect(first.score).toBe('82.58');
    expect(first.factors[2].why).toEqual({
      zh: '可供 860 吨（理计），需求 5000 吨（理计）',
      en: '860 t (theoretical) offered, 5000 t (theoretical) asked',
    });
    expect(found.body.items[2].substitutions).toEqual([{ attribute: 'grade', offered: 'HRB400E', asked: 'HRB400' }]);
    expect(found.body.items[2].factors[3].why.zh).toBe('牌号 HRB400E 可代 HRB400');
  });

  it('are the same from the other side', async () => {
    for (const [id, by] of [
      [plain, mill(0)],
      [seismic, mill(1)],
      [far, mill(2)],
    ] as const) {
      expect(ids(await matches(id, by))).toEqual([demand]);
    }
    expect(ids(await matches(small, mill(2)))).toEqual([]);
  });

  it('say why a post is not among them, and nothing of what one may not see', async () => {
    const explained = (await matches(demand, builder, `?explain=${small}`)).body.explained;
    expect(explained).toMatchObject({
      post: small,
      matches: false,
      failures: [
        { condition: 'attributes', code: 'attribute-above', why: { en: 'nominal diameter 32 > 25 mm asked' } },
      ],
    });
    expect((await matches(demand, builder, `?explain=${plain}`)).body.explained).toMatchObject({
      matches: true,
      score: '82.58',
    });
    const gone = await posted(mill(0), supplyPost);
    await call('POST', `/v1/posts/${gone}/closure`, undefined, { as: mill(0).sub });
    expect(outcome(await matches(demand, builder, `?explain=${gone}`))).toEqual([404, 'not-found']);
  });

  it('are for the poster, while it is verified and the post stands', async () => {
    expect(outcome(await matches(demand, mill(0)))).toEqual([403, 'forbidden']);
    expect((await call('GET', `/v1/posts/${demand}/matches`)).status).toBe(401);
    const closed = await posted(builder, demandPost);
    await call('POST', `/v1/posts/${closed}/closure`, undefined, { as: builder.sub });
    expect(outcome(await matches(closed, builder))).toEqual([409, 'post-closed']);
    const lost = await party(test.call, 9, 'buyer');
    const own = await posted(lost, demandPost);
    const decision = { decision: 'rejected', reason: '核对' };
    await call('POST', `/v1/organisations/${lost.id}/verification`, decision, { as: 'operator' });
    expect(outcome(await matches(own, lost))).toEqual([403, 'organisation-not-verified']);
  });

  it('never show an old version of a post that is amended meanwhile', async () => {
    between = () => call('PATCH', `/v1/posts/${plain}`, { price: yuan('9999') }, { as: mill(0).sub });
    expect(ids(await matches(demand, builder))).toEqual([far, seismic]);
    const later = await matches(demand, builder);
    expect(ids(later)).toEqual([far, seismic, plain]);
    expect(later.body.items[2].post.price.unitPrice.amount).toBe('9999');
  });

  it('of work: a machine shop with free hours finds its order', async () => {
    const shop = await posted(mill(0), shopPost);
    const order = await posted(builder, workPost);
    expect(ids(await matches(shop, mill(0)))).toEqual([order]);
    const long = await posted(builder, { ...workPost, hours: '80' });
    const explained = (await matches(shop, mill(0), `?explain=${long}`)).body.explained;
    expect(explained.failures.map(({ code }: { code: string }) => code)).toEqual(['hours-short']);
    expect(explained.failures[0].why.en).toBe('72.5 free machine hours < 80 needed in the common days');
  });
});

describe('blocks in the table', () => {
  it('lead to every match and nothing but matches, whatever is posted', async () => {
    const variants: [Party, Written][] = [];
    const months = ['2026-03', '2026-04', '2026-05'];
    for (let n = 0; n < 36; n += 1) {
      const grade = ['HRB400', 'HRB400E', 'HRB500E'][n % 3] as string;
      const diameter = [8, 12, { min: 12, max: 20 }, 25, { oneOf: [8, 25] }][n % 5] as number;
      const month = months[n % 4 === 3 ? 1 : n % 3] as string;
      const window = { from: `${month}-05`, to: `${month}-28` };
      const place = n % 2 === 0 ? sanyuan : yongan;
      const common = { window, place, quantity: tonnes(String(100 + n)), expiresAt: '2026-05-20T00:00:00.000Z' };
      const demand = n % 2 === 0;
      const spec = demand && n % 6 === 0 ? { grade: { atLeast: 'HRB400' } } : { grade, diameter };
      const body = demand ? { ...demandPost, ...common } : { ...supplyPost, ...common, minimumOrder: undefined };
      variants.push([demand ? builder : mill(n % 3), { ...body, attributes: spec }]);
    }
    const made = [];
    for (const [by, body] of variants) made.push([await posted(by, body), by] as const);
    const all = await Promise.all(
      made.map(async ([id]) => candidateOf(id, (await test.deps.posts.load(id)).state as never)),
    );
    const own = new Set(made.map(([id]) => id));
    let matching = 0;
    for (const [index, [id, by]] of made.entries()) {
      const seeker = all[index];
      if (seeker === undefined) throw new Error('there is one');
      const brute = rank(seeker, all, dayOf(at)).map((match) => match.id);
      const found = ids(await matches(id, by, '?limit=100')).filter((each) => own.has(each));
      expect(found.toSorted()).toEqual(brute.toSorted());
      matching += brute.length;
    }
    expect(matching).toBeGreaterThan(80);
  });

  it('cost what the table layer says', async () => {
    const plate = { category: 'steel.plate', attributes: { grade: 'Q355B', thickness: 20, width: 2000, length: 8000 } };
    db.reset();
    const id = await posted(builder, { ...demandPost, ...plate, window: { from: '2026-03-10', to: '2026-03-29' } });
    expect([db.formula, db.reads]).toEqual([36, 6.5]);
    for (const by of mills) await posted(by, { ...supplyPost, ...plate });
    db.reset();
    const found = await matches(id, builder);
    expect(ids(found)).toHaveLength(3);
    const queries = db.commands.filter(({ name }) => name === 'Query');
    // Membership, and of the month the thickness and the wide one by the grade, the two that serve and the wide one; the
    // post, its kept list, and each match that is shown. Flags are kept for a minute.
    expect([queries.length, db.reads]).toEqual([9, 9.5]);
    db.reset();
    await call('POST', `/v1/posts/${id}/closure`, undefined, { as: builder.sub });
    expect(db.formula).toBe(32);
    db.reset();
    await call('GET', '/v1/posts?kind=supply&category=steel.plate');
    expect(db.reads).toBe(1.5);
  });
});

describe('a published list', () => {
  const list = {
    kind: 'leading',
    title: '三明市龙头企业名单',
    source: '明工信〔2026〕3号',
    publishedOn: '2026-02-10',
    firms: [{ uscc: '91350404100000003X', name: '沙县第3钢铁贸易有限公司' }],
  };

  it('is entered by the operator alone, whole or not at all', async () => {
    const put = (body: object, as: string) => call('PUT', '/v1/published-lists/leading-2026', body, { as });
    expect(outcome(await put(list, mill(0).sub))).toEqual([403, 'forbidden']);
    const twice = { ...list, publishedOn: '2026-03-03', firms: [...list.firms, ...list.firms] };
    const refused = await put(twice, 'operator');
    expect(outcome(refused)).toEqual([422, 'list-invalid']);
    expect(refused.body.errors.map(({ code }: { code: string }) => code)).toContain('firm-repeated');
    expect(outcome(await call('GET', '/v1/published-lists/leading-2026'))).toEqual([404, 'not-found']);
  });

  it('flags posts, and no score knows of it', async () => {
    const { id, sub } = mill(1);
    const mine = await posted(mill(1), { ...supplyPost, text: '名单', place: sanyuan });
    const before = await matches(mine, mill(1));
    const { uscc, name } = (await call('GET', `/v1/organisations/${id}`, undefined, { as: sub })).body;
    const issue = (version: object) =>
      call('PUT', '/v1/published-lists/leading-2026', { ...list, ...version }, { as: 'operator' });
    const told = async (): Promise<StreamedEvent> => {
      const [last] = (await allEvents(test.db, 'list_leading-2026')).slice(-1);
      const { seq, at: when, type, v, data } = JSON.parse(last?.json ?? '');
      const aggregateId = 'list_leading-2026';
      return { id: `${aggregateId}/${seq}`, aggregate: 'published-list', aggregateId, seq, at: when, type, v, data };
    };
    expect((await issue({ firms: [{ uscc, name }] })).body.version).toBe(1);
    const first = await told();
    const { react } = marketReactions(test.deps);
    await react(first);
    test.clock.now += 60_000;
    const flags = async () => (await call('GET', `/v1/posts/${mine}`)).body.flags;
    expect(await flags()).toEqual([
      { list: 'leading-2026', kind: 'leading', title: list.title, source: list.source, publishedOn: list.publishedOn },
    ]);
    expect((await matches(mine, mill(1))).body.items.map(({ score }: { score: string }) => score)).toEqual(
      before.body.items.map(({ score }: { score: string }) => score),
    );
    expect((await issue({})).body.version).toBe(2);
    const second = await told();
    await Promise.all([react(second), react(first), react(second)]);
    test.clock.now += 60_000;
    expect(await flags()).toEqual([]);
    expect((await issue({})).body.version).toBe(2);
  });
});

describe('at once', () => {
  it('twins with one key publish one post, and no release is lost among many', async () => {
    const options = { as: builder.sub, headers: { 'Idempotency-Key': 'twin' } };
    const twins = await Promise.all([1, 2, 3].map(() => call('POST', '/v1/posts', demandPost, options)));
    expect(new Set(twins.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    const id = twins[0]?.body.id;
    const ask = (by: Party) => call('POST', `/v1/posts/${id}/release-requests`, { undertaking: true }, { as: by.sub });
    const asked = await Promise.all(mills.map(ask));
    expect(asked.map(({ status }) => status)).toEqual([201, 201, 201]);
    const { releases } = (await call('GET', `/v1/posts/${id}`, undefined, { as: builder.sub })).body;
    expect(releases).toHaveLength(3);
  });

  it('a process that dies at any write leaves a post whole or none', async () => {
    const count = async () => (await Array.fromAsync(test.deps.posts.openOf(mill(2).id))).length;
    const before = await count();
    for (const injected of [{ before: 'death' }, { after: 'death' }] as const) {
      const dying = await testApp({ db: faulty(db, atCall(1, injected, 'TransactWriteCommand')) });
      const options = { as: mill(2).sub, headers: { 'Idempotency-Key': `death-${Object.keys(injected)}` } };
      const body = { ...supplyPost, text: '中断' };
      expect((await dying.call('POST', '/v1/posts', body, options)).status).toBe(500);
      const again = await call('POST', '/v1/posts', body, options);
      expect(again.status).toBe(201);
    }
    expect(await count()).toBe(before + 2);
  });
});
