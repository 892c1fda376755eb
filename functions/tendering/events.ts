import type { DomainEvent } from '../../shared/kernel/decider.ts';
import type { Money } from '../../shared/kernel/money.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Draft } from './draft.ts';
import type { RulePack } from './rules/pack.ts';

/** How an event of a tender looks: its data becomes public with the log after the opening. */
interface Event<Type extends string, Data extends object, Private extends object = never> extends DomainEvent {
  readonly type: Type;
  readonly v: 1;
  readonly data: Data;
  readonly private?: Private;
}

/** The buyer as the tender names it (招标人). */
export interface Buyer {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
  readonly division: string;
}

/** A ranked candidate of a lot (中标候选人). */
export interface Candidate {
  readonly rank: number;
  readonly supplier: string;
  readonly name: string;
  readonly uscc: string;
  /** The sum of the lines, tax included. */
  readonly price: Money;
  /** The evaluated price as an exact fraction of yuan, and half-up to the fen. */
  readonly evaluated: { readonly exact: string; readonly shown: string };
  /** Why it stands before others with the same evaluated price. */
  readonly tieReason?: string;
}

export interface LotCandidates {
  readonly lot: string;
  readonly candidates: readonly Candidate[];
}

/** One line of an award: what is bought at which price. */
export interface AwardLine {
  readonly item: string;
  readonly quantity: Quantity;
  readonly unitPrice: Money;
  readonly taxIncluded: boolean;
  readonly taxRate: string;
  readonly amount: Money;
}

/** An award (中标): one lot to one supplier. */
export interface Award {
  readonly lot: string;
  readonly supplier: string;
  readonly name: string;
  readonly uscc: string;
  readonly amount: Money;
  readonly lines: readonly AwardLine[];
}

export interface Frozen {
  /** The Merkle root of the receipts, and how many leaves it has, withdrawn ones among them. */
  readonly root: string;
  readonly count: number;
  readonly withdrawn: number;
  /** Bidders a lot, counted from the envelopes' headers. */
  readonly perLot: readonly { readonly lot: string; readonly bidders: number }[];
  /** Lots with fewer bidders than the rules ask: never decrypted. */
  readonly failedLots: readonly string[];
}

export interface Opening {
  /** The lawful time of opening: the deadline. */
  readonly lawfulAt: Instant;
  readonly decryptedAt: Instant;
  readonly opened: number;
  readonly unopened: readonly { readonly supplier: string; readonly reason: string }[];
  /** SHA-256 of the JCS of the opened bids as the verification bundle shows them. */
  readonly records: string;
}

/** A draft as an event tells it: its estimates are kept beside it. */
export interface DraftedData {
  readonly draft: Draft;
}
/** Estimates by lot id. */
export interface Estimates {
  readonly estimates: Readonly<Record<string, Money>>;
}

export type TenderDrafted = Event<'TenderDrafted', DraftedData & { readonly buyer: Buyer }, Estimates>;
export type TenderRevised = Event<'TenderRevised', DraftedData, Estimates>;
export type TenderPublished = Event<
  'TenderPublished',
  {
    readonly publishedAt: Instant;
    readonly documentsVersion: number;
    readonly rules: RulePack;
    readonly sealingKey: { readonly kid: string; readonly publicJwk: object };
    /** USCCs that may not bid: the buyer's declared affiliates. */
    readonly excluded: readonly string[];
  },
  { readonly wrapped: string }
>;
export type TenderCancelled = Event<'TenderCancelled', { readonly reason: string; readonly cancelledAt: Instant }>;
export type BidsFrozen = Event<'BidsFrozen', Frozen & { readonly frozenAt: Instant }>;
export type TenderFailed = Event<'TenderFailed', { readonly reason: 'too-few-bidders'; readonly article: string }>;
export type TenderOpened = Event<'TenderOpened', Opening>;
export type CandidatesPublished = Event<
  'CandidatesPublished',
  {
    readonly publishedAt: Instant;
    readonly standstillUntil: Instant;
    readonly provisional: boolean;
    readonly lots: readonly LotCandidates[];
    /** SHA-256 of the JCS of the evaluation that they follow from. */
    readonly evaluation: string;
  }
>;
export type TenderAwarded = Event<
  'TenderAwarded',
  { readonly awardedAt: Instant; readonly awards: readonly Award[]; readonly unawarded: readonly string[] }
>;

/** What happens to a tender. */
export type TenderEvent =
  | TenderDrafted
  | TenderRevised
  | TenderPublished
  | TenderCancelled
  | BidsFrozen
  | TenderFailed
  | TenderOpened
  | CandidatesPublished
  | TenderAwarded;
