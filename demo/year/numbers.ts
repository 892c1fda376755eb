import type { LotTerms } from '../../shared/sealing/index.ts';

/*
 * The numbers that must come out, worked out by hand. A bar of 20 mm and 12 m is 29.640 kg.
 *
 * Demand of rebar (t, theoretical)                    of wire rod in coils (t, weighed)
 *   south  三元 2400, 沙县 1800, 永安 1500, 大田 900,     800, 600, 500, 300,
 *          尤溪 1000, 明溪 20,000 bars = 592.8,           400, 200,
 *          清流 700, 宁化 800            = 9,692.8        250, 350  = 3,400
 *   north  将乐 1200, 泰宁 10,000 bars = 296.4,           400, 200,
 *          建宁 500                      = 1,996.4        300       = 900
 *
 * Rebar goes in loads of 35 t, wire rod in loads of 30 t; what is less than a load goes as one part load. At most two
 * winners a lot.
 *   Rebar, south: 虬锦 at 3378.00 is the cheapest and has 4,000 t: 113 loads and the part loads of 30 t and 15 t fill it
 *     to the tonne. 闽岳 has the other 5,692.8 t, as one that bids 3385.00 does it cheaper than 燕栖 at 3392.00.
 *   Rebar, north: no two but with 闽岳 have enough. 延泽, 3395.00, has 900 t: 25 loads and the part loads of 10 t and
 *     10 t are 895 t, nothing between that and 900 can be made. 闽岳 has the other 1,101.4 t. With 燕栖 (1,000 t at
 *     3400.00) instead of 延泽 it would be 3,425 yuan dearer.
 *   闽岳 gives 0.2 % off for winning in both: 3385.00 → 3378.23, 3410.00 → 3403.18.
 *     4,000 × 3378 = 13,512,000     5,692.8 × 3378.23 = 19,231,587.744
 *     895 × 3395 = 3,038,525        1,101.4 × 3403.18 = 3,748,262.452
 *   Wire rod, south: 溪尾岭 at 3522.00 has 1,800 t, 榕渡 at 3525.00 the other 1,600 t:  6,339,600 + 5,640,000
 *   Wire rod, north: 虬锦 at 3528.00 has 600 t, 溪尾岭 at 3535.00 the other 300 t:      2,116,800 + 1,060,500
 * All: 54,687,275.196
 */
export const expected = {
  /** Sums and committed sums, 0.8 of them, by product family and zone. */
  sums: {
    'steel.rebar north': ['9982/5', '39928/25'],
    'steel.rebar south': ['48464/5', '193856/25'],
    'steel.wire-rod north': ['900/1', '720/1'],
    'steel.wire-rod south': ['3400/1', '2720/1'],
  },
  awarded: {
    'rebar south': { 虬锦: '4000', 闽岳: '5692.8' },
    'rebar north': { 延泽: '895', 闽岳: '1101.4' },
    'wire south': { 溪尾岭: '1800', 榕渡: '1600' },
    'wire north': { 虬锦: '600', 溪尾岭: '300' },
  },
  cost: '54687275.20',
} as const;

/** A unit's demand: rebar in tonnes or bars, wire rod in tonnes. */
export interface Demand {
  readonly unit: string;
  readonly rebar: { readonly value: string; readonly unit: 'TNE' | 'H87' };
  readonly wire: string;
}

export const lead = '三元';
const t = (value: string) => ({ value, unit: 'TNE' }) as const;
const bars = (value: string) => ({ value, unit: 'H87' }) as const;

export const demands: readonly Demand[] = [
  { unit: lead, rebar: t('2400'), wire: '800' },
  { unit: '沙县', rebar: t('1800'), wire: '600' },
  { unit: '永安', rebar: t('1500'), wire: '500' },
  { unit: '大田', rebar: t('900'), wire: '300' },
  { unit: '尤溪', rebar: t('1000'), wire: '400' },
  { unit: '明溪', rebar: bars('20000'), wire: '200' },
  { unit: '清流', rebar: t('700'), wire: '250' },
  { unit: '宁化', rebar: t('800'), wire: '350' },
  { unit: '将乐', rebar: t('1200'), wire: '400' },
  { unit: '泰宁', rebar: bars('10000'), wire: '200' },
  { unit: '建宁', rebar: t('500'), wire: '300' },
];

/** Who buys in each county, and who supplies, by their codes. */
export const codes = {
  三元: '91350404100001078D',
  沙县: '91350405100004009D',
  永安: '91350481100004076D',
  大田: '91350425100004033W',
  尤溪: '913504261000040416',
  明溪: '91350421100001211G',
  清流: '91350423100004017A',
  宁化: '91350424100004025K',
  将乐: '9135042810000405XT',
  泰宁: '9135042910000114X8',
  建宁: '91350430100004068N',
  闽岳: '91350404100001289W',
  虬锦: '913504051000013502',
  燕栖: '91350481100001422W',
  延泽: '91350702100003014U',
  溪尾岭: '91350426100003006A',
  榕渡: '91350102100003022P',
} as const;
export type Who = keyof typeof codes;

export const goods = {
  rebar: { category: 'steel.rebar', attributes: { grade: 'HRB400E', diameter: 20, length: 12 } },
  wire: { category: 'steel.wire-rod', attributes: { grade: 'HPB300', diameter: 8, form: 'coil' } },
} as const;

export const zones = [
  {
    key: 'south',
    title: '南片',
    divisions: ['350404', '350405', '350421', '350423', '350424', '350425', '350426', '350481'],
  },
  { key: 'north', title: '北片', divisions: ['350428', '350429', '350430'] },
] as const;

export type LotName = keyof typeof expected.awarded;
const capacity = (lot: LotName, value: string): LotTerms => ({
  capacity: { value, unit: 'TNE', basis: lot.startsWith('rebar') ? 'theoretical' : 'weighed' },
});

/** What each supplier bids: price and capacity by lot. */
const bidsOf: Readonly<Partial<Record<Who, Partial<Record<LotName, readonly [price: string, tonnes: string]>>>>> = {
  闽岳: { 'rebar south': ['3385.00', '6000'], 'rebar north': ['3410.00', '1500'] },
  虬锦: { 'rebar south': ['3378.00', '4000'], 'wire north': ['3528.00', '600'] },
  燕栖: {
    'rebar south': ['3392.00', '5000'],
    'rebar north': ['3400.00', '1000'],
    'wire south': ['3530.00', '1000'],
    'wire north': ['3540.00', '900'],
  },
  延泽: { 'rebar north': ['3395.00', '900'] },
  溪尾岭: { 'wire south': ['3522.00', '1800'], 'wire north': ['3535.00', '500'] },
  榕渡: { 'wire south': ['3525.00', '2000'] },
};

export const suppliers = Object.entries(bidsOf).map(([who, lots]) => ({
  who: who as Who,
  lots: Object.entries(lots).map(([lot, [price, tonnes]]) => ({
    lot: lot as LotName,
    price,
    terms: capacity(lot as LotName, tonnes),
  })),
}));

/** 闽岳's discount for winning in both lots of rebar. */
export const together = { who: '闽岳', lots: ['rebar south', 'rebar north'], discount: '0.002' } as const;
