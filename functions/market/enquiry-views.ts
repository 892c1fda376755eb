import { deliveredPrice, type Money, money, priceWithTax } from '../../shared/kernel/money.ts';
import { type Ratio, toDecimal } from '../../shared/kernel/ratio.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { EnquiryFile, Parties, Quote } from './enquiry-events.ts';
import { type Enquiry, type ExistingEnquiry, endsAt, enquiryAt, posterOf, type QuoteFate } from './enquiry-state.ts';
import type { Kind } from './goods.ts';
import { totalOf } from './quote.ts';

/** A message as it is kept (留言). */
export interface Message {
  readonly number: number;
  readonly by: string;
  readonly sentAt: Instant;
  readonly text: string;
  readonly attachments: readonly EnquiryFile[];
}

/** A quote as it is kept, whatever became of it. */
export interface KeptQuote {
  readonly id: string;
  readonly madeAt: Instant;
  readonly terms: Quote;
}

const of = (kind: Kind, subject: string) => (kind === 'processing' ? { process: subject } : { category: subject });

/** An enquiry as a list keeps it: nothing of what was said. */
export interface ListedEnquiry {
  readonly id: string;
  readonly post: string;
  readonly kind: Kind;
  readonly subject: string;
  readonly parties: Parties;
  readonly enquirer: string;
  readonly status: ExistingEnquiry['status'];
  readonly outcome?: string;
  readonly openedAt: Instant;
  readonly spokenAt: Instant;
  readonly spokenBy: string;
  readonly answeredAt?: Instant;
  readonly messages: number;
  readonly quotedUntil?: Instant;
  readonly endsAt: Instant;
}

export function listedOf(id: string, state: ExistingEnquiry): ListedEnquiry {
  const { post, kind, subject, parties, enquirer, openedAt, spokenAt, spokenBy, answeredAt, messages, quote } = state;
  return {
    id,
    post,
    kind,
    subject,
    parties,
    enquirer,
    status: state.status,
    ...(state.status === 'closed' ? { outcome: state.outcome } : {}),
    openedAt,
    spokenAt,
    spokenBy,
    ...(answeredAt === undefined ? {} : { answeredAt }),
    messages,
    ...(quote === undefined ? {} : { quotedUntil: quote.terms.validUntil }),
    endsAt: state.status === 'closed' ? state.closedAt : endsAt(state),
  };
}

/** An enquiry in a list. */
export function listedView({ kind, subject, ...rest }: ListedEnquiry) {
  return { kind, ...of(kind, subject), ...rest };
}

/** What became of a quote, as it is read at a time: `expired` once nobody can accept it any more. */
export function fateAt({ id, madeAt, validUntil, status, endedAt }: QuoteFate, enquiry: ExistingEnquiry, at: Instant) {
  const over = status === 'open' && (at >= validUntil || enquiry.status === 'closed');
  return { id, madeAt, validUntil, status: over ? 'expired' : status, ...(endedAt === undefined ? {} : { endedAt }) };
}

const exact = (price: Ratio): string => toDecimal(price, 8) ?? '';

/** A quote with what it comes to: prices a unit in full, the total to the fen. */
export function quoteView({ kind, subject, ...terms }: Quote) {
  const total: Money = money(totalOf(terms));
  return {
    kind,
    ...of(kind, subject),
    ...terms,
    priceWithTax: exact(priceWithTax(terms)),
    deliveredPrice: exact(deliveredPrice(terms)),
    total,
  };
}

/** An enquiry for the two that it is between, or without words and offers for who supervises. */
export function enquiryView(id: string, state: Enquiry, party: boolean, at: Instant) {
  if (state.status === 'none') return undefined;
  const now = enquiryAt(state, at);
  const { quotes, quote, fromPost, via } = now;
  const fates = quotes.map((each) => fateAt(each, now, at));
  const closed = now.status === 'closed' ? now : undefined;
  const { quotedUntil: _, endsAt: ends, ...listed } = listedOf(id, now);
  const standing = closed === undefined || closed.outcome === 'ordered' ? quote : undefined;
  return {
    ...listedView({ ...listed, endsAt: ends }),
    poster: posterOf(now),
    ...(closed === undefined ? {} : { closedAt: closed.closedAt }),
    ...(closed?.by === undefined ? {} : { by: closed.by }),
    ...(closed?.order === undefined ? {} : { order: closed.order }),
    quoteCount: quotes.length,
    ...(standing !== undefined && (party || closed !== undefined)
      ? { quote: { id: standing.id, ...quoteView(standing.terms) } }
      : {}),
    ...(party
      ? {
          quotes: fates,
          ...(fromPost === undefined ? {} : { fromPost }),
          ...(via === undefined ? {} : { via }),
          ...(closed?.reason === undefined ? {} : { reason: closed.reason }),
        }
      : {}),
  };
}
