import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProductEvent } from '../../functions/catalogue/events.ts';
import { lapsesAt, product, statusAt } from '../../functions/catalogue/product.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { given } from '../support/given.ts';
import {
  at,
  cause,
  cement,
  drafted,
  expired,
  lapse,
  lastMoment,
  later,
  price,
  published,
  rebar,
  rejected,
  stateAfter,
  supplier,
  withdrawn,
} from './fixtures.ts';

const past = (...events: ProductEvent[]) => given(product, ...events);
const draft = (change: object = {}) =>
  ({ type: 'draftProduct', at, supplier, listing: { ...rebar, ...change } }) as const;
const priced = (change: object) => draft({ price: { ...price, ...change } });
const amend = (changes: object, when = at) => ({ type: 'amendProduct', at: when, changes }) as const;
const publish = (when = at) => ({ type: 'publishProduct', at: when, supplier }) as const;
const withdraw = { type: 'withdrawProduct', at } as const;
const reject = (when = at, event = cause) => ({ type: 'withdrawRejected', at: when, event }) as const;
const passed = (when: string) => ({ type: 'timePassed', at: when }) as const;

describe('a draft', () => {
  it('keeps the attributes in their one written form', () => {
    past().when(draft()).yields(drafted);
    past()
      .when(draft({ attributes: { ...rebar.attributes, length: 12 } }))
      .yields({ data: { listing: { attributes: { grade: 'HRB400E', diameter: 12, length: 12, form: 'straight' } } } });
  });

  it.each([
    ['category-unknown', '/category', draft({ category: 'steel.wood' })],
    ['category-not-tradable', '/category', draft({ category: 'steel' })],
    ['unknown-attribute', '/attributes/colour', draft({ attributes: { ...rebar.attributes, colour: '红' } })],
    ['attribute-missing', '/attributes/grade', draft({ attributes: { diameter: 12 } })],
    ['attribute-not-integer', '/attributes/diameter', draft({ attributes: { grade: 'HRB400E', diameter: 12.5 } })],
    ['unit-not-traded', '/price/per', priced({ per: 'BG', weighingBasis: undefined })],
    ['basis-required', '/price/weighingBasis', priced({ weighingBasis: undefined })],
    ['basis-not-allowed', '/price/weighingBasis', priced({ per: 'H87' })],
    ['price-zero', '/price/unitPrice/amount', priced({ unitPrice: { amount: '0.0000', currency: 'CNY' } })],
    ['tax-rate-out-of-range', '/price/taxRate', priced({ taxRate: '1.0001' })],
    ['valid-to-past', '/price/validTo', priced({ validTo: '2026-03-01' })],
    ['basis-required', '/minimumOrder/basis', draft({ minimumOrder: { value: '1', unit: 'TNE' } })],
    ['quantity-zero', '/capacityPerMonth/value', draft({ capacityPerMonth: { value: '0.0', unit: 'H87' } })],
    ['uscc-invalid', '/producer', draft({ producer: '闽岳' })],
    ['division-unknown', '/stockPoints/0/division', draft({ stockPoints: [{ division: '990000', address: '库' }] })],
    [
      'coordinates-incomplete',
      '/stockPoints/0',
      draft({ stockPoints: [{ division: '350404', address: '库', lon: '117.58', lat: '26.24' }] }),
    ],
  ])('is refused as %s at %s', (code, pointer, command) => {
    const { errors } = past().when(command).refuses(code);
    expect(errors.map((fault) => [fault.pointer, fault.code])).toEqual([[pointer, code]]);
  });

  it('names every fault at once, swapped coordinates too', () => {
    const { errors } = past()
      .when(
        draft({
          attributes: { grade: 'Q235', diameter: 13, colour: '红' },
          price: { ...price, per: 'MTR', taxRate: '13', validTo: '2026-03-01' },
          stockPoints: [{ division: '350404', address: '库', lon: '26.24', lat: '117.58', datum: 'GCJ-02' }],
        }),
      )
      .refuses('product-invalid');
    expect(errors.map(({ pointer }) => pointer)).toEqual([
      '/attributes/grade',
      '/attributes/diameter',
      '/attributes/colour',
      '/price/per',
      '/price/taxRate',
      '/price/validTo',
      '/stockPoints/0/lon',
      '/stockPoints/0/lat',
    ]);
  });

  it('may name today as the last day, a rate of 0 or 1, and no basis where only weighing is traded', () => {
    past()
      .when(priced({ validTo: '2026-03-02' }))
      .yields({ type: 'ProductDrafted' });
    past()
      .when(priced({ taxRate: '0' }))
      .yields({ type: 'ProductDrafted' });
    past()
      .when(priced({ taxRate: '1.0' }))
      .yields({ type: 'ProductDrafted' });
    const { weighingBasis: _, ...unbased } = cement.price;
    past()
      .when({ ...draft(), listing: { ...cement, price: unbased } })
      .yields({ type: 'ProductDrafted' });
  });
});

describe('an amendment', () => {
  const dearer = { ...price, unitPrice: { amount: '3420.00', currency: 'CNY' } } as const;

  it('of a draft tells what changed and what was taken away', () => {
    past(drafted)
      .when(amend({ title: '螺纹钢', brand: null, leadTimeDays: undefined, price: dearer }))
      .yields({ type: 'ProductAmended', data: { changes: { title: '螺纹钢', price: dearer }, removed: ['brand'] } });
  });

  it('of a published one keeps the old price and the new', () => {
    past(drafted, published)
      .when(amend({ price: dearer }))
      .yields({ type: 'ProductPriceChanged', data: { old: price, new: dearer } });
    past(drafted, published)
      .when(amend({ price: dearer, title: '螺纹钢' }))
      .yields(
        { type: 'ProductAmended', data: { changes: { title: '螺纹钢' }, removed: [] } },
        { type: 'ProductPriceChanged' },
      );
  });

  it('that says what is so already changes nothing', () => {
    past(drafted)
      .when(amend({ price, attributes: { ...rebar.attributes }, brand: '闽岳' }))
      .changesNothing();
  });

  it('is held to the whole: attributes of another category do not pass', () => {
    past(drafted)
      .when(amend({ category: 'cement.common' }))
      .refuses('product-invalid', '/attributes/diameter');
    past(drafted)
      .when(amend({ title: '螺纹钢' }, lapse))
      .refuses('valid-to-past', '/price/validTo');
  });

  it('folds to the listing that was asked for, whatever is given or taken away', () => {
    const optional = ['brand', 'producer', 'minimumOrder', 'capacityPerMonth', 'leadTimeDays', 'stockPoints'] as const;
    fc.assert(
      fc.property(fc.subarray([...optional]), fc.string({ minLength: 1 }), fc.boolean(), (removed, title, inPublic) => {
        const before = stateAfter(drafted, ...(inPublic ? [published] : []));
        const wanted = { title, price: dearer, ...Object.fromEntries(removed.map((name) => [name, null])) };
        const after = fold(product, product.decide(amend(wanted), before), before);
        const kept = Object.entries({ ...rebar, title, price: dearer }).filter(
          ([name]) => !removed.some((gone) => gone === name),
        );
        expect(canonical('listing' in after && after.listing)).toBe(canonical(Object.fromEntries(kept)));
      }),
    );
  });
});

describe('publication', () => {
  it('tells the price and the supplier as it is then named', () => {
    const renamed = { ...supplier, name: '闽岳钢铁集团' };
    past(drafted)
      .when({ ...publish(later), supplier: renamed })
      .yields({ ...published, data: { supplier: renamed, category: 'steel.rebar', price, publishedAt: later } });
    past(drafted, published).when(publish()).changesNothing();
    past(drafted, published, withdrawn).when(publish()).yields(published);
  });

  it('asks for a price that has not ended', () => {
    past(drafted).when(publish(lapse)).refuses('valid-to-past', '/price/validTo');
    past(drafted, published, expired).when(publish(lapse)).refuses('valid-to-past');
  });

  it('is taken back once', () => {
    past(drafted, published).when(withdraw).yields(withdrawn);
    past(drafted, published, expired).when(withdraw).yields(withdrawn);
    past(drafted, published, withdrawn).when(withdraw).changesNothing();
    past(drafted).when(withdraw).refuses('product-not-published');
  });
});

describe('the end of a price', () => {
  it('is 24:00 of its last day in Asia/Shanghai, whether or not the clock has looked', () => {
    const state = stateAfter(drafted, published);
    expect(lapsesAt(state)).toBe(lapse);
    expect(lapsesAt(stateAfter(drafted))).toBeUndefined();
    if (state.status === 'none') throw new Error('there is one');
    expect([statusAt(state, lastMoment), statusAt(state, lapse)]).toEqual(['published', 'expired']);
    past(drafted, published).when(passed(lastMoment)).changesNothing();
    past(drafted, published).when(passed(lapse)).yields(expired);
    past(drafted, published, expired).when(passed(lapse)).changesNothing();
  });

  it('comes before whatever is decided after it', () => {
    const next = { ...price, validTo: '2026-04-30' };
    past(drafted, published)
      .when(amend({ price: next }, lapse))
      .yields(expired, { type: 'ProductAmended', data: { changes: { price: next } } });
    past(drafted, published).when(publish(lapse)).refuses('valid-to-past');
    past(drafted, published)
      .when({ ...withdraw, at: lapse })
      .yields(expired, withdrawn);
  });
});

describe('a supplier whose verification is taken away', () => {
  it('has what is published withdrawn, once by one event', () => {
    past(drafted, published).when(reject()).yields(rejected);
    past(drafted).when(reject()).changesNothing();
    past(drafted, published, rejected).when(reject()).changesNothing();
    past(drafted, published, rejected, published).when(reject()).changesNothing();
    past(drafted, published, rejected, published)
      .when(reject(at, `${supplier.id}/9`))
      .yields({ type: 'ProductWithdrawn' });
  });

  it('keeps what was published after it was verified again, however late the event comes', () => {
    const republished = { ...published, data: { ...published.data, publishedAt: later } };
    past(drafted, republished).when(reject(at)).changesNothing();
    past(drafted, republished).when(reject('2026-03-20T00:59:30.000Z')).yields(rejected);
  });
});

it('asks for a product that is there, and drafts it once', () => {
  for (const command of [amend({}), publish(), withdraw, reject(), passed(at)])
    past().when(command).refuses('not-found');
  past(drafted).when(draft()).refuses('product-exists');
});
