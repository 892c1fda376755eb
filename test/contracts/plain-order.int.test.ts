import { beforeAll, describe, expect, it } from 'vitest';
import { accounts } from '../../functions/contracts/ledger.ts';
import { contractsReactions } from '../../functions/contracts/on.ts';
import { allEvents } from '../../shared/table/log.ts';
import { start, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { atCall, faulty, type Injected } from '../support/faulty.ts';
import { type Party, party } from '../support/world.ts';
import { named, react } from './framework.ts';
import { type Accepted, acceptanceOf, accepted, bars, enquiryOf } from './quote.ts';
import { at } from './settlement-calls.ts';

let db: Counting;
let app: TestApp;
/** Both are suppliers alone: their founders are admins and sell. */
let mill: Party;
let shop: Party;
let other: Party;

beforeAll(async () => {
  db = counting(await freshDb());
  app = await testApp({ db });
  mill = await party(app.call, 21, 'supplier');
  shop = await party(app.call, 22, 'supplier');
  other = await party(app.call, 23, 'supplier');
});

const get = (path: string, as: Party | string) =>
  app.call('GET', path, undefined, { as: typeof as === 'string' ? as : as.sub });
const post = (path: string, body: object | undefined, as: Party) => app.call('POST', path, body, { as: as.sub });
const pieces = (value: string) => ({ value, unit: 'H87' });

describe('40 shafts that a mill has turned by a shop', () => {
  const of = (): Accepted => accepted(mill, shop, { deliverBy: '2026-03-20' });
  const deliver = (value: string, more: object = {}) =>
    post(
      `/v1/call-offs/${of().callOff}/deliveries`,
      { lines: [{ itemId: of().item, declared: pieces(value), ...more }] },
      shop,
    );

  it('are an order of both, and of nobody else, with the way back to their enquiry', async () => {
    await react(app, acceptanceOf(of()));
    await react(app, acceptanceOf(of()));
    const { agreement, callOff, quote, post: about } = of();
    const quoted = { enquiry: enquiryOf(of()), quote, post: about };
    for (const [side, as] of [
      ['buyer', mill],
      ['supplier', shop],
    ] as const) {
      const { items } = (await get('/v1/call-offs', as)).body;
      expect(items).toMatchObject([{ id: callOff, agreement, [side]: as.id, status: 'confirmed', quoted }]);
      const [listed] = (await get(`/v1/agreements?as=${side}`, as)).body.items;
      expect(listed).toMatchObject({ id: agreement, title: '车削', quoted });
    }
    const found = (await get(`/v1/agreements/${agreement}`, shop)).body;
    expect(found).toMatchObject({ quoted, terms: { price: { rule: 'fixed' }, tolerance: '0', paymentDays: 30 } });
    expect(found).not.toHaveProperty('tender');
    const paper = (await get(`/v1/agreements/${agreement}/contracts/${mill.id}/${shop.id}`, mill)).body;
    expect(paper).toMatchObject({ amount: { amount: '3840.00' }, signed: true });
    expect(paper.signatures).toMatchObject([
      { by: 'buyer', sizeClass: 'medium' },
      { by: 'supplier', sizeClass: 'small' },
    ]);
    for (const path of [`/v1/agreements/${agreement}`, `/v1/call-offs/${callOff}`]) {
      expect([(await get(path, other)).status, (await get(path, 'supervisor')).status]).toEqual([404, 200]);
    }
    const again = { lines: [{ itemId: of().item, quantity: pieces('1'), deliverBy: '2026-03-20' }] };
    expect((await post(`/v1/agreements/${agreement}/call-offs`, again, other)).status).toBe(404);
  });

  it('are delivered in pieces that nobody weighs, and one comes back', async () => {
    at(app, '2026-03-16T09:00:00+08:00');
    expect((await deliver('41')).body.code).toBe('over-delivery');
    const wrong = await deliver('40', { weighed: { value: '740', unit: 'KGM' } });
    expect(wrong.body.errors).toMatchObject([{ code: 'ticket-required', pointer: '/lines/0/ticketNo' }]);
    expect((await deliver('25', { pieces: '24' })).body.errors).toMatchObject([{ code: 'pieces-differ' }]);
    const first = await deliver('25', { pieces: '25' });
    expect(first.body, JSON.stringify(first.body)).toMatchObject({
      status: 'delivered',
      lines: [{ countedBy: 'pieces', missing: [] }],
    });
    const second = (await deliver('15')).body.id;
    const accept = (id: string, body: object, as: Party) => post(`/v1/deliveries/${id}/acceptance`, body, as);
    const all = { lines: [{ itemId: of().item, accepted: pieces('25') }], decision: 'accepted' };
    expect((await accept(first.body.id, all, shop)).status).toBe(403);
    expect((await accept(first.body.id, all, other)).status).toBe(404);
    expect((await accept(first.body.id, all, mill)).body.acceptance.lines[0].settled).toEqual(pieces('25'));
    const some = { itemId: of().item, accepted: pieces('14'), rejected: pieces('1'), reason: '轴颈超差' };
    expect((await accept(second, { lines: [some], decision: 'partly-rejected' }, mill)).status).toBe(200);
    const third = (await deliver('1')).body.id;
    await accept(third, { lines: [{ itemId: of().item, accepted: pieces('1') }], decision: 'accepted' }, mill);
    for (const id of [first.body.id, second, third]) {
      for (const { json } of await allEvents(app.db, id)) {
        const { seq, at: moment, type, data } = JSON.parse(json);
        await react(app, {
          id: `${id}/${seq}`,
          aggregate: 'delivery',
          aggregateId: id,
          seq,
          at: moment,
          type,
          v: 1,
          data,
        });
      }
    }
    expect((await get(`/v1/call-offs/${of().callOff}`, mill)).body).toMatchObject({
      status: 'fulfilled',
      deliveries: 3,
    });
  });

  it('are stated, confirmed, invoiced, paid and rated', async () => {
    at(app, '2026-04-01T09:00:00+08:00');
    const path = `/v1/agreements/${of().agreement}/statements`;
    const issued = await post(path, { month: '2026-03', supplier: shop.id }, mill);
    expect(issued.body, JSON.stringify(issued.body)).toMatchObject({ amount: { amount: '3840.00' }, lines: 3 });
    const statement = `/v1/statements/${issued.body.id}`;
    await post(`${statement}/confirmation`, undefined, shop);
    expect((await post(`${statement}/confirmation`, undefined, mill)).body.dues).toMatchObject([
      { dueOn: '2026-05-06' },
    ]);
    const invoice = { number: '26352000000000000001', issuedOn: '2026-04-01', amount: issued.body.amount };
    expect((await post(`${statement}/invoices`, invoice, shop)).body.invoices).toMatchObject([{ faults: 0 }]);
    expect((await get('/v1/payables?side=buyer', mill)).body.items).toMatchObject([{ left: { amount: '3840.00' } }]);
    const payment = { amount: issued.body.amount, paidOn: '2026-04-01', reference: '回单0001' };
    expect((await post(`${statement}/payments`, payment, mill)).body.left.amount).toBe('0.00');
    const { rating } = (await get(statement, shop)).body;
    expect(rating).toMatchObject({ onTime: '1/1', quality: '44/45', documents: '1/1', response: null });
    expect((await get(`/v1/figures/on-time?agreement=${of().agreement}`, mill)).body.share.shown).toBe('100.00%');
  });
});

describe('goods of the catalogue', () => {
  it('go the same way, with freight and what may come more or less', async () => {
    at(app, '2026-03-02T09:00:00+08:00');
    const order = accepted(mill, other, bars);
    await react(app, acceptanceOf(order));
    const { body } = await get(`/v1/call-offs/${order.callOff}`, other);
    expect(body).toMatchObject({
      status: 'confirmed',
      lines: [{ freight: { amount: '42.0000' }, deliverable: '61.8' }],
    });
    const ledger = await app.deps.agreements.ledger(order.agreement);
    expect(ledger.get(accounts.quota(mill.id, other.id, order.item, 1))).toBe(1_800_000n);
    const line = { itemId: order.item, quantity: bars.quantity, deliverBy: '2026-03-20' };
    app.clock.now = start;
    expect((await post(`/v1/call-offs/${order.callOff}/confirmation`, undefined, other)).body.status).toBe('confirmed');
    expect(
      (await app.call('PATCH', `/v1/call-offs/${order.callOff}`, { lines: [line] }, { as: mill.sub })).body.code,
    ).toBe('call-off-not-open');
    const cancelled = await post(`/v1/call-offs/${order.callOff}/cancellation`, { reason: '双方协商解除' }, mill);
    expect(cancelled.body.status).toBe('cancelled');
  });
});

/** Lets contracts alone react to an acceptance. */
const told = ({ deps }: Pick<TestApp, 'deps'>, order: Accepted) => contractsReactions(deps).react(acceptanceOf(order));

describe('a process that dies, or is not answered', () => {
  const faults: readonly Injected[] = [
    { before: 'conflict' },
    { before: 'throttled' },
    { before: 'death' },
    { after: 'death' },
    { after: 'time-out' },
  ];
  const cases = [1, 2].flatMap((write) => faults.map((fault) => [write, fault] as const));

  it.each(cases)('at write %i (%o): told again, one order', async (write, fault) => {
    const kind = JSON.stringify([write, fault]);
    const order = {
      ...accepted(mill, shop),
      agreement: named('agreement', kind),
      callOff: named('callOff', kind),
      quote: named('quote', kind),
    };
    const broken = await testApp({ db: faulty(app.db, atCall(write, fault, 'TransactWriteCommand')) });
    await told(broken, order).catch(() => undefined);
    await told(app, order);
    const types = async (id: string) => (await allEvents(app.db, id)).map(({ json }) => JSON.parse(json).type);
    expect(await types(order.agreement)).toEqual(['AgreementMade', 'ContractSigned', 'ContractSigned']);
    expect(await types(order.callOff)).toEqual(['CallOffPlaced', 'CallOffConfirmed']);
    const { state } = await app.deps.callOffs.load(order.callOff, { consistent: true });
    expect(state.status).toBe('confirmed');
  });

  it('costs so many units', async () => {
    const order = { ...accepted(mill, shop), agreement: named('agreement', 'cost'), callOff: named('callOff', 'cost') };
    db.reset();
    await told(app, order);
    expect({ reads: db.reads, writes: db.formula }).toEqual({ reads: 4, writes: 42 });
    db.reset();
    await told(app, order);
    expect({ reads: db.reads, writes: db.writes }).toEqual({ reads: 2, writes: 0 });
  });
});
