import type { Money } from '../../shared/kernel/money.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { Booking, Framework, Quoted } from './agreement-events.ts';
import type { Event } from './event.ts';

/** An item of an agreement (协议标的): as its tender asked for it or its quote offered it, who buys it, and what of it is free for any winner. */
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
  /** Whose quota it is taken from: the supplier's own, or that of the winner whose place a reserve takes. */
  readonly holder: string;
  /** What the ledger opens with for this buyer, holder and item, tolerance included; and for the free part. */
  readonly opening: string;
  readonly freeOpening: string;
  /** The revision in which the lot took its terms. */
  readonly revision: number;
  /** What may be delivered, tolerance included, in the unit ordered: the call-off's own account of the item opens with it. */
  readonly deliverable: string;
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
    /** The last day of the agreement, after which what is not delivered expires. */
    readonly until: Day;
    /** The call-off whose refusal or lapse brought it to this reserve; the mini-competition whose prices it has. */
    readonly follows?: string;
    readonly competition?: string;
    /** The accepted quote that it carries out: it is confirmed with it. */
    readonly quoted?: Quoted;
  }
>;
export type CallOffConfirmed = Event<'CallOffConfirmed', { readonly confirmedAt: Instant }>;
/** Which reserve is asked for a lot's lines instead, by a call-off of this id (递补订单). */
export interface Succession {
  readonly lot: string;
  readonly supplier: string;
  readonly callOff: string;
}

/** Refused, or not answered in time (逾期未确认): the quota goes back, and the order to the reserve if there is one. */
export type CallOffRefused = Event<
  'CallOffRefused' | 'CallOffLapsed',
  {
    readonly reason?: string;
    readonly endedAt: Instant;
    readonly returned: readonly Booking[];
    readonly next: readonly Succession[];
  }
>;
/** Lines are changed before the confirmation; only what changes. */
export type CallOffChanged = Event<
  'CallOffChanged',
  {
    readonly agreement: string;
    readonly buyer: string;
    readonly lines: readonly CallOffLine[];
    readonly before: readonly CallOffLine[];
    readonly changedAt: Instant;
  }
>;
/**
 * What is not delivered goes back to the quota: cancelled, or the term ended; nothing that counts when it is fulfilled.
 * What is rejected afterwards goes back then (`RemainderReturned`).
 */
export type CallOffEnded = Event<
  'CallOffCancelled' | 'CallOffExpired' | 'CallOffFulfilled' | 'RemainderReturned',
  {
    readonly reason?: string;
    readonly endedAt: Instant;
    /** What goes back to the agreement's ledger; and by item in its unit. */
    readonly returned: readonly Booking[];
    readonly undelivered: Readonly<Record<string, string>>;
    /** The call-off, and what its gate held: it is closed to deliveries. */
    readonly gate: { readonly callOff: string; readonly held: string };
  }
>;
/** What the buyer accepted in one delivery counts (验收入账), once a delivery: by item, in the unit ordered. */
export type AcceptanceBooked = Event<
  'AcceptanceBooked',
  {
    readonly delivery: string;
    readonly accepted: Readonly<Record<string, string>>;
    /** The agreement's sums of what was accepted. */
    readonly sums: readonly Booking[];
    readonly bookedAt: Instant;
  }
>;
/** The agreement was rolled over, and with it what is still to be delivered (随协议结转). */
export type CallOffExtended = Event<'CallOffExtended', { readonly until: Day; readonly extendedAt: Instant }>;

export type CallOffEvent =
  | CallOffPlaced
  | CallOffConfirmed
  | CallOffRefused
  | CallOffChanged
  | CallOffEnded
  | AcceptanceBooked
  | CallOffExtended;

/** A call-off as it stands. */
export type CallOff =
  | { readonly status: 'none' }
  | (CallOffPlaced['data'] & {
      readonly status: 'placed' | 'confirmed' | 'refused' | 'lapsed' | 'cancelled' | 'expired' | 'fulfilled';
      readonly confirmedAt?: Instant;
      readonly endedAt?: Instant;
      readonly reason?: string;
      readonly next?: readonly Succession[];
      /** By item, in the unit ordered; and the deliveries that are counted in it. */
      readonly accepted: Readonly<Record<string, string>>;
      readonly deliveries: readonly string[];
      /** By item, in its unit, of one that ended: what went back. */
      readonly undelivered: Readonly<Record<string, string>>;
    });
export type ExistingCallOff = Exclude<CallOff, { readonly status: 'none' }>;
