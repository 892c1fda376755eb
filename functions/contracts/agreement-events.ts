import type { Actor } from '../../shared/kernel/actor.ts';
import type { Money } from '../../shared/kernel/money.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { FrameworkAwarded } from '../tendering/events.ts';
import type { Event } from './event.ts';

/** The accepted quote that a plain order stands on (成交报价): in which enquiry, about which post. */
export interface Quoted {
  readonly enquiry: string;
  readonly quote: string;
  readonly post: string;
  /** What led to the enquiry, as that tells. */
  readonly via?: string;
}

/** What an agreement stands on: an award (中标), or the quote of a plain order (直接订购). */
export type Origin = { readonly tender: string } | { readonly quoted: Quoted };

/** What it says: parties, lots, items, prices, terms. */
export type Framework = Omit<FrameworkAwarded['data'], 'tender'> & Origin;

type SizeClass = NonNullable<Extract<Actor, { readonly kind: 'user' }>['membership']>['sizeClass'];

/** The agreement is there: from an award, or with the signatures that quote and acceptance are, from an accepted quote. */
export type AgreementMade = Event<'AgreementMade', Framework>;

/**
 * The award changed before anything was called off in the lots concerned: the accounts that count
 * those are `closed`. `revisions` says of each lot in which revision it took its terms; accounts of the ledger bear it in
 * their names, so that none is taken for another.
 */
export type AgreementRevised = Event<
  'AgreementRevised',
  Framework & { readonly closed: readonly Booking[]; readonly revisions: Readonly<Record<string, number>> }
>;

/** The award changed when something was called off already (改判不再适用): the agreement stands as it was. */
export type RevisionSetAside = Event<'RevisionSetAside', { readonly revision: number; readonly at: Instant }>;

/**
 * One contract of one buyer with one supplier (分签合同) is signed by one of them. A firm states its size when it signs
 * (保障中小企业款项支付条例 art. 3), which the payment rules go by.
 */
export type ContractSigned = Event<
  'ContractSigned',
  {
    readonly buyer: string;
    readonly supplier: string;
    readonly by: 'buyer' | 'supplier';
    /** SHA-256 of the JCS of the contract's items, quantities, prices and terms, as both saw it. */
    readonly hash: string;
    readonly amount: Money;
    readonly sizeClass?: SizeClass;
    readonly signedAt: Instant;
  }
>;

/** A reserve takes what is left of a winner's quota (递补启用) in a lot. */
export type ReserveActivated = Event<
  'ReserveActivated',
  {
    readonly lot: string;
    readonly from: string;
    readonly to: string;
    readonly reason: string;
    readonly activatedAt: Instant;
  }
>;

/** An amount on an account of a ledger (记账): what it opens with, and how much is booked, in the item's unit. */
export interface Booking {
  readonly ledger: string;
  readonly account: string;
  readonly opening: string;
  readonly quantity: string;
}

/** What was left is moved (结余划转), as many accounts at a time as a transaction holds; `done` when nothing is left. */
export type QuotaMoved = Event<
  'QuotaMoved',
  {
    readonly lot: string;
    readonly from: string;
    readonly to: string;
    readonly moves: readonly { readonly from: Booking; readonly to: Booking }[];
    readonly done: boolean;
  }
>;

export type AgreementClosed = Event<
  'AgreementClosed',
  { readonly reason: 'term-ended' | 'terminated'; readonly why?: string; readonly closedAt: Instant }
>;

/** What is left may be called off for longer (结转), by the rule of the documents. */
export type AgreementRolledOver = Event<
  'AgreementRolledOver',
  { readonly until: Day; readonly reason: string; readonly rolledOverAt: Instant }
>;

/** A second stage is asked for (二次竞价): tendering drafts it under this id, once. */
export type CompetitionRequested = Event<
  'CompetitionRequested',
  {
    readonly agreement: string;
    readonly tender: string;
    readonly requestedAt: Instant;
    readonly buyer: Framework['lead'];
    readonly title: string;
    readonly deadline: Instant;
    readonly lots: readonly {
      readonly id: string;
      readonly title: string;
      readonly items: readonly Omit<Framework['lots'][number]['items'][number], 'buyer' | 'free'>[];
    }[];
    /** Their ceilings by tendered item: yuan a unit, tax and freight included, exact within 8 decimals. */
    readonly members: readonly {
      readonly supplier: string;
      readonly prices: readonly { readonly item: string; readonly unitPrice: Money }[];
    }[];
    /** Tendered items and the agreement's they stand for. */
    readonly itemOf: Readonly<Record<string, string>>;
    readonly excluded: readonly string[];
  }
>;

/** What of a mini-competition's result is called off, and what is not (未能下单). */
export type CompetitionSettled = Event<
  'CompetitionSettled',
  {
    readonly tender: string;
    readonly callOffs: readonly string[];
    /** Which rule stood in the way, and of which item how much was left. */
    readonly unplaced: readonly {
      readonly lot: string;
      readonly supplier: string;
      readonly reason: string;
      readonly item?: string;
      readonly left?: string;
    }[];
    readonly settledAt: Instant;
  }
>;

/** Deliveries of one buyer and one supplier lie behind (履约进度预警): shares of the value and of the time, as `p/q`. */
export interface Behind {
  readonly buyer: string;
  readonly supplier: string;
  readonly done: string;
  readonly elapsed: string;
}

/** Once a month, what lies behind the time (月度进度检查). */
export type ProgressAlerted = Event<
  'ProgressAlerted',
  { readonly month: string; readonly behind: readonly Behind[]; readonly at: Instant }
>;

export type AgreementEvent =
  | AgreementMade
  | AgreementRevised
  | RevisionSetAside
  | ContractSigned
  | ReserveActivated
  | QuotaMoved
  | CompetitionSettled
  | ProgressAlerted
  | AgreementClosed
  | AgreementRolledOver
  | CompetitionRequested;
