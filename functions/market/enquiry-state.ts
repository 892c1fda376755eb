import type { Decider } from '../../shared/kernel/decider.ts';
import { unreachable } from '../../shared/kernel/errors.ts';
import { addDuration, type Instant } from '../../shared/kernel/time.ts';
import rules from './data/enquiry-rules.json' with { type: 'json' };
import type { EnquiryEvent, EnquiryOutcome, Parties, Quote, QuoteAccepted } from './enquiry-events.ts';
import type { Kind } from './goods.ts';

/** What became of a quote (报价状态); one that stands and was not accepted in time reads as `expired`. */
export interface QuoteFate {
  readonly id: string;
  readonly madeAt: Instant;
  readonly validUntil: Instant;
  readonly status: 'open' | 'replaced' | 'withdrawn' | 'accepted';
  readonly endedAt?: Instant;
}

/** The ids of the order that comes of an accepted quote (订单编号). */
export type OrderIds = Pick<QuoteAccepted['data'], 'agreement' | 'callOff' | 'lot' | 'item'>;

interface Asked {
  readonly post: string;
  readonly kind: Kind;
  readonly subject: string;
  readonly fromPost?: string;
  readonly via?: string;
  readonly parties: Parties;
  /** Who opened it; the other is the poster. */
  readonly enquirer: string;
  readonly openedAt: Instant;
  /** When either said something last, in words or by a quote, and who. */
  readonly spokenAt: Instant;
  readonly spokenBy: string;
  readonly answeredAt?: Instant;
  readonly messages: number;
  readonly quotes: readonly QuoteFate[];
  /** The terms of the newest quote, while it stands or was accepted. */
  readonly quote?: { readonly id: string; readonly terms: Quote; readonly sizeClass?: string };
}

/** An enquiry (询价) as a union on its status. */
export type Enquiry =
  | { readonly status: 'none' }
  | (Asked & { readonly status: 'open' })
  | (Asked & {
      readonly status: 'closed';
      readonly outcome: EnquiryOutcome;
      readonly closedAt: Instant;
      readonly by?: string;
      readonly reason?: string;
      readonly order?: OrderIds;
    });

/** An enquiry that exists. */
export type ExistingEnquiry = Exclude<Enquiry, { readonly status: 'none' }>;
export type OpenEnquiry = Extract<Enquiry, { readonly status: 'open' }>;

/** The other of the two: whom the enquirer asked. */
export const posterOf = ({ parties: { buyer, supplier }, enquirer }: Pick<Asked, 'parties' | 'enquirer'>): string =>
  buyer.id === enquirer ? supplier.id : buyer.id;

/** When it ends by itself: after so many days in which nobody said anything, and not while a quote can be accepted. */
export function endsAt({ spokenAt, quote }: Pick<Asked, 'spokenAt' | 'quote'>): Instant {
  const silent = addDuration(spokenAt, `P${rules.silenceDays}D`);
  return quote !== undefined && quote.terms.validUntil > silent ? quote.terms.validUntil : silent;
}

export const hasEnded = (state: Enquiry, at: Instant): boolean => state.status === 'open' && at >= endsAt(state);

/** How an enquiry ends by itself. */
export const silence = ({ answeredAt }: Pick<Asked, 'answeredAt'>): 'no-answer' | 'lapsed' =>
  answeredAt === undefined ? 'no-answer' : 'lapsed';

/** An enquiry as it is read at a time, whether the clock has looked or not. */
export function enquiryAt(state: ExistingEnquiry, at: Instant): ExistingEnquiry {
  if (state.status === 'closed' || !hasEnded(state, at)) return state;
  return { ...state, status: 'closed', outcome: silence(state), closedAt: endsAt(state) };
}

export const evolve: Decider<never, EnquiryEvent, Enquiry>['evolve'] = (state, event) => {
  if (event.type === 'EnquiryOpened') {
    const { by: enquirer, openedAt, ...data } = event.data;
    const spoken = { spokenAt: openedAt, spokenBy: enquirer, messages: 1, quotes: [] };
    return { status: 'open', ...data, enquirer, openedAt, ...spoken };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'MessageSent': {
      const { sentAt: spokenAt, by: spokenBy, number: messages } = event.data;
      return { ...state, spokenAt, spokenBy, messages };
    }
    case 'EnquiryAnswered':
      return { ...state, answeredAt: event.data.answeredAt };
    case 'QuoteMade': {
      const { quote: id, by: spokenBy, validUntil, madeAt, sizeClass } = event.data;
      const quotes = [...ended(state, 'replaced', madeAt), { id, madeAt, validUntil, status: 'open' } as const];
      const quote = { id, terms: event.private.terms, ...(sizeClass === undefined ? {} : { sizeClass }) };
      return { ...state, spokenAt: madeAt, spokenBy, quotes, quote };
    }
    case 'QuoteWithdrawn': {
      const { quote: _, ...rest } = state;
      return { ...rest, quotes: ended(state, 'withdrawn', event.data.withdrawnAt) };
    }
    case 'QuoteAccepted': {
      const { agreement, callOff, lot, item, acceptedAt: closedAt, parties } = event.data;
      const quotes = ended(state, 'accepted', closedAt);
      const order = { agreement, callOff, lot, item };
      return { ...state, status: 'closed', outcome: 'ordered', closedAt, by: parties.buyer.id, quotes, order };
    }
    case 'EnquiryClosed': {
      const { outcome, closedAt, by } = event.data;
      const { quote: _, ...rest } = state;
      const why = { ...(by === undefined ? {} : { by }), ...event.private };
      return { ...rest, status: 'closed', outcome, closedAt, ...why };
    }
    default:
      return unreachable(event);
  }
};

/** The quotes, the one that stood no longer standing. */
const ended = ({ quotes }: Asked, status: QuoteFate['status'], endedAt: Instant): QuoteFate[] =>
  quotes.map((each) => (each.status === 'open' ? { ...each, status, endedAt } : each));
