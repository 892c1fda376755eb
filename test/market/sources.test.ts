import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Standing, Supplier } from '../../functions/catalogue/events.ts';
import { standingOf } from '../../functions/catalogue/standing.ts';
import { postsOf, type Told, toldBy } from '../../functions/market/sources.ts';
import { rebar, supplier } from '../catalogue/fixtures.ts';
import { at, builder, tonnes } from './fixtures.ts';

const id = 'prd_0195f000-0000-7000-8000-000000000001';
const says = (standing: Standing | undefined, more: Partial<Told> = {}): Told => ({
  source: { kind: 'product', id },
  version: 2,
  since: at,
  ...(standing === undefined ? {} : { said: { kind: 'product', standing } }),
  ...more,
});
const stands = (more: object = {}, by: Partial<Supplier> = {}) =>
  standingOf({ ...supplier, ...by }, { ...rebar, ...more });
const onePost = (standing: Standing, now = at) => postsOf(says(standing), now)[0]?.post;

describe('a product in the market', () => {
  it('is a supply with its goods, its price, what there is of it, and where', () => {
    const [first, ...others] = postsOf(says(stands()), at);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      poster: { id: supplier.id, name: supplier.name, uscc: supplier.uscc },
      post: {
        kind: 'supply',
        category: 'steel.rebar',
        attributes: rebar.attributes,
        quantity: rebar.capacityPerMonth,
        minimumOrder: rebar.minimumOrder,
        price: { unitPrice: rebar.price.unitPrice, per: 'TNE', delivery: 'ex-works', weighingBasis: 'theoretical' },
        window: { from: '2026-03-05', to: '2026-03-31' },
        expiresAt: '2026-03-31T16:00:00.000Z',
        place: { division: '350481', lon: '117.3650', lat: '25.9741', datum: 'GCJ-02' },
        certificates: [{ type: 'quality-certificate' }],
        text: rebar.title,
        visibility: 'public',
      },
    });
    expect(JSON.stringify(first)).not.toMatch(/成品库|福建三明|address/);
  });

  it('has the surcharges of its own attributes in its price', () => {
    const surcharge = (value: string, add: string) => ({
      attribute: 'grade',
      when: { values: [value] },
      amount: { amount: add, currency: 'CNY' },
    });
    const price = { ...rebar.price, surcharges: [surcharge('HRB400E', '30.00'), surcharge('HRB500E', '120.00')] };
    expect(onePost(stands({ price }))?.price?.unitPrice.amount).toBe('3410.00');
  });

  it('offers what lies in stock, what is made in a month where none does, and nothing too little to be ordered', () => {
    const [point] = rebar.stockPoints;
    const stock = (...values: string[]) => ({
      stockPoints: values.map((value) => ({ ...point, stock: tonnes(value) })),
    });
    const quantity = (more: object) => onePost(stands(more))?.quantity?.value;
    expect(quantity(stock('100.5', '60'))).toBe('160.5');
    expect(quantity(stock('0'))).toBe('12000.000');
    expect(quantity(stock('20'))).toBe('12000.000');
    expect(quantity({ ...stock('20'), capacityPerMonth: undefined })).toBeUndefined();
    const mixed = {
      stockPoints: [
        { ...point, stock: tonnes('90') },
        { ...point, stock: { ...tonnes('90'), basis: 'weighed' } },
      ],
    };
    expect(quantity(mixed)).toBe('12000.000');
  });

  it('stands for as long as its price, a year at a time', () => {
    const long = stands({ price: { ...rebar.price, validTo: '2028-12-31' } });
    expect(onePost(long)?.window).toEqual({ from: '2026-03-05', to: '2027-03-05' });
    expect(onePost(long, '2027-03-06T00:00:00.000Z')?.window).toEqual({ from: '2027-03-09', to: '2028-03-08' });
    expect(onePost(stands(), '2026-03-31T16:00:00.000Z')).toBeUndefined();
    expect(onePost(stands({ leadTimeDays: 60 }))).toBeUndefined();
  });

  it('is none where nothing tells how far away it is', () => {
    const far = { ...supplier, division: '360702' };
    expect(onePost(stands({ stockPoints: undefined }, far))).toBeUndefined();
    expect(onePost(stands({ stockPoints: undefined }))?.place).toEqual({ division: '350404' });
  });

  it('is another post when it becomes other goods, and the same one whatever else changes', () => {
    const ids = (standing: Standing) => postsOf(says(standing), at).map((each) => each.id);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.string({ minLength: 1, maxLength: 9 }), (yuan, title) => {
        const unitPrice = { amount: `${yuan}.00`, currency: 'CNY' } as const;
        expect(ids(stands({ title, price: { ...rebar.price, unitPrice } }))).toEqual(ids(stands()));
      }),
      { numRuns: 50 },
    );
    const plate = { category: 'steel.wire-rod', attributes: { grade: 'HPB300', diameter: 8 } };
    expect(ids(stands(plate))).not.toEqual(ids(stands()));
  });
});

describe('what an event says of its source', () => {
  const event = (aggregate: string, type: string, data: object) => ({
    aggregate,
    aggregateId: id,
    seq: 4,
    at,
    type,
    data,
  });
  it('is the whole of it, or that it is over', () => {
    const standing = stands();
    expect(toldBy(event('product', 'ProductPriceChanged', { standing }))).toEqual(says(standing, { version: 4 }));
    for (const type of ['ProductWithdrawn', 'ProductExpired']) {
      expect(toldBy(event('product', type, {}))).toEqual(says(undefined, { version: 4 }));
    }
    for (const type of ['ProductDrafted', 'ProductAmended']) expect(toldBy(event('product', type, {}))).toBeUndefined();
    expect(toldBy(event('organisation', 'ProductWithdrawn', {}))).toBeUndefined();
    const round = { source: { kind: 'round', id }, version: 4, since: at };
    expect(toldBy(event('round', 'JointTenderEnded', { outcome: 'awarded' }))).toEqual(round);
    expect(toldBy(event('round', 'RoundCancelled', {}))).toEqual(round);
    for (const outcome of ['failed', 'cancelled'])
      expect(toldBy(event('round', 'JointTenderEnded', { outcome }))).toBeUndefined();
    for (const type of ['RoundOpened', 'DemandReported', 'DemandSigned'])
      expect(toldBy(event('round', type, {}))).toBeUndefined();
  });
});

describe('a locked round in the market', () => {
  it('is a demand of its lead for each goods and place, in whole months', () => {
    const need = {
      category: 'steel.rebar',
      attributes: { grade: 'HRB400E', diameter: 20 },
      months: { from: '2026-04', to: '2026-06' },
    };
    const early = {
      lead: { ...builder, division: '350404' },
      title: '县域联合采购',
      needs: [
        { ...need, zone: 'north', division: '350421', quantity: tonnes('300') },
        { ...need, division: '350404' },
      ],
    };
    const told = { source: { kind: 'round', id }, version: 9, since: at, said: { kind: 'round', early } } as const;
    const posts = postsOf(told, at);
    expect(new Set(posts.map((each) => each.id)).size).toBe(2);
    expect(posts).toMatchObject([
      {
        poster: builder,
        post: {
          kind: 'demand',
          quantity: tonnes('300'),
          window: { from: '2026-04-01', to: '2026-06-30' },
          place: { division: '350421' },
        },
      },
      { poster: builder, post: { place: { division: '350404' } } },
    ]);
    expect(posts[1]?.post).not.toHaveProperty('quantity');
    expect(postsOf(told, '2026-06-30T16:00:00.000Z')).toEqual([]);
  });
});
