import { buildIndex } from '../../functions/catalogue/search/build.ts';
import type { Place, SearchDocument } from '../../functions/catalogue/search/document.ts';
import type { SearchQuery } from '../../functions/catalogue/search/query.ts';
import { openIndex, type Segment } from '../../functions/catalogue/search/segment.ts';
import type { Attributes } from '../../shared/commodity/model.ts';

export const sanming: Place = { lon: 117.635001, lat: 26.265444 };
export const yongan: Place = { lon: 117.365, lat: 25.9741 };
export const xiamen: Place = { lon: 118.0894, lat: 24.4798 };

export const idOf = (n: number): string => `prd_0195f000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const supplierId = (n: number): string => `org_0195f000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const suppliers = ['三明市闽岳钢铁有限公司', '宁化岩衡水泥有限公司', '永安竹海板业有限公司', '沙县通源管业有限公司'];

export interface Made {
  readonly category: string;
  readonly title: string;
  readonly attributes: Attributes;
  readonly by?: number;
  readonly brand?: string;
  readonly price?: string;
  readonly per?: string;
  readonly taxIncluded?: boolean;
  readonly deliveryBasis?: string;
  readonly weighingBasis?: string;
  readonly division?: string;
  readonly place?: Place;
  readonly originLabel?: string;
  readonly validTo?: string;
  readonly offer?: SearchDocument['offer'];
}

/** The n-th document; the higher the number, the older the listing. */
export function made(n: number, { by = 0, place, originLabel, offer, ...given }: Made): SearchDocument {
  const { price = '3380.00', per = 'TNE', taxIncluded = true, deliveryBasis = 'ex-works' } = given;
  const { weighingBasis, validTo = '2026-12-31', division = '350404', category, title, attributes, brand } = given;
  return {
    listed: {
      id: idOf(n),
      status: 'published',
      category,
      title,
      attributes,
      ...(brand === undefined ? {} : { brand }),
      price: {
        unitPrice: { amount: price, currency: 'CNY' },
        per,
        taxIncluded,
        taxRate: '0.13',
        deliveryBasis,
        ...(weighingBasis === undefined ? {} : { weighingBasis }),
        validTo,
      },
      supplier: { id: supplierId(by), name: suppliers[by] ?? '' },
      division,
      publishedAt: new Date(Date.parse('2026-03-01T00:00:00Z') - n * 60_000).toISOString(),
    } as SearchDocument['listed'],
    places: place === undefined ? [] : [place],
    ...(originLabel === undefined ? {} : { originLabel }),
    ...(offer === undefined ? {} : { offer }),
  };
}

export function segmentOf(documents: readonly SearchDocument[]): Segment {
  const segment = openIndex(buildIndex(documents, { generation: 1, watermark: 0 }));
  if (segment === undefined) throw new Error('not opened');
  return segment;
}

export const query = (given: Partial<SearchQuery> = {}): SearchQuery => ({
  filters: [],
  sort: given.q === undefined ? 'freshness' : 'relevance',
  facets: false,
  limit: 20,
  today: 20260302,
  ...given,
});

const rebar = (grade: string, diameter: number, length: number | undefined, form = 'straight') => ({
  category: 'steel.rebar',
  title: form === 'coil' ? `盘螺 ${grade} Φ${diameter}` : `螺纹钢 ${grade} Φ${diameter}×${length}m`,
  attributes: { grade, diameter, ...(length === undefined ? {} : { length }), form },
  weighingBasis: 'theoretical',
  brand: '闽岳',
});
const cement = (code: string, grade: string, form: string) => ({
  category: 'cement.common',
  title: `水泥 ${code} ${grade} ${form === 'bulk' ? '散装' : '袋装'}`,
  attributes: { code, grade, form },
  by: 1,
  price: '410.00',
  weighingBasis: 'weighed',
  brand: '岩衡',
});
const ductile = (dn: number, klass: string) => ({
  category: 'pipe.ductile-iron',
  title: `球墨铸铁管 DN${dn} ${klass} 6m T型`,
  attributes: { dn, klass, length: '6', joint: 'T' },
  by: 3,
  price: '268.50',
  per: 'MTR',
  brand: '通源',
});
const formwork = (length: number, width: number, thickness: number, facing: string) => ({
  category: 'board.formwork',
  title: `建筑${facing === 'film' ? '覆膜' : ''}模板 ${length}×${width}×${thickness}`,
  attributes: { length, width, thickness, facing },
  by: 2,
  price: '52.00',
  per: 'H87',
  brand: '竹海',
});
const plate = (grade: string, thickness: string, width: number, length: number) => ({
  category: 'steel.plate',
  title: `中厚板 ${grade} ${thickness}×${width}×${length}`,
  attributes: { grade, thickness, width, length },
  weighingBasis: 'weighed',
});
const pe = (dn: number, sdr: string) => ({
  category: 'pipe.pe',
  title: `PE给水管 PE100 dn${dn} SDR${sdr}`,
  attributes: { dn, material: 'PE100', sdr },
  by: 3,
  price: '35.80',
  per: 'MTR',
});
const steelPipe = (outsideDiameter: string, wall: string, process: string) => ({
  category: 'pipe.steel',
  title: `${process === 'seamless' ? '无缝钢管' : process === 'galvanised' ? '镀锌钢管' : '焊管'} ${outsideDiameter}×${wall}`,
  attributes: { outsideDiameter, wall, process },
  weighingBasis: 'theoretical',
});
const wireRod = (grade: string, diameter: string) => ({
  category: 'steel.wire-rod',
  title: `高线 ${grade} Φ${diameter}`,
  attributes: { grade, diameter },
  weighingBasis: 'weighed',
});

/** By name, so that a query can say which must come first. */
export const shelf = {
  rebar12: rebar('HRB400E', 12, 9),
  rebar16: rebar('HRB400E', 16, 9),
  rebar20: rebar('HRB400E', 20, 12),
  rebar25: rebar('HRB400E', 25, 12),
  rebar20plain: rebar('HRB400', 20, 12),
  rebar500: rebar('HRB500E', 20, 9),
  coil8: rebar('HRB400E', 8, undefined, 'coil'),
  coil10: rebar('HRB400', 10, undefined, 'coil'),
  rod65: wireRod('HPB300', '6.5'),
  rod8: wireRod('HPB300', '8'),
  plate10: plate('Q235B', '10', 2000, 8000),
  plate20: plate('Q355B', '20', 2200, 10000),
  cementBulk: cement('P·O', '42.5', 'bulk'),
  cementBag: cement('P·O', '42.5', 'bagged'),
  cementR: cement('P·O', '42.5R', 'bulk'),
  cement525: cement('P·II', '52.5', 'bulk'),
  cementSlag: cement('P·S·A', '32.5', 'bagged'),
  cementComposite: cement('P·C', '42.5', 'bagged'),
  di100: ductile(100, 'K9'),
  di300: ductile(300, 'K9'),
  di300c: ductile(300, 'C30'),
  di600: ductile(600, 'K10'),
  pe110: pe(110, '17'),
  pe63: pe(63, '11'),
  seamless: steelPipe('108', '4.5', 'seamless'),
  galvanised: steelPipe('60.3', '3.5', 'galvanised'),
  welded: steelPipe('48.3', '3.6', 'welded'),
  film15: formwork(1830, 915, 15, 'film'),
  film18: formwork(2440, 1220, 18, 'film'),
  plain14: formwork(1830, 915, 14, 'plain'),
} as const;

export const shelfNames = Object.keys(shelf) as (keyof typeof shelf)[];
export const shelved = (): SearchDocument[] => shelfNames.map((name, n) => made(n + 1, shelf[name]));
