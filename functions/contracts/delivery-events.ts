import type { Quantity } from '../../shared/kernel/quantity.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { CallOffLine } from './call-off-events.ts';
import type { Event } from './event.ts';

/** A document of a delivery (质量证明书、送货单): an uploaded file and its SHA-256. */
export interface DeliveryDocument {
  readonly kind: 'mill-certificate' | 'test-report' | 'weigh-ticket' | 'delivery-note' | 'photo' | 'other';
  readonly name: string;
  readonly key: string;
  readonly sha256: string;
}

/** The goods of a line as counted and as weighed: two quantities that never add up to one another. */
export interface DeliveredLine {
  readonly item: string;
  /** What the supplier's note says, in the unit of the call-off's line. */
  readonly declared: Quantity;
  /** Bars, pipes, sheets or bags (件数). */
  readonly pieces?: string;
  /** Net mass of the weighbridge (磅重). */
  readonly weighed?: Quantity;
  readonly ticketNo: string;
  readonly heatNo?: string;
  readonly documents: readonly DeliveryDocument[];
  /** What it counts for against the call-off, in the unit of the agreement's item: pieces count as pieces. */
  readonly counted: Quantity;
  /** The theoretical mass of the pieces, and how far the weighed one lies from it, where both are known. */
  readonly theoretical?: Quantity;
  readonly deviation?: {
    readonly exact: string;
    readonly shown: string;
    readonly within: boolean;
    readonly standard: string;
  };
  /** The call-off's line that it fulfils. */
  readonly of: CallOffLine;
}

/** A delivery (交货) is on its way to a buyer, or has come. */
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
    /** Until when it may be refused; after that it counts as accepted. */
    readonly acceptBy: Instant;
  }
>;

/** What a buyer finds of a line (验收): accepted and rejected sum to what was counted. */
export interface AcceptedLine {
  readonly item: string;
  readonly accepted: Quantity;
  readonly rejected: Quantity;
  /** Net mass as the buyer received it. */
  readonly received?: Quantity;
  /** The mass or quantity that is paid for, and by which rule. */
  readonly settled: Quantity;
  readonly settledBy: 'counted' | 'weighed' | 'note-within-3-per-mille' | 'received';
  readonly reason?: string;
}

export type DeliveryAccepted = Event<
  'DeliveryAccepted' | 'DeliveryDeemedAccepted',
  {
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
  | (DeliveryMade['data'] & {
      readonly status: 'delivered' | 'accepted' | 'deemed-accepted';
      readonly acceptance?: DeliveryAccepted['data'];
      readonly returned?: GoodsReturned['data'];
    });
export type ExistingDelivery = Exclude<Delivery, { readonly status: 'none' }>;
