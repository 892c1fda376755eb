import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, unreachable } from '../../shared/kernel/errors.ts';
import { addDays, type Instant, startOfDay } from '../../shared/kernel/time.ts';
import { answersUntilDay } from './intent.ts';
import type {
  DueIntent,
  EventTerms,
  FollowUpDay,
  MatchmakingEvent,
  Meeting,
  Pair,
  Pins,
  TimetableHead,
} from './matchmaking-events.ts';
import { endOf, faultsIn, pinFaults, refuse, startOf } from './matchmaking-terms.ts';
import { pairOf } from './pair.ts';

/** The days after an event on which its intents are asked after. */
export const followUpDays = [7, 30, 90] as const satisfies readonly FollowUpDay[];
/** The last answers are taken until so many days after an event; then its figures stand. */
const endsAfterDays = answersUntilDay;
/** How many meetings one event of the log holds. */
const chunkSize = 200;

/** Where an event stands with asking after intents: which day is next, and how many pages of it were told of. */
interface Following {
  readonly next: number;
  readonly page: number;
}

interface Common {
  readonly terms: EventTerms;
  readonly pins: Pins;
  readonly announcedAt: Instant;
  /** Whether its timetable was ever open to the firms. */
  readonly published: boolean;
  readonly timetable?: TimetableHead & { readonly madeAt: Instant };
}

/** An event at which firms meet face to face (“手拉手”对接会), as a union on its status. */
export type Matchmaking =
  | { readonly status: 'none' }
  | (Common & { readonly status: 'announced' })
  | (Common & {
      readonly status: 'timetabled' | 'published';
      readonly timetable: TimetableHead & { readonly madeAt: Instant };
    })
  | (Common & { readonly status: 'held'; readonly following: Following })
  | (Common & { readonly status: 'ended' })
  | (Common & { readonly status: 'cancelled'; readonly reason: string; readonly cancelledAt: Instant });

export type ExistingMatchmaking = Exclude<Matchmaking, { readonly status: 'none' }>;

/** What of its terms can still change. */
export type Changes = { readonly [Name in keyof EventTerms]?: EventTerms[Name] | undefined };

export type MatchmakingCommand =
  | { readonly type: 'announce'; readonly at: Instant; readonly terms: EventTerms }
  | { readonly type: 'amend'; readonly at: Instant; readonly event: string; readonly changes: Changes }
  | { readonly type: 'pin'; readonly at: Instant; readonly pins: Pins }
  | {
      readonly type: 'recordTimetable';
      readonly at: Instant;
      readonly head: Omit<TimetableHead, 'revision' | 'chunks' | 'meetings'>;
      readonly meetings: readonly Meeting[];
    }
  | { readonly type: 'publish'; readonly at: Instant; readonly firms: readonly string[]; readonly basis: string }
  | { readonly type: 'cancel'; readonly at: Instant; readonly reason: string; readonly firms: readonly string[] }
  | { readonly type: 'timePassed'; readonly at: Instant }
  | {
      readonly type: 'followUp';
      readonly at: Instant;
      readonly event: string;
      readonly day: FollowUpDay;
      readonly page: number;
      readonly last: boolean;
      readonly intents: readonly DueIntent[];
    };

const v = 1;

/** The rules of an event: announced, its meetings found and published, held, followed up, ended. */
export const matchmaking: Decider<MatchmakingCommand, MatchmakingEvent, Matchmaking> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'announce') {
      if (state.status !== 'none') throw new DomainError('conflict', 'matchmaking-exists');
      refuse(faultsIn(command.terms, command.at));
      return [{ type: 'MatchmakingAnnounced', v, data: { ...command.terms, announcedAt: command.at } }];
    }
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    switch (command.type) {
      case 'amend':
        return amended(command, state);
      case 'pin': {
        mustBeOpen(state);
        const pins = { must: ordered(command.pins.must), never: ordered(command.pins.never) };
        refuse(pinFaults(pins));
        if (JSON.stringify(pins) === JSON.stringify(state.pins)) return [];
        return [{ type: 'MeetingsPinned', v, data: { ...pins, pinnedAt: command.at } }];
      }
      case 'recordTimetable':
        return recorded(command, state);
      case 'publish': {
        if (state.status === 'published') return [];
        if (state.status !== 'timetabled') throw wrongStatus(state);
        if (command.at >= endOf(state.terms)) throw new DomainError('too-late', 'matchmaking-over');
        if (command.basis !== state.timetable.basis) throw new DomainError('conflict', 'timetable-stale');
        const { revision } = state.timetable;
        const { firms, at: publishedAt } = command;
        return [{ type: 'TimetablePublished', v, data: { revision, firms, title: state.terms.title, publishedAt } }];
      }
      case 'cancel': {
        if (state.status === 'cancelled') return [];
        if (state.status === 'held' || state.status === 'ended') throw wrongStatus(state);
        if (command.at >= endOf(state.terms)) throw new DomainError('too-late', 'matchmaking-over');
        const { reason, firms, at: cancelledAt } = command;
        return [{ type: 'MatchmakingCancelled', v, data: { reason, firms, title: state.terms.title, cancelledAt } }];
      }
      case 'timePassed':
        if (isOpen(state) && command.at >= endOf(state.terms)) {
          return [{ type: 'MatchmakingHeld', v, data: { heldAt: endOf(state.terms) } }];
        }
        if (state.status === 'held' && nextDay(state) === undefined && command.at >= (dueOf(state) ?? command.at)) {
          return [{ type: 'MatchmakingEnded', v, data: { endedAt: command.at } }];
        }
        return [];
      case 'followUp': {
        if (state.status !== 'held') return [];
        const { at, type: _, ...page } = command;
        if (nextDay(state) !== page.day || state.following.page !== page.page || at < (dueOf(state) ?? at)) return [];
        return [{ type: 'FollowUpDue', v, data: { ...page, title: state.terms.title, dueAt: at } }];
      }
      default:
        return unreachable(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'MatchmakingAnnounced') {
      const { announcedAt, ...terms } = event.data;
      return { status: 'announced', terms, pins: { must: [], never: [] }, announcedAt, published: false };
    }
    if (state.status === 'none') return state;
    const { terms, pins, announcedAt, published, timetable } = state;
    const common = { terms, pins, announcedAt, published, ...(timetable === undefined ? {} : { timetable }) };
    switch (event.type) {
      case 'MatchmakingAmended': {
        return { ...state, terms: event.data.terms };
      }
      case 'MeetingsPinned':
        return { ...state, pins: { must: event.data.must, never: event.data.never } };
      case 'TimetableMade':
        return { ...common, status: 'timetabled', timetable: event.data };
      case 'MeetingsPlaced':
        return state;
      case 'TimetablePublished':
        return state.status === 'timetabled' ? { ...state, status: 'published', published: true } : state;
      case 'MatchmakingHeld':
        return { ...common, status: 'held', following: { next: 0, page: 0 } };
      case 'FollowUpDue': {
        if (state.status !== 'held') return state;
        const { next, page } = state.following;
        return { ...state, following: event.data.last ? { next: next + 1, page: 0 } : { next, page: page + 1 } };
      }
      case 'MatchmakingEnded':
        return { ...common, status: 'ended' };
      case 'MatchmakingCancelled':
        return { ...common, status: 'cancelled', reason: event.data.reason, cancelledAt: event.data.cancelledAt };
      default:
        return unreachable(event);
    }
  },
};

const isOpen = ({ status }: Pick<Matchmaking, 'status'>): boolean =>
  status === 'announced' || status === 'timetabled' || status === 'published';

const nextDay = (state: Matchmaking): FollowUpDay | undefined =>
  state.status === 'held' ? followUpDays[state.following.next] : undefined;

/** The day whose intents are to be asked after now, and the page that was not told of yet. */
export function followUpAt(
  state: Matchmaking,
  at: Instant,
): { readonly day: FollowUpDay; readonly page: number } | undefined {
  const day = nextDay(state);
  if (state.status !== 'held' || day === undefined || at < (dueOf(state) ?? at)) return undefined;
  return { day, page: state.following.page };
}

/** When the clock looks at it next: at its end, then at the start of the 7th, 30th and 90th day after, and of the last. */
export function dueOf(state: Matchmaking): Instant | undefined {
  if (isOpen(state) && state.status !== 'none') return endOf(state.terms);
  if (state.status !== 'held') return undefined;
  return startOfDay(addDays(state.terms.day, nextDay(state) ?? endsAfterDays));
}

/** Where an event is at this instant (阶段): the end of registration and of the day are read off the clock. */
export type Phase = 'announced' | 'registration-closed' | 'timetabled' | 'published' | 'held' | 'ended' | 'cancelled';

export function phaseAt(
  state: {
    readonly status: ExistingMatchmaking['status'];
    readonly terms: Pick<EventTerms, 'slots' | 'registrationClosesAt'>;
  },
  at: Instant,
): Phase {
  if (isOpen(state) && at >= endOf(state.terms)) return 'held';
  return state.status === 'announced' && at >= state.terms.registrationClosesAt ? 'registration-closed' : state.status;
}

/** Whether meetings can still be found and changed. @throws `timetable-published`, `matchmaking-over`, `matchmaking-status` */
export function mustBeOpen(state: ExistingMatchmaking): ExistingMatchmaking {
  if (state.status !== 'announced' && state.status !== 'timetabled') throw wrongStatus(state);
  return state;
}

/** Whether firms can still register, or leave. @throws `matchmaking-status` */
export function mustBeAhead(state: ExistingMatchmaking): void {
  if (!isOpen(state)) throw new DomainError('conflict', 'matchmaking-status', { status: state.status });
}

/** How long after the day intents can still be recorded, in days. */
const recordingDays = 7;

/**
 * Whether what happens at the event can be recorded now: meetings and intents, from its first slot until a week after.
 * @throws `matchmaking-ahead`, `matchmaking-over`, `matchmaking-status`
 */
export function mustBeOn(state: ExistingMatchmaking, at: Instant): void {
  if (state.status === 'cancelled') throw wrongStatus(state);
  if (at < startOf(state.terms)) throw new DomainError('conflict', 'matchmaking-ahead');
  if (at >= startOfDay(addDays(state.terms.day, recordingDays + 1)))
    throw new DomainError('too-late', 'matchmaking-over');
}

function wrongStatus(state: ExistingMatchmaking): DomainError {
  if (state.status === 'published') return new DomainError('conflict', 'timetable-published');
  return new DomainError('conflict', 'matchmaking-status', { status: state.status });
}

const ordered = (pairs: readonly Pair[]): readonly Pair[] => pairs.map(({ a, b }) => pairOf(a, b));

function amended(
  { at, event, changes }: Extract<MatchmakingCommand, { type: 'amend' }>,
  state: ExistingMatchmaking,
): MatchmakingEvent[] {
  if (state.status !== 'announced') throw wrongStatus(state);
  if (at >= state.terms.registrationClosesAt) throw new DomainError('too-late', 'registration-closed');
  const { places: placesBefore, slots } = state.terms;
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const terms: EventTerms = { ...state.terms, ...given };
  refuse([
    ...faultsIn(terms, at),
    ...(terms.places < placesBefore ? [{ pointer: '/places', code: 'places-fewer' }] : []),
    ...(terms.slots.length < slots.length ? [{ pointer: '/slots', code: 'slots-fewer' }] : []),
  ]);
  if (JSON.stringify(terms) === JSON.stringify(state.terms)) return [];
  return [{ type: 'MatchmakingAmended', v, data: { event, terms, placesBefore, amendedAt: at } }];
}

/** The same timetable of the same basis is recorded once. */
function recorded(
  { at, head, meetings }: Extract<MatchmakingCommand, { type: 'recordTimetable' }>,
  state: ExistingMatchmaking,
): MatchmakingEvent[] {
  mustBeOpen(state);
  if (at < state.terms.registrationClosesAt) throw new DomainError('conflict', 'registration-open');
  if (at >= endOf(state.terms)) throw new DomainError('too-late', 'matchmaking-over');
  if (state.timetable?.basis === head.basis && state.timetable.problem === head.problem) return [];
  const revision = (state.timetable?.revision ?? 0) + 1;
  const chunks = Math.ceil(meetings.length / chunkSize);
  const placed = Array.from({ length: chunks }, (_, chunk) => ({
    type: 'MeetingsPlaced' as const,
    v: 1 as const,
    data: { revision, chunk, meetings: meetings.slice(chunk * chunkSize, (chunk + 1) * chunkSize) },
  }));
  const made = { ...head, revision, chunks, meetings: meetings.length, madeAt: at };
  return [...placed, { type: 'TimetableMade', v, data: made }];
}
