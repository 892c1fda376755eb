import type { Money } from '../../shared/kernel/money.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { Framework } from './agreement-events.ts';
import type { Event } from './event.ts';

/** An item of an agreement (协议标的): as its tender asked for it, who buys it, and what of it is free for any winner. */
export type AgreedItem = Framework['lots'][number]['items'][number];

/**
 * One line of a call-off (订单明细). `quantity` is as the buyer wrote it, `canonical` the same in the unit of the
 * agreement's item: what the ledger books. `fromFree` is the part of it taken from what any winner may be asked for.
 */
export interface CallOffLine {
  readonly item: string;
  readonly lot: string;
  readonly category: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly quantity: Quantity;
  readonly canonical: Quantity;
  readonly fromFree: string;
  /** What the ledger opens with for this buyer, supplier and item, tolerance included; and for the free part. */
  readonly opening: string;
  readonly freeOpening: string;
  readonly unitPrice: Money;
  readonly freight?: Money;
  readonly taxIncluded: boolean;
  readonly taxRate: string;
  readonly priceIndex?: AgreedItem['priceIndex'];
  readonly deliverTo: AgreedItem['deliveryPoint'];
  readonly deliverBy: Day;
}

/** A call-off (订单): one buyer asks one supplier for goods under an agreement. */
export type CallOffPlaced = Event<
  'CallOffPlaced',
  {
    readonly agreement: string;
    readonly buyer: string;
    readonly supplier: string;
    readonly lines: readonly CallOffLine[];
    readonly placedAt: Instant;
    readonly confirmBy: Instant;
    /** The call-off whose refusal or lapse brought it to this reserve; the mini-competition whose prices it has. */
    readonly follows?: string;
    readonly competition?: string;
  }
>;
export type CallOffConfirmed = Event<'CallOffConfirmed', { readonly confirmedAt: Instant }>;
/** Refused, or not answered in time (逾期未确认): the quota goes back, and the order to the reserve if there is one. */
export type CallOffRefused = Event<
  'CallOffRefused' | 'CallOffLapsed',
  { readonly reason?: string; readonly endedAt: Instant; readonly next?: string }
>;
/** Lines are changed before the confirmation; only what changes. */
export type CallOffChanged = Event<
  'CallOffChanged',
  { readonly lines: readonly CallOffLine[]; readonly before: readonly CallOffLine[]; readonly changedAt: Instant }
>;
/** What is not delivered goes back to the quota: cancelled, or the term ended. */
export type CallOffEnded = Event<
  'CallOffCancelled' | 'CallOffExpired' | 'CallOffFulfilled',
  {
    readonly reason?: string;
    readonly endedAt: Instant;
    /** By item, in its unit: what goes back. */
    readonly returned: Readonly<Record<string, string>>;
  }
>;

export type CallOffEvent = CallOffPlaced | CallOffConfirmed | CallOffRefused | CallOffChanged | CallOffEnded;

/** A call-off as it stands. */
export type CallOff =
  | { readonly status: 'none' }
  | (CallOffPlaced['data'] & {
      readonly status: 'placed' | 'confirmed' | 'refused' | 'lapsed' | 'cancelled' | 'expired' | 'fulfilled';
      readonly confirmedAt?: Instant;
      readonly endedAt?: Instant;
      readonly reason?: string;
      readonly next?: string;
    });
export type ExistingCallOff = Exclude<CallOff, { readonly status: 'none' }>;
