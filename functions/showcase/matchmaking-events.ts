import type { Money } from '../../shared/kernel/money.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { Firm } from './live-events.ts';

interface Event<Type extends string, Data extends object, Private extends object = never> {
  readonly type: Type;
  readonly v: 1;
  readonly data: Data;
  readonly private?: Private;
}

/** One sitting of all tables (场次). */
export interface Slot {
  readonly from: Instant;
  readonly to: Instant;
}

/** What an event says of itself (对接会). `places` is how many firms can register, `tables` how many meet at a time. */
export interface EventTerms {
  readonly title: string;
  /** Who holds it (主办单位), as text: the operator enters it. */
  readonly host: string;
  readonly place: { readonly division: string; readonly address: string };
  readonly day: Day;
  readonly slots: readonly Slot[];
  readonly tables: number;
  readonly places: number;
  /** How many meetings a firm has at most. */
  readonly mostMeetings?: number | undefined;
  /** Categories of goods and processes of outsourced work that it is about. */
  readonly subjects: readonly string[];
  readonly registrationClosesAt: Instant;
  readonly remark?: string | undefined;
}

/** Two firms by id, in the order of ids. */
export interface Pair {
  readonly a: string;
  readonly b: string;
}

/** What the organiser fixes (指定与排除): meetings that must be held, and pairs that do not meet. */
export interface Pins {
  readonly must: readonly Pair[];
  readonly never: readonly Pair[];
}

/** How good a timetable is, and what none can exceed: fixed meetings, firms that meet anybody, value in points. */
export interface TimetableWorth {
  readonly musts: number;
  readonly firms: number;
  /** Points with two decimals. */
  readonly value: string;
}

/** A timetable as it was found (对接时刻表), without its meetings, which come in chunks. */
export interface TimetableHead {
  readonly revision: number;
  /** SHA-256 of the registrations and of what the organiser fixed: others now mean that it is stale. */
  readonly basis: string;
  /** SHA-256 of the problem that was solved. */
  readonly problem: string;
  readonly status: 'optimal' | 'best-found';
  readonly worth: TimetableWorth;
  readonly bound: TimetableWorth;
  /** In per cent with two decimals, rounded up. */
  readonly gap: string;
  readonly registered: number;
  readonly proposed: number;
  readonly meetings: number;
  readonly chunks: number;
}

/**
 * A meeting of the timetable (对接场次). `subject` and `score`, of 0 to 100, are those of the two posts that fit best,
 * where any do; `value`, in points, counts wishes too: nobody reads it but in the sum of all.
 */
export interface Meeting extends Pair {
  readonly slot: number;
  readonly table: number;
  readonly value: string;
  readonly subject?: string | undefined;
  readonly score?: string | undefined;
}

export type MatchmakingAnnounced = Event<'MatchmakingAnnounced', EventTerms & { readonly announcedAt: Instant }>;
/** `terms` is the whole as it then is. */
export type MatchmakingAmended = Event<
  'MatchmakingAmended',
  { readonly event: string; readonly terms: EventTerms; readonly placesBefore: number; readonly amendedAt: Instant }
>;
export type MeetingsPinned = Event<'MeetingsPinned', Pins & { readonly pinnedAt: Instant }>;
export type TimetableMade = Event<'TimetableMade', TimetableHead & { readonly madeAt: Instant }>;
/** A part of a timetable, kept beside the event. */
export type MeetingsPlaced = Event<
  'MeetingsPlaced',
  { readonly revision: number; readonly chunk: number; readonly meetings: readonly Meeting[] }
>;
/** The firms may read it from now on (公布时刻表), and are told. */
export type TimetablePublished = Event<
  'TimetablePublished',
  {
    readonly revision: number;
    readonly firms: readonly string[];
    readonly title: string;
    readonly publishedAt: Instant;
  }
>;
export type MatchmakingHeld = Event<'MatchmakingHeld', { readonly heldAt: Instant }>;

/** How many days after an event its intents are asked after (回访). */
export type FollowUpDay = 7 | 30 | 90;
/** An intent whose parties are asked what became of it. */
export interface DueIntent {
  readonly intent: string;
  readonly parties: readonly [string, string];
}

/** A page of intents is to be followed up (回访到期): whoever tells of it tells both parties of each. */
export type FollowUpDue = Event<
  'FollowUpDue',
  {
    readonly event: string;
    readonly title: string;
    readonly day: FollowUpDay;
    readonly page: number;
    readonly last: boolean;
    readonly intents: readonly DueIntent[];
    readonly dueAt: Instant;
  }
>;
export type MatchmakingEnded = Event<'MatchmakingEnded', { readonly endedAt: Instant }>;
/** It does not take place (活动取消): the firms that are registered are told. */
export type MatchmakingCancelled = Event<
  'MatchmakingCancelled',
  {
    readonly reason: string;
    readonly firms: readonly string[];
    readonly title: string;
    readonly cancelledAt: Instant;
  }
>;

export type MatchmakingEvent =
  | MatchmakingAnnounced
  | MatchmakingAmended
  | MeetingsPinned
  | TimetableMade
  | MeetingsPlaced
  | TimetablePublished
  | MatchmakingHeld
  | FollowUpDue
  | MatchmakingEnded
  | MatchmakingCancelled;

/** Somebody who comes for a firm (参会人员): for the organiser and its own firm. */
export interface Attending {
  readonly name: string;
  readonly title?: string | undefined;
  readonly phone?: string | undefined;
}

/** What a firm brings and when it can meet whom (报名). */
export interface Bringing {
  /** Its own open posts, from which meetings are proposed. */
  readonly posts: readonly string[];
  /** What they are of: categories and processes. */
  readonly subjects: readonly string[];
  /** Products that it shows, as it names them. */
  readonly products: readonly string[];
  /** Slots, from 0, in which it meets nobody. */
  readonly absent: readonly number[];
}

/** Whom a firm wants to meet (想见的企业), and whom not: nobody else reads either. */
export interface Wishes {
  readonly wishes: readonly string[];
  readonly vetoes: readonly string[];
}

export type FirmRegistered = Event<
  'FirmRegistered',
  { readonly event: string; readonly firm: Firm; readonly registeredAt: Instant } & Bringing,
  { readonly people: readonly Attending[]; readonly choices: Wishes }
>;
export type RegistrationAmended = Event<
  'RegistrationAmended',
  { readonly event: string; readonly firm: string; readonly amendedAt: Instant } & Bringing,
  { readonly people: readonly Attending[]; readonly choices: Wishes }
>;
export type RegistrationWithdrawn = Event<
  'RegistrationWithdrawn',
  { readonly event: string; readonly firm: string; readonly withdrawnAt: Instant }
>;
export type RegistrationEvent = FirmRegistered | RegistrationAmended | RegistrationWithdrawn;

/** Whether a meeting was held (到场), and who did not come. */
export interface Presence {
  readonly held: boolean;
  readonly absent?: readonly string[] | undefined;
}
export type MeetingMarked = Event<
  'MeetingMarked',
  Pair & Presence & { readonly event: string; readonly by: string; readonly markedAt: Instant }
>;

/** What two firms intend (合作意向). `subject` is a category or a process. */
export interface IntentTerms {
  readonly subject: string;
  readonly quantity?: Quantity | undefined;
  /** An estimate in words of neither party: it binds nobody. */
  readonly estimate?: Money | undefined;
  readonly remark?: string | undefined;
}

/** What became of an intent (回访结果). */
export type FollowUpAnswer = 'contacted' | 'quoted' | 'ordered' | 'given-up';

/** Somebody recorded an intent on the day (意向登记); `confirmed` are the parties that stand to it so far. */
export type IntentRecorded = Event<
  'IntentRecorded',
  {
    readonly event: string;
    readonly heldOn: Day;
    readonly parties: readonly [Firm, Firm];
    readonly confirmed: readonly string[];
    readonly recordedAt: Instant;
  },
  { readonly terms: IntentTerms }
>;
export type IntentConfirmed = Event<'IntentConfirmed', { readonly firm: string; readonly confirmedAt: Instant }>;
export type IntentDeclined = Event<'IntentDeclined', { readonly firm: string; readonly declinedAt: Instant }>;
export type FollowUpAnswered = Event<
  'FollowUpAnswered',
  { readonly firm: string; readonly day: FollowUpDay; readonly answer: FollowUpAnswer; readonly answeredAt: Instant },
  { readonly amount?: Money | undefined; readonly remark?: string | undefined }
>;
/** An order between the two was made on the market (成交): counted once a quote. */
export type IntentOrdered = Event<
  'IntentOrdered',
  { readonly quote: string; readonly orderedAt: Instant },
  { readonly amount?: Money | undefined }
>;
export type IntentEvent = IntentRecorded | IntentConfirmed | IntentDeclined | FollowUpAnswered | IntentOrdered;
