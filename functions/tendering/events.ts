import type { Money } from '../../shared/kernel/money.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Allocation } from './allocation.ts';
import type { AllocationRecorded } from './allocation-events.ts';
import type { CeremonyEvent } from './ceremony-events.ts';
import type { DocumentEvent } from './document-events.ts';
import type { Draft, Item } from './draft.ts';
import type { EvaluationEvent } from './evaluation-events.ts';
import type { Event } from './event.ts';
import type { AgreementTerms } from './framework.ts';
import type { RemedyEvent, Subject } from './remedy-events.ts';
import type { RulePack } from './rules/pack.ts';
import type { SecurityEvent } from './security-events.ts';

export type { SharesAwaited } from './ceremony-events.ts';

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
  /** The part by which the unit price is less than the one that was bid, as a tier or a package gives it. */
  readonly discount?: string;
  readonly amount: Money;
  /** Yuan a unit to the delivery point, where freight is not in the unit price; part of the amount. */
  readonly freight?: Money;
}

/** An award (中标) of a lot, or of its share in it, to one supplier; the lines then say how much of each item. */
export interface Award {
  readonly lot: string;
  /**
   * Where a lot may have several winners: the place of this one, and its part of the lot, a fraction `p/q`: as the
   * documents give it to that place, or of the quantity where the least delivered cost does.
   */
  readonly rank?: number;
  readonly share?: string;
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
  /** Bids on an earlier version of the documents that nobody sealed again: they count for nothing. */
  readonly stale: number;
  /** Bidders a lot, counted from the envelopes' headers. */
  readonly perLot: readonly { readonly lot: string; readonly bidders: number }[];
  /** Lots with fewer bidders than the rules ask: never decrypted. */
  readonly failedLots: readonly string[];
}

export interface Opening {
  /** The lawful time of opening: the deadline. */
  readonly lawfulAt: Instant;
  readonly decryptedAt: Instant;
  /** Of an opening by ceremony: by the shares of its key, or by the bidders themselves. */
  readonly way?: 'shares' | 'reveal';
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
/** No lot can be awarded (流标、废标): too few bidders to open, or nothing valid when all was evaluated. */
export type TenderFailed = Event<
  'TenderFailed',
  { readonly reason: 'too-few-bidders' | 'nothing-to-award'; readonly article: string; readonly why?: string }
>;
export type TenderOpened = Event<'TenderOpened', Opening>;
export type CandidatesPublished = Event<
  'CandidatesPublished',
  {
    readonly publishedAt: Instant;
    readonly standstillUntil: Instant;
    readonly objectionsUntil: Instant;
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

/** A supplier of a lot under a framework agreement, at the place that its bid earned. */
export interface FrameworkSupplier {
  readonly supplier: string;
  readonly name: string;
  readonly uscc: string;
  readonly rank: number;
  /** A reserve supplies only what a winner refuses or cannot (备选供应商). */
  readonly role: 'winner' | 'reserve';
  /** Its price of each item that it offers, and the quantity that it is awarded: `0` of a reserve, and of what it only offers. */
  readonly lines: readonly {
    readonly item: string;
    readonly quantity: string;
    readonly unitPrice: Money;
    readonly freight?: Money;
    readonly taxIncluded: boolean;
    readonly taxRate: string;
  }[];
}

/**
 * An award becomes a framework agreement (框架协议): everything that its call-offs need to know of tender and bids.
 * Made with the award, and again with a higher `revision` when the award changes. Per item: what winners are awarded and
 * `free`, what any of them may be asked for, sum to the item's quantity.
 */
export type FrameworkAwarded = Event<
  'FrameworkAwarded',
  {
    readonly agreement: string;
    readonly tender: string;
    readonly revision: number;
    readonly awardedAt: Instant;
    readonly title: string;
    readonly lead: Buyer;
    readonly buyers: readonly Buyer[];
    readonly terms: AgreementTerms;
    readonly lots: readonly {
      readonly id: string;
      readonly title: string;
      readonly rule: Allocation['rule'];
      readonly items: readonly (Omit<Item, 'demand'> & { readonly buyer: string; readonly free: string })[];
      readonly suppliers: readonly FrameworkSupplier[];
    }[];
  }
>;

/** A mini-competition has a result (二次竞价结果): its agreement calls off at these prices. */
export type CompetitionAwarded = Event<
  'CompetitionAwarded',
  {
    readonly agreement: string;
    readonly tender: string;
    readonly awardedAt: Instant;
    readonly awards: readonly Award[];
  }
>;

/** The evaluation is to be made again (重新评审): what was published falls. */
export type ResultWithdrawn = Event<
  'ResultWithdrawn',
  { readonly ground: Subject | 'own-finding'; readonly reason: string; readonly withdrawnAt: Instant }
>;

/** A winner drops out (中标人放弃或被取消): the next in rank takes its place, or the lot is not awarded. */
export type AwardRevoked = Event<
  'AwardRevoked',
  {
    readonly lot: string;
    readonly supplier: string;
    readonly ground: string;
    readonly reason: string;
    readonly article: string;
    /** The award to the next in rank; null where there is none. */
    readonly next: Award | null;
    /** All awards of the lot after it, where it may have several: those behind move up. */
    readonly awards?: readonly Award[];
    readonly revokedAt: Instant;
  }
>;

/** Lots that were not awarded are tendered again (重新招标): by which tender is private while that is a draft. */
export type LotsTenderedAgain = Event<
  'LotsTenderedAgain',
  { readonly lots: readonly string[]; readonly at: Instant },
  { readonly tender: string }
>;

/** What happens to a tender. */
export type TenderEvent =
  | TenderDrafted
  | TenderRevised
  | DocumentEvent
  | TenderPublished
  | TenderCancelled
  | RemedyEvent
  | CeremonyEvent
  | BidsFrozen
  | TenderFailed
  | TenderOpened
  | EvaluationEvent
  | SecurityEvent
  | AllocationRecorded
  | CandidatesPublished
  | ResultWithdrawn
  | TenderAwarded
  | AwardRevoked
  | FrameworkAwarded
  | CompetitionAwarded
  | LotsTenderedAgain;
