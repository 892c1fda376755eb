import type { UnitCode } from '../../../shared/kernel/quantity.ts';
import type { OptimisedAllocation } from '../allocation.ts';

/**
 * Lots that are solved together (联合求解的标段): one alone, or several that a package discount couples. All numbers are
 * exact decimals, quantities in the unit of their lot and prices in yuan a unit, tax included. Everything is in one
 * order, lots and items by id and offers as published, so that the same bids are the same problem.
 */
export interface Problem {
  readonly lots: readonly ProblemLot[];
  readonly packages: readonly ProblemPackage[];
}

/** A lot as documents and bids leave it to be awarded. */
export interface ProblemLot extends Omit<OptimisedAllocation, 'rule' | 'step'> {
  readonly id: string;
  readonly unit: UnitCode;
  readonly step: string;
  readonly items: readonly Need[];
  /** In the published order (公布的排序): whole offers before partial ones, by evaluated price, then by supplier id. */
  readonly offers: readonly Offer[];
}

/** How much of an item one county needs; `goods` is the same for the same goods, wherever they go. */
export interface Need {
  readonly item: string;
  readonly quantity: string;
  readonly goods: string;
}

/** What a valid bid offers for a lot, and under which terms. */
export interface Offer {
  readonly supplier: string;
  /** 1 − policy deduction: what a yuan of this bid counts for when bids are compared (评审价格系数). */
  readonly weight: string;
  readonly capacity?: string | undefined;
  readonly minimumOrder?: string | undefined;
  readonly tiers: readonly Tier[];
  /** Only items that the supplier serves. */
  readonly prices: readonly { readonly item: string; readonly goods: string; readonly freight: string }[];
}

/** A discount on the goods' price of all that is awarded in the lot, from that quantity on (阶梯折扣). */
export interface Tier {
  readonly from: string;
  readonly discount: string;
}

/** A discount on the goods' price of each of these lots when the supplier wins something in all of them (成套折扣). */
export interface ProblemPackage {
  readonly supplier: string;
  readonly lots: readonly string[];
  readonly discount: string;
}

/** What a constraint is about: by these the price of each kind is told, and conflicts are named. */
export const constraintKinds = [
  'not-served',
  'capacity',
  'minimum-order',
  'max-winners',
  'max-share',
  'whole-loads',
] as const;
export type ConstraintKind = (typeof constraintKinds)[number];
