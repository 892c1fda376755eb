import { beforeAll, describe, expect, it } from 'vitest';
import { worker } from '../../functions/jobs.ts';
import { type CallOptions, type Reply, runJobs, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { atCall, faulty } from '../support/faulty.ts';
import { type Party, party } from '../support/world.ts';
import { demandPost, sanyuan, supplyPost, tonnes, yuan } from './fixtures.ts';

let db: Counting;
let test: TestApp;
let buyers: Party[];
let mills: Party[];
beforeAll(async () => {
  db = counting(await freshDb());
  test = await testApp({ db });
  buyers = await Promise.all([1, 2, 3].map((n) => party(test.call, n, 'buyer')));
  mills = await Promise.all([4, 5, 6, 7, 8, 9].map((n) => party(test.call, n, 'supplier')));
});

const call = (method: string, path: string, body?: unknown, options?: CallOptions): Promise<Reply> =>
  test.call(method, path, body, options);
const outcome = ({ status, body }: Reply) => [status, body?.code];
const buyer = (n: number): Party => buyers[n] as Party;
const mill = (n: number): Party => mills[n] as Party;
async function posted(by: Party, body: object): Promise<string> {
  const answer = await call('POST', '/v1/posts', body, { as: by.sub });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}
const planOf = (id: string, as: string) => call('GET', `/v1/plans/${id}`, undefined, { as });
async function made(path: string, body: object, as: string): Promise<string> {
  const answer = await call('POST', path, body, { as });
  expect(answer.status, JSON.stringify(answer.body)).toBe(202);
  expect(answer.headers.get('location')).toBe(`/v1/plans/${answer.body.plan}`);
  await runJobs(test);
  return answer.body.plan;
}
const linesOf = (each: { lines: { post: string; quantity: { value: string } }[] }) =>
  each.lines.map(({ post, quantity }) => [post, quantity.value]);

const spec = (diameter: unknown) => ({ grade: 'HRB400E', diameter, length: 12 });
const wanted = (diameter: number, tons: string, more: object = {}) => ({
  ...demandPost,
  attributes: spec(diameter),
  quantity: tonnes(tons),
  ...more,
});
const offered = (diameter: unknown, tons: string, price: string, more: object = {}) => ({
  ...supplyPost,
  attributes: spec(diameter),
  quantity: tonnes(tons),
  minimumOrder: undefined,
  price: yuan(price, 'delivered'),
  place: sanyuan,
  ...more,
});

describe('four specs of one leading firm, 5,000 t in all', () => {
  let demands: string[];
  let offers: string[];
  let id: string;

  it('are served together by six mills, each offer once at most', async () => {
    const asked = [
      [12, '1000'],
      [16, '1500'],
      [20, '1500'],
      [25, '1000'],
    ] as const;
    demands = [];
    for (const [diameter, tons] of asked) demands.push(await posted(buyer(0), wanted(diameter, tons)));
    const rolled = [
      [{ oneOf: [12, 16] }, '1050', '3400'],
      [{ oneOf: [12, 25] }, '700', '3390'],
      [16, '1050', '3410'],
      [{ oneOf: [16, 20] }, '1050', '3395'],
      [20, '840', '3420'],
      [25, '1400', '3405'],
    ] as const;
    offers = [];
    for (const [n, [diameter, tons, price]] of rolled.entries()) {
      offers.push(await posted(mill(n), offered(diameter, tons, price)));
    }
    id = await made('/v1/combinations', { posts: demands }, buyer(0).sub);
    const { status, body } = await planOf(id, buyer(0).sub);
    expect(status).toBe(200);
    expect(body).toMatchObject({ own: true, category: 'steel.rebar', status: 'made', solved: 'optimal', stale: false });
    expect(body.totals).toMatchObject({ buyers: 1, suppliers: 6, askedTonnes: '5000.000', coveredTonnes: '5000.000' });
    expect(body.demands.map(({ missing }: { missing: { value: string } }) => missing.value)).toEqual([
      '0',
      '0',
      '0',
      '0',
    ]);
    const lines = body.demands.flatMap(linesOf) as [string, string][];
    const of = (offer: string) =>
      lines.filter(([post]) => post === offer).reduce((all, [, tons]) => all + Number(tons), 0);
    for (const [n, [, tons]] of rolled.entries()) expect(of(offers[n] as string)).toBeLessThanOrEqual(Number(tons));
    expect(body.offers).toEqual([]);
    const amounts = body.demands.flatMap(({ lines: own }: { lines: { amount: { amount: string } }[] }) =>
      own.map(({ amount }) => Number(amount.amount)),
    );
    expect(amounts.reduce((all: number, each: number) => all + each, 0)).toBeCloseTo(
      Number(body.totals.amount.amount),
      2,
    );
  });

  it('of fewer suppliers if so asked, with why the others are not taken', async () => {
    const few = await made('/v1/combinations', { posts: demands, maxSuppliers: 4 }, buyer(0).sub);
    const { body } = await planOf(few, buyer(0).sub);
    expect(body.totals.suppliers).toBe(4);
    expect(Number(body.totals.coveredTonnes)).toBeLessThan(5000);
    expect(body.leftOut.map(({ code }: { code: string }) => code)).toContain('combining-suppliers-full');
  });

  it('are asked for once: the same posts, whatever their order, are the same plan', async () => {
    const again = await call('POST', '/v1/combinations', { posts: demands.toReversed() }, { as: buyer(0).sub });
    expect(again.body.plan).toBe(id);
    expect(test.work).toEqual([]);
    const listed = await call('GET', '/v1/plans', undefined, { as: buyer(0).sub });
    expect(listed.body.items.map((each: { id: string }) => each.id)).toContain(id);
  });

  it("are nobody else's: not the mills', not the operator's", async () => {
    for (const as of [mill(0).sub, buyer(1).sub, 'operator', 'supervisor', 'nobody']) {
      expect(outcome(await planOf(id, as))).toEqual([404, 'not-found']);
    }
    expect((await call('GET', `/v1/plans/${id}`)).status).toBe(401);
    const ask = (posts: unknown[], as = buyer(0).sub) => call('POST', '/v1/combinations', { posts }, { as });
    expect(outcome(await ask(demands, buyer(1).sub))).toEqual([403, 'forbidden']);
    expect(outcome(await ask([offers[0]], mill(0).sub))).toEqual([422, 'combining-demand-only']);
    expect((await ask([demands[0], demands[0]])).body.errors[0].code).toBe('post-repeated');
    const vague = await posted(buyer(0), wanted(20, '1', { quantity: undefined }));
    const unclear = await ask([demands[0], vague]);
    expect(outcome(unclear)).toEqual([422, 'combining-quantity-required']);
    expect(unclear.body.errors[0].pointer).toBe('/posts/1');
    const plate = { category: 'steel.plate', attributes: { grade: 'Q355B', thickness: 20 } };
    const other = await posted(buyer(0), { ...wanted(20, '1'), ...plate });
    expect(outcome(await ask([demands[0], other]))).toEqual([422, 'combining-one-category']);
  });

  it('say what has changed since, and are made anew of what is amended', async () => {
    await call('PATCH', `/v1/posts/${offers[1]}`, { price: yuan('3500', 'delivered') }, { as: mill(1).sub });
    await call('POST', `/v1/posts/${offers[2]}/closure`, undefined, { as: mill(2).sub });
    const renewal = { expiresAt: '2026-05-01T00:00:00.000Z' };
    await call('POST', `/v1/posts/${offers[3]}/renewal`, renewal, { as: mill(3).sub });
    const { body } = await planOf(id, buyer(0).sub);
    expect(body.stale).toBe(true);
    const stale = new Map(
      body.demands.flatMap(({ lines }: { lines: { post: string; stale?: string }[] }) =>
        lines.map((line) => [line.post, line.stale] as const),
      ) as [string, string | undefined][],
    );
    expect([1, 2, 3].map((n) => stale.get(offers[n] as string))).toEqual(['amended', 'closed', undefined]);
    test.clock.now += 600_000;
    const later = await made('/v1/combinations', { posts: demands }, buyer(0).sub);
    expect(later).not.toBe(id);
    expect((await planOf(later, buyer(0).sub)).body.stale).toBe(false);
  });
});

describe('the plan of a category', () => {
  const cement = { category: 'cement.common', attributes: { code: 'P·O', grade: '42.5', form: 'bulk' } };
  const weighed = (value: string) => ({ value, unit: 'TNE', basis: 'weighed' });
  const price = { ...yuan('320', 'delivered'), weighingBasis: 'weighed' };
  let demands: string[];
  let offers: string[];
  let id: string;

  it('is made once an hour for whoever asks, and shows each party its own part', async () => {
    const demand = { ...demandPost, ...cement, quantityHidden: true, text: undefined };
    demands = [];
    for (const n of [0, 1, 2]) {
      demands.push(await posted(buyer(n), { ...demand, quantity: weighed(String(101 + 100 * n)) }));
    }
    const supply = { ...supplyPost, ...cement, minimumOrder: undefined, price, place: sanyuan };
    offers = [];
    for (const n of [0, 1, 2]) {
      const members = n === 2 ? { visibility: 'members', quantityHidden: true } : {};
      offers.push(await posted(mill(n), { ...supply, ...members, quantity: weighed('165.432109') }));
    }
    const first = call('POST', '/v1/plans', { category: 'cement.common' }, { as: 'operator' });
    const second = call('POST', '/v1/plans', { category: 'cement.common' }, { as: mill(0).sub });
    const [one, two] = await Promise.all([first, second]);
    id = one.body.plan;
    expect([one.status, two.body.plan]).toEqual([202, id]);
    expect((await planOf(id, mill(0).sub)).body).toEqual({
      id,
      category: 'cement.common',
      own: false,
      status: 'making',
      demands: [],
      offers: [],
    });
    await runJobs(test);
    const own = await planOf(id, buyer(2).sub);
    expect(own.body.demands).toMatchObject([{ post: demands[2], asked: weighed('301'), matching: 3 }]);
    expect(own.body.offers).toEqual([]);
    const bought = own.body.demands[0];
    expect(Number(bought.covered.value) + Number(bought.missing.value)).toBe(301);
    const sold = await Promise.all([0, 1, 2].map((n) => planOf(id, mill(n).sub)));
    const given = sold.flatMap(({ body }) => body.offers.flatMap(linesOf)) as [string, string][];
    const parts = await Promise.all([0, 1, 2].map((n) => planOf(id, buyer(n).sub)));
    const taken = parts.flatMap(({ body }) => body.demands.flatMap(linesOf)) as [string, string][];
    const sum = (lines: [string, string][]) => lines.reduce((all, [, tons]) => all + Number(tons), 0);
    expect(sum(given)).toBe(sum(taken));
    expect(own.body.totals).toMatchObject({ buyers: 3, suppliers: 3, coveredTonnes: `${sum(taken)}.000` });
  });

  it('shows a supplier its own tonnes of a demand and no more, and a member without posts none', async () => {
    for (const n of [0, 1, 2]) {
      const { body } = await planOf(id, mill(n).sub);
      expect(body.demands).toEqual([]);
      const members = ['amount', 'landed', 'post', 'poster', 'quantity', 'substitutions', 'trucks'];
      for (const offer of body.offers) {
        expect(Object.keys(offer)).toEqual(['post', 'lines']);
        for (const line of offer.lines) expect(Object.keys(line).sort()).toEqual(members);
      }
    }
    const { body } = await planOf(id, mill(5).sub);
    expect([body.demands, body.offers, body.totals.buyers]).toEqual([[], [], 3]);
    const watched = await planOf(id, 'operator');
    expect([watched.status, watched.body.demands, watched.body.posts]).toEqual([200, [], 6]);
    // One of the quantities is hidden: who knows the others would have it from their sum.
    expect(watched.body.totals).toBeUndefined();
    const others = await call('GET', `/v1/plans?category=${buyer(0).id}`, undefined, { as: mill(0).sub });
    expect(outcome(others)).toEqual([422, 'category-unknown']);
    expect(JSON.stringify(test.logged)).not.toContain('432109');
    expect(JSON.stringify((await test.deps.plans.load(id)).state)).not.toContain('432109');
  });

  it('is for members and those who watch; sums of fewer than three on a side are for nobody', async () => {
    const pending = await call(
      'POST',
      '/v1/organisations',
      {
        name: '永安市待核建材有限公司',
        uscc: '913504041000000099',
        kinds: ['buyer'],
        division: '350404',
        contact: { name: '李工', phone: '0598-8220000' },
      },
      { as: 'pending' },
    );
    expect(pending.status).toBe(201);
    const who = ['nobody', 'pending', mill(0).sub, 'operator', 'supervisor'];
    const statuses = async (act: (as: string) => Promise<Reply>) =>
      Promise.all(who.map(async (as) => (await act(as)).status));
    expect(await statuses((as) => planOf(id, as))).toEqual([403, 403, 200, 200, 200]);
    const list = (as: string) => call('GET', '/v1/plans?category=cement.common', undefined, { as });
    expect(await statuses(list)).toEqual([403, 403, 200, 200, 200]);
    const ask = (as: string) => call('POST', '/v1/plans', { category: 'cement.common' }, { as });
    expect(await statuses(ask)).toEqual([403, 403, 202, 202, 403]);
    expect(outcome(await call('POST', '/v1/plans', { category: 'steel' }, { as: 'operator' }))[0]).toBe(422);
    const none = 'pln_0195f000-0000-7000-8000-000000000009';
    expect(await statuses((as) => planOf(none, as))).toEqual([404, 404, 404, 404, 404]);

    for (const offer of offers.slice(1)) {
      await call('POST', `/v1/posts/${offer}/closure`, undefined, { as: mill(offers.indexOf(offer)).sub });
    }
    test.clock.now += 3_600_000;
    const thin = await made('/v1/plans', { category: 'cement.common' }, 'operator');
    expect(thin).not.toBe(id);
    expect((await planOf(thin, 'operator')).body.totals).toBeUndefined();
    expect((await planOf(id, mill(0).sub)).body.stale).toBe(false);
    expect((await planOf(id, 'operator')).body.stale).toBe(true);
  });

  it('is recorded once, whatever dies or comes twice, and costs what the table layer says', async () => {
    let plan = '';
    for (const injected of [{ before: 'death' }, { after: 'death' }] as const) {
      test.clock.now += 3_600_000;
      plan = (await call('POST', '/v1/plans', { category: 'cement.common' }, { as: 'operator' })).body.plan;
      const [message] = test.work.splice(0);
      if (message === undefined) throw new Error('no job');
      const faults = atCall(1, injected, 'TransactWriteCommand');
      const dying = await testApp({ db: faulty(db, faults), files: test.files, now: () => test.clock.now });
      await expect(worker(dying.deps)(message)).rejects.toThrow();
      test.work.push(message, message);
      await runJobs(test);
      expect((await test.deps.plans.load(plan)).version).toBe(1);
      expect((await planOf(plan, mill(0).sub)).body).toMatchObject({ status: 'made', stale: false });
    }
    db.reset();
    const { offers: own } = (await planOf(plan, mill(0).sub)).body;
    // Membership, the plan, its own offer, and each demand that it serves.
    expect(own[0].lines.length).toBeGreaterThan(0);
    expect(db.reads).toBe(2 + 1 + own[0].lines.length);
  });
});
