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

export type RoundLocked = Event<'RoundLocked', Locked & { readonly lockedAt: Instant }>;

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
