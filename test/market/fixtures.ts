import type { Poster, Terms } from '../../functions/market/events.ts';
import type { Candidate } from '../../functions/market/matching/model.ts';
import type { Written } from '../../functions/market/terms.ts';

export const at = '2026-03-02T01:00:00.000Z';
export const today = '2026-03-02';

export const mill: Poster = {
  id: 'org_0195f000-0000-7000-8000-000000000001',
  name: '三明市闽岳钢铁有限公司',
  uscc: '91350404100001289W',
};
export const builder: Poster = {
  id: 'org_0195f000-0000-7000-8000-000000000002',
  name: '三明市第2建设集团有限公司',
  uscc: '913504041000000022',
};

export const sanyuan = { division: '350404', lon: '117.6074', lat: '26.2342', datum: 'GCJ-02' } as const;
export const yongan = { division: '350481', lon: '117.3644', lat: '25.9741', datum: 'GCJ-02' } as const;

export const tonnes = (value: string) => ({ value, unit: 'TNE', basis: 'theoretical' }) as const;
export const yuan = (amount: string, delivery: 'ex-works' | 'ex-warehouse' | 'delivered' = 'ex-works') =>
  ({
    unitPrice: { amount, currency: 'CNY' },
    per: 'TNE',
    weighingBasis: 'theoretical',
    taxIncluded: true,
    taxRate: '0.13',
    delivery,
  }) as const;

const standing = { visibility: 'public', quantityHidden: false, expiresAt: '2026-04-01T00:00:00.000Z' } as const;

export const demandPost: Written = {
  kind: 'demand',
  category: 'steel.rebar',
  attributes: { grade: { atLeast: 'HRB400' }, diameter: { min: 16, max: 25 }, length: 12 },
  quantity: tonnes('500'),
  window: { from: '2026-03-10', to: '2026-03-29' },
  place: sanyuan,
  text: '列东街项目部用钢',
  ...standing,
};

export const supplyPost: Written = {
  kind: 'supply',
  category: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
  quantity: tonnes('860'),
  minimumOrder: tonnes('35'),
  price: yuan('3380.00'),
  window: { from: '2026-03-05', to: '2026-03-31' },
  place: yongan,
  certificates: [{ type: 'quality-certificate', validTo: '2027-01-01' }],
  ...standing,
};

export const workPost: Written = {
  kind: 'processing',
  process: 'turning',
  side: 'wanted',
  attributes: { material: 'carbon-steel', length: 1500, width: 200, height: 200, mass: 320, tolerance: 8, batch: 40 },
  quantity: { value: '40', unit: 'H87' },
  hours: '60',
  window: { from: '2026-03-09', to: '2026-03-29' },
  place: sanyuan,
  ...standing,
};

export const shopPost: Written = {
  kind: 'processing',
  process: 'turning',
  side: 'offered',
  attributes: {
    material: { oneOf: ['carbon-steel', 'alloy-steel'] },
    length: 2000,
    width: 500,
    height: 500,
    mass: 1500,
    tolerance: 7,
    batch: { min: 1, max: 500 },
  },
  freeHours: [
    { week: '2026-W11', hours: '40' },
    { week: '2026-W12', hours: '32.5' },
  ],
  machines: [{ name: 'CW6163', count: 3 }],
  window: { from: '2026-03-02', to: '2026-04-30' },
  place: yongan,
  ...standing,
};

/** A demand as the matcher sees it, changed. */
export const wants = (more: Partial<Candidate> = {}): Candidate => ({
  id: 'w',
  party: builder.id,
  kind: 'demand',
  side: 'wanted',
  subject: 'steel.rebar',
  spec: { grade: 'HRB400E', diameter: 20, length: 12 },
  quantity: tonnes('100'),
  window: { from: '2026-03-10', to: '2026-03-19' },
  point: { lon: sanyuan.lon, lat: sanyuan.lat },
  certificates: [],
  confirmedOn: today,
  ...more,
});

/** A supply as the matcher sees it, changed. */
export const offers = (more: Partial<Candidate> = {}): Candidate => ({
  id: 'o',
  party: mill.id,
  kind: 'supply',
  side: 'offered',
  subject: 'steel.rebar',
  spec: { grade: 'HRB400E', diameter: 20, length: 12 },
  quantity: tonnes('200'),
  price: yuan('3400'),
  window: { from: '2026-03-01', to: '2026-03-31' },
  point: { lon: yongan.lon, lat: yongan.lat },
  certificates: [],
  confirmedOn: today,
  ...more,
});

export type { Terms };
