import type { CallOff, CallOffLine } from '../../functions/contracts/call-off-events.ts';
import { type DeliveryCommand, delivery, limitOf, type NoteLine } from '../../functions/contracts/delivery.ts';
import type { DeliveryEvent } from '../../functions/contracts/delivery-events.ts';
import { idOf } from '../../shared/kernel/id.ts';
import type { Quantity, UnitCode } from '../../shared/kernel/quantity.ts';

const numbered = (kind: 'item' | 'callOff' | 'organisation' | 'agreement', n: number): string =>
  idOf(kind, `0195a000-0000-7000-8000-${String(n).padStart(12, '0')}`);

export const item = (n: number): string => numbered('item', n);
export const callOff = numbered('callOff', 1);
export const buyer = numbered('organisation', 1);
export const supplier = numbered('organisation', 2);
/** Monday 20 April 2026, 09:00 in Asia/Shanghai. */
export const at = '2026-04-20T01:00:00.000Z';

export const kg = (value: string, basis?: Quantity['basis']): Quantity => of(value, 'KGM', basis);
export const tonnes = (value: string, basis?: Quantity['basis']): Quantity => of(value, 'TNE', basis);
export const pieces = (value: string): Quantity => of(value, 'H87');
const of = (value: string, unit: UnitCode, basis?: Quantity['basis']): Quantity => ({
  value,
  unit,
  ...(basis === undefined ? {} : { basis }),
});

/** 12 m of HRB400E: a bar of 20 mm is 29.64 kg by the table. */
export const rebar = (diameter = 20) => ({
  category: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter, length: 12 },
});
export const bulkCement = { category: 'cement.common', attributes: { code: 'P·O', grade: '42.5', form: 'bulk' } };
export const baggedCement = { category: 'cement.common', attributes: { code: 'P·O', grade: '42.5', form: 'bagged' } };
export const plywood = (change: object) => ({ category: 'board.plywood', attributes: change });

export function ordered(
  quantity: Quantity,
  goods: { readonly category: string; readonly attributes: object },
  canonical: Quantity = quantity,
  n = 1,
): CallOffLine {
  return {
    item: item(n),
    lot: 'lot_a',
    ...goods,
    attributes: goods.attributes as Readonly<Record<string, unknown>>,
    quantity,
    canonical,
    fromFree: '0',
    opening: '1000',
    freeOpening: '0',
    holder: supplier,
    revision: 1,
    deliverable: limitOf({ quantity }, '5'),
    unitPrice: { amount: '3400.00', currency: 'CNY' },
    taxIncluded: true,
    taxRate: '0.13',
    deliverTo: { division: '350404', address: '三明市三元区测试路1号' },
    deliverBy: '2026-05-01',
  };
}

export const order = (lines: readonly CallOffLine[], status = 'confirmed'): CallOff =>
  ({
    status,
    agreement: numbered('agreement', 1),
    buyer,
    supplier,
    lines,
    placedAt: '2026-04-01T01:00:00.000Z',
    confirmBy: '2026-04-05T01:00:00.000Z',
    until: '2026-12-31',
    confirmedAt: '2026-04-02T01:00:00.000Z',
  }) as CallOff;

export const noted = (declared: Quantity, more: Partial<NoteLine> = {}): NoteLine => ({
  itemId: item(1),
  declared,
  ticketNo: 'PD-0001',
  documents: [],
  ...more,
});

export const deliver = (
  lines: readonly CallOffLine[],
  notes: readonly NoteLine[],
  more: Partial<Extract<DeliveryCommand, { type: 'deliver' }>> = {},
) =>
  ({
    type: 'deliver',
    until: '2026-12-31',
    at,
    deliveredAt: at,
    callOff,
    order: order(lines),
    terms: { acceptDays: 7 },
    lines: notes,
    ...more,
  }) as const;

/** The events of a delivery of one line. */
export const delivered = (
  line: CallOffLine,
  note: NoteLine,
  more: Partial<Extract<DeliveryCommand, { type: 'deliver' }>> = {},
): readonly DeliveryEvent[] => delivery.decide(deliver([line], [note], more), delivery.initial);

export const accept = (
  lines: Extract<DeliveryCommand, { type: 'accept' }>['lines'],
  decision: Extract<DeliveryCommand, { type: 'accept' }>['decision'] = 'accepted',
  when = '2026-04-21T01:00:00.000Z',
) => ({ type: 'accept', at: when, lines, decision }) as const;
