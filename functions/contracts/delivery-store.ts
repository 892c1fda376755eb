import type { Instant } from '../../shared/kernel/time.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { keys } from '../../shared/table/keys.ts';
import { eventPage, type LoggedEvent } from '../../shared/table/log.ts';
import { listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { delivery } from './delivery.ts';
import { deliveryMovements } from './delivery-account.ts';
import type { Delivery } from './delivery-events.ts';
import { type DeliverySummary, summaryAt, summaryOf } from './delivery-views.ts';

export type { LoggedEvent };
export type DeliveryStore = ReturnType<typeof deliveryStore>;

/** 30 lines with what was ordered, their documents and how they were accepted; an item takes 400 KB. */
const room = 320 * 1024;

/** Deliveries, among those of their call-off and of either party, in the queue of what waits, and by their tickets. */
export function deliveryStore(deps: AggregateDeps) {
  const { db } = deps;
  const listed = (item: { readonly [name: string]: unknown }) => item.listed as DeliverySummary;

  return {
    ...aggregateStore(
      { name: 'delivery', decider: delivery, rows, due, movements: deliveryMovements, room: () => room },
      deps,
    ),

    /** Of a call-off, in the order in which they were told. */
    callOffPage: (callOff: string, at: Instant, request: PageRequest): Promise<Page<DeliverySummary>> =>
      listPage(db, request, {
        partitions: [keys.callOffDeliveries(callOff)],
        pick: (item) => summaryAt(listed(item), at),
      }),

    /** Of one party under an agreement, the latest first. */
    partyPage: (agreement: string, party: string, at: Instant, request: PageRequest): Promise<Page<DeliverySummary>> =>
      listPage(db, request, {
        partitions: [keys.agreementDeliveries(agreement, party)],
        descending: true,
        pick: (item) => summaryAt(listed(item), at),
      }),

    /** What a buyer may still accept or reject, the first to end first. */
    waiting: (buyer: string, at: Instant, request: PageRequest): Promise<Page<DeliverySummary>> =>
      listPage(db, request, {
        partitions: [keys.waitingDeliveries(buyer)],
        from: at,
        pick: (item) => (listed(item).acceptBy > at ? listed(item) : undefined),
      }),

    log: (id: string, request: PageRequest): Promise<Page<LoggedEvent>> => eventPage(db, id, request, (event) => event),
  };
}

const due = (state: Delivery): Instant | undefined => (state.status === 'delivered' ? state.acceptBy : undefined);

function rows({ id, state }: Snapshot<Delivery>): Row[] {
  if (state.status === 'none') return [];
  const { agreement, callOff, buyer, supplier, deliveredAt, acceptBy, lines } = state;
  const item = { listed: summaryOf(id, state) };
  const ofParty = (party: string): Row => ({
    key: { pk: keys.agreementDeliveries(agreement, party), sk: `${deliveredAt}#${id}` },
    item,
  });
  const tickets = new Set(lines.flatMap(({ ticketNo }) => ticketNo ?? []));
  return [
    { key: { pk: keys.callOffDeliveries(callOff), sk: id }, item },
    ofParty(buyer),
    ofParty(supplier),
    ...(state.status === 'delivered'
      ? [{ key: { pk: keys.waitingDeliveries(buyer), sk: `${acceptBy}#${id}` }, item }]
      : []),
    ...[...tickets].map((ticket) => ({
      key: keys.weighTicket(supplier, ticket),
      item: { delivery: id },
      unique: 'ticket-repeated',
    })),
  ];
}
