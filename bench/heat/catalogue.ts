import { ancestors } from '../../shared/commodity/category.ts';
import { addMonths } from '../../shared/kernel/time.ts';
import { keys } from '../../shared/table/keys.ts';
import { type Action, bytesOf, chance, fresh, nth, peak, put, rank, read, type Touch, upTo, wrote } from './model.ts';
import {
  acting,
  category,
  change,
  changeOfOne,
  containers,
  month,
  mostPopular,
  nation,
  organisation,
  today,
  year,
} from './nation.ts';

/** The products stand under the months of three years in which they were published. */
const months = 36;
const product = () => nth('product', rank(nation.products, 0.8));
const basis = 'TNE';

/** The entries of a published product, its price, and what the search index is told. */
function entries(of: string): Touch[] {
  return [
    wrote('supplierProducts', keys.supplierProducts(organisation())),
    ...['all', ...ancestors(category())].map((scope) => wrote('productList', keys.productList(scope, of))),
    wrote('productChanges', keys.productChanges(today)),
  ];
}

function priced(): Touch[] {
  const id = product();
  const of = category();
  return [
    ...change(id, { due: true }),
    ...entries(addMonths(month, -upTo(months))),
    wrote('standingPrice', keys.standingPrice(of, basis, id)),
    wrote('endedPrices', keys.endedPrices(of, basis, year)),
  ];
}

const requests = peak(nation.requests);
const pricesASecond = peak(nation.pricesChanged + nation.productsPublished);
/** Entries that a container reads again each second, as it begins five seconds before where it was. */
const entriesAPoll = Math.ceil(5 * pricesASecond);
/** Price changes of a month, of the most popular category on one basis. */
const endedInAMonth = Math.round(nation.pricesChanged * 22 * mostPopular);

const families = ancestors('steel.rebar').slice(-1);

export const catalogue: readonly Action[] = [
  {
    what: 'a product is drafted',
    perSecond: peak(nation.productsPublished),
    touches: () => changeOfOne('product', {}, [wrote('supplierProducts', keys.supplierProducts(organisation()))]),
  },
  {
    what: 'a product is published',
    perSecond: peak(nation.productsPublished),
    touches: () =>
      changeOfOne('product', { due: true }, [
        ...entries(month),
        wrote('standingPrice', keys.standingPrice(category(), basis, '')),
      ]),
  },
  { what: 'a price is changed', perSecond: pricesASecond, touches: priced },
  {
    what: 'a bulk update of 200 prices goes on',
    perSecond: pricesASecond / 200,
    touches: () => {
      const key = keys.batch(`${upTo(2 ** 40)}`);
      return [read('batch', key), put('batch', key)];
    },
  },
  {
    what: 'what changed, for the search index of each container',
    perSecond: containers,
    touches: () => [read('productChanges', keys.productChanges(today), { items: entriesAPoll, now: false })],
  },
  {
    what: 'a page of a search index that is built anew',
    perSecond: 10,
    touches: () => [read('productList', keys.productList('all', addMonths(month, -1)), { bytes: 2 ** 20, now: false })],
  },
  {
    what: 'a page of products',
    perSecond: 0.03 * requests,
    touches: () => [
      read('productList', keys.productList(chance(0.3) ? 'all' : category(), month), { items: 20, now: false }),
    ],
  },
  {
    what: 'a product',
    perSecond: 0.15 * requests,
    touches: () => [read('snapshot', keys.snapshot(product()), { now: false })],
  },
  {
    what: 'a product’s price history',
    perSecond: 0.01 * requests,
    touches: () => [read('event', keys.event(product(), 1), { items: 100, now: false })],
  },
  {
    what: 'a supplier’s products',
    perSecond: 0.01 * requests,
    touches: () => [acting(), read('supplierProducts', keys.supplierProducts(organisation()), { items: 20 })],
  },
  {
    what: 'prices of a category, kept five minutes by what stands before the API',
    perSecond: 20 / 300,
    touches: () => [
      read('standingPrice', keys.standingPrice('steel.rebar', basis, ''), {
        items: Math.round(nation.products * mostPopular),
        now: false,
      }),
      read('endedPrices', keys.endedPrices('steel.rebar', basis, year), { items: endedInAMonth, now: false }),
    ],
  },
  {
    what: 'admission to the procurement catalogue is asked for',
    perSecond: peak(50_000),
    touches: () => {
      const id = product();
      return changeOfOne('admission', { due: true }, [
        read('newestAdmission', keys.newestAdmission(id)),
        wrote('newestAdmission', keys.newestAdmission(id)),
        wrote('openAdmission', keys.openAdmission(id)),
        wrote('waitingAdmissions', keys.waitingAdmissions),
      ]);
    },
  },
  {
    what: 'admission is decided',
    perSecond: peak(50_000),
    touches: () => [
      ...change(fresh('admission'), { due: true }),
      wrote('waitingAdmissions', keys.waitingAdmissions),
      wrote('admitted', keys.admitted(families[0] ?? '')),
    ],
  },
  {
    what: 'what waits for admission, by operators',
    perSecond: 20,
    touches: () => [read('waitingAdmissions', keys.waitingAdmissions, { items: 20, now: false })],
  },
  {
    what: 'what is admitted, for a version of the catalogue: 100,000 products of a family',
    perSecond: 1 / 60,
    touches: () => [read('admitted', keys.admitted(families[0] ?? ''), { items: 100_000 })],
  },
  {
    what: 'an entry of a version that is published, 25 at a time',
    perSecond: 25 / 0.01,
    touches: () => [put('catalogueEntries', keys.catalogueEntries('version'))],
  },
  {
    what: 'a page of the catalogue, its versions',
    perSecond: 0.01 * requests,
    touches: () => [
      read('catalogueVersions', keys.catalogueVersions(year), { items: 20, now: false }),
      read('catalogueEntries', keys.catalogueEntries('newest'), {
        items: 20,
        now: false,
        bytes: bytesOf('catalogueEntries', ''),
      }),
    ],
  },
  {
    what: 'a version of the catalogue',
    perSecond: 1 / 600,
    touches: () => [wrote('catalogueVersions', keys.catalogueVersions(year))],
  },
];
