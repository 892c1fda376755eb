import type { DomainEvent } from '../../shared/kernel/decider.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import type { Money } from '../../shared/kernel/money.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';

/** How an event of a demand round looks: its data is public once the round is locked. */
interface Event<Type extends string, Data extends object, Private extends object = never> extends DomainEvent {
  readonly type: Type;
  readonly v: 1;
  readonly data: Data;
  readonly private?: Private;
}

/** A unit that takes part (参与单位), as its membership said when it was invited or signed. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
  readonly division: string;
}

/** Where goods go (交货地点), as a tender's item says it. */
export interface DeliveryPoint {
  readonly division: string;
  readonly address: string;
  readonly lon?: string | undefined;
  readonly lat?: string | undefined;
}

/** A delivery zone (供货片区): the divisions that make one lot of a product family. */
export interface Zone {
  readonly key: string;
  readonly title: string;
  readonly divisions: readonly string[];
}

/**
 * A demand line (报量明细): so much of such goods in one month. `quantity` is as the unit wrote it; `canonical` the same in
 * the category's first trading unit, exact as `p/q`.
 */
export interface DemandLine {
  readonly id: string;
  readonly category: string;
  readonly attributes: JsonObject;
  readonly quantity: Quantity;
  readonly canonical: { readonly exact: string; readonly unit: Quantity['unit']; readonly basis?: Quantity['basis'] };
  /** The part that is committed (承诺采购比例), a fraction. */
  readonly commitment: string;
  readonly deliveryPoint: DeliveryPoint;
  /** `2026-05`. */
  readonly month: string;
  /** Why it lies far from last year's (偏差说明). */
  readonly reason?: string | undefined;
}

/** Goods of last year that a unit reports nothing of (未报说明), and why. */
export interface Omission {
  readonly category: string;
  readonly attributes: JsonObject;
  readonly reason: string;
}

/** What a unit reports (报量): its hash, which its admin signs, covers `{round, participant, lines, omissions}`. */
export interface Report {
  readonly lines: readonly DemandLine[];
  readonly omissions: readonly Omission[];
}

/**
 * What is told of a report without its values: its hash, how many lines it has, how many bytes they will take in a tender,
 * and which lots they belong to.
 */
export interface ReportMark {
  readonly hash: string;
  readonly count: number;
  readonly size: number;
  readonly lots: readonly string[];
}

/** How much of some goods a unit bought before (上年实际), in the category's first trading unit. */
export type Figure = Pick<DemandLine, 'category' | 'attributes' | 'quantity' | 'canonical'>;

/** A sum of lines in one unit and basis, exact as `p/q`, with the part of it that is committed. */
export interface Sum {
  readonly unit: Quantity['unit'];
  readonly basis?: Quantity['basis'];
  readonly total: string;
  readonly committed: string;
}

/** A lot of a locked round (汇总标段): one product family in one zone. */
export interface RoundLot {
  readonly id: string;
  readonly family: string;
  readonly zone: string;
  readonly title: string;
  readonly lines: number;
  readonly sums: readonly Sum[];
}

/** What is locked (锁定结果): lots and sums, whose signed lines they are, and the hash of the whole. */
export interface Locked {
  /** 1 at the lock; each opting out or late change makes the next. */
  readonly version: number;
  readonly lots: readonly RoundLot[];
  readonly signed: readonly { readonly participant: string; readonly hash: string }[];
  readonly hash: string;
}

/**
 * Goods that the units of a locked round need, as far as all may know of them: summed over a zone, or over the zones
 * together, and without `quantity` or months of their own where fewer than three units need them, so that no unit's own
 * lines are told.
 */
export interface EarlyNeed {
  readonly category: string;
  readonly attributes: JsonObject;
  /** The zone's key; none where it is of several. */
  readonly zone?: string;
  /** Where: the zone's first division, or the lead's. */
  readonly division: string;
  /** The first month and the last. */
  readonly months: { readonly from: string; readonly to: string };
  readonly quantity?: Quantity;
}

/** What a locked round tells the market ahead of its tender (提前公开需求). */
export interface Early {
  readonly lead: Participant;
  readonly title: string;
  readonly needs: readonly EarlyNeed[];
}

/** What a round is about (采购批次): `category` a family or a tradable category; the window is `[opensAt, closesAt)`. */
export interface Terms {
  readonly title: string;
  readonly category: string;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  /** Whole months of these days are delivered in. */
  readonly deliveryWindow: { readonly from: Day; readonly to: Day };
  /** Without zones each division is one. */
  readonly zones?: readonly Zone[] | undefined;
  /** Last year's round of the same lead: its locked lines are last year's figures. */
  readonly previousRound?: string | undefined;
}

/** A unit as its member's membership says it, with the USCCs of its declared affiliates. */
export interface Unit {
  readonly participant: Participant;
  readonly affiliates: readonly string[];
}

export type RoundOpened = Event<
  'RoundOpened',
  Terms & {
    readonly round: string;
    readonly lead: Participant;
    /** Who is invited (受邀单位), the lead among them if it takes part itself. */
    readonly invited: readonly string[];
    readonly openedAt: Instant;
  }
>;
export type RoundRescheduled = Event<'RoundRescheduled', Pick<Terms, 'opensAt' | 'closesAt'>>;
export type RoundCancelled = Event<'RoundCancelled', { readonly reason: string; readonly cancelledAt: Instant }>;
/** What was reported before falls, and with it its signature. */
export type DemandReported = Event<
  'DemandReported',
  Unit & ReportMark & { readonly reportedAt: Instant },
  { readonly report: Report }
>;
/** The lead enters what a unit bought last year. */
export type HistoryEntered = Event<
  'HistoryEntered',
  { readonly participant: string; readonly hash: string; readonly count: number; readonly enteredAt: Instant },
  { readonly figures: readonly Figure[] }
>;
export type DemandSigned = Event<'DemandSigned', Unit & { readonly hash: string; readonly signedAt: Instant }>;
/** A unit leaves before the lock: an invitation declined (谢绝), or a report taken back (撤回). */
export type ParticipantWithdrew = Event<
  'ParticipantWithdrew',
  { readonly participant: string; readonly left: 'declined' | 'withdrawn'; readonly at: Instant },
  { readonly reason: string }
>;
/** A unit that reported and never signed, and why the lead locks without it (未签署不计入). */
export interface LeftOut {
  readonly participant: string;
  readonly reason: string;
}
export type RoundLocked = Event<
  'RoundLocked',
  Locked & { readonly lockedAt: Instant; readonly without?: readonly LeftOut[]; readonly early?: Early }
>;

/** A unit leaves after the lock (退出): the rest is the next version. */
export type ParticipantOptedOut = Event<
  'ParticipantOptedOut',
  {
    readonly participant: string;
    readonly reason: string;
    readonly optedOutAt: Instant;
    /** A late change that was waiting for consent: it falls, as the sums that it was shown with do. */
    readonly lapsed?: string;
    readonly locked: Locked;
    readonly early?: Early;
  }
>;

/** A unit asks to change its locked lines (锁定后变更); signed by its admin, it needs the consent of every other. */
export type LateChangeProposed = Event<
  'LateChangeProposed',
  Unit & ReportMark & { readonly change: string; readonly reason: string; readonly proposedAt: Instant },
  { readonly report: Report }
>;
export type LateChangeConsented = Event<
  'LateChangeConsented',
  { readonly change: string; readonly participant: string; readonly at: Instant }
>;
/** One of the others refuses, or the unit that asked takes it back. */
export type LateChangeRefused = Event<
  'LateChangeRefused',
  { readonly change: string; readonly participant: string; readonly reason: string; readonly at: Instant }
>;
export type LateChangeApplied = Event<
  'LateChangeApplied',
  ReportMark & {
    readonly change: string;
    readonly participant: string;
    readonly appliedAt: Instant;
    readonly locked: Locked;
    readonly early?: Early;
  },
  { readonly report: Report }
>;

/** One item that the joint tender asks for: a demand line and whose it is. */
export interface TenderedLine {
  readonly item: string;
  readonly line: string;
  readonly buyer: string;
  readonly category: string;
  readonly attributes: JsonObject;
  readonly quantity: Quantity;
  readonly deliveryPoint: DeliveryPoint;
  readonly deliverBy: Day;
}

/**
 * The lead asks for a tender of the locked round (发起联合招标). Tendering drafts it under this id, once; from here on the
 * round stands still until that tender is over.
 */
export type JointTenderRequested = Event<
  'JointTenderRequested',
  {
    readonly round: string;
    readonly tender: string;
    readonly hash: string;
    readonly requestedAt: Instant;
    readonly lead: Participant;
    readonly buyers: readonly Participant[];
    /** USCCs of participants and their affiliates. */
    readonly excluded: readonly string[];
    readonly title: string;
    readonly regime: 'bidding-compulsory' | 'government-procurement' | 'soe-voluntary';
    readonly deadline: Instant;
    readonly bidValidityDays: number;
    readonly lots: readonly { readonly id: string; readonly title: string; readonly items: readonly TenderedLine[] }[];
  },
  /** Estimates by lot id, where the lead gave some. */
  { readonly estimates: Readonly<Record<string, Money>> }
>;

/** The joint tender is over: cancelled or failed, the round is free again; awarded, the round is over too. */
export type JointTenderEnded = Event<
  'JointTenderEnded',
  { readonly tender: string; readonly outcome: 'cancelled' | 'failed' | 'awarded'; readonly at: Instant }
>;

export type RoundEvent =
  | RoundOpened
  | RoundRescheduled
  | RoundCancelled
  | DemandReported
  | HistoryEntered
  | DemandSigned
  | ParticipantWithdrew
  | RoundLocked
  | ParticipantOptedOut
  | LateChangeProposed
  | LateChangeConsented
  | LateChangeRefused
  | LateChangeApplied
  | JointTenderRequested
  | JointTenderEnded;
