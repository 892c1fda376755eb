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
    /** The VAT that the prices carry or lack, a fraction. */
    readonly taxRate: string;
    readonly keeper: string;
    readonly openedAt: Instant;
  }
>;

/** The price of a day as published, a unit of the series; `before` is what stood there until it was corrected. */
export interface RecordedPoint {
  readonly day: Day;
  readonly price: Money;
  readonly before?: Money;
}

/**
 * Prices of days as published (价格点), with the evidence; a day told again is corrected, never silently. `revision`
 * counts the recordings of a series from 1: what was settled says at which it was read.
 */
export type PointsRecorded = Event<
  'PointsRecorded',
  {
    readonly points: readonly RecordedPoint[];
    readonly revision: number;
    readonly evidence: string;
    readonly adapter: 'entered' | 'imported';
    readonly reason?: string;
    readonly recordedAt: Instant;
  }
>;

export type PriceIndexEvent = PriceIndexOpened | PointsRecorded;
