import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, unreachable } from '../../shared/kernel/errors.ts';
import { fromMillionths } from '../../shared/kernel/movement.ts';
import { type Day, endOfDay, type Instant } from '../../shared/kernel/time.ts';
import type {
  Booking,
  CallOff,
  CallOffEnded,
  CallOffEvent,
  CallOffLine,
  CallOffPlaced,
  ExistingCallOff,
  Succession,
} from './events.ts';
import { accounts, lineBookings, lotBookings, millionthsOf } from './ledger.ts';

export type { CallOff, ExistingCallOff } from './events.ts';

/** What the call-off's own accounts hold for deliveries (见交货台账): by item in the unit ordered, and the gate. */
export interface Held {
  readonly id: string;
  readonly items: Readonly<Record<string, string>>;
  readonly gate: string;
}

export type CallOffCommand =
  | { readonly type: 'place'; readonly order: CallOffPlaced['data'] }
  | { readonly type: 'confirm'; readonly at: Instant }
  | { readonly type: 'refuse'; readonly at: Instant; readonly reason: string; readonly next: readonly Succession[] }
  /** Time passed and nobody answered. */
  | { readonly type: 'lapse'; readonly at: Instant; readonly next: readonly Succession[] }
  /** Lines instead of those of the same items. */
  | { readonly type: 'change'; readonly at: Instant; readonly lines: readonly CallOffLine[] }
  | { readonly type: 'cancel'; readonly at: Instant; readonly held: Held; readonly reason: string }
  | { readonly type: 'expire'; readonly at: Instant; readonly held: Held }
  /** What came back to the accounts of one that has ended. */
  | { readonly type: 'sweep'; readonly at: Instant; readonly held: Held }
  | { readonly type: 'extend'; readonly at: Instant; readonly until: Day }
  | {
      readonly type: 'bookAcceptance';
      readonly at: Instant;
      readonly delivery: string;
      readonly accepted: Readonly<Record<string, string>>;
      readonly held: Held;
    };

const v = 1;

/** The rules of a call-off: answered by its supplier in time, changed until then, ended once. */
export const callOff: Decider<CallOffCommand, CallOffEvent, CallOff> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'place') {
      return state.status === 'none' ? placed(command.order) : [];
    }
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    const { at } = command;
    switch (command.type) {
      case 'confirm':
        if (state.status === 'confirmed') return [];
        mustAwaitAnswer(state, at);
        return [{ type: 'CallOffConfirmed', v, data: { confirmedAt: at } }];
      case 'refuse': {
        mustAwaitAnswer(state, at);
        const { reason, next } = command;
        return [{ type: 'CallOffRefused', v, data: { reason, endedAt: at, returned: allOf(state), next } }];
      }
      case 'lapse':
        if (state.status !== 'placed' || at < state.confirmBy) return [];
        return [{ type: 'CallOffLapsed', v, data: { endedAt: at, returned: allOf(state), next: command.next } }];
      case 'change': {
        mustAwaitAnswer(state, at);
        const { agreement, buyer } = state;
        const items = new Set(command.lines.map(({ item }) => item));
        const before = state.lines.filter(({ item }) => items.has(item));
        const data = { agreement, buyer, lines: command.lines, before, changedAt: at };
        return [{ type: 'CallOffChanged', v, data }];
      }
      case 'cancel': {
        if (statusAt(state, at) !== 'placed' && state.status !== 'confirmed') throw notOpen(state, at);
        const { held, reason } = command;
        const type = isWithinTolerance(state, held) ? 'CallOffFulfilled' : 'CallOffCancelled';
        return [{ type, v, data: { reason, ...remainder(state, held, at) } }];
      }
      case 'expire':
        if (state.status !== 'confirmed' || at < endOfDay(state.until)) return [];
        return [{ type: 'CallOffExpired', v, data: remainder(state, command.held, at) }];
      case 'sweep': {
        if (!hasEnded(state) || state.status === 'refused' || state.status === 'lapsed') return [];
        const data = remainder(state, command.held, at);
        return data.returned.length === 0 ? [] : [{ type: 'RemainderReturned', v, data }];
      }
      case 'extend':
        if (state.status !== 'confirmed' || command.until <= state.until) return [];
        return [{ type: 'CallOffExtended', v, data: { until: command.until, extendedAt: at } }];
      case 'bookAcceptance':
        return booked(command, state);
      default:
        return unreachable(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'CallOffPlaced') {
      return { status: 'placed', ...event.data, accepted: {}, deliveries: [], undelivered: {} };
    }
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'CallOffConfirmed':
        return { ...state, status: 'confirmed', confirmedAt: event.data.confirmedAt };
      case 'CallOffRefused':
      case 'CallOffLapsed': {
        const { endedAt, reason, next } = event.data;
        const status = event.type === 'CallOffRefused' ? 'refused' : 'lapsed';
        return { ...state, status, endedAt, next, ...(reason === undefined ? {} : { reason }) };
      }
      case 'CallOffChanged': {
        const changed = new Map(event.data.lines.map((line) => [line.item, line]));
        return { ...state, lines: state.lines.map((line) => changed.get(line.item) ?? line) };
      }
      case 'CallOffCancelled':
      case 'CallOffExpired':
      case 'CallOffFulfilled':
      case 'RemainderReturned':
        return ended(event, state);
      case 'AcceptanceBooked': {
        const { delivery, accepted } = event.data;
        return { ...state, accepted: summed(state.accepted, accepted), deliveries: [...state.deliveries, delivery] };
      }
      case 'CallOffExtended':
        return { ...state, until: event.data.until };
      default:
        return unreachable(event);
    }
  },
};

/** An accepted quote binds both: nobody is asked any more. */
function placed(order: CallOffPlaced['data']): CallOffEvent[] {
  const event: CallOffEvent = { type: 'CallOffPlaced', v, data: order };
  if (order.quoted === undefined) return [event];
  return [event, { type: 'CallOffConfirmed', v, data: { confirmedAt: order.placedAt } }];
}

/** The status as it is at a moment: one that nobody answered has lapsed, whether the clock has come or not. */
export const statusAt = (state: ExistingCallOff, at: Instant): ExistingCallOff['status'] =>
  state.status === 'placed' && at >= state.confirmBy ? 'lapsed' : state.status;

const hasEnded = ({ status }: ExistingCallOff): boolean => status !== 'placed' && status !== 'confirmed';

/** When the clock should look at it next. */
export function callOffDue(state: CallOff): Instant | undefined {
  if (state.status === 'placed') return state.confirmBy;
  return state.status === 'confirmed' ? endOfDay(state.until) : undefined;
}

const notOpen = (state: ExistingCallOff, at: Instant): DomainError =>
  new DomainError('conflict', 'call-off-not-open', { status: statusAt(state, at) });

function mustAwaitAnswer(state: ExistingCallOff, at: Instant): void {
  if (statusAt(state, at) !== 'placed') throw notOpen(state, at);
}

const allOf = (state: ExistingCallOff): Booking[] => [
  ...lotBookings(state, state.lines),
  ...state.lines.flatMap((line) => lineBookings(state, line)),
];

const read = (amounts: Readonly<Record<string, string>>, item: string): bigint => millionthsOf(amounts[item] ?? '0');

/** What of a line is delivered, in the unit ordered: its account opened with `deliverable`, and holds the rest. */
const deliveredOf = ({ deliverable, item }: CallOffLine, held: Held): bigint =>
  millionthsOf(deliverable) - read(held.items, item);

/** So much of a line in the unit of the agreement's item, what is finer than a millionth cut off. */
const booksAs = ({ quantity, canonical }: CallOffLine, amount: bigint): bigint =>
  (amount * millionthsOf(canonical.value)) / millionthsOf(quantity.value);

/** What is not delivered goes back to where it was taken from, and the gate is closed to deliveries. */
function remainder(state: ExistingCallOff, held: Held, at: Instant): CallOffEnded['data'] {
  const left = state.lines.map((line) => {
    const delivered = deliveredOf(line, held);
    const returned = read(state.undelivered, line.item);
    const missing = millionthsOf(line.canonical.value) - booksAs(line, delivered) - returned;
    return { line, delivered, returned, missing: missing > 0n ? missing : 0n };
  });
  const lots = left.every(({ delivered }) => delivered === 0n) && !hasEnded(state);
  return {
    endedAt: state.endedAt ?? at,
    returned: [
      ...(lots ? lotBookings(state, state.lines) : []),
      ...left.flatMap(({ line, missing, returned }) => lineBookings(state, line, missing, returned)),
    ],
    undelivered: Object.fromEntries(
      left.filter(({ missing }) => missing > 0n).map(({ line, missing }) => [line.item, fromMillionths(missing)]),
    ),
    gate: { callOff: held.id, held: held.gate },
  };
}

/** Whether what is missing of each line is no more than the tolerance. */
const isWithinTolerance = (state: ExistingCallOff, held: Held): boolean =>
  state.status === 'confirmed' &&
  state.lines.every((line) => {
    const wanted = millionthsOf(line.quantity.value);
    return wanted - deliveredOf(line, held) <= millionthsOf(line.deliverable) - wanted;
  });

/** Counts a delivery once; the call-off is fulfilled when all of every line is accepted. */
function booked(
  { at, delivery, accepted, held }: Extract<CallOffCommand, { type: 'bookAcceptance' }>,
  state: ExistingCallOff,
): CallOffEvent[] {
  if (state.deliveries.includes(delivery)) return [];
  const { agreement, buyer, supplier } = state;
  const all = summed(state.accepted, accepted);
  // Sums are cut as a whole, so that many deliveries lose no more than one would.
  const sums = state.lines.map((line) => ({
    ledger: agreement,
    account: accounts.done(buyer, supplier, line.item),
    opening: '0',
    quantity: fromMillionths(booksAs(line, read(all, line.item)) - booksAs(line, read(state.accepted, line.item))),
  }));
  const isDone = state.lines.every(({ item, quantity }) => read(all, item) >= millionthsOf(quantity.value));
  return [
    { type: 'AcceptanceBooked', v, data: { delivery, accepted, sums, bookedAt: at } },
    ...(isDone && state.status === 'confirmed'
      ? [{ type: 'CallOffFulfilled', v, data: remainder(state, held, at) } as const]
      : []),
  ];
}

const statuses = {
  CallOffCancelled: 'cancelled',
  CallOffExpired: 'expired',
  CallOffFulfilled: 'fulfilled',
} as const;

function ended({ type, data }: CallOffEnded, state: ExistingCallOff): CallOff {
  const { endedAt, reason, undelivered } = data;
  return {
    ...state,
    status: type === 'RemainderReturned' ? state.status : statuses[type],
    endedAt,
    ...(reason === undefined ? {} : { reason }),
    undelivered: summed(state.undelivered, undelivered),
  };
}

function summed(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): Record<string, string> {
  const items = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...items].map((item) => [item, fromMillionths(read(a, item) + read(b, item))]));
}
