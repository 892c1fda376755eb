import type { Instant } from '../../shared/kernel/time.ts';
import type { Score } from './committee/sheets.ts';
import type { Opinion } from './committee/votes.ts';
import type { CommitteeEvent } from './committee-events.ts';
import type { Event } from './event.ts';

/** Who found something: a seat of the committee, or null for the buyer. */
interface Found {
  readonly round: number;
  readonly seat: number | null;
  readonly supplier: string;
}

/** What the buyer or a member finds of a bidder (资格审查、符合性审查意见). */
export type BidderJudged = Event<'BidderJudged', Found & Opinion & { readonly judgedAt: Instant }>;

/** A score sheet is handed in (提交评分表). */
export type SheetSubmitted = Event<
  'SheetSubmitted',
  Found & {
    readonly seat: number;
    readonly lot: string;
    readonly scores: readonly Score[];
    readonly submittedAt: Instant;
  }
>;
export type ScoreExplained = Event<
  'ScoreExplained',
  Found & {
    readonly seat: number;
    readonly lot: string;
    readonly factor: string;
    readonly text: string;
    readonly explainedAt: Instant;
  }
>;

/** What a bidder is asked after the opening (澄清、说明、补正): to complete, to prove a low price, to confirm a correction. */
export type AskedKind = 'completion' | 'low-price' | 'correction';
export type BidderAsked = Event<
  'BidderAsked',
  Found & {
    readonly clarification: string;
    readonly kind: AskedKind;
    readonly lot: string | null;
    readonly requirement: string | null;
    readonly due: Instant;
    readonly askedAt: Instant;
  },
  { readonly text: string }
>;
export type BidderAnswered = Event<
  'BidderAnswered',
  {
    readonly clarification: string;
    readonly supplier: string;
    /** Of a correction: whether the bidder confirms it. */
    readonly confirmed: boolean | null;
    readonly answeredAt: Instant;
  },
  { readonly text: string }
>;

/** What the buyer or a member finds of a low or corrected price. */
export type PriceJudged = Event<
  'PriceJudged',
  Found & {
    readonly lot: string;
    readonly kind: Exclude<AskedKind, 'completion'>;
    readonly accepted: boolean;
    readonly reason: string;
    readonly judgedAt: Instant;
  }
>;

/** A member signs the report (签署评标报告), with another opinion where it has one (不同意见). */
export type ReportSigned = Event<
  'ReportSigned',
  {
    readonly round: number;
    readonly seat: number;
    readonly evaluation: string;
    readonly dissent: string | null;
    readonly signedAt: Instant;
  }
>;

/** The members of a committee agree on what was evaluated (评标报告): the hash of the evaluation that they signed. */
export type EvaluationReported = Event<
  'EvaluationReported',
  { readonly evaluation: string; readonly reportedAt: Instant }
>;

export type FindingEvent =
  | BidderJudged
  | SheetSubmitted
  | ScoreExplained
  | BidderAsked
  | BidderAnswered
  | PriceJudged
  | ReportSigned
  | EvaluationReported;

/** What happens between the opening and the report. */
export type EvaluationEvent = CommitteeEvent | FindingEvent;
