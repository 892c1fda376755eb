import type { Money } from '../../shared/kernel/money.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';

/**
 * How a lot is awarded (授标规则): the whole to the first; to the first with ranked reserves; in shares by rank; a part
 * that grows with the number of winners (带量比例); or at the least delivered cost of all.
 */
export type Allocation =
  | { readonly rule: 'winner-takes-all' }
  | { readonly rule: 'reserves'; readonly reserves: number }
  | SharesAllocation
  | CommittedAllocation
  | OptimisedAllocation;

/** Shares by rank (按名次分配份额), split over whole steps by the largest remainder; what is less than a step is left to the last call-off. */
export interface SharesAllocation {
  readonly rule: 'shares';
  /** Fractions that sum to 1, the first rank first; with fewer winners than shares they are scaled to those there are. */
  readonly shares: readonly string[];
  readonly step: Quantity;
  readonly reserves?: number | undefined;
}

/** The part committed by the number of winners (约定采购比例), split equally; the rest goes to any of them (自主选择). */
export interface CommittedAllocation {
  readonly rule: 'committed';
  /** By the number of winners from 1 on: fractions that do not fall, the last for as many or more. */
  readonly committed: readonly string[];
  readonly winners: number;
  readonly step: Quantity;
}

/** The least delivered cost over items, lots and suppliers (到货总成本最低), under what bidders and documents say. */
export interface OptimisedAllocation {
  readonly rule: 'optimised';
  /** Whole truckloads (整车): the step in which quantities are awarded, in the unit of the lot's items. */
  readonly step: Quantity;
  readonly maxWinners?: number | undefined;
  /** The largest part of the lot's quantity that one supplier may have, a fraction. */
  readonly maxShare?: string | undefined;
  /** The relative gap within which an optimum counts as one, `"0.0001"`; and the nodes after which the search ends. */
  readonly gap: string;
  readonly nodes: number;
  /** What applies when the search ends before that: the best found, or the rule of one winner a lot. */
  readonly otherwise: 'best-found' | 'winner-takes-all';
}

/** How goods get to the delivery point (运费): in the unit price, by the documents' table of zones, or quoted a point. */
export type Freight =
  | { readonly basis: 'included' }
  | {
      readonly basis: 'zone-table';
      /** Yuan a unit, by the division of the delivery point and that of the bidder's stock point. */
      readonly zones: readonly { readonly from: string; readonly to: string; readonly perUnit: Money }[];
    }
  | { readonly basis: 'quoted' };
