import { countDays, reviewedCalendar } from '../../shared/kernel/calendar.ts';
import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, type FieldError, faultsOf, fieldError, unreachable } from '../../shared/kernel/errors.ts';
import { parseQuantity } from '../../shared/kernel/quantity.ts';
import { add, isZero, mul, one, parseDecimal, ratio } from '../../shared/kernel/ratio.ts';
import { type Day, dayOf, endOfDay, type Instant, lastDayOf } from '../../shared/kernel/time.ts';
import { type Decision, deemedLines, type Finding, findingsOf } from './acceptance.ts';
import type { Framework } from './agreement-events.ts';
import type { CallOff, CallOffLine } from './call-off-events.ts';
import { documentKey, missingOf } from './delivery-documents.ts';
import type {
  DeliveredLine,
  Delivery,
  DeliveryAccepted,
  DeliveryDocument,
  DeliveryEvent,
  DeliveryMade,
} from './delivery-events.ts';
import { counted, countedBy, cut, massesOf, type Note } from './weighing.ts';

/** A line of a supplier's note (送货单明细). */
export interface NoteLine extends Note {
  readonly itemId: string;
  readonly ticketNo?: string | undefined;
  readonly heatNo?: string | undefined;
  readonly documents: readonly Omit<DeliveryDocument, 'key'>[];
}

export type DeliveryCommand =
  | {
      readonly type: 'deliver';
      readonly at: Instant;
      readonly deliveredAt: Instant;
      readonly callOff: string;
      readonly order: CallOff;
      /** The agreement's last day, rolled over or not: with it what is not delivered expires, however late the clock is. */
      readonly until: Day;
      readonly terms: Pick<Framework['terms'], 'acceptDays' | 'weighing'>;
      readonly lines: readonly NoteLine[];
    }
  | {
      readonly type: 'accept';
      readonly at: Instant;
      readonly lines: readonly Finding[];
      readonly decision: Decision;
      readonly remarks?: string | undefined;
    }
  | { readonly type: 'returnGoods'; readonly at: Instant; readonly note: string }
  | { readonly type: 'timePassed'; readonly at: Instant };

const v = 1;

/**
 * The rules of a delivery. It fulfils a confirmed call-off; its quantities are checked line by line (`delivery-invalid`
 * with every fault). The buyer accepts or rejects within the agreement's days, counted as days of a term (民法典 art. 201,
 * 203) from the day on which the delivery was told; after that it counts as accepted.
 */
export const delivery: Decider<DeliveryCommand, DeliveryEvent, Delivery> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'deliver') {
      if (state.status !== 'none') throw new DomainError('conflict', 'delivery-exists');
      return [{ type: 'DeliveryMade', v, data: made(command) }];
    }
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    switch (command.type) {
      case 'accept': {
        if (state.status === 'accepted') throw new DomainError('conflict', 'delivery-accepted');
        if (state.status === 'deemed-accepted' || command.at >= state.acceptBy) {
          throw new DomainError('too-late', 'acceptance-over', { acceptBy: state.acceptBy });
        }
        const { at: acceptedAt, remarks } = command;
        const lines = findingsOf(state, command.lines, command.decision);
        const data = { callOff: state.callOff, lines, acceptedAt, day: dayOf(acceptedAt) };
        return [{ type: 'DeliveryAccepted', v, data: { ...data, ...(remarks === undefined ? {} : { remarks }) } }];
      }
      case 'returnGoods': {
        const { at: returnedAt, note } = command;
        const rejected =
          'acceptance' in state && state.acceptance.lines.some((line) => !isZero(parseQuantity(line.rejected)));
        if (!rejected) throw new DomainError('conflict', 'nothing-to-return');
        if (state.returned !== undefined) throw new DomainError('conflict', 'goods-returned');
        return [{ type: 'GoodsReturned', v, data: { returnedAt, note } }];
      }
      case 'timePassed':
        return isOverdue(state, command.at) ? [deemed(state)] : [];
      default:
        return unreachable(command);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'DeliveryMade':
        return { status: 'delivered', ...event.data };
      case 'DeliveryAccepted':
      case 'DeliveryDeemedAccepted': {
        if (state.status !== 'delivered') return state;
        const status = event.type === 'DeliveryAccepted' ? 'accepted' : 'deemed-accepted';
        return { ...state, status, acceptance: event.data };
      }
      case 'GoodsReturned':
        if (state.status === 'none' || state.status === 'delivered') return state;
        return { ...state, returned: event.data };
      default:
        return unreachable(event);
    }
  },
};

type Waiting = Extract<Delivery, { readonly status: 'delivered' }>;

/** Whether the days of acceptance are over and nobody said anything, whether the clock has noticed or not. */
export const isOverdue = (state: Delivery, at: Instant): state is Waiting =>
  state.status === 'delivered' && at >= state.acceptBy;

/** The delivery as it is at an instant: a late clock changes nothing of what is read. */
export const deliveryAt = (state: Delivery, at: Instant): Delivery =>
  isOverdue(state, at) ? delivery.evolve(state, deemed(state)) : state;

function deemed(state: Waiting): DeliveryAccepted {
  const { callOff, acceptBy: acceptedAt } = state;
  const data = { callOff, lines: deemedLines(state), acceptedAt, day: lastDayOf(acceptedAt) };
  return { type: 'DeliveryDeemedAccepted', v, data };
}

/** What may be delivered of a line in all: as ordered, and the agreement's tolerance in per cent. */
export const limitOf = ({ quantity }: Pick<CallOffLine, 'quantity'>, tolerance: string): string =>
  cut(mul(parseQuantity(quantity), add(one, mul(parseDecimal(tolerance, 6), ratio(1n, 100n)))));

function made(command: Extract<DeliveryCommand, { type: 'deliver' }>): DeliveryMade['data'] {
  const { at, deliveredAt, callOff, order, until, terms, lines } = command;
  if (order.status === 'none') throw new DomainError('not-found', 'not-found');
  const isOver = [order.until, until].every((last) => at >= endOfDay(last));
  const status = order.status === 'confirmed' && isOver ? 'expired' : order.status;
  if (status !== 'confirmed') throw new DomainError('conflict', 'call-off-not-open', { status });
  const faults: FieldError[] = [];
  if (deliveredAt > at) faults.push({ pointer: '/deliveredAt', code: 'delivered-in-future' });
  if (deliveredAt < order.placedAt) faults.push({ pointer: '/deliveredAt', code: 'delivered-before-order' });
  const delivered = lines.flatMap((note, index): DeliveredLine[] => {
    const pointer = `/lines/${index}`;
    const found: DeliveredLine[] = [];
    faults.push(
      ...faultsOf(() => {
        const of = order.lines.find(({ item }) => item === note.itemId);
        if (of === undefined) throw fieldError('item-not-ordered', `${pointer}/itemId`);
        if (lines.findIndex(({ itemId }) => itemId === of.item) !== index) {
          throw fieldError('item-repeated', `${pointer}/itemId`);
        }
        found.push(deliveredLine(of, note, command, pointer));
      }, pointer),
    );
    return found;
  });
  if (faults.length > 0) throw new DomainError('rule', 'delivery-invalid', { count: faults.length }, faults);
  const { agreement, buyer, supplier, placedAt: orderedAt } = order;
  const acceptBy = endOfDay(countDays(reviewedCalendar, dayOf(at), terms.acceptDays).day);
  const weighing = terms.weighing === undefined ? {} : { weighing: terms.weighing };
  const parties = { agreement, callOff, buyer, supplier };
  return { ...parties, lines: delivered, deliveredAt, orderedAt, recordedAt: at, acceptBy, ...weighing };
}

function deliveredLine(
  of: CallOffLine,
  note: NoteLine,
  { callOff, terms, deliveredAt }: Extract<DeliveryCommand, { type: 'deliver' }>,
  pointer: string,
): DeliveredLine {
  const { declared, pieces, weighed, ticketNo, heatNo } = note;
  const by = countedBy(of, terms.weighing);
  const counts = counted(of, note, by, pointer);
  if (ticketNo === undefined && (weighed !== undefined || by !== 'pieces')) {
    throw fieldError('ticket-required', `${pointer}/ticketNo`);
  }
  const documents = note.documents.map((each) => ({ ...each, key: documentKey(callOff, each.sha256) }));
  const line = {
    item: of.item,
    declared,
    ...(pieces === undefined ? {} : { pieces }),
    ...(weighed === undefined ? {} : { weighed: { ...weighed, basis: 'weighed' as const } }),
    ...(ticketNo === undefined ? {} : { ticketNo }),
    ...(heatNo === undefined ? {} : { heatNo }),
    documents,
    counted: counts,
    countedBy: by,
    limit: of.deliverable,
    ...massesOf(of, note, counts, dayOf(deliveredAt)),
    of,
  };
  return { ...line, missing: missingOf(line) };
}
