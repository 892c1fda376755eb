import organisations from '../demo/data/organisations.json' with { type: 'json' };
import { generateListings } from '../demo/generator.ts';
import type { SearchDocument } from '../functions/catalogue/search/document.ts';
import { randomBy } from '../shared/kernel/random.ts';

const words = ['现货', '厂家直供', '国标', '抗震', '质保书齐全', '工程专用', '可送到工地'];
const names = ['闽岳', '虬锦', '岩衡', '列岫', '章岸', '镛山', '榕渡', '延泽'];
const places = ['三明', '永安', '沙县', '尤溪', '大田', '宁化', '清流', '将乐', '泰宁', '建宁'];
const divisions = ['350404', '350405', '350421', '350423', '350424', '350425', '350426', '350428', '350429', '350481'];

/** So many published listings, as search keeps them; the same for the same seed. */
export function listings(seed: number, count: number): SearchDocument[] {
  const random = randomBy(seed);
  const firms = new Map(organisations.map((one) => [one.uscc, one]));
  const uuid = (n: number): string => `0195f000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
  const place = (uscc: string): number => organisations.findIndex((one) => one.uscc === uscc);
  return generateListings(seed, count).map((listing, n) => {
    const { supplier, originLabel, stockPoints = [], title, category, attributes } = listing;
    const { brand, price, producer, leadTimeDays } = listing;
    const firm = firms.get(supplier);
    return {
      listed: {
        id: `prd_${uuid(n)}`,
        status: 'published',
        title,
        category,
        attributes,
        brand,
        price,
        supplier: { id: `org_${uuid(place(supplier))}`, name: firm?.name ?? '' },
        division: firm?.division ?? '350404',
        publishedAt: new Date(Date.parse('2026-02-01T00:00:00Z') + Math.floor(random() * 2.4e9)).toISOString(),
      } as SearchDocument['listed'],
      places: stockPoints.map(({ lon, lat }) => ({ lon: Number(lon), lat: Number(lat) })),
      offer: {
        ...(producer === undefined ? {} : { producer }),
        ...(leadTimeDays === undefined ? {} : { leadTimeDays }),
        ...(stockPoints.some(({ stock }) => stock !== undefined) ? { inStock: true } : {}),
      },
      ...(originLabel === undefined ? {} : { originLabel }),
    };
  });
}

/** Queries of all kinds, as buyers write them. */
export function queries(seed: number, count: number): Record<string, string>[] {
  const random = randomBy(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const dn = () => pick([100, 150, 200, 300, 400, 600]);
  const kinds: (() => Record<string, string>)[] = [
    () => ({
      q: pick([
        '螺纹钢',
        '三级钢',
        '盘螺',
        '高线',
        '球墨管',
        '球铁管',
        '覆膜板',
        '散装水泥',
        '镀锌管',
        '模板',
        '胶合板',
      ]),
    }),
    () => ({
      q: `${pick(['HRB400E', 'HRB400', 'HRB500E', '三级螺纹'])} Φ${pick([12, 16, 20, 25, 32])}*${pick([9, 12])}m`,
    }),
    () => ({ q: `DN${dn()} ${pick(['K9', 'C30', 'C40'])}` }),
    () => ({
      q: `${pick(['钢板', '中板', 'Q235B', 'Q355B'])} ${pick([9, 12, 20])}*${pick([1500, 2000, 2200])}*${pick([6000, 8000])}`,
    }),
    () => ({ q: `PO42.5${pick(['', ' 散装', ' 袋装', 'R'])}` }),
    () => ({ q: `${pick(places)} ${pick(['螺纹钢', '水泥', 'PE管', '模板'])} ${pick(words)}` }),
    () => ({ q: `${pick(names)}${Math.floor(random() * 40)} ${pick(['螺纹钢', '球墨管', '水泥'])}`, sort: 'price' }),
    () => ({
      category: pick(['steel', 'steel.rebar', 'pipe', 'board.formwork']),
      sort: pick(['price', '-price', 'freshness']),
    }),
    () => ({ q: pick(['螺纹钢 20', 'PE100 dn110', '无缝管 108*4.5']), near: '117.635,26.265', sort: 'distance' }),
    () => ({
      category: 'steel',
      near: '117.365,25.974',
      withinKm: pick(['30', '80']),
      priceMax: '3800',
      sort: 'price',
    }),
    () => ({ 'attr.grade': pick(['HRB400E', '42.5', 'Q235B']), division: pick(divisions), sort: 'freshness' }),
  ];
  return Array.from({ length: count }, (_, n) => ({ ...kinds[n % kinds.length]?.(), facets: 'true' }));
}
