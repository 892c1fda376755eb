import { beforeAll, describe, expect, it } from 'vitest';
import { tick } from '../../functions/tick.ts';
import { millis } from '../../shared/kernel/time.ts';
import { type Reply, start, type TestApp, testApp } from '../support/app.ts';
import { type Agreed, agreed, confirmed, itemOf, line, lots, place, reactToAll, sign } from './framework.ts';

let app: TestApp;
let its: Agreed;
const who = (n: 0 | 1 | 2) => its.buyers[n] as Agreed['reserve'];
const winner = (n: 0 | 1) => its.winners[n] as Agreed['reserve'];

beforeAll(async () => {
  app = await testApp();
  its = await agreed(app);
  for (const buyer of its.buyers) for (const supplier of its.winners) await sign(app, its.id, buyer, supplier);
});

const read = async (id: string, as = who(0).sub) =>
  (await app.call('GET', `/v1/call-offs/${id}`, undefined, { as })).body;
const act = (id: string, what: string, as: string, body?: object): Promise<Reply> =>
  app.call('POST', `/v1/call-offs/${id}/${what}`, body, { as });
const order = (county: 0 | 1 | 2, lines: readonly object[], supplier = winner(0), headers = {}) =>
  place(app, its.id, who(county), { supplier: supplier.id, lines }, headers);

/** What the first winner may still be asked for of an item. */
async function left(item: string, supplier = winner(0)): Promise<string | undefined> {
  const { body } = await app.call('GET', `/v1/agreements/${its.id}/progress`, undefined, { as: who(0).sub });
  return body.rows.find((row: { item: string; supplier: string }) => row.item === item && row.supplier === supplier.id)
    ?.left;
}

describe('a call-off', () => {
  it('of pieces takes their theoretical mass of a quota in tonnes, and keeps what was written', async () => {
    const item = itemOf('rebar', 0);
    const pieces = { itemId: item, quantity: { value: '100', unit: 'H87' }, deliverBy: '2026-06-30' };
    const { status, body, headers } = await order(0, [pieces], winner(0), { 'Idempotency-Key': 'pieces' });
    expect([status, headers.get('location')]).toEqual([201, `/v1/call-offs/${body.id}`]);
    expect(body.lines[0]).toMatchObject({
      quantity: { value: '100', unit: 'H87' },
      canonical: { value: '2.964', unit: 'TNE', basis: 'theoretical' },
      deliverable: '105',
      unitPrice: { amount: '3420.5000' },
    });
    expect(body.confirmBy).toBe('2026-03-05T16:00:00.000Z');
    expect(await left(item)).toBe('60.036');
    const again = await order(0, [pieces], winner(0), { 'Idempotency-Key': 'pieces' });
    expect([again.body.id, again.headers.get('idempotent-replayed')]).toEqual([body.id, 'true']);
    expect((await act(body.id, 'cancellation', who(0).sub, { reason: '重复下单' })).body.status).toBe('cancelled');
    expect(await left(item)).toBe('63');
  });

  it('tells every fault of every line, with what is left', async () => {
    const lines = [
      line(itemOf('rebar', 1), '1'),
      line(itemOf('rebar', 0), '0'),
      line(itemOf('cement', 0), '1', { quantity: { value: '1', unit: 'TNE', basis: 'theoretical' } }),
    ];
    const { status, body } = await order(0, lines);
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code])).toEqual([
      ['/lines/0/itemId', 'item-unknown'],
      ['/lines/1/quantity/value', 'quantity-zero'],
      ['/lines/2/quantity/basis', 'basis-not-allowed'],
    ]);
    const twice = await order(0, [line(itemOf('rebar', 0), '1'), line(itemOf('rebar', 0), '2')]);
    expect([twice.body.code, twice.body.errors[0].pointer]).toEqual(['line-repeated', '/lines/1/itemId']);
    const half = await order(0, [{ ...line(itemOf('rebar', 0), '1'), quantity: { value: '1.5', unit: 'H87' } }]);
    expect(half.body.code).toBe('quantity-not-whole');
    const late = await order(0, [line(itemOf('rebar', 0), '1', { deliverBy: '2027-01-01' })]);
    expect(late.body.code).toBe('deliver-by-outside-term');
    const past = await order(0, [line(itemOf('rebar', 0), '1', { deliverBy: '2026-03-01' })]);
    expect(past.body.code).toBe('deliver-by-outside-term');
    const reserve = await order(0, [line(itemOf('rebar', 0), '1')], its.reserve);
    expect([reserve.status, reserve.body.code]).toEqual([409, 'contract-not-signed']);
    // 63 t of the quota and 10.5 t that are free.
    const much = await order(0, [line(itemOf('rebar', 0), '73.500001')]);
    expect([much.status, much.body.code]).toEqual([409, 'quota-exceeded']);
    expect(much.body.errors).toMatchObject([{ pointer: '/lines/0/quantity', code: 'quota-exceeded' }]);
    expect(much.body.errors[0].message).toContain('73.5');
    const nobody = await place(app, its.id, who(0), { lines: [line(itemOf('rebar', 0), '1')] });
    expect([nobody.status, nobody.body.code]).toEqual([422, 'supplier-needed']);
    expect(
      (
        await order(
          0,
          Array.from({ length: 31 }, () => line(itemOf('rebar', 0), '1')),
        )
      ).status,
    ).toBe(400);
  });

  it('is changed until it is answered, against what it holds itself', async () => {
    const item = itemOf('rebar', 2);
    const { body: placed } = await order(2, [line(item, '63')]);
    const patch = (value: string, more = {}) =>
      app.call('PATCH', `/v1/call-offs/${placed.id}`, { lines: [line(item, value)] }, { as: who(2).sub, ...more });
    expect((await patch('73.5')).body.lines[0]).toMatchObject({ canonical: { value: '73.5' }, fromFree: '10.5' });
    expect((await patch('73.6')).body.code).toBe('quota-exceeded');
    expect((await patch('40')).body.lines[0]).toMatchObject({ fromFree: '0' });
    expect(await left(item)).toBe('23');
    expect((await patch('1', { headers: { 'If-Match': '"1"' } })).status).toBe(412);
    const other = await app.call(
      'PATCH',
      `/v1/call-offs/${placed.id}`,
      { lines: [line(itemOf('cement', 2), '1')] },
      { as: who(2).sub },
    );
    expect(other.body.code).toBe('item-not-in-call-off');
    const answered = await act(placed.id, 'confirmation', winner(0).sub);
    expect(answered.body.status).toBe('confirmed');
    expect((await act(placed.id, 'confirmation', winner(0).sub)).headers.get('etag')).toBe(
      answered.headers.get('etag'),
    );
    expect([
      (await patch('1')).status,
      (await act(placed.id, 'refusal', winner(0).sub, { reason: '晚' })).body.code,
    ]).toEqual([409, 'call-off-not-open']);
    expect((await act(placed.id, 'cancellation', who(2).sub, { reason: '停工' })).body.status).toBe('cancelled');
    expect(await left(item)).toBe('63');
  });

  it('that nobody answers lapses by itself, and goes to the reserve at its price once', async () => {
    await sign(app, its.id, who(1), its.reserve);
    const item = itemOf('rebar', 1);
    const { body: placed } = await order(1, [line(item, '70')]);
    expect(await left(item)).toBe('0');
    app.clock.now = millis(placed.confirmBy);
    expect((await read(placed.id, who(1).sub)).status).toBe('lapsed');
    expect((await act(placed.id, 'confirmation', winner(0).sub)).body.code).toBe('call-off-not-open');
    await tick(app.deps);
    await tick(app.deps);
    for (let n = 0; n < 2; n += 1) await reactToAll(app, 'call-off', placed.id);
    const lapsed = await read(placed.id, who(1).sub);
    expect(lapsed.next).toMatchObject([{ lot: lots.rebar, supplier: its.reserve.id }]);
    const followed = await read(lapsed.next[0].callOff, its.reserve.sub);
    expect(followed).toMatchObject({
      status: 'placed',
      follows: placed.id,
      supplier: its.reserve.id,
      lines: [{ holder: winner(0).id, fromFree: '7', unitPrice: { amount: '3501.0000' }, canonical: { value: '70' } }],
    });
    expect(await left(item)).toBe('0');
    const { items } = (await app.call('GET', '/v1/call-offs?status=placed', undefined, { as: its.reserve.sub })).body;
    expect(items.map(({ id }: { id: string }) => id)).toEqual([lapsed.next[0].callOff]);
    // The last reserve refuses: nobody is left, and the quota is back.
    expect((await act(followed.id, 'refusal', its.reserve.sub, { reason: '无货' })).body.next).toEqual([]);
    expect(await left(item)).toBe('63');
    app.clock.now = start;
  });

  it('is fulfilled when all is accepted, and gives back what is cancelled of the rest', async () => {
    const item = itemOf('cement', 0);
    const tonnes = (value: string) => line(item, value, { quantity: { value, unit: 'TNE', basis: 'weighed' } });
    const [whole, part] = [await confirmed(app, its, [tonnes('100')]), await confirmed(app, its, [tonnes('50')])];
    const mass = (value: string) => ({ value, unit: 'TNE', basis: 'weighed' });
    let tickets = 0;
    const deliver = async (callOff: string, value: string) => {
      tickets += 1;
      const note = { itemId: item, declared: mass(value), weighed: mass(value), ticketNo: `T-${tickets}` };
      const made = await act(callOff, 'deliveries', winner(0).sub, { lines: [note] });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      const found = { decision: 'accepted', lines: [{ itemId: item, accepted: mass(value) }] };
      const answer = await app.call('POST', `/v1/deliveries/${made.body.id}/acceptance`, found, { as: who(0).sub });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      // The stream tells it twice: it counts once.
      for (let n = 0; n < 2; n += 1) await reactToAll(app, 'delivery', made.body.id);
    };
    await deliver(whole, '60');
    await deliver(whole, '40');
    expect(await read(whole)).toMatchObject({ status: 'fulfilled', accepted: { [item]: '100' }, deliveries: 2 });
    await deliver(part, '20');
    expect(await read(part)).toMatchObject({ status: 'confirmed', accepted: { [item]: '20' } });
    const { body } = await app.call('GET', `/v1/agreements/${its.id}/progress`, undefined, { as: winner(0).sub });
    const row = body.rows.find((each: { item: string }) => each.item === item);
    expect(row).toMatchObject({ agreed: '600', calledOff: '150', done: '120', share: '1/5', left: '480' });
    const rest = await act(part, 'cancellation', who(0).sub, { reason: '用量减少' });
    expect(rest.body).toMatchObject({ status: 'cancelled', undelivered: { [item]: '30' } });
    const late = { itemId: item, declared: mass('1'), weighed: mass('1'), ticketNo: 'T-9' };
    expect((await act(part, 'deliveries', winner(0).sub, { lines: [late] })).body.code).toBe('call-off-not-open');
    expect(await left(item)).toBe('510');
    expect(body.rows.every(({ supplier }: { supplier: string }) => supplier === winner(0).id)).toBe(true);
  });

  it('expires with the term, unless that is rolled over', async () => {
    const [one, other] = [await confirmed(app, its), await confirmed(app, its)];
    const before = await left(itemOf('rebar', 0));
    const cancelled = await act(other, 'cancellation', who(0).sub, { reason: '停工' });
    expect(cancelled.body).toMatchObject({ status: 'cancelled', undelivered: { [itemOf('rebar', 0)]: '5' } });
    const lead = { reason: '工期顺延' };
    expect((await app.call('POST', `/v1/agreements/${its.id}/roll-over`, lead, { as: who(0).sub })).status).toBe(200);
    app.clock.now = millis('2027-01-02T09:00:00.000+08:00');
    for (let n = 0; n < 2; n += 1) await tick(app.deps);
    expect(await read(one)).toMatchObject({ status: 'confirmed', until: '2027-03-31' });
    app.clock.now = millis('2027-04-01T09:00:00.000+08:00');
    for (let n = 0; n < 2; n += 1) await tick(app.deps);
    expect(await read(one)).toMatchObject({ status: 'expired', undelivered: { [itemOf('rebar', 0)]: '5' } });
    expect([before, await left(itemOf('rebar', 0))]).toEqual(['53', '63']);
    expect((await order(0, [line(itemOf('rebar', 0), '1')])).body.code).toBe('agreement-closed');
    expect(app.logged.filter(({ message }) => message === 'tick')).toEqual([]);
    app.clock.now = start;
  });
});
