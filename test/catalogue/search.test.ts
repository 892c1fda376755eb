import { describe, expect, it, test } from 'vitest';
import { buildIndex } from '../../functions/catalogue/search/build.ts';
import type { Ranked, SearchDocument } from '../../functions/catalogue/search/document.ts';
import { rank, type SearchQuery } from '../../functions/catalogue/search/query.ts';
import { searchIn } from '../../functions/catalogue/search/search.ts';
import { openIndex } from '../../functions/catalogue/search/segment.ts';
import { refusal } from '../support/given.ts';
import {
  idOf,
  made,
  query,
  sanming,
  segmentOf,
  shelf,
  shelfNames,
  shelved,
  supplierId,
  xiamen,
  yongan,
} from './search-fixtures.ts';

const shelfIndex = segmentOf(shelved());
const nameOf = (id: string | undefined) => shelfNames.find((_, n) => idOf(n + 1) === id);
const numbersOf = (given: Partial<SearchQuery>, documents: readonly SearchDocument[]) =>
  searchIn([segmentOf(documents)], query(given)).items.map(({ id }) => Number(id.slice(-12)));

describe('a query as people write it finds first what they mean', () => {
  test.each([
    ['螺纹钢', 'rebar12'],
    ['螺纹', 'rebar12'],
    ['HRB400E Φ20*12m', 'rebar20'],
    ['hrb400e φ20×12', 'rebar20'],
    ['ＨＲＢ４００Ｅ　Φ２０', 'rebar20'],
    ['螺纹钢 HRB400E 25', 'rebar25'],
    ['HRB400E 16 9米', 'rebar16'],
    ['三级钢 20', 'rebar20plain'],
    ['三级螺纹20', 'rebar20plain'],
    ['HRB400 20', 'rebar20plain'],
    ['12米 20螺纹', 'rebar20'],
    ['抗震螺纹钢 25', 'rebar25'],
    ['HRB500E', 'rebar500'],
    ['rebar', 'rebar12'],
    ['闽岳 螺纹钢 16', 'rebar16'],
    ['盘螺', 'coil8'],
    ['盘螺8', 'coil8'],
    ['盘螺 HRB400 10', 'coil10'],
    ['高线', 'rod65'],
    ['高线6.5', 'rod65'],
    ['HPB300 8', 'rod8'],
    ['10*2000*8000', 'plate10'],
    ['Q235B 10*2000*8000', 'plate10'],
    ['Q355B 20×2200×10000', 'plate20'],
    ['中板 20', 'plate20'],
    ['Q355B 钢板', 'plate20'],
    ['散装水泥', 'cementBulk'],
    ['袋装水泥 42.5', 'cementBag'],
    ['PO42.5', 'cementBulk'],
    ['P.O 42.5 袋装', 'cementBag'],
    ['P·O42.5R', 'cementR'],
    ['42.5R散装', 'cementR'],
    ['PII52.5', 'cement525'],
    ['P·II 52.5 水泥', 'cement525'],
    ['PSA32.5', 'cementSlag'],
    ['复合水泥', 'cementComposite'],
    ['岩衡水泥', 'cementBulk'],
    ['cement', 'cementBulk'],
    ['DN300 K9', 'di300'],
    ['DN300 C30', 'di300c'],
    ['球墨管', 'di100'],
    ['球墨管 DN300', 'di300'],
    ['球铁管300', 'di300'],
    ['球墨铸铁管DN600 K10', 'di600'],
    ['通源 DN100', 'di100'],
    ['dn110 PE管', 'pe110'],
    ['PE100 63 SDR11', 'pe63'],
    ['PE给水管', 'pe110'],
    ['无缝管 108*4.5', 'seamless'],
    ['无缝钢管', 'seamless'],
    ['108*4.5', 'seamless'],
    ['镀锌管', 'galvanised'],
    ['镀锌钢管 60.3×3.5', 'galvanised'],
    ['焊管 48.3*3.6', 'welded'],
    ['覆膜板', 'film15'],
    ['覆膜板 18', 'film18'],
    ['覆膜模板 1830*915*15', 'film15'],
    ['模板', 'film15'],
    ['模板 1830*915*14', 'plain14'],
    ['建筑模板2440*1220*18', 'film18'],
    ['竹海 14', 'plain14'],
    ['永安竹海', 'film15'],
  ] as const)('%s', (q, first) => {
    const { items } = searchIn([shelfIndex], query({ q }));
    expect(nameOf(items[0]?.id)).toBe(first);
  });

  it('says what it understood and what it took for words', () => {
    const { understood, rest } = searchIn([shelfIndex], query({ q: '闽岳 HRB400E Φ20' }));
    expect(understood).toMatchObject({ attributes: { grade: 'HRB400E', diameter: 20 } });
    expect(rest).toBe('闽岳');
  });

  it('shows the best fits where nothing has all of it, and nothing for words that nobody has', () => {
    const { items } = searchIn([shelfIndex], query({ q: 'HRB400E Φ16*12m 螺纹钢' }));
    expect(items.map(({ id }) => nameOf(id))).toContain('rebar16');
    expect(searchIn([shelfIndex], query({ q: '龘龘' })).items).toEqual([]);
  });

  it('shows a listing as it was listed', () => {
    const [first] = shelved();
    expect(searchIn([shelfIndex], query({ q: 'HRB400E Φ12' })).items[0]).toEqual(first?.listed);
  });
});

describe('filters', () => {
  const only = (...filters: [string, string][]) =>
    searchIn([shelfIndex], query({ filters, limit: 100 })).items.map(({ id }) => nameOf(id));

  it('are a category or its family, attributes, supplier and brand, all at once', () => {
    expect(only(['category', 'steel.plate'])).toEqual(['plate10', 'plate20']);
    expect(only(['category', 'cement'])).toHaveLength(6);
    expect(only(['attr.grade', 'HRB400E'], ['attr.diameter', '20'])).toEqual(['rebar20']);
    expect(only(['supplier', supplierId(2)])).toEqual(['film15', 'film18', 'plain14']);
    expect(only(['brand', '通源'], ['category', 'steel'])).toEqual([]);
  });

  it('of a city have its counties', () => {
    const documents = ['350404', '350481', '350102'].map((division, n) => made(n, { ...shelf.rebar12, division }));
    expect(numbersOf({ filters: [['division', '350400']] }, documents)).toEqual([0, 1]);
    expect(numbersOf({ filters: [['division', '350481']] }, documents)).toEqual([1]);
    expect(numbersOf({ filters: [['division', '350000']] }, documents)).toEqual([0, 1, 2]);
  });

  it('leave out what has lapsed, to the day', () => {
    const documents = ['2026-03-01', '2026-03-02'].map((validTo, n) => made(n, { ...shelf.rebar12, validTo }));
    expect(numbersOf({}, documents)).toEqual([1]);
  });
});

describe('prices', () => {
  const documents = [
    made(0, { ...shelf.rebar12, price: '3400.00' }),
    made(1, { ...shelf.rebar12, price: '3300.5001' }),
    made(2, { ...shelf.rebar12, price: '3300.50' }),
    made(3, { ...shelf.rebar12, price: '10.00', deliveryBasis: 'delivered' }),
    made(4, { ...shelf.rebar12, price: '20.00', taxIncluded: false }),
    made(5, { ...shelf.rebar12, price: '30.00', weighingBasis: 'weighed' }),
  ];

  it('compare on one basis, that of most; the others are left out and counted', () => {
    const found = searchIn([segmentOf(documents)], query({ sort: 'price' }));
    expect(found.items.map(({ price }) => price.unitPrice.amount)).toEqual(['3300.50', '3300.5001', '3400.00']);
    expect([found.priceBasis, found.excluded]).toEqual(['TNE,tax-included,ex-works,theoretical', { otherBasis: 3 }]);
    expect(numbersOf({ sort: '-price' }, documents)).toEqual([0, 1, 2]);
  });

  it('compare on the basis that is asked for', () => {
    expect(numbersOf({ sort: 'price', priceBasis: 'TNE,tax-included,delivered,theoretical' }, documents)).toEqual([3]);
  });

  it('lie in a range, both ends within', () => {
    expect(numbersOf({ priceMin: 33_005_000, priceMax: 33_005_000 }, documents)).toEqual([2]);
    expect(numbersOf({ priceMin: 33_005_001 }, documents)).toEqual([0, 1]);
  });
});

describe('distance', () => {
  const documents = [
    made(0, { ...shelf.rebar12, place: xiamen }),
    made(1, { ...shelf.rebar12, place: yongan }),
    made(2, { ...shelf.rebar12, place: sanming }),
    made(3, shelf.rebar12),
  ];

  it('sorts the nearest first, and leaves out what lies nowhere', () => {
    const { items } = searchIn([segmentOf(documents)], query({ near: sanming, sort: 'distance' }));
    expect(items.map(({ id }) => id)).toEqual([idOf(2), idOf(1), idOf(0)]);
    const [here, next, far] = items.map(({ distanceMetres = -1 }) => distanceMetres);
    expect(here).toBe(0);
    // Great circle by hand: 0.291344° of latitude are 32.4 km, 0.270001° of longitude at 26.1° are 27.0 km.
    expect(next).toBeGreaterThan(42_000);
    expect(next).toBeLessThan(42_400);
    expect(far).toBeGreaterThan(200_000);
  });

  it('ends where it is told to', () => {
    expect(numbersOf({ near: sanming, within: 43_000 }, documents)).toEqual([1, 2]);
    expect(numbersOf({ near: sanming, within: 42_000 }, documents)).toEqual([2]);
  });
});

describe('facets', () => {
  it('count each value among what was found', () => {
    const { facets, total } = searchIn([shelfIndex], query({ q: '水泥', facets: true }));
    expect(total).toBe(6);
    expect(facets?.category).toEqual([{ value: 'cement.common', count: 6 }]);
    expect(facets?.['attr.form']).toEqual([
      { value: 'bagged', count: 3 },
      { value: 'bulk', count: 3 },
    ]);
    expect(facets?.brand).toEqual([{ value: '岩衡', count: 6 }]);
  });
});

describe('a label of origin', () => {
  const labelled = (label: string | undefined, n: number) =>
    made(n, { ...shelf.rebar12, ...(label === undefined ? {} : { originLabel: label }) });

  it('is shown and counted', () => {
    const { items, facets } = searchIn([segmentOf([labelled('福建三明', 1)])], query({ facets: true }));
    expect(items[0]?.originLabel).toBe('福建三明');
    expect(facets?.originLabel).toEqual([{ value: '福建三明', count: 1 }]);
  });

  it('moves nothing: whoever bears it, the order is the same, and words do not find it', () => {
    const labels = [undefined, '福建三明', '外省', '福建三明', undefined];
    for (const sort of ['relevance', 'price', '-price', 'freshness'] as const) {
      for (const q of [undefined, '螺纹钢', '福建三明 螺纹钢']) {
        const orders = [labels, labels.toReversed(), labels.map(() => undefined)].map((given) =>
          numbersOf({ q, sort }, given.map(labelled)),
        );
        expect(new Set(orders.map(String)).size).toBe(1);
      }
    }
    expect(numbersOf({ q: '外省' }, labels.map(labelled))).toEqual([]);
  });

  it('is no part of what an order is made of', () => {
    const without: 'originLabel' extends keyof Ranked ? false : true = true;
    expect(without).toBe(true);
    const seen: string[] = [];
    const watched = new Proxy({ fit: 1, price: 1, chord: 1, published: 1 } as Ranked, {
      get: (of, name) => {
        seen.push(String(name));
        return Reflect.get(of, name);
      },
    });
    for (const sort of ['relevance', 'price', '-price', 'distance', 'freshness'] as const) rank(sort, watched);
    expect(new Set(seen)).toEqual(new Set(['fit', 'price', 'chord', 'published']));
  });
});

describe('pages', () => {
  const documents = Array.from({ length: 57 }, (_, n) =>
    made(n, { ...shelf.rebar12, price: `${3300 + (n % 5)}.00`, place: n % 2 === 0 ? sanming : yongan }),
  );
  const [first, second, third] = [0, 1, 2].map((part) => segmentOf(documents.filter((_, n) => n % 3 === part)));

  it.each([
    { sort: 'freshness' },
    { sort: 'price' },
    { sort: '-price' },
    { sort: 'distance', near: xiamen },
    { q: '螺纹钢' },
  ] satisfies Partial<SearchQuery>[])('neither repeat nor leave out: %o', (given) => {
    if (first === undefined || second === undefined || third === undefined) throw new Error('no segments');
    const whole = searchIn([segmentOf(documents)], query({ ...given, limit: 100 })).items.map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = searchIn([first, second, third], query({ ...given, limit: 10, cursor }));
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(whole);
    expect(seen).toHaveLength(57);
  });

  it('belong to their query', () => {
    const { next } = searchIn([segmentOf(documents)], query({ limit: 10 }));
    const other = query({ sort: 'price', cursor: next ?? '' });
    expect(refusal(() => searchIn([segmentOf(documents)], other)).code).toBe('cursor-invalid');
    expect(refusal(() => searchIn([segmentOf(documents)], query({ cursor: 'x' }))).code).toBe('cursor-invalid');
  });
});

describe('a snapshot', () => {
  it('is the same for the same listings, in whatever order', () => {
    const header = { generation: 7, watermark: 1 };
    const bytes = buildIndex(shelved(), header);
    expect(buildIndex(shelved().toReversed(), header)).toEqual(bytes);
    expect(openIndex(bytes)).toMatchObject(header);
  });

  it('is refused when a byte is another, an end is missing, or its version is not ours', () => {
    const bytes = buildIndex(shelved(), { generation: 1, watermark: 0 });
    for (let at = 0; at < bytes.length; at += 97) {
      if (at >= 8 && at < 12) continue;
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(openIndex(damaged), `byte ${at}`).toBeUndefined();
    }
    expect(openIndex(bytes.slice(0, -8))).toBeUndefined();
    expect(openIndex(new Uint8Array())).toBeUndefined();
  });
});
