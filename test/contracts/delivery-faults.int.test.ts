import { beforeAll, describe, expect, it } from 'vitest';
import { deemAcceptance } from '../../functions/contracts/deem-acceptance.ts';
import { allEvents } from '../../shared/table/log.ts';
import { type Reply, start, type TestApp, testApp } from '../support/app.ts';
import { atCall, faulty, type Injected } from '../support/faulty.ts';
import * as d from './delivery-calls.ts';
import { type Agreed, agreed, reactToAll } from './framework.ts';

let app: TestApp;
let its: Agreed;
const acceptBy = Date.parse('2026-03-09T16:00:00.000Z');

beforeAll(async () => {
  app = await testApp();
  its = await agreed(app);
});

const typesOf = async (id: string) => (await allEvents(app.db, id)).map(({ json }) => JSON.parse(json).type as string);
const callOffOf = async (id: string) => {
  const { state } = await app.deps.callOffs.load(id, { consistent: true });
  if (state.status === 'none') throw new Error('no such call-off');
  return state;
};
const clock = () =>
  ({ actor: { kind: 'system', process: 'clock' }, as: 'system', at: new Date(acceptBy).toISOString() }) as const;

/** Asks again while others come between, as clients do. */
async function persistent(ask: () => Promise<Reply>): Promise<Reply> {
  for (;;) {
    const answer = await ask();
    if (answer.body?.code !== 'concurrent-change' && answer.body?.code !== 'try-again') return answer;
  }
}

describe('at the same instant', () => {
  it('ten deliveries against the last load: one is taken', async () => {
    const order = await d.barsOrdered(app, its, '20');
    await d.delivered(app, its, order, d.barLine('19'));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => {
        const lines = [d.barLine('2')];
        return persistent(() => d.told(app, its, order, lines));
      }),
    );
    const codes = answers.map(({ status, body }) => (status === 201 ? 'taken' : body.code)).sort();
    expect(codes).toEqual([...Array.from({ length: 9 }, () => 'over-delivery'), 'taken']);
    const { body } = await app.call('GET', `/v1/call-offs/${order}/deliveries`, undefined, { as: 'supervisor' });
    const counted = body.items.flatMap(({ lines }: { lines: { counted: string }[] }) =>
      lines.map((each) => each.counted),
    );
    expect(counted.map(Number).reduce((a: number, b: number) => a + b)).toBe(21);
  });

  it('the same ticket twice: one is taken', async () => {
    const order = await d.barsOrdered(app, its, '4');
    const lines = [d.barLine('1')];
    const answers = await Promise.all([1, 2, 3].map(() => persistent(() => d.told(app, its, order, lines))));
    expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([
      201,
      'ticket-repeated',
      'ticket-repeated',
    ]);
  });

  it('an acceptance beside the clock: one outcome, and the call-off counts it once', async () => {
    for (const first of ['buyer', 'clock', 'buyer', 'clock']) {
      const order = await d.barsOrdered(app, its, '2');
      const id = await d.delivered(app, its, order, d.barLine('2'));
      app.clock.now = acceptBy - 1;
      const buyer = () => d.accept(app, its, id, [d.barsFound('0', '2')], 'rejected');
      const passes = () => deemAcceptance(app.deps, id, clock()).catch(() => undefined);
      const [answer] =
        first === 'buyer'
          ? await Promise.all([buyer(), passes()])
          : await Promise.all([passes(), buyer()]).then(([done, asked]) => [asked, done] as const);
      await deemAcceptance(app.deps, id, clock());
      app.clock.now = start;
      const [, outcome, ...more] = await typesOf(id);
      expect(more).toEqual([]);
      expect(outcome).toBe(answer.status === 200 ? 'DeliveryAccepted' : 'DeliveryDeemedAccepted');
      expect(await d.callOffStatus(app, order)).toBe(answer.status === 200 ? 'confirmed' : 'fulfilled');
      expect((await callOffOf(order)).deliveries).toEqual([id]);
    }
  });

  it('a delivery beside the cancellation: what is not delivered goes back, and no more', async () => {
    for (let round = 0; round < 4; round += 1) {
      const order = await d.barsOrdered(app, its, '10');
      const [made, ended] = await Promise.all([
        persistent(() => d.told(app, its, order, [d.barLine('3')])),
        persistent(() =>
          app.call('POST', `/v1/call-offs/${order}/cancellation`, { reason: '工期调整' }, { as: its.buyers[0]?.sub }),
        ),
      ]);
      expect(ended.status).toBe(200);
      expect(made.body.code ?? made.status).toBe(made.status === 201 ? 201 : 'call-off-not-open');
      const { undelivered, lines } = await callOffOf(order);
      const back = made.status === 201 ? '0.20748' : '0.2964';
      expect(undelivered).toEqual({ [lines[0]?.item ?? '']: back });
      expect((await d.told(app, its, order, [d.barLine('1')])).body.code).toBe('call-off-not-open');
      if (made.status !== 201) continue;
      // What is rejected after the end goes back to the quota, and is not delivered again.
      await d.accept(app, its, made.body.id, [d.barsFound('1', '2')], 'partly-rejected');
      expect((await callOffOf(order)).undelivered).toEqual({ [lines[0]?.item ?? '']: '0.26676' });
    }
  });
});

describe('a process that dies', () => {
  const deaths: readonly (readonly [number, Injected])[] = [
    [1, { before: 'death' }],
    [1, { after: 'death' }],
    [2, { before: 'death' }],
    [2, { after: 'death' }],
    [3, { before: 'death' }],
  ];

  it.each(deaths)(
    'at write %i (%o) while a buyer accepts: asked again and told by the stream, once',
    async (at, how) => {
      const order = await d.barsOrdered(app, its, '2');
      const id = await d.delivered(app, its, order, d.barLine('2'));
      const dying = await testApp({ db: faulty(app.db, atCall(at, how, 'TransactWriteCommand')) });
      const ask = ({ call }: Pick<TestApp, 'call'>) =>
        call(
          'POST',
          `/v1/deliveries/${id}/acceptance`,
          { lines: [d.barsFound('2')], decision: 'accepted' },
          { as: its.buyers[0]?.sub, headers: { 'Idempotency-Key': `accept-${id}` } },
        );
      await ask(dying);
      expect((await ask(app)).status).toBe(200);
      await reactToAll(app, 'delivery', id);
      await reactToAll(app, 'delivery', id);
      expect(await typesOf(id)).toEqual(['DeliveryMade', 'DeliveryAccepted']);
      const { status, deliveries, accepted } = await callOffOf(order);
      expect([status, deliveries, Object.values(accepted)]).toEqual(['fulfilled', [id], ['2']]);
      expect((await typesOf(order)).filter((type) => type === 'CallOffFulfilled')).toHaveLength(1);
    },
  );

  it.each(deaths)(
    'at write %i (%o) while the clock deems: the next tick or the stream goes on, once',
    async (at, how) => {
      const order = await d.barsOrdered(app, its, '2');
      const id = await d.delivered(app, its, order, d.barLine('2'));
      const dying = await testApp({ db: faulty(app.db, atCall(at, how, 'TransactWriteCommand')) });
      await deemAcceptance(dying.deps, id, clock()).catch(() => undefined);
      if ((await typesOf(id)).length === 1) await deemAcceptance(app.deps, id, clock());
      await reactToAll(app, 'delivery', id);
      expect(await typesOf(id)).toEqual(['DeliveryMade', 'DeliveryDeemedAccepted']);
      const { status, deliveries } = await callOffOf(order);
      expect([status, deliveries]).toEqual(['fulfilled', [id]]);
    },
  );

  it('or a table that is busy: an acceptance stands, and the stream tells the call-off', async () => {
    const order = await d.barsOrdered(app, its, '2');
    const id = await d.delivered(app, its, order, d.barLine('2'));
    const busy = await testApp({ db: faulty(app.db, atCall(2, { before: 'throttled' }, 'TransactWriteCommand')) });
    expect((await d.accept(busy, its, id, [d.barsFound('2')])).status).toBe(200);
    expect(await d.callOffStatus(app, order)).toBe('confirmed');
    await reactToAll(app, 'delivery', id);
    expect(await d.callOffStatus(app, order)).toBe('fulfilled');
  });

  it('while a supplier tells: nothing or all of it, and the key gives the same delivery', async () => {
    for (const how of [{ before: 'death' }, { after: 'death' }] as const) {
      const order = await d.barsOrdered(app, its, '2');
      const lines = [d.barLine('2')];
      const headers = { 'Idempotency-Key': `tell-${order}` };
      const dying = await testApp({ db: faulty(app.db, atCall(1, how, 'TransactWriteCommand')) });
      await d.told(dying, its, order, lines, { headers });
      const again = await d.told(app, its, order, lines, { headers });
      expect(again.status).toBe(201);
      const { body } = await app.call('GET', `/v1/call-offs/${order}/deliveries`, undefined, { as: 'supervisor' });
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual([again.body.id]);
    }
  });
});
