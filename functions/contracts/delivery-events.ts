import type { Quantity } from '../../shared/kernel/quantity.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { Framework } from './agreement-events.ts';
import type { CallOffLine } from './call-off-events.ts';
import type { Event } from './event.ts';

/** A document of a delivery (质量证明书、送货单): an uploaded file and its SHA-256. */
export interface DeliveryDocument {
  readonly kind:
    | 'mill-certificate'
    | 'conformity-certificate'
    | 'test-report'
    | 'weigh-ticket'
    | 'delivery-note'
    | 'photo'
    | 'other';
  readonly name: string;
  readonly key: string;
  readonly sha256: string;
}

/** What of a line counts against the call-off (计量依据): its pieces, the weighbridge's ticket, or the note as it is. */
export type CountedBy = 'pieces' | 'ticket' | 'note';

/** The goods of a line as counted and as weighed: two quantities that never add up to one another. */
export interface DeliveredLine {
  readonly item: string;
  /** What the supplier's note says, in the unit of the call-off's line. */
  readonly declared: Quantity;
  /** Bars, pipes, sheets or bags (件数). */
  readonly pieces?: string;
  /** Net mass of the weighbridge (磅重). */
  readonly weighed?: Quantity;
  /** The ticket of what was weighed (磅单号); a shop that counts pieces has none. */
  readonly ticketNo?: string;
  readonly heatNo?: string;
  readonly documents: readonly DeliveryDocument[];
  /** What the goods should come with and did not: kinds of documents, or `heat-number`. */
  readonly missing: readonly (DeliveryDocument['kind'] | 'heat-number')[];
  /** What it counts for against the call-off, in the unit ordered: pieces count as pieces. */
  readonly counted: Quantity;
  readonly countedBy: CountedBy;
  /** What may be delivered of the call-off's line in all, tolerance included, in the unit ordered. */
  readonly limit: string;
  /** The theoretical mass of the pieces, and how far the weighed one lies from it, where both are known. */
  readonly theoretical?: Quantity;
  readonly deviation?: Deviation;
  /** The call-off's line that it fulfils. */
  readonly of: CallOffLine;
}

/**
 * How far a weighed mass lies from the theoretical one (重量偏差): a fraction `p/q` and per cent to three decimals. The
 * band, in per cent, and whether it is kept, where the standard in force on the day has one; `verified` is of its numbers.
 */
export interface Deviation {
  readonly exact: string;
  readonly shown: string;
  readonly within?: boolean;
  readonly standard?: string;
  readonly minus?: string;
  readonly plus?: string;
  readonly verified?: boolean;
}

/** A delivery (交货) has come to a buyer. */
export type DeliveryMade = Event<
  'DeliveryMade',
  {
    readonly agreement: string;
    readonly callOff: string;
    readonly buyer: string;
    readonly supplier: string;
    readonly lines: readonly DeliveredLine[];
    readonly deliveredAt: Instant;
    readonly orderedAt: Instant;
    /** When it was told: the days of acceptance run from here. */
    readonly recordedAt: Instant;
    /** Until when it may be refused; after that it counts as accepted. */
    readonly acceptBy: Instant;
    readonly weighing?: NonNullable<Framework['terms']['weighing']>;
  }
>;

/** What a buyer finds of a line (验收): accepted and rejected sum to what was counted, all in the unit ordered. */
export interface AcceptedLine {
  readonly item: string;
  readonly accepted: Quantity;
  readonly rejected: Quantity;
  /** Net mass as the buyer received it. */
  readonly received?: Quantity;
  /** The mass or quantity that is paid for, in the unit of the agreement's item, and by which rule. */
  readonly settled: Quantity;
  readonly settledBy: 'counted' | 'weighed' | 'note-within-3-per-mille' | 'received';
  /** What may be delivered again, in the unit ordered: rejected, or short by the buyer's scale. */
  readonly back: string;
  readonly limit: string;
  readonly reason?: string;
  /** 20 bags of a random sample with their packaging (袋装水泥抽检), and whether they weigh enough. */
  readonly sample?: { readonly gross: Quantity; readonly holds: boolean; readonly verified: boolean };
}

export type DeliveryAccepted = Event<
  'DeliveryAccepted' | 'DeliveryDeemedAccepted',
  {
    readonly callOff: string;
    readonly lines: readonly AcceptedLine[];
    readonly acceptedAt: Instant;
    readonly day: Day;
    readonly remarks?: string;
  }
>;

/** Rejected goods are taken back (退货). */
export type GoodsReturned = Event<'GoodsReturned', { readonly returnedAt: Instant; readonly note: string }>;

export type DeliveryEvent = DeliveryMade | DeliveryAccepted | GoodsReturned;

/** A delivery as it stands. */
export type Delivery =
  | { readonly status: 'none' }
  | (DeliveryMade['data'] & { readonly status: 'delivered' })
  | (DeliveryMade['data'] & {
      readonly status: 'accepted' | 'deemed-accepted';
      readonly acceptance: DeliveryAccepted['data'];
      readonly returned?: GoodsReturned['data'];
    });
export type ExistingDelivery = Exclude<Delivery, { readonly status: 'none' }>;
