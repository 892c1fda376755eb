import type { Money } from '../../shared/kernel/money.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { Event } from './event.ts';

/** How a settlement price came about (结算价): every step of it, so that either side can do it again. */
export interface PriceSteps {
  readonly rule: 'fixed' | 'index-premium' | 'index-discount' | 'band';
  readonly bid: Money;
  readonly freight?: Money;
  readonly index?: {
    readonly index: string;
    readonly version: number;
    readonly from: Day;
    readonly to: Day;
    /** The published days that were used, and their prices. */
    readonly points: readonly { readonly day: Day; readonly price: Money }[];
    /** Their exact mean, and half-up to the fen. */
    readonly mean: { readonly exact: string; readonly shown: string };
    readonly base: Money;
    readonly surcharge?: Money;
  };
  /** Yuan a unit of the item, tax as the line says. */
  readonly price: Money;
}

/** One line of a statement (对账单): what was accepted of an item in one delivery, at which price. */
export interface StatementLine {
  readonly delivery: string;
  readonly callOff: string;
  readonly item: string;
  readonly ordered: Quantity;
  readonly accepted: Quantity;
  readonly settled: Quantity;
  readonly steps: PriceSteps;
  readonly taxIncluded: boolean;
  readonly taxRate: string;
  readonly amount: Money;
}

/** A month's statement (月度对账单) of one buyer and one supplier under an agreement. */
export type StatementIssued = Event<
  'StatementIssued' | 'CorrectionIssued',
  {
    readonly agreement: string;
    readonly buyer: string;
    readonly supplier: string;
    /** `2026-05`. */
    readonly month: string;
    readonly lines: readonly StatementLine[];
    readonly amount: Money;
    readonly issuedAt: Instant;
    readonly disputeUntil: Instant;
    /** The statement that it corrects, and why; its lines are then the differences. */
    readonly corrects?: string;
    readonly reason?: string;
  }
>;

export type StatementEvent =
  | StatementIssued
  | Event<
      'StatementDisputed',
      {
        readonly by: 'buyer' | 'supplier';
        readonly lines: readonly string[];
        readonly reason: string;
        readonly at: Instant;
      }
    >
  | Event<
      'DisputeSettled',
      { readonly outcome: 'upheld' | 'withdrawn' | 'corrected'; readonly reason: string; readonly at: Instant }
    >
  /** Confirmed by both, or by the end of the dispute window: from here the days of payment run. */
  | Event<
      'StatementConfirmed',
      {
        readonly deemed: boolean;
        readonly at: Instant;
        readonly dueOn: Day;
        readonly rule: string;
        readonly interest: string;
      }
    >
  | Event<
      'InvoiceMatched',
      {
        readonly invoice: string;
        readonly number: string;
        readonly amount: Money;
        readonly issuedOn: Day;
        readonly faults: readonly string[];
        readonly at: Instant;
      }
    >
  | Event<
      'PaymentRecorded',
      {
        readonly payment: string;
        readonly amount: Money;
        readonly paidOn: Day;
        readonly reference: string;
        readonly at: Instant;
      }
    >
  | Event<'PerformanceRated', Rating & { readonly at: Instant }>
  | Event<'RatingAnswered', { readonly text: string; readonly at: Instant }>;

/** A rating of performance (履约评价) for one month, from facts: fractions `p/q`, null where there was nothing to rate. */
export interface Rating {
  readonly agreement: string;
  readonly buyer: string;
  readonly supplier: string;
  readonly month: string;
  readonly onTime: string | null;
  readonly quantity: string | null;
  readonly quality: string | null;
  readonly documents: string | null;
  readonly response: string | null;
  /** The mean of those there are. */
  readonly total: string | null;
  readonly remarks?: string;
}
