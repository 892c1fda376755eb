import type { Money } from '../../shared/kernel/money.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { AcceptedLine } from './delivery-events.ts';
import type { Event } from './event.ts';

/** How a settlement price came about (结算价): every step of it, so that either side can do it again. */
export interface PriceSteps {
  readonly rule: 'fixed' | 'index-premium' | 'index-discount' | 'band';
  readonly bid: Money;
  readonly freight?: Money;
  readonly index?: {
    readonly index: string;
    /** The recording of the series at which it was read. */
    readonly version: number;
    readonly from: Day;
    readonly to: Day;
    /** The published days that were used, and their prices; one before `from` where the window has none. */
    readonly points: readonly { readonly day: Day; readonly price: Money }[];
    /** What a price of the series is multiplied with: another unit of mass, or VAT; 1 unless said. */
    readonly factor?: string;
    /** Their exact mean, so multiplied, and half-up to the fen. */
    readonly mean: { readonly exact: string; readonly shown: string };
    readonly base: Money;
    readonly surcharge?: Money;
    readonly band?: string;
    /** What the goods cost by the rule, freight aside. */
    readonly goods: Money;
  };
  /** Yuan a unit of the item, tax as the line says. */
  readonly price: Money;
}

/** One line of a statement (对账单): what was accepted of an item in one delivery, at which of the statement's prices. */
export interface StatementLine {
  /** Delivery and item, `dlv_…/itm_…`: how a dispute or an invoice names the line. */
  readonly line: string;
  readonly delivery: string;
  readonly callOff: string;
  readonly item: string;
  readonly category: string;
  /** What makes goods the same: SHA-256 of category and attributes. */
  readonly goods: string;
  readonly acceptedOn: Day;
  readonly ordered: Quantity;
  /** What was called off, tolerance included, in the unit of the price; what was settled where the scale said more. */
  readonly limit: string;
  readonly accepted: Quantity;
  readonly settled: Quantity;
  readonly settledBy: AcceptedLine['settledBy'];
  /** The unit of the price. */
  readonly unit: Quantity['unit'];
  readonly price: number;
  readonly taxIncluded: boolean;
  readonly taxRate: string;
  readonly net: Money;
  readonly vat: Money;
  /** With VAT (价税合计). A correction has the difference, and may be negative. */
  readonly amount: Money;
}

/** When and under which rule a statement is paid (付款期限): fixed when it is issued, counted from its confirmation. */
export interface PaymentTerms {
  readonly days: number;
  readonly rule: string;
  readonly article: string;
  /** A fraction a day on what is late. */
  readonly interest: string;
  readonly interestArticle: string;
}

/** A rating of performance (履约评价) for one month, from facts: fractions `p/q`, null where there was nothing to rate. */
export interface Rating {
  readonly onTime: string | null;
  readonly quantity: string | null;
  readonly quality: string | null;
  readonly documents: string | null;
  readonly response: string | null;
  /** The mean of those there are. */
  readonly total: string | null;
  /** What the fractions were counted from. */
  readonly facts: {
    readonly due: number;
    readonly onTime: number;
    readonly delivered: number;
    readonly documented: number;
    readonly asked: number;
    readonly answered: number;
  };
}

/** What a statement is about. */
export interface StatementHead {
  readonly agreement: string;
  readonly buyer: string;
  readonly supplier: string;
  /** `2026-05`. */
  readonly month: string;
}

/** A month's statement (月度对账单) of one buyer and one supplier under an agreement. */
export type StatementIssued = Event<
  'StatementIssued',
  StatementHead & {
    readonly by: 'buyer' | 'supplier';
    readonly prices: readonly PriceSteps[];
    readonly lines: readonly StatementLine[];
    readonly net: Money;
    readonly vat: Money;
    readonly amount: Money;
    readonly payment: PaymentTerms;
    readonly issuedAt: Instant;
    readonly disputeDays: number;
    readonly disputeUntil: Instant;
  }
>;

/**
 * A correction (更正对账单): the differences of the lines that changed, for points of a series that were corrected after
 * it was settled, or for a dispute that the other side accepted. The statement that it corrects stays as it is.
 */
export type CorrectionIssued = Event<
  'CorrectionIssued',
  Omit<StatementIssued['data'], 'by'> & {
    readonly corrects: string;
    readonly reason: 'index-corrected' | 'dispute-accepted';
    /** The prices that the lines had: each line's by the same number as its new one. */
    readonly before: readonly PriceSteps[];
    /** Agreed by both already: nothing is left to dispute. */
    readonly agreed: boolean;
    readonly dispute?: string;
  }
>;

/** Lines are disputed within the window (异议), each with the amount that would be right; the rest becomes due. */
export type StatementDisputed = Event<
  'StatementDisputed',
  {
    readonly dispute: string;
    readonly by: 'buyer' | 'supplier';
    readonly lines: readonly { readonly line: string; readonly stated: Money; readonly claimed: Money }[];
    readonly reason: string;
    readonly at: Instant;
  }
>;

/** Withdrawn by who raised it, or accepted by the other: the stated amounts become due, and a correction what differs. */
export type DisputeSettled = Event<
  'DisputeSettled',
  {
    readonly dispute: string;
    readonly outcome: 'withdrawn' | 'accepted';
    readonly reason: string;
    readonly at: Instant;
    /** Where the statement is confirmed already: what becomes due with it, and when. */
    readonly due?: Due;
  }
>;

/** What is to be paid and by which day, its last (应付款). */
export interface Due {
  readonly amount: Money;
  readonly dueOn: Day;
}

/** One side agrees before the window ends. */
export type StatementAgreed = Event<'StatementAgreed', { readonly by: 'buyer' | 'supplier'; readonly at: Instant }>;

/** Confirmed by both, or by the end of the dispute window (视为确认): from here the days of payment run. */
export type StatementConfirmed = Event<
  'StatementConfirmed',
  { readonly deemed: boolean; readonly at: Instant; readonly due: Due }
>;

/** A difference between call-off, delivery, statement and invoice (三单差异). */
export interface MatchFault {
  readonly code: string;
  readonly line?: string;
  readonly expected?: string;
  readonly found?: string;
}

/** An invoice (发票) beside what it is for (三单匹配). */
export type InvoiceMatched = Event<
  'InvoiceMatched',
  {
    readonly invoice: string;
    readonly number: string;
    readonly amount: Money;
    readonly issuedOn: Day;
    readonly faults: readonly MatchFault[];
    readonly at: Instant;
  }
>;

/** Money that went to the supplier (付款), or came back for a correction below zero (退款); interest beside it. */
export type PaymentRecorded = Event<
  'PaymentRecorded',
  {
    readonly payment: string;
    readonly amount: Money;
    readonly interest?: Money;
    readonly paidOn: Day;
    readonly reference: string;
    readonly at: Instant;
  }
>;

export type PerformanceRated = Event<'PerformanceRated', StatementHead & Rating & { readonly at: Instant }>;
/** The buyer's remarks on a rating, and the supplier's answer. */
export type RatingRemarked = Event<
  'RatingRemarked' | 'RatingAnswered',
  { readonly text: string; readonly at: Instant }
>;

export type StatementEvent =
  | StatementIssued
  | CorrectionIssued
  | StatementDisputed
  | DisputeSettled
  | StatementAgreed
  | StatementConfirmed
  | InvoiceMatched
  | PaymentRecorded
  | PerformanceRated
  | RatingRemarked;
