import type { WrittenQuote } from '../../functions/market/quote.ts';

const common = {
  taxIncluded: true,
  taxRate: '0.13',
  deliverTo: { division: '350404', address: '三元区列东街项目部' },
  deliverBy: '2026-03-20',
  paymentDays: 30,
  validUntil: '2026-03-09T01:00:00.000Z',
} as const;

export const goodsQuote: WrittenQuote = {
  ...common,
  attributes: { grade: 'HRB400E', diameter: 20, length: 12, form: 'straight' },
  quantity: { value: '120', unit: 'TNE', basis: 'theoretical' },
  unitPrice: { amount: '3391.2500', currency: 'CNY' },
  freight: { amount: '46.50', currency: 'CNY' },
};

export const workQuote: WrittenQuote = {
  ...common,
  attributes: { material: 'carbon-steel', length: 1500, width: 200, height: 200, mass: '320', tolerance: 8, batch: 40 },
  quantity: { value: '40', unit: 'H87' },
  unitPrice: { amount: '865.0000', currency: 'CNY' },
};
