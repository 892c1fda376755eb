import type { Attributes } from '../../shared/commodity/model.ts';
import type { Money } from '../../shared/kernel/money.ts';
import type { Basis, Quantity, UnitCode } from '../../shared/kernel/quantity.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { Kind } from './goods.ts';
import type { Poster } from './post-events.ts';

interface Event<Type extends string, Data extends object> {
  readonly type: Type;
  readonly v: 1;
  readonly data: Data;
}

/** What the two tell each other is between them. */
interface Confidence<Type extends string, Data extends object, Private extends object> extends Event<Type, Data> {
  readonly private: Private;
}

/** Who wants and who offers (询价双方): whoever opened the enquiry, the other is the poster. */
export interface Parties {
  readonly buyer: Poster;
  readonly supplier: Poster;
}

/** Somebody asks about a post (询价); `fromPost` is its own post that matched. What is said is between the two. */
export type EnquiryOpened = Confidence<
  'EnquiryOpened',
  {
    readonly post: string;
    readonly kind: Kind;
    /** The category, or the process. */
    readonly subject: string;
    readonly fromPost?: string;
    /** The live session or the product's showing that led to it, where one did. */
    readonly via?: string;
    readonly parties: Parties;
    readonly by: string;
    readonly openedAt: Instant;
  },
  { readonly text: string }
>;

/** A message (留言) of one of the two, `number` in their order, the first being that which opened it; `files` counts what goes with it. */
export type MessageSent = Confidence<
  'MessageSent',
  { readonly number: number; readonly by: string; readonly files: number; readonly sentAt: Instant },
  { readonly text: string; readonly attachments?: readonly EnquiryFile[] }
>;

/** A file that goes with a message (附件), found by its content: `sha256` in hex, `size` in bytes. */
export interface EnquiryFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

/**
 * The poster answered for the first time (首次答复): with a message, a quote, an acceptance or a refusal. `waitedHours` are
 * whole hours since the enquiry was opened, `inTime` whether they are within the hours of `data/enquiry-rules.json`.
 */
export type EnquiryAnswered = Event<
  'EnquiryAnswered',
  {
    readonly post: string;
    readonly by: string;
    readonly waitedHours: number;
    readonly inTime: boolean;
    readonly answeredAt: Instant;
  }
>;

/** What is offered (报价): goods or work, how much, at which price delivered or fetched, until when it holds. */
export interface Quote {
  readonly kind: Kind;
  /** The category, or the process. */
  readonly subject: string;
  readonly attributes: Attributes;
  readonly quantity: Quantity;
  /** Of one unit of the quantity, on its basis: `per` and `weighingBasis` say so again. */
  readonly unitPrice: Money;
  readonly per: UnitCode;
  readonly weighingBasis?: Basis;
  /** A unit, with its tax. */
  readonly freight?: Money;
  readonly taxIncluded: boolean;
  readonly taxRate: string;
  readonly deliverTo: {
    readonly division: string;
    readonly address: string;
    readonly lon?: string;
    readonly lat?: string;
  };
  readonly deliverBy: Day;
  readonly paymentDays: number;
  /** Until then it can be accepted (报价有效期), and at that moment no longer. */
  readonly validUntil: Instant;
  readonly remark?: string;
}

export type QuoteMade = Confidence<
  'QuoteMade',
  {
    readonly quote: string;
    readonly by: string;
    readonly validUntil: Instant;
    readonly madeAt: Instant;
    /** As the supplier's organisation states it at that time. */
    readonly sizeClass?: string;
  },
  { readonly terms: Quote }
>;
export type QuoteWithdrawn = Event<
  'QuoteWithdrawn',
  { readonly quote: string; readonly by: string; readonly withdrawnAt: Instant }
>;

/**
 * A quote is accepted (承诺，成交): contracts make a plain order of it, under an agreement and a call-off of these ids.
 * From here on its terms are as open as those of any order: to its parties, and to those who supervise.
 */
export type QuoteAccepted = Event<
  'QuoteAccepted',
  {
    readonly quote: string;
    readonly agreement: string;
    readonly callOff: string;
    readonly lot: string;
    readonly item: string;
    readonly parties: Parties;
    readonly buyerDivision: string;
    readonly sizes: { readonly buyer?: string; readonly supplier?: string };
    readonly terms: Quote;
    readonly post: string;
    readonly via?: string;
    readonly acceptedAt: Instant;
    /** The poster, which accepted, wants no more of it. */
    readonly closePost?: true;
  }
>;

/**
 * How an enquiry ends (询价结果): nobody answered (`no-answer`), or nothing more came of it (`lapsed`), by the clock; the
 * poster `declined`, the enquirer has it `withdrawn`.
 */
export type EnquiryOutcome =
  | 'ordered'
  | 'declined'
  | 'withdrawn'
  | 'no-answer'
  | 'lapsed'
  | 'post-closed'
  | 'organisation-rejected';

/**
 * It is over (询价结束), by whom and why. `asked` is the poster: `answered` whether it ever did, `waitedHours` the whole hours
 * until it did or until the end. `event` is the id of the event elsewhere that led to it.
 */
export type EnquiryClosed = Event<
  'EnquiryClosed',
  {
    readonly outcome: Exclude<EnquiryOutcome, 'ordered'>;
    readonly post: string;
    readonly asked: string;
    readonly answered: boolean;
    readonly waitedHours: number;
    readonly by?: string;
    readonly event?: string;
    readonly closedAt: Instant;
  }
> & { readonly private?: { readonly reason: string } };

export type EnquiryEvent =
  | EnquiryOpened
  | MessageSent
  | EnquiryAnswered
  | QuoteMade
  | QuoteWithdrawn
  | QuoteAccepted
  | EnquiryClosed;
