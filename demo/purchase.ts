import type { Offer } from './steps.ts';

/*
 * The numbers that must come out, worked out by hand.
 *
 * Lot 1, rebar, 800.000 t of 16 mm and 1,200.555 t of 20 mm:
 *   闽岳, second bid   800 × 3310.50 = 2,648,400.00    1200.555 × 3286.25 = 3,945,323.86875 → 3,945,323.87
 *                      sum 6,593,723.87
 *   虬锦, tax to add   800 × 2930.00 × 1.13 = 2,648,720.00
 *                      1200.555 × 2905.1234 × 1.13 = 3,941,169.2785403100 → 3,941,169.28
 *                      sum 6,589,889.28
 *   燕栖               800 × 3345.00 = 2,676,000.00    1200.555 × 3301.00 = 3,963,032.055 → 3,963,032.06 (half-up)
 *                      sum 6,639,032.06
 * Lot 2, cement, 6,000 t in bulk and 500 t in bags:
 *   虬锦   6000 × 328.50 = 1,971,000.00    500 × 355.00 = 177,500.00    sum 2,148,500.00
 *   燕栖   6000 × 326.00 = 1,956,000.00    500 × 340.00 = 170,000.00    sum 2,126,000.00
 *   岩衡   6000 × 325.00 = 1,950,000.00    500 × 352.00 = 176,000.00    sum 2,126,000.00, the same to the fen
 * Lot 3, pipe: 列岫 withdraws, two are left, it fails and is never shown.
 * Awards: 6,589,889.28 + 2,126,000.00 = 8,715,889.28.
 */
/** What must come out. */
export const expected = {
  lot1: [
    ['虬锦', 1, ['2648720.00', '3941169.28'], '6589889.28'],
    ['闽岳', 2, ['2648400.00', '3945323.87'], '6593723.87'],
    ['燕栖', 3, ['2676000.00', '3963032.06'], '6639032.06'],
  ],
  lot2: [
    ['岩衡', 1, ['1950000.00', '176000.00'], '2126000.00'],
    ['燕栖', 1, ['1956000.00', '170000.00'], '2126000.00'],
    ['虬锦', 3, ['1971000.00', '177500.00'], '2148500.00'],
  ],
  exactOfHalf: '792606411/200',
  committee: ['范文远', '邱美芳', '连振华', '官淑仪', '汤伯明'],
  awards: [
    ['虬锦', '6589889.28'],
    ['岩衡', '2126000.00'],
  ],
} as const;

/** Who takes part, by the short name that the story uses. */
export const firms = {
  绿都: '91350404100001078D',
  闽岳: '91350404100001289W',
  虬锦: '913504051000013502',
  燕栖: '91350481100001422W',
  岩衡: '9135042510000149XL',
  列岫: '91350404100001705L',
} as const;

export type Name = keyof typeof firms;

export const validUntil = '2026-07-31';
/** Days to delivery that each promises, in the part that only the committee reads. */
export const deliveryDays: Readonly<Record<Exclude<Name, '绿都'>, number>> = {
  闽岳: 10,
  虬锦: 12,
  燕栖: 7,
  岩衡: 3,
  列岫: 10,
};
export const deadline = '2026-03-24T09:30:00+08:00';

/** What each bids; 闽岳 bids twice. */
export const offers: Readonly<Record<'闽岳 first' | Exclude<Name, '绿都'>, readonly Offer[]>> = {
  '闽岳 first': [
    { lot: 0, prices: ['3330.00', '3298.00'] },
    { lot: 2, prices: ['236.50'] },
  ],
  闽岳: [
    { lot: 0, prices: ['3310.50', '3286.25'] },
    { lot: 2, prices: ['236.50'] },
  ],
  虬锦: [
    {
      lot: 0,
      prices: [
        { net: '2930.00', taxRate: '0.13' },
        { net: '2905.1234', taxRate: '0.13' },
      ],
    },
    { lot: 1, prices: ['328.50', '355.00'] },
    { lot: 2, prices: ['241.75'] },
  ],
  燕栖: [
    { lot: 0, prices: ['3345.00', '3301.00'] },
    { lot: 1, prices: ['326.00', '340.00'] },
  ],
  岩衡: [{ lot: 1, prices: ['325.00', '352.00'] }],
  列岫: [{ lot: 2, prices: ['229.00'] }],
};

const money = (amount: string) => ({ amount, currency: 'CNY' });
const site = { division: '350404', address: '三元区绿都嘉和安置房项目' };

const rebar = (diameter: number, length: number, value: string) => ({
  category: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter, length, form: 'straight' },
  quantity: { value, unit: 'TNE', basis: 'theoretical' },
  deliveryPoint: site,
  deliverBy: '2026-06-30',
});

const cement = (form: object, basis: string, value: string) => ({
  category: 'cement.common',
  attributes: { code: 'P·O', grade: '42.5', ...form },
  quantity: { value, unit: 'TNE', basis },
  deliveryPoint: site,
  deliverBy: '2026-09-30',
});

/** The review that a person made before publication (公平竞争审查). */
export const fairReview = {
  reviewer: '绿都嘉和法务审计部',
  reviewedOn: '2026-03-01',
  articles: ['《公平竞争审查条例》（2024）第八条', '《公平竞争审查条例》（2024）第九条'],
  conclusion: 'no-restriction',
};

/** What the documents say beside the rest; the first writing favours some bidders over others, and is refused. */
export const texts = {
  first: '3.2 评标价相同的，同等条件下本地企业优先。',
  revised: '3.2 评标价相同的，承诺到货日数少的在前。',
};

/** What is bought: three lots. */
export const draft = {
  title: '绿都嘉和 2026 年春季钢筋、水泥、管材集中采购',
  text: texts.first,
  regime: 'bidding-compulsory',
  method: 'lowest-evaluated-price',
  openingMode: 'automatic',
  deadline,
  bidValidityDays: 90,
  tieRule: 'decision',
  requirements: [
    { key: 'licence', kind: 'qualification', text: '具有有效的营业执照', completable: true },
    { key: 'inspection', kind: 'substantive', text: '每批到货附产品质量检验报告', completable: false },
  ],
  lots: [
    {
      title: '热轧带肋钢筋',
      items: [rebar(16, 9, '800.000'), rebar(20, 12, '1200.555')],
      estimate: money('6700000.00'),
      ceiling: money('6800000.00'),
    },
    {
      title: '普通硅酸盐水泥',
      items: [
        cement({ form: 'bulk' }, 'weighed', '6000.000'),
        cement({ form: 'bagged', bagMass: 50 }, 'declared', '500.000'),
      ],
      ceiling: money('2200000.00'),
    },
    {
      title: '球墨铸铁管',
      items: [
        {
          category: 'pipe.ductile-iron',
          attributes: { dn: 200, klass: 'K9', length: 6, joint: 'T', lining: 'cement-mortar', use: 'water' },
          quantity: { value: '3000.000', unit: 'MTR' },
          deliveryPoint: site,
          deliverBy: '2026-06-30',
        },
      ],
      ceiling: money('750000.00'),
    },
  ],
};
