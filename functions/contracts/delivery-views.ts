import type { Instant } from '../../shared/kernel/time.ts';
import { deliveryAt } from './delivery.ts';
import type { DeliveredLine, Delivery, DeliveryDocument, ExistingDelivery } from './delivery-events.ts';

/** A delivery as lists show it; amounts are in the unit ordered. */
export interface DeliverySummary {
  readonly id: string;
  readonly agreement: string;
  readonly callOff: string;
  readonly buyer: string;
  readonly supplier: string;
  readonly status: ExistingDelivery['status'];
  readonly deliveredAt: Instant;
  readonly acceptBy: Instant;
  readonly lines: readonly { readonly item: string; readonly counted: string; readonly back?: string }[];
}

export function summaryOf(id: string, state: ExistingDelivery): DeliverySummary {
  const { agreement, callOff, buyer, supplier, status, deliveredAt, acceptBy } = state;
  const found = acceptanceOf(state);
  const lines = state.lines.map(({ item, counted }) => {
    const back = found?.lines.find((line) => line.item === item)?.back;
    return { item, counted: counted.value, ...(back === undefined ? {} : { back }) };
  });
  return { id, agreement, callOff, buyer, supplier, status, deliveredAt, acceptBy, lines };
}

/** What a list says at an instant: a late clock changes nothing of it. */
export function summaryAt(listed: DeliverySummary, at: Instant): DeliverySummary {
  if (listed.status !== 'delivered' || at < listed.acceptBy) return listed;
  return { ...listed, status: 'deemed-accepted', lines: listed.lines.map((line) => ({ ...line, back: '0' })) };
}

const acceptanceOf = (state: ExistingDelivery) => ('acceptance' in state ? state.acceptance : undefined);

/** A delivery as its parties see it. */
export function deliveryView(id: string, stored: Delivery, at: Instant) {
  const state = deliveryAt(stored, at) as ExistingDelivery;
  const { agreement, callOff, buyer, supplier, status, deliveredAt, recordedAt, acceptBy } = state;
  const found = acceptanceOf(state);
  return {
    id,
    agreement,
    callOff,
    buyer,
    supplier,
    status,
    deliveredAt,
    recordedAt,
    acceptBy,
    lines: state.lines.map(lineView),
    ...(found === undefined ? {} : { acceptance: acceptanceView(found) }),
    ...('returned' in state && state.returned !== undefined ? { returned: state.returned } : {}),
  };
}

function lineView({ of, documents, ...line }: DeliveredLine) {
  const { lot, category, attributes, quantity, deliverTo, deliverBy } = of;
  return {
    ...line,
    lot,
    category,
    attributes,
    ordered: quantity,
    deliverTo,
    deliverBy,
    documents: documents.map(shown),
  };
}

const shown = ({ key: _, ...document }: DeliveryDocument) => document;

function acceptanceView({ callOff: _, lines, ...acceptance }: NonNullable<ReturnType<typeof acceptanceOf>>) {
  return { ...acceptance, lines: lines.map(({ limit: __, ...line }) => line) };
}
