import type { CallOffPlaced, StatementDisputed, StatementHead, StatementIssued } from '../contracts/events.ts';
import type {
  AbuseDecided,
  DrawingsReleased,
  EnquiryOpened,
  MatchesKept,
  PostClosed,
  PostPublished,
  QuoteAccepted,
  ReleaseRequested,
} from '../market/events.ts';
import type {
  FollowUpDue,
  IntentRecorded,
  MatchmakingCancelled,
  SessionCancelled,
  SessionDrafted,
  SessionReminderDue,
  ShowingAgreed,
  ShowingAsked,
  TimetablePublished,
} from '../showcase/events.ts';
import type { SharesAwaited } from '../tendering/events.ts';
import type { WebhookDisabled } from './events.ts';
import type { Draft, Params } from './notice.ts';
import type { Topic } from './topics.ts';

/** What happened, as far as it is told of: `id` is the same however often it comes. */
export interface Happening<Data> {
  readonly id: string;
  readonly aggregateId: string;
  readonly data: Data;
}

/** Somebody is to be told: those of an organisation who asked for the topic, or its one user who asked for this very thing. */
export interface Told extends Draft {
  readonly organisation: string;
  /** By the pseudonym under which events know a user. */
  readonly user?: string;
}

type Tell<Data, First> = (happening: Happening<Data>, first: First) => readonly Told[];

interface Row {
  /** Whether it must be known with what the aggregate began: its first event tells whose it is. */
  readonly needsFirst: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: each row knows the events of its own type
  readonly tell: Tell<any, any>;
}

const alone = <Data>(tell: Tell<Data, unknown>): Row => ({ needsFirst: false, tell });
const withFirst = <Data, First>(tell: Tell<Data, First>): Row => ({ needsFirst: true, tell });

const post = (id: string): string => `/v1/posts/${id}`;
const enquiry = (id: string): string => `/v1/enquiries/${id}`;

const told = (
  organisation: string,
  [topic, code]: readonly [Topic, string],
  link: string,
  params: Params = {},
): Told => ({ organisation, topic, code, params, link });

/** To whoever of the two did not do it; to both where neither did. */
function others(by: string | undefined, { buyer, supplier }: EnquiryOpened['data']['parties']) {
  return [buyer, supplier]
    .filter(({ id }) => id !== by)
    .map(({ id }) => ({ organisation: id, party: (id === buyer.id ? supplier : buyer).name }));
}

const toOther = (
  code: string,
  id: string,
  by: string | undefined,
  { kind, subject, parties }: Pick<EnquiryOpened['data'], 'kind' | 'subject' | 'parties'>,
): readonly Told[] =>
  others(by, parties).map(({ organisation, party }) =>
    told(organisation, ['enquiries', code], enquiry(id), { kind, subject, party }),
  );

const inEnquiry = (code: string) =>
  withFirst<{ readonly by?: string }, EnquiryOpened['data']>(({ aggregateId, data }, opened) =>
    toOther(code, aggregateId, data.by, opened),
  );

const toSide = (code: string, path: string, ...sides: readonly ('buyer' | 'supplier')[]) =>
  withFirst<unknown, Pick<CallOffPlaced['data'], 'buyer' | 'supplier'>>(({ aggregateId }, first) =>
    sides.map((side) => told(first[side], ['orders', code], `/v1/${path}/${aggregateId}`)),
  );

const ofStatement = (code: string) =>
  withFirst<Pick<StatementDisputed['data'] | StatementIssued['data'], 'by'>, StatementHead>(
    ({ aggregateId, data }, { month, buyer, supplier }) => {
      const other = data.by === 'buyer' ? supplier : buyer;
      return [told(other, ['orders', code], `/v1/statements/${aggregateId}`, { month })];
    },
  );

const intent = (id: string): string => `/v1/matchmaking-intents/${id}`;
const session = (id: string): string => `/v1/live-sessions/${id}`;

/** To who presents, of what a supplier said to the showing of its products. */
const toHost = (code: string) =>
  withFirst<ShowingAgreed['data'], SessionDrafted['data']>(({ aggregateId, data }, { host, terms }) =>
    data.supplier === host.id
      ? []
      : [told(host.id, ['live', code], session(aggregateId), { title: terms.title, count: data.products.length })],
  );

const goods = ({ terms: { kind, subject } }: PostPublished['data']) => ({ kind, subject });
/** Reasons that a poster knows of: its own doing, or that of whom it is in touch with. */
const known: readonly PostClosed['data']['reason'][] = ['poster', 'organisation-rejected'];

/**
 * What is told of each event, and to whom (通知规则): a line an event. A line names ids, codes, names and counts and nothing
 * else of the event: a quantity, a price or a text never leaves it.
 */
const table: Readonly<Record<string, Row>> = {
  MatchesKept: alone<MatchesKept['data']>(({ data: { post: id, poster, kind, subject, found } }) => {
    const params = { kind, subject, count: found.length };
    return found.length === 0 ? [] : [told(poster.id, ['matches', 'matches-found'], `${post(id)}/matches`, params)];
  }),
  PostClosed: withFirst<PostClosed['data'], PostPublished['data']>(({ aggregateId, data: { reason } }, first) =>
    known.includes(reason)
      ? []
      : [told(first.poster.id, ['own-posts', `post-${reason}`], post(aggregateId), goods(first))],
  ),
  ReleaseRequested: withFirst<ReleaseRequested['data'], PostPublished['data']>(({ aggregateId, data }, first) => {
    const params = { ...goods(first), party: data.organisation.name };
    return [told(first.poster.id, ['own-posts', 'drawings-requested'], post(aggregateId), params)];
  }),
  DrawingsReleased: withFirst<DrawingsReleased['data'], PostPublished['data']>(({ aggregateId, data }, first) => {
    const params = { ...goods(first), party: first.poster.name };
    return [told(data.organisation, ['own-posts', 'drawings-released'], post(aggregateId), params)];
  }),
  EnquiryOpened: alone<EnquiryOpened['data']>(({ aggregateId, data }) =>
    toOther('enquiry-opened', aggregateId, data.by, data),
  ),
  MessageSent: inEnquiry('message-sent'),
  QuoteMade: inEnquiry('quote-made'),
  QuoteWithdrawn: inEnquiry('quote-withdrawn'),
  QuoteAccepted: alone<QuoteAccepted['data']>(({ aggregateId, data: { parties } }) => [
    told(parties.supplier.id, ['enquiries', 'quote-accepted'], enquiry(aggregateId), { party: parties.buyer.name }),
  ]),
  EnquiryClosed: inEnquiry('enquiry-closed'),
  AbuseDecided: alone<AbuseDecided['data']>(({ data: { thing, against, decision } }) => {
    const link = thing.kind === 'post' ? post(thing.post) : enquiry(thing.enquiry);
    return decision === 'poster-suspended' ? [told(against.id, ['own-posts', 'posting-suspended'], link)] : [];
  }),
  SessionReminderDue: alone<SessionReminderDue['data']>(({ data }) => {
    const { recipients, session: id, title, occasion } = data;
    const link = session(id);
    return recipients.map(({ organisation, user }) => ({
      ...told(organisation, ['live', `session-${occasion}`], link, { title }),
      user,
    }));
  }),
  ShowingAsked: alone<ShowingAsked['data']>(({ aggregateId, data: { title, suppliers } }) =>
    suppliers.map(({ id }) => told(id, ['live', 'showing-asked'], session(aggregateId), { title })),
  ),
  ShowingAgreed: toHost('showing-agreed'),
  ShowingDeclined: toHost('showing-declined'),
  SessionCancelled: withFirst<SessionCancelled['data'], SessionDrafted['data']>(
    ({ aggregateId, data: { by } }, { host, terms: { title } }) =>
      by === 'operator' ? [told(host.id, ['live', 'own-session-cancelled'], session(aggregateId), { title })] : [],
  ),
  TimetablePublished: alone<TimetablePublished['data']>(({ aggregateId, data: { firms, title } }) =>
    firms.map((firm) =>
      told(firm, ['matchmaking', 'timetable-published'], `/v1/matchmaking-events/${aggregateId}/timetable`, { title }),
    ),
  ),
  MatchmakingCancelled: alone<MatchmakingCancelled['data']>(({ aggregateId, data: { firms, title } }) =>
    firms.map((firm) =>
      told(firm, ['matchmaking', 'matchmaking-cancelled'], `/v1/matchmaking-events/${aggregateId}`, { title }),
    ),
  ),
  IntentRecorded: alone<IntentRecorded['data']>(({ aggregateId, data: { parties, confirmed } }) =>
    parties
      .filter(({ id }) => !confirmed.includes(id))
      .map(({ id }) => {
        const party = parties.find((other) => other.id !== id)?.name ?? '';
        return told(id, ['matchmaking', 'intent-recorded'], intent(aggregateId), { party });
      }),
  ),
  FollowUpDue: alone<FollowUpDue['data']>(({ data: { title, day, intents } }) =>
    intents.flatMap(({ intent: id, parties }) =>
      parties.map((firm) => told(firm, ['matchmaking', 'follow-up-due'], intent(id), { title, days: day })),
    ),
  ),
  CallOffPlaced: toSide('call-off-placed', 'call-offs', 'supplier'),
  CallOffChanged: toSide('call-off-changed', 'call-offs', 'supplier'),
  CallOffConfirmed: toSide('call-off-confirmed', 'call-offs', 'buyer'),
  CallOffRefused: toSide('call-off-refused', 'call-offs', 'buyer'),
  CallOffLapsed: toSide('call-off-lapsed', 'call-offs', 'buyer', 'supplier'),
  CallOffCancelled: toSide('call-off-cancelled', 'call-offs', 'supplier'),
  CallOffExpired: toSide('call-off-expired', 'call-offs', 'buyer', 'supplier'),
  DeliveryMade: toSide('delivery-made', 'deliveries', 'buyer'),
  DeliveryAccepted: toSide('delivery-accepted', 'deliveries', 'supplier'),
  DeliveryDeemedAccepted: toSide('delivery-deemed-accepted', 'deliveries', 'buyer', 'supplier'),
  StatementIssued: ofStatement('statement-issued'),
  StatementDisputed: ofStatement('statement-disputed'),
  SharesAwaited: alone<SharesAwaited['data']>(({ data: { tender, title, reason, recipients } }) =>
    recipients.map(({ organisation, user }) => ({
      ...told(organisation, ['opening-keys', `share-${reason}`], `/v1/tenders/${tender}/ceremony`, { title }),
      user,
    })),
  ),
  WebhookDisabled: alone<WebhookDisabled['data']>(({ data: { organisation, webhook, reason } }) => [
    told(organisation, ['webhooks', `webhook-${reason}`], `/v1/webhooks/${webhook}`),
  ]),
};

/** The events that something is told of. */
export const toldEvents: readonly string[] = Object.keys(table);

/** Whether anything is told of such events, and whether their aggregate's first is needed for it. */
export const toldOf = (type: string): Pick<Row, 'needsFirst'> | undefined => table[type];

/** Who is to be told of what. */
export function tellingOf(type: string, happening: Happening<unknown>, first: unknown): readonly Told[] {
  return table[type]?.tell(happening, first as never) ?? [];
}
