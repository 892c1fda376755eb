import type { SearchDocument } from '../functions/catalogue/search/document.ts';
import { category } from '../shared/commodity/category.ts';
import type { AttributeValue } from '../shared/commodity/model.ts';

/** A small generator of numbers in [0, 1) (Mulberry32, Tommy Ettinger, public domain). */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const codes = [
  'steel.rebar',
  'steel.rebar',
  'steel.wire-rod',
  'steel.plate',
  'cement.common',
  'pipe.ductile-iron',
  'pipe.pe',
  'pipe.steel',
  'board.formwork',
  'board.plywood',
];
const words = [
  '现货',
  '厂家直供',
  '国标',
  '可送到工地',
  '抗震',
  '大厂资源',
  '当日出库',
  '批量优惠',
  '质保书齐全',
  '工程专用',
];
const places = ['三明', '永安', '沙县', '尤溪', '大田', '宁化', '清流', '将乐', '泰宁', '建宁'];
const trades = ['钢铁', '建材', '物资', '管业', '水泥', '木业', '贸易', '供应链'];
const names = ['闽岳', '岩衡', '竹海', '通源', '鑫盛', '恒达', '宏远', '金峰', '永泰', '盛达', '瑞丰', '华茂'];
const divisions = [
  '350404',
  '350405',
  '350421',
  '350423',
  '350424',
  '350425',
  '350426',
  '350428',
  '350429',
  '350430',
  '350481',
];
const sizes: Readonly<Record<string, readonly number[]>> = {
  thickness: [9, 12, 15, 18, 20],
  width: [915, 1220, 1500, 2000, 2200],
  length: [1830, 2440, 6000, 8000, 9, 12],
  outsideDiameter: [48.3, 60.3, 76.1, 88.9, 108, 114.3, 159, 219],
  wall: [2.75, 3, 3.5, 4, 4.5, 6],
};

/** So many published listings of so many suppliers, the same for the same seed. Invented firms. */
export function listings(seed: number, count: number): SearchDocument[] {
  const random = mulberry32(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const uuid = (n: number): string => `0195f000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
  const suppliers = Array.from({ length: Math.max(10, Math.round(count / 50)) }, (_, n) => ({
    supplier: { id: `org_${uuid(n)}`, name: `${pick(places)}市${pick(names)}${pick(trades)}${n}有限公司` },
    division: pick(divisions),
    brand: `${pick(names)}${n % 40}`,
    lon: 116.4 + random() * 2.2,
    lat: 25.5 + random() * 1.6,
  }));
  return Array.from({ length: count }, (_, n) => {
    const code = pick(codes);
    const { attributes = [], name, tradingUnits = [], weighingBases = [] } = category(code) ?? {};
    const given: Record<string, AttributeValue> = {};
    for (const attribute of attributes) {
      if (!attribute.required && random() < 0.5) continue;
      if (attribute.values !== undefined) given[attribute.name] = pick(attribute.values).value;
      else if (sizes[attribute.name] !== undefined) {
        const size = pick(sizes[attribute.name] ?? []);
        given[attribute.name] = attribute.type === 'decimal' ? String(size) : size;
      } else if (attribute.type === 'boolean') given[attribute.name] = random() < 0.5;
    }
    const { supplier, division, brand, lon, lat } = pick(suppliers);
    const weighingBasis = weighingBases[0];
    const day = 1 + Math.floor(random() * 28);
    return {
      listed: {
        id: `prd_${uuid(n)}`,
        status: 'published',
        category: code,
        title: [
          name?.zh,
          ...Object.values(given).map(String),
          pick(words),
          ...(random() < 0.3 ? [pick(words)] : []),
        ].join(' '),
        attributes: given,
        brand,
        price: {
          unitPrice: { amount: `${3000 + Math.floor(random() * 2000)}.${Math.floor(random() * 10)}0`, currency: 'CNY' },
          per: tradingUnits[0] ?? 'TNE',
          taxIncluded: random() < 0.9,
          taxRate: '0.13',
          deliveryBasis: pick(['ex-works', 'ex-warehouse', 'delivered']),
          ...(weighingBasis === undefined ? {} : { weighingBasis }),
          validTo: `2026-12-${String(day).padStart(2, '0')}`,
        },
        supplier,
        division,
        publishedAt: new Date(Date.parse('2026-02-01T00:00:00Z') + Math.floor(random() * 2.4e9)).toISOString(),
      } as SearchDocument['listed'],
      places: [{ lon, lat }],
      ...(random() < 0.3 ? { originLabel: `福建${pick(places)}` } : {}),
    };
  });
}

/** Queries of all kinds, as buyers write them. */
export function queries(seed: number, count: number): Record<string, string>[] {
  const random = mulberry32(seed);
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
