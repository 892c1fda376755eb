import { describe, expect, it } from 'vitest';
import { type Gains, orderAmount, resultsOf } from '../../functions/showcase/gains.ts';
import { liveSession } from '../../functions/showcase/live-session.ts';
import type { ExistingSession } from '../../functions/showcase/live-state.ts';
import { factsOf, heard } from '../../functions/showcase/product-facts.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { drafted as productDrafted, published, withdrawn } from '../catalogue/fixtures.ts';
import { acting, at, cement, facts, guest, host, rebar, terms } from './fixtures.ts';

const agreed = { type: 'ShowingAgreed', v: 1, data: { supplier: guest.id, products: [cement], agreedAt: at } } as const;
const session = fold(liveSession, [
  { type: 'SessionDrafted', v: 1, data: { host, terms, facts, draftedAt: at } },
  { type: 'SessionAnnounced', v: 1, data: { announcedAt: at } },
  agreed,
]) as ExistingSession;

const gains: Gains = {
  views: new Map([
    [rebar, 7],
    [cement, 3],
  ]),
  productOf: new Map([
    ['p1', rebar],
    ['p2', cement],
    ['p3', rebar],
  ]),
  enquiries: [
    { post: 'p1', supplier: host.id },
    { post: 'p2', supplier: guest.id },
    { post: 'p3', supplier: guest.id },
    { post: 'p9', supplier: host.id },
  ],
  orders: [
    { post: 'p1', supplier: host.id, amount: '9007199254740993' },
    { post: 'p1', supplier: host.id, amount: '2' },
    { post: 'p2', supplier: guest.id, amount: '100' },
  ],
};

describe('what came of a session', () => {
  const yuan = (amount: string) => ({ amount, currency: 'CNY' });

  it('is counted for the product that a post stands for, of its supplier, and summed exactly', () => {
    const operator = { kind: 'user', sub: 'operator', platform: ['operator'] } as const;
    const { totals, products } = resultsOf(session, gains, operator);
    expect(totals).toEqual({ views: 10, enquiries: 2, orders: 3, amount: yuan('90071992547410.95') });
    expect(products?.map(({ product, enquiries, orders, amount }) => [product, enquiries, orders, amount])).toEqual([
      [rebar, 1, 2, yuan('90071992547409.95')],
      [cement, 1, 1, yuan('1.00')],
    ]);
  });

  it('shows the host all numbers and its own amounts, a supplier its own, and everybody totals without amounts', () => {
    const byHost = resultsOf(session, gains, acting('sales', host));
    expect(byHost.totals).toEqual({ views: 10, enquiries: 2, orders: 3 });
    expect(byHost.products?.map(({ amount }) => amount)).toEqual([yuan('90071992547409.95'), undefined]);
    const byGuest = resultsOf(session, gains, acting('sales', guest));
    expect(byGuest.totals).toEqual({ views: 3, enquiries: 1, orders: 1, amount: yuan('1.00') });
    expect(byGuest.products?.map(({ product }) => product)).toEqual([cement]);
    const declined = { ...agreed, type: 'ShowingDeclined', data: { ...agreed.data, declinedAt: at } } as const;
    const without = fold(liveSession, [declined], session) as ExistingSession;
    expect(resultsOf(without, gains, acting('sales', guest))).toEqual({
      totals: { views: 0, enquiries: 0, orders: 0 },
      products: [],
    });
    expect(resultsOf(session, gains, { kind: 'anonymous' })).toEqual({
      totals: { views: 10, enquiries: 2, orders: 3 },
    });
  });

  it('counts an order with its tax and freight, to the fen', () => {
    const offered = {
      unitPrice: yuan('3380.5') as never,
      taxIncluded: false,
      taxRate: '0.13',
      freight: yuan('42') as never,
    };
    const quote = { ...offered, quantity: { value: '35.125', unit: 'TNE' } };
    expect(orderAmount(quote as never)).toBe(13565152n);
  });
});

describe('what the catalogue says of a product', () => {
  const said = [productDrafted, published, withdrawn] as const;

  it('is the same in whatever order and however often it is told', () => {
    const numbered = said.map((event, index) => [index + 1, event] as const);
    const told = (order: readonly (readonly [number, (typeof said)[number]])[]) =>
      factsOf(order.reduce((before, [seq, event]) => heard(before, seq, event), {}));
    const expected = { available: false, category: 'steel.rebar', title: '螺纹钢 HRB400E Φ12×9m', seq: 3 };
    expect(told(numbered)).toMatchObject(expected);
    expect(told(numbered.toReversed())).toEqual(told(numbered));
    expect(told([...numbered, ...numbered])).toEqual(told(numbered));
    expect(told(numbered.slice(0, 2))).toMatchObject({ available: true, seq: 2 });
    expect(told(numbered.slice(1))).toBeUndefined();
  });
});
