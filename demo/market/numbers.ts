/** Who plays in the market, by short names, with their codes. */
export const codes = {
  绿都: '91350404100001078D',
  闽岳: '91350404100001289W',
  虬锦: '913504051000013502',
  燕栖: '91350481100001422W',
  溪尾岭: '91350426100003006A',
  延泽: '91350702100003014U',
  榕渡: '91350102100003022P',
  沈溪: '91350426100001772E',
} as const;
export type Who = keyof typeof codes;

export const lead: Who = '绿都';
export const shop: Who = '沈溪';

/** Where goods lie outside Sanming, as there no county's seat stands for them. */
const stores: Readonly<Partial<Record<Who, object>>> = {
  延泽: { division: '350702', address: '延平区塔前成品库', lon: '118.1700', lat: '26.5200', datum: 'GCJ-02' },
  榕渡: { division: '350102', address: '鼓楼区洪山钢材库', lon: '119.2600', lat: '26.0900', datum: 'GCJ-02' },
};
const divisions: Readonly<Partial<Record<Who, string>>> = {
  闽岳: '350404',
  虬锦: '350405',
  燕栖: '350481',
  溪尾岭: '350426',
};

interface Stock {
  readonly mill: Who;
  readonly diameter: number;
  readonly tonnes: string;
  /** Yuan a tonne delivered, VAT in it. */
  readonly price: string;
  readonly minimum?: string;
}

/** What six mills and traders have in stock, delivered to the site. */
export const stocks: readonly Stock[] = [
  { mill: '延泽', diameter: 16, tonnes: '525', price: '3388.00', minimum: '350' },
  { mill: '闽岳', diameter: 16, tonnes: '700', price: '3395.00' },
  { mill: '燕栖', diameter: 16, tonnes: '420', price: '3402.00' },
  { mill: '闽岳', diameter: 20, tonnes: '700', price: '3290.00' },
  { mill: '燕栖', diameter: 20, tonnes: '490', price: '3298.00' },
  { mill: '虬锦', diameter: 20, tonnes: '350', price: '3305.00', minimum: '70' },
  { mill: '榕渡', diameter: 20, tonnes: '1000', price: '3309.00', minimum: '350' },
  { mill: '闽岳', diameter: 22, tonnes: '560', price: '3292.00' },
  { mill: '溪尾岭', diameter: 22, tonnes: '350', price: '3300.00' },
  { mill: '虬锦', diameter: 22, tonnes: '420', price: '3310.00' },
  { mill: '延泽', diameter: 25, tonnes: '245', price: '3281.00' },
  { mill: '燕栖', diameter: 25, tonnes: '420', price: '3285.00' },
  { mill: '溪尾岭', diameter: 25, tonnes: '350', price: '3296.00' },
];

export const attributesOf = (diameter: number) => ({ grade: 'HRB400E', diameter, length: 12, form: 'straight' });
export const tonnesOf = (value: string) => ({ value, unit: 'TNE', basis: 'theoretical' }) as const;
export const yuan = (amount: string) => ({ amount, currency: 'CNY' }) as const;

/** A product as its supplier lists it. */
export function listingOf({ mill, diameter, tonnes, price, minimum }: Stock) {
  const store = stores[mill] ?? { division: divisions[mill], address: `${mill}成品库` };
  return {
    supplier: codes[mill],
    category: 'steel.rebar',
    title: `螺纹钢 HRB400E Φ${diameter}×12m`,
    attributes: attributesOf(diameter),
    brand: mill,
    price: {
      unitPrice: yuan(price),
      per: 'TNE',
      taxIncluded: true,
      taxRate: '0.13',
      deliveryBasis: 'delivered',
      weighingBasis: 'theoretical',
      validTo: '2026-06-30',
    },
    ...(minimum === undefined ? {} : { minimumOrder: tonnesOf(minimum) }),
    leadTimeDays: 3,
    stockPoints: [{ ...store, stock: tonnesOf(tonnes) }],
  };
}

/** Four specs, 5,000 t: 1,505 + 1,610 + 1,190 + 695, which is 43, 46 and 34 trucks of 35 t, and 19 and 30 t. */
export const demands: Readonly<Record<number, string>> = { 16: '1505', 20: '1610', 22: '1190', 25: '695' };

/*
 * Worked out by hand: delivered prices are landed costs.
 *   Φ16  525 × 3388 + 700 × 3395 + 280 × 3402                  = 1,778,700 + 2,376,500 +   952,560 = 5,107,760
 *   Φ20  700 × 3290 + 490 × 3298 +  70 × 3305 + 350 × 3309     = 2,303,000 + 1,616,020 +   231,350 + 1,158,150 = 5,308,520
 *        From the cheapest on, 虬锦's 350 t would leave 70 t, which 榕渡 does not bring: its minimum order is 350 t. So
 *        虬锦 brings its least, and 榕渡 its least: 280 yuan less than 420 t of 榕渡 alone.
 *   Φ22  560 × 3292 + 350 × 3300 + 280 × 3310                  = 1,843,520 + 1,155,000 +   926,800 = 3,925,320
 *   Φ25  245 × 3281 + 420 × 3285 +  30 × 3296                  =   803,845 + 1,379,700 +    98,880 = 2,282,425
 */
export const combined: Readonly<
  Record<number, { readonly amount: string; readonly lines: readonly (readonly [Who, string])[] }>
> = {
  16: {
    amount: '5107760.00',
    lines: [
      ['延泽', '525'],
      ['闽岳', '700'],
      ['燕栖', '280'],
    ],
  },
  20: {
    amount: '5308520.00',
    lines: [
      ['闽岳', '700'],
      ['燕栖', '490'],
      ['虬锦', '70'],
      ['榕渡', '350'],
    ],
  },
  22: {
    amount: '3925320.00',
    lines: [
      ['闽岳', '560'],
      ['溪尾岭', '350'],
      ['虬锦', '280'],
    ],
  },
  25: {
    amount: '2282425.00',
    lines: [
      ['延泽', '245'],
      ['燕栖', '420'],
      ['溪尾岭', '30'],
    ],
  },
};
export const total = '16624025.00';

/** 40 shafts at 1,280 yuan with VAT, and 12 yuan each to fetch and bring: 40 × 1,292 = 51,680. */
export const shafts = { pieces: '40', price: '1280.00', freight: '12.00', amount: '51680.00' } as const;
