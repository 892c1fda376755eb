import { beforeAll, describe, expect, it } from 'vitest';
import { tick } from '../../functions/tick.ts';
import { type TestApp, testApp } from '../support/app.ts';
import {
  act,
  at,
  cement,
  issue,
  issued,
  month,
  reactToLast,
  record,
  type Settled,
  settled,
  statement,
} from './settlement-calls.ts';
import { yuan } from './settlement-fixtures.ts';

describe('a month from deliveries to the last payment', () => {
  let app: TestApp;
  let its: Settled;
  let id: string;
  beforeAll(async () => {
    app = await testApp();
    its = await settled(app);
    id = await issued(app, its);
  });
  const sales = () => its.supplier.sub;
  const buyer = () => its.lead.sub;

  it('says each line and each step of its price', async () => {
    const { body } = await statement(app, id, '/lines', sales());
    expect(body.prices).toMatchObject([
      {
        rule: 'index-premium',
        bid: yuan('355.1250'),
        index: { mean: { exact: '351/1', shown: '351.00' }, version: 1 },
        price: { amount: '356.125' },
      },
    ]);
    expect(body.lines.map(({ amount }: { amount: { amount: string } }) => amount.amount).sort()).toEqual([
      '10683.75',
      '7122.50',
    ]);
    const whole = (await statement(app, id, '', buyer())).body;
    expect(whole).toMatchObject({ status: 'issued', amount: yuan('17806.25'), payment: { days: 30, rule: 'agreed' } });
    expect(whole.disputeUntil).toBe('2026-04-08T16:00:00.000Z');
    expect(whole.rating).toMatchObject({ onTime: '1/1', quality: '1/1', response: '1/1' });
  });

  it('is issued once, by whichever side, and not before its days are over', async () => {
    expect((await issue(app, its)).body).toMatchObject({ status: 409, code: 'statement-issued' });
    const other = await app.call(
      'POST',
      `/v1/agreements/${its.id}/statements`,
      { month, buyer: its.lead.id },
      { as: sales() },
    );
    expect(other.body.code).toBe('statement-issued');
    const early = await issue(app, its, {}, { month: '2026-04', supplier: its.supplier.id });
    expect(early.body.code).toBe('period-open');
    const empty = await issue(app, its, {}, { month: '2026-02', supplier: its.supplier.id });
    expect(empty.body.code).toBe('nothing-to-settle');
    const both = { month, buyer: its.lead.id, supplier: its.supplier.id };
    expect((await issue(app, its, {}, both)).body.code).toBe('one-other-side');
  });

  it('holds invoices against call-off and delivery, and a number once', async () => {
    const wrong = { number: '26350001', amount: yuan('17806.00'), issuedOn: '2026-04-01' };
    const differs = [{ code: 'amount-differs', expected: '17806.25', found: '17806.00' }];
    expect((await act(app, id, '/invoices/check', wrong, sales())).body.faults).toEqual(differs);
    expect((await act(app, id, '/invoices/check', wrong, buyer())).status).toBe(403);
    const later = await act(app, id, '/invoices/check', { ...wrong, issuedOn: '2030-01-01' }, sales());
    expect(later.body.errors[0]).toMatchObject({ pointer: '/issuedOn', code: 'day-in-the-future' });
    expect((await statement(app, id, '/invoices', buyer())).body.items).toEqual([]);
    const first = await act(app, id, '/invoices', wrong, sales());
    expect([first.status, first.body.invoices[0].faults, first.body.invoiced]).toEqual([201, 1, yuan('0.00')]);
    expect((await act(app, id, '/invoices', wrong, sales())).body.code).toBe('invoice-number-used');
    const right = { ...wrong, number: '26350002', amount: yuan('17806.25') };
    expect((await act(app, id, '/invoices', right, sales())).body.invoiced).toEqual(yuan('17806.25'));
    const { items } = (await statement(app, id, '/invoices', buyer())).body;
    const found = items.map(({ number, faults }: { number: string; faults: object[] }) => [number, faults]);
    expect(Object.fromEntries(found)).toEqual({
      26350001: differs,
      26350002: [],
    });
    expect((await act(app, id, '/invoices', { ...right, number: '26350003' }, buyer())).status).toBe(403);
  });

  const listed = async (query: string) =>
    (await app.call('GET', `/v1/statements?${query}`, undefined, { as: buyer() })).body.items;

  it('becomes due at the end of the window, whether or not the clock has come', async () => {
    at(app, '2026-04-08T23:59:59+08:00');
    expect(await listed('as=buyer&month=2026-03&state=issued')).toMatchObject([{ id, state: 'issued' }]);
    expect(await listed('as=supplier')).toEqual([]);
    expect(await listed('month=2026-02')).toEqual([]);
    expect((await statement(app, id, '', buyer())).body.status).toBe('issued');
    at(app, '2026-04-09T00:00:00+08:00');
    const deemed = {
      status: 'confirmed',
      confirmed: { deemed: true, at: '2026-04-08T16:00:00.000Z' },
      dues: [{ dueOn: '2026-05-08' }],
    };
    expect((await statement(app, id, '', buyer())).body).toMatchObject(deemed);
    expect(await listed('state=issued')).toEqual([]);
    expect(await listed('state=confirmed')).toMatchObject([{ id, left: yuan('17806.25') }]);
    const owed = await app.call('GET', '/v1/payables?side=buyer', undefined, { as: buyer() });
    expect(owed.body.items).toMatchObject([{ id, confirmed: true, open: [{ dueOn: '2026-05-08', age: 'not-due' }] }]);
    await tick(app.deps);
    expect((await statement(app, id, '', buyer())).body).toMatchObject(deemed);
    expect(await tick(app.deps)).toBe(0);
  });

  it('bears interest when it is late, and takes no more than is left', async () => {
    at(app, '2026-06-08T09:00:00+08:00');
    expect((await statement(app, id, '', sales())).body.interest).toEqual(yuan('276.00'));
    const pay = (amount: string, reference: string, more: object = {}) =>
      act(app, id, '/payments', { amount: yuan(amount), paidOn: '2026-06-08', reference, ...more }, buyer());
    const over = await pay('17806.26', 'A1');
    expect([over.status, over.body.code, over.body.errors[0].pointer]).toEqual([422, 'payment-exceeds-due', '/amount']);
    expect((await pay('10000.00', 'A1')).body).toMatchObject({ paid: yuan('10000.00'), left: yuan('7806.25') });
    expect((await pay('100.00', 'A1')).body.code).toBe('payment-recorded');
    expect((await pay('1.00', 'A2', { interest: yuan('276.01') })).body.errors[0].pointer).toBe('/interest');
    expect((await pay('1.00', 'A2', { paidOn: '2026-06-09' })).body.code).toBe('day-in-the-future');
    expect(
      (await act(app, id, '/payments', { amount: yuan('1.00'), paidOn: '2026-06-08', reference: 'S' }, sales())).body
        .code,
    ).toBe('not-the-payer');
    const owed = async (side: string, as: string) =>
      (await app.call('GET', `/v1/payables?side=${side}`, undefined, { as })).body.items;
    expect(await owed('supplier', sales())).toMatchObject([{ left: yuan('7806.25'), open: [{ age: '31-60' }] }]);
    const { body: sums } = await app.call('GET', '/v1/payables/ages?side=supplier', undefined, { as: sales() });
    expect(sums).toMatchObject({ statements: 1, back: yuan('0.00'), disputed: yuan('0.00'), interest: yuan('276.00') });
    expect(sums.ages.filter(({ amount }: { amount: { amount: string } }) => amount.amount !== '0.00')).toEqual([
      { age: '31-60', amount: yuan('7806.25') },
    ]);
    const late = await pay('7806.25', 'A3', { interest: yuan('200.00') });
    expect(late.body).toMatchObject({ left: yuan('0.00'), interest: yuan('76.00') });
    // What it was late with stays on the list until it is paid too.
    expect(await owed('supplier', sales())).toMatchObject([{ left: yuan('0.00'), interest: yuan('76.00'), open: [] }]);
    const last = await pay('0.00', 'A4', { interest: yuan('76.00') });
    expect(last.body).toMatchObject({ left: yuan('0.00'), interest: yuan('0.00') });
    expect(await owed('buyer', buyer())).toEqual([]);
    expect(await listed('state=paid')).toMatchObject([{ id, left: yuan('0.00') }]);
    expect((await pay('0.01', 'A5')).body.code).toBe('payment-exceeds-due');
  });

  it('is rated from facts, remarked on and answered once each', async () => {
    const say = (text: string, as: string) => act(app, id, '/rating', { text }, as);
    expect((await say('质量稳定', buyer())).body.remarks).toBe('质量稳定');
    expect((await say('谢谢', sales())).body.answer).toBe('谢谢');
    expect((await say('再说一次', buyer())).body.code).toBe('rating-told');
    const performance = await app.call('GET', `/v1/suppliers/${its.supplier.id}/performance`, undefined, {
      as: its.buyers[2]?.sub,
    });
    expect(performance.body).toMatchObject({
      ratings: 1,
      onTime: '1/1',
      facts: { due: 2, onTime: 2 },
      months: [{ month }],
    });
    for (const party of its.buyers) expect(JSON.stringify(performance.body)).not.toContain(party.id);
  });

  it('is corrected when points are corrected after it, never silently, and once', async () => {
    const silent = await record(app, its, { '2026-03-06': '354.00' });
    expect([silent.status, silent.body.code]).toEqual([422, 'correction-without-reason']);
    expect((await record(app, its, { '2026-03-06': '354.00' }, { reason: '造价站勘误' })).status).toBe(200);
    await reactToLast(app, 'price-index', its.index);
    const { items } = (await statement(app, id, '/corrections', sales())).body;
    expect(items).toMatchObject([{ corrects: id, reason: 'index-corrected', amount: yuan('50.00') }]);
    const correction = items[0].id;
    expect((await statement(app, id, '', sales())).body.amount).toEqual(yuan('17806.25'));
    const content = (await statement(app, correction, '/lines', sales())).body;
    expect([content.before[0].index.version, content.prices[0].index.version]).toEqual([1, 2]);
    expect((await act(app, id, '/corrections', undefined, buyer())).body.code).toBe('nothing-to-correct');
    expect((await act(app, correction, '/corrections', undefined, buyer())).body.code).toBe('not-an-original');
    await reactToLast(app, 'statement', correction);
    const told = await app.call('GET', `/v1/price-indices/${its.index}/corrections?agreement=${its.id}`, undefined, {
      as: sales(),
    });
    expect(told.body.items).toMatchObject([
      { day: '2026-03-06', before: yuan('352.00'), price: yuan('354.00'), reason: '造价站勘误' },
    ]);
  });

  it('pays back what a later correction takes away', async () => {
    await record(app, its, { '2026-03-06': '350.00' }, { reason: '再次勘误' });
    const { status, body } = await act(app, id, '/corrections', undefined, buyer());
    expect([status, body.amount]).toEqual([201, yuan('-100.00')]);
    const refund = { amount: yuan('100.00'), paidOn: '2026-06-08', reference: 'R1' };
    expect((await act(app, body.id, '/payments', refund, buyer())).body.code).toBe('not-the-payer');
    expect((await act(app, body.id, '/payments', { ...refund, amount: yuan('100.01') }, sales())).body.code).toBe(
      'payment-exceeds-due',
    );
    expect((await act(app, body.id, '/payments', refund, sales())).body.left).toEqual(yuan('0.00'));
  });

  it('shows every step of a price before it applies', async () => {
    const ask = {
      itemId: cement,
      supplier: its.supplier.id,
      orderedOn: '2026-06-01',
      quantity: { value: '10', unit: 'TNE', basis: 'weighed' },
    };
    const preview = await app.call('POST', `/v1/agreements/${its.id}/price-preview`, ask, { as: buyer() });
    expect(preview.body).toMatchObject({
      final: false,
      window: { from: '2026-06-01', to: '2026-06-30' },
      steps: { index: { points: [{ day: '2026-03-06' }] }, price: { amount: '355.125' } },
      amounts: { amount: yuan('3551.25') },
    });
    const wrong = async (more: object) => {
      const { status, body } = await app.call(
        'POST',
        `/v1/agreements/${its.id}/price-preview`,
        { ...ask, ...more },
        { as: buyer() },
      );
      return [status, body.errors?.[0].pointer, body.code];
    };
    expect(await wrong({ quantity: { value: '10', unit: 'MTR' } })).toEqual([422, '/quantity/unit', 'unit-not-traded']);
    expect(await wrong({ deliveredOn: '9999-12-31' })).toEqual([422, '/deliveredOn', 'not-a-day']);
  });

  it('is in the figures, each with links to what it was computed from', async () => {
    const figure = async (name: string, as: string, query = `agreement=${its.id}`) =>
      (await app.call('GET', `/v1/figures/${name}?${query}`, undefined, { as })).body;
    const saved = await figure('savings', buyer());
    expect(saved.againstIndex.saved.shown).toBe('-226.77');
    expect(saved.from).toContain(`/v1/statements/${id}`);
    expect(saved.againstOwn.covered.exact).toBe('0/1');
    expect(await figure('concentration', buyer())).toMatchObject({
      hhi: { exact: '1/1', shown: '10000' },
      suppliers: [{ supplier: its.supplier.id }],
    });
    expect(await figure('on-time', sales(), 'year=2026')).toMatchObject({
      due: 2,
      onTime: 2,
      share: { shown: '100.00%' },
    });
    const years = async (as: string) => (await app.call('GET', '/v1/figures/years', undefined, { as })).body;
    for (const as of [buyer(), sales(), 'supervisor']) expect(await years(as)).toEqual({ first: '2026' });
    expect(await years(its.winners[1]?.sub ?? '')).toEqual({ first: null });
    expect((await figure('progress', 'supervisor')).buyers.length).toBeGreaterThan(2);
    expect((await figure('savings', sales())).code).toBe('forbidden');
    expect((await figure('savings', buyer(), '')).code).toBe('figure-scope');
  });
});
