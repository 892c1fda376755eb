import type { CallOffLine } from '../../functions/contracts/call-off-events.ts';
import type { DeliveredLine } from '../../functions/contracts/delivery-events.ts';
import type { AcceptedDelivery } from '../../functions/contracts/settlement/lines.ts';
import type { Priced, Reading } from '../../functions/contracts/settlement/price.ts';
import type { Money } from '../../shared/kernel/money.ts';
import { dayOf } from '../../shared/kernel/time.ts';

export const yuan = (amount: string): Money => ({ amount, currency: 'CNY' });
const uuid = (n: number): string => `01950000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const ids = {
  index: `idx_${uuid(1)}`,
  agreement: `agr_${uuid(2)}`,
  buyer: `org_${uuid(3)}`,
  supplier: `org_${uuid(4)}`,
  item: `itm_${uuid(5)}`,
  lot: `lot_${uuid(6)}`,
  callOff: `cof_${uuid(7)}`,
  delivery: (n: number): string => `dlv_${uuid(100 + n)}`,
};

/** Rebar at 3,265.00 when the series stood at 3,300.00: 35 yuan under it. */
export const goods: Priced = {
  unitPrice: yuan('3265.00'),
  freight: yuan('48.00'),
  taxIncluded: true,
  taxRate: '0.13',
  unit: 'TNE',
  priceIndex: { index: ids.index, base: yuan('3300.00') },
};

export const reading = (prices: readonly string[], more: Partial<Reading> = {}): Reading => ({
  index: ids.index,
  version: 1,
  unit: 'TNE',
  taxIncluded: true,
  taxRate: '0.13',
  from: '2026-05-01',
  to: '2026-05-31',
  points: prices.map((price, at) => ({ day: `2026-05-${String(6 + at).padStart(2, '0')}`, price: yuan(price) })),
  ...more,
});

export const line: CallOffLine = {
  item: ids.item,
  lot: ids.lot,
  category: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter: '20', length: '12' },
  quantity: { value: '35', unit: 'TNE', basis: 'weighed' },
  canonical: { value: '35', unit: 'TNE', basis: 'weighed' },
  fromFree: '0',
  opening: '1000',
  freeOpening: '0',
  holder: ids.supplier,
  revision: 1,
  deliverable: '35',
  unitPrice: yuan('3265.00'),
  freight: yuan('48.00'),
  taxIncluded: true,
  taxRate: '0.13',
  priceIndex: { index: ids.index, base: yuan('3300.00') },
  deliverTo: { division: '350404', address: '沙县工地' },
  deliverBy: '2026-05-20',
};

export interface Told {
  readonly n?: number;
  readonly on?: string;
  readonly settled?: string;
  readonly rejected?: string;
  readonly of?: Partial<CallOffLine>;
  readonly missing?: DeliveredLine['missing'];
}

/** A delivery of one line, accepted the day it came. */
export function accepted({
  n = 1,
  on = '2026-05-12',
  settled = '34.980',
  rejected = '0',
  of,
  missing = [],
}: Told): AcceptedDelivery {
  const tonnes = (value: string) => ({ value, unit: 'TNE', basis: 'weighed' }) as const;
  const at = `${on}T02:00:00.000Z`;
  const item = of?.item ?? line.item;
  return {
    id: ids.delivery(n),
    delivery: {
      agreement: ids.agreement,
      callOff: ids.callOff,
      buyer: ids.buyer,
      supplier: ids.supplier,
      orderedAt: '2026-05-04T02:00:00.000Z',
      deliveredAt: at,
      recordedAt: at,
      acceptBy: '2026-06-30T16:00:00.000Z',
      lines: [
        {
          item,
          declared: tonnes('35'),
          weighed: tonnes(settled),
          ticketNo: `B${n}`,
          documents: [],
          counted: tonnes('35'),
          countedBy: 'ticket',
          limit: '38.5',
          missing,
          of: { ...line, ...of },
        },
      ],
    },
    acceptance: {
      callOff: ids.callOff,
      acceptedAt: at,
      day: dayOf(at),
      lines: [
        {
          item,
          accepted: tonnes(settled),
          rejected: tonnes(rejected),
          settled: tonnes(settled),
          settledBy: 'weighed',
          back: rejected,
          limit: '38.5',
        },
      ],
    },
  };
}
