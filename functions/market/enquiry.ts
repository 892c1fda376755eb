import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, unreachable } from '../../shared/kernel/errors.ts';
import { addDuration, type Instant, millis } from '../../shared/kernel/time.ts';
import rules from './data/enquiry-rules.json' with { type: 'json' };
import type { EnquiryClosed, EnquiryEvent, EnquiryFile, EnquiryOpened } from './enquiry-events.ts';
import {
  type Enquiry,
  type ExistingEnquiry,
  endsAt,
  evolve,
  hasEnded,
  type OpenEnquiry,
  posterOf,
  silence,
} from './enquiry-state.ts';
import { orderIds } from './order-ids.ts';
import { checkQuote, type WrittenQuote } from './quote.ts';

export type * from './enquiry-state.ts';

/** `by` is the organisation that speaks: one of the two, which `enquiry-access.ts` has seen to. */
export type EnquiryCommand =
  | (Omit<EnquiryOpened['data'], 'openedAt'> & {
      readonly type: 'openEnquiry';
      readonly at: Instant;
      readonly text: string;
    })
  | {
      readonly type: 'sendMessage';
      readonly at: Instant;
      readonly by: string;
      readonly text: string;
      readonly attachments: readonly EnquiryFile[];
    }
  | {
      readonly type: 'makeQuote';
      readonly at: Instant;
      readonly by: string;
      readonly quote: string;
      readonly terms: WrittenQuote;
      readonly sizeClass?: string | undefined;
    }
  | { readonly type: 'withdrawQuote'; readonly at: Instant; readonly by: string; readonly quote: string }
  | {
      readonly type: 'acceptQuote';
      readonly at: Instant;
      readonly by: string;
      readonly quote: string;
      readonly division: string;
      readonly sizeClass?: string | undefined;
      readonly closePost?: boolean | undefined;
    }
  /** The poster declines, the enquirer withdraws. */
  | { readonly type: 'closeEnquiry'; readonly at: Instant; readonly by: string; readonly reason?: string | undefined }
  /** What it stands on went, by that event elsewhere. */
  | {
      readonly type: 'endEnquiry';
      readonly at: Instant;
      readonly outcome: 'post-closed' | 'organisation-rejected';
      readonly event: string;
    }
  | { readonly type: 'timePassed'; readonly at: Instant };

type Later = Exclude<EnquiryCommand, { readonly type: 'openEnquiry' }>;

const v = 1;

/** The rules of an enquiry. Whether the clock has looked or not, each command finds one that has ended closed. */
export const enquiry: Decider<EnquiryCommand, EnquiryEvent, Enquiry> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'openEnquiry') {
      if (state.status !== 'none') throw new DomainError('conflict', 'enquiry-exists');
      const { type: _, at: openedAt, text, ...data } = command;
      return [{ type: 'EnquiryOpened', v, data: { ...data, openedAt }, private: { text } }];
    }
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    if (!hasEnded(state, command.at)) return decideOn(command, state);
    const closedAt = endsAt(state);
    const silent = closing(state, silence(state), closedAt);
    return [silent, ...decideOn(command, evolve(state, silent) as ExistingEnquiry)];
  },

  evolve,
};

function decideOn(command: Later, state: ExistingEnquiry): readonly EnquiryEvent[] {
  const { at } = command;
  switch (command.type) {
    case 'sendMessage': {
      const { by, text, attachments } = command;
      const { messages } = opened(state);
      const { most } = rules.messages;
      if (messages >= most) throw new DomainError('rule', 'too-many-messages', { max: most });
      const said = { text, ...(attachments.length === 0 ? {} : { attachments }) };
      const data = { number: messages + 1, by, files: attachments.length, sentAt: at };
      return [...answering(state, by, at), { type: 'MessageSent', v, data, private: said }];
    }
    case 'makeQuote': {
      const { by, quote, sizeClass } = command;
      const { kind, subject, quotes } = opened(state);
      const { most } = rules.quotes;
      if (quotes.length >= most) throw new DomainError('rule', 'too-many-quotes', { max: most });
      const terms = checkQuote(command.terms, kind, subject, at);
      const { validUntil } = terms;
      const data = { quote, by, validUntil, madeAt: at, ...(sizeClass === undefined ? {} : { sizeClass }) };
      return [...answering(state, by, at), { type: 'QuoteMade', v, data, private: { terms } }];
    }
    case 'withdrawQuote': {
      const { by, quote } = command;
      const { status, validUntil } = fateOf(state, quote);
      if (status === 'withdrawn') return [];
      if (status !== 'open') throw new DomainError('conflict', `quote-${status}`);
      // What nobody can accept any more is not taken back: it would stand in the record of who quoted.
      if (at >= validUntil) throw new DomainError('too-late', 'quote-expired', { validUntil });
      opened(state);
      return [{ type: 'QuoteWithdrawn', v, data: { quote, by, withdrawnAt: at } }];
    }
    case 'acceptQuote':
      return accept(command, state);
    case 'closeEnquiry': {
      if (state.status === 'closed' && state.by === command.by && state.outcome !== 'ordered') return [];
      const { by, reason } = command;
      const answered = answering(opened(state), by, at);
      const outcome = by === state.enquirer ? 'withdrawn' : 'declined';
      const after = answered.reduce<Enquiry>(evolve, state) as ExistingEnquiry;
      const why = reason === undefined ? {} : { private: { reason } };
      return [...answered, { ...closing(after, outcome, at, { by }), ...why }];
    }
    case 'endEnquiry':
      if (state.status === 'closed') return [];
      return [closing(state, command.outcome, at, { event: command.event })];
    case 'timePassed':
      return [];
    default:
      return unreachable(command);
  }
}

/**
 * Accepted once: asked again the same quote stands accepted; another, one that was replaced, withdrawn, or whose time is
 * over, is refused.
 */
function accept(command: Extract<Later, { type: 'acceptQuote' }>, state: ExistingEnquiry): EnquiryEvent[] {
  const { at, by, quote, division, sizeClass, closePost = false } = command;
  const { status, validUntil } = fateOf(state, quote);
  if (status === 'accepted') return [];
  if (status !== 'open') throw new DomainError('conflict', `quote-${status}`);
  if (at >= validUntil) throw new DomainError('too-late', 'quote-expired', { validUntil });
  const { quote: standing, parties, post, via, enquirer } = opened(state);
  if (standing?.id !== quote) throw new DomainError('not-found', 'not-found');
  if (closePost && by === enquirer)
    throw new DomainError('rule', 'not-the-poster', {}, [{ pointer: '/closePost', code: 'not-the-poster' }]);
  const { terms, sizeClass: supplier } = standing;
  const sizes = { ...(sizeClass && { buyer: sizeClass }), ...(supplier && { supplier }) };
  const more = { ...(via === undefined ? {} : { via }), ...(closePost ? { closePost } : {}) };
  const order = { quote, ...orderIds(quote), parties, buyerDivision: division, sizes };
  const data = { ...order, terms, post, acceptedAt: at, ...more };
  return [...answering(state, by, at), { type: 'QuoteAccepted', v, data }];
}

/** The poster's first word is its answer. */
function answering(state: ExistingEnquiry, by: string, at: Instant): EnquiryEvent[] {
  const { post, openedAt, answeredAt } = state;
  if (answeredAt !== undefined || by !== posterOf(state)) return [];
  const inTime = at <= addDuration(openedAt, `PT${rules.answerWithinHours}H`);
  const data = { post, by, waitedHours: hoursBetween(openedAt, at), inTime, answeredAt: at };
  return [{ type: 'EnquiryAnswered', v, data }];
}

function closing(
  state: ExistingEnquiry,
  outcome: EnquiryClosed['data']['outcome'],
  closedAt: Instant,
  more: { readonly by?: string; readonly event?: string } = {},
): EnquiryClosed {
  const { post, openedAt, answeredAt } = state;
  const waitedHours = hoursBetween(openedAt, answeredAt ?? closedAt);
  const asked = { post, asked: posterOf(state), answered: answeredAt !== undefined, waitedHours };
  return { type: 'EnquiryClosed', v, data: { outcome, ...asked, closedAt, ...more } };
}

const hoursBetween = (from: Instant, to: Instant): number => Math.floor((millis(to) - millis(from)) / 3_600_000);

function fateOf({ quotes }: ExistingEnquiry, quote: string): ExistingEnquiry['quotes'][number] {
  const found = quotes.find(({ id }) => id === quote);
  if (found === undefined) throw new DomainError('not-found', 'not-found');
  return found;
}

function opened(state: ExistingEnquiry): OpenEnquiry {
  if (state.status !== 'open') throw new DomainError('conflict', 'enquiry-closed');
  return state;
}
