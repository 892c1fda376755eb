import type { Money } from '../../shared/kernel/money.ts';
import type { UnitCode } from '../../shared/kernel/quantity.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { Event } from './event.ts';

/** A series of published prices (价格指数): who publishes it, for what, where, and a unit of what. */
export type PriceIndexOpened = Event<
  'PriceIndexOpened',
  {
    readonly name: string;
    readonly source: string;
    readonly city: string;
    readonly spec: string;
    readonly unit: UnitCode;
    readonly taxIncluded: boolean;
    readonly keeper: string;
    readonly openedAt: Instant;
  }
>;

/** Prices of days as published (价格点), with the evidence; a day told again is corrected, never silently. */
export type PointsRecorded = Event<
  'PointsRecorded',
  {
    readonly points: readonly { readonly day: Day; readonly price: Money; readonly before?: Money }[];
    readonly evidence: string;
    readonly adapter: 'entered' | 'imported';
    readonly reason?: string;
    readonly recordedAt: Instant;
  }
>;

export type PriceIndexEvent = PriceIndexOpened | PointsRecorded;
