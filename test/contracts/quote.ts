import type { QuoteAccepted } from '../../functions/market/events.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';
import type { Party } from '../support/world.ts';
import { named, streamed } from './framework.ts';

export type Accepted = QuoteAccepted['data'];

const uscc = (n: number): string => `9135040410${String(n).padStart(8, '0')}`;

/** 40 shafts to be turned for 96 yuan each, of steel that the shop buys; what the two agreed in an enquiry. */
export function accepted(
  buyer: Party,
  supplier: Party,
  terms: Partial<Accepted['terms']> = {},
  change: Partial<Accepted> = {},
): Accepted {
  const of = `${buyer.id}/${supplier.id}/${terms.subject ?? 'turning'}`;
  return {
    quote: named('quote', of),
    agreement: named('agreement', of),
    callOff: named('callOff', of),
    lot: named('lot', of),
    item: named('item', of),
    parties: {
      buyer: { id: buyer.id, name: buyer.name, uscc: uscc(1) },
      supplier: { id: supplier.id, name: supplier.name, uscc: uscc(2) },
    },
    buyerDivision: '350404',
    sizes: { buyer: 'medium', supplier: 'small' },
    terms: {
      kind: 'processing',
      subject: 'turning',
      attributes: { material: 'carbon-steel', length: 620, mass: '18.5', tolerance: 7 },
      quantity: { value: '40', unit: 'H87' },
      unitPrice: { amount: '96.0000', currency: 'CNY' },
      per: 'H87',
      taxIncluded: true,
      taxRate: '0.13',
      deliverTo: { division: '350404', address: '三元区列东街机加工车间' },
      deliverBy: '2026-03-20',
      paymentDays: 30,
      validUntil: '2026-03-09T16:00:00.000Z',
      ...terms,
    },
    post: named('post', of),
    acceptedAt: '2026-03-02T01:00:00.000Z',
    ...change,
  };
}

/** 60 t of bars by theoretical weight, with freight. */
export const bars = {
  kind: 'supply',
  subject: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
  quantity: { value: '60', unit: 'TNE', basis: 'theoretical' },
  unitPrice: { amount: '3380.0000', currency: 'CNY' },
  freight: { amount: '42.0000', currency: 'CNY' },
  per: 'TNE',
  weighingBasis: 'theoretical',
} as const satisfies Partial<Accepted['terms']>;

export const enquiryOf = ({ quote }: Accepted): string => named('enquiry', quote);

/** The acceptance as the stream brings it. */
export const acceptanceOf = (data: Accepted): StreamedEvent =>
  streamed('enquiry', enquiryOf(data), 'QuoteAccepted', data, data.acceptedAt, 4);
