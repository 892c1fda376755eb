import type { Instant } from '../../shared/kernel/time.ts';

/** An organisation as an event of the showcase names it (单位). */
export interface Firm {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
}

/** Where a session is to be seen (直播或回放链接): a named service and an address at it, which the platform never fetches. */
export interface Link {
  readonly service: string;
  readonly url: string;
}

/** A product of the catalogue in a session's list (讲解商品), shown so many minutes after its start. */
export interface Showing {
  readonly product: string;
  readonly remark?: string | undefined;
  readonly afterMinutes?: number | undefined;
}

/** What a session says of itself (直播场次). */
export interface SessionTerms {
  readonly title: string;
  readonly description?: string | undefined;
  /** Who presents (主播). */
  readonly presenter: { readonly name: string; readonly title?: string | undefined };
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** In the order of the list. */
  readonly products: readonly Showing[];
  readonly streams: readonly Link[];
}

/** A product as the showcase knows it from the catalogue's events; `seq` counts those of the product. */
export interface ProductFacts {
  readonly title: string;
  readonly category: string;
  readonly supplier: Pick<Firm, 'id' | 'name'>;
  readonly available: boolean;
  readonly seq: number;
}

interface Event<Type extends string, Data extends object> {
  readonly type: Type;
  readonly v: 1;
  readonly data: Data;
}

/** `facts` are those of the products that are new in the list. */
interface Listed {
  readonly terms: SessionTerms;
  readonly facts: Readonly<Record<string, ProductFacts>>;
}

export type SessionDrafted = Event<'SessionDrafted', Listed & { readonly host: Firm; readonly draftedAt: Instant }>;

/** `terms` is the whole session as it then is. */
export type SessionAmended = Event<'SessionAmended', Listed & { readonly amendedAt: Instant }>;

/** Another time of a session that was announced (改期). */
export type SessionRescheduled = Event<
  'SessionRescheduled',
  { readonly from: Schedule; readonly to: Schedule; readonly rescheduledAt: Instant }
>;

export interface Schedule {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** The session is public from here on (预告). */
export type SessionAnnounced = Event<'SessionAnnounced', { readonly announcedAt: Instant }>;

/** Products of these suppliers wait for their consent to be shown (征求供应商同意). */
export type ShowingAsked = Event<
  'ShowingAsked',
  { readonly title: string; readonly startsAt: Instant; readonly suppliers: readonly Pick<Firm, 'id' | 'name'>[] }
>;

/** A supplier lets these products of its own be shown, or does so no more. */
export type ShowingAgreed = Event<
  'ShowingAgreed',
  { readonly supplier: string; readonly products: readonly string[]; readonly agreedAt: Instant }
>;
export type ShowingDeclined = Event<
  'ShowingDeclined',
  { readonly supplier: string; readonly products: readonly string[]; readonly declinedAt: Instant }
>;

/** What the catalogue says of a listed product changed. */
export type ShownProductChanged = Event<
  'ShownProductChanged',
  { readonly product: string; readonly facts: ProductFacts }
>;

export type SessionFeatured = Event<'SessionFeatured', { readonly featured: boolean; readonly at: Instant }>;

/** So long before its start those interested are told (开播提醒): an ISO 8601 duration. */
export type ReminderCalled = Event<'ReminderCalled', { readonly before: string; readonly schedule: Schedule }>;

export type SessionStarted = Event<'SessionStarted', { readonly startedAt: Instant }>;
export type SessionEnded = Event<'SessionEnded', { readonly endedAt: Instant }>;

export type CancelledBy = 'host' | 'operator' | 'organisation-rejected';

/** `event` is the id of the event elsewhere that led to it. */
export type SessionCancelled = Event<
  'SessionCancelled',
  { readonly by: CancelledBy; readonly reason: string; readonly cancelledAt: Instant; readonly event?: string }
>;

export type ReplayLinked = Event<'ReplayLinked', { readonly links: readonly Link[]; readonly linkedAt: Instant }>;

export type LiveSessionEvent =
  | SessionDrafted
  | SessionAmended
  | SessionRescheduled
  | SessionAnnounced
  | ShowingAsked
  | ShowingAgreed
  | ShowingDeclined
  | ShownProductChanged
  | SessionFeatured
  | ReminderCalled
  | SessionStarted
  | SessionEnded
  | SessionCancelled
  | ReplayLinked;

/** One who asked to be told of a session: `user` is the pseudonym under which events know a user. */
export interface Recipient {
  readonly organisation: string;
  readonly user: string;
}

/** Somebody asked to be told of a session (预约提醒), and asked no more. */
export type InterestRegistered = Event<
  'InterestRegistered',
  Recipient & { readonly session: string; readonly registeredAt: Instant }
>;
export type InterestWithdrawn = Event<
  'InterestWithdrawn',
  Recipient & { readonly session: string; readonly withdrawnAt: Instant }
>;
export type InterestEvent = InterestRegistered | InterestWithdrawn;

/**
 * Why those interested in a session are told of it: it begins so long from now (`before`, an ISO 8601 duration), has another
 * time, or was cancelled.
 */
export type Occasion =
  | { readonly occasion: 'reminder'; readonly before: string }
  | { readonly occasion: 'rescheduled'; readonly from: Schedule }
  | { readonly occasion: 'cancelled'; readonly reason: string };

/** What those of one shard of the interested are told (通知派发), the session as the occasion left it. */
export type Told = Occasion & {
  readonly session: string;
  readonly title: string;
  readonly host: Firm;
  readonly schedule: Schedule;
};

export type TellingOpened = Event<
  'TellingOpened',
  { readonly told: Told; readonly shard: number; readonly event: string; readonly openedAt: Instant }
>;

/**
 * Some of those interested are to be told of a session now (开播提醒): at most 100 an event, each once an occasion. `next`
 * is where the rest begins, if there may be any.
 */
export type SessionReminderDue = Event<
  'SessionReminderDue',
  Told & { readonly recipients: readonly Recipient[]; readonly next: string | null; readonly at: Instant }
>;

/** All are told, or the session has changed so that the rest need not be. */
export type TellingEnded = Event<'TellingEnded', { readonly by: 'told' | 'moot'; readonly endedAt: Instant }>;
export type TellingEvent = TellingOpened | SessionReminderDue | TellingEnded;
