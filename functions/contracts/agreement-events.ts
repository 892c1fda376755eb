import type { Actor } from '../../shared/kernel/actor.ts';
import type { Money } from '../../shared/kernel/money.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { FrameworkAwarded } from '../tendering/events.ts';
import type { Event } from './event.ts';

/** What an award says of an agreement: parties, lots, items, prices, terms. */
export type Framework = FrameworkAwarded['data'];

type SizeClass = NonNullable<Extract<Actor, { readonly kind: 'user' }>['membership']>['sizeClass'];

/** The agreement comes from an award, or an award changed before anything was called off in the lots concerned. */
export type AgreementMade = Event<'AgreementMade' | 'AgreementRevised', Framework>;

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
    readonly members: readonly {
      readonly supplier: string;
      readonly prices: readonly { readonly item: string; readonly unitPrice: Money }[];
    }[];
    /** Tendered items and the agreement's they stand for. */
    readonly itemOf: Readonly<Record<string, string>>;
    readonly excluded: readonly string[];
  }
>;

export type AgreementEvent =
  | AgreementMade
  | ContractSigned
  | ReserveActivated
  | AgreementClosed
  | AgreementRolledOver
  | CompetitionRequested;
