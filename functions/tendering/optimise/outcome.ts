import type { Quantity } from '../../../shared/kernel/quantity.ts';
import type { Figure } from '../evaluation/evaluation.ts';
import type { ConstraintKind } from './problem.ts';

/** What became of the optimised lots of a tender (优化授标结果): JSON, the same for the same documents and bids. */
export interface AllocationOutcome {
  /** SHA-256 of the JCS of all problems: what was solved. */
  readonly problem: string;
  /** Such as `HiGHS 1.15.1`. */
  readonly solver: string;
  readonly groups: readonly GroupOutcome[];
}

/**
 * How the search ended: the least cost within the gap of the documents; the best found when it ended early; the rule
 * of one winner a lot instead, as the documents say for that; or no award at all.
 */
export type AllocationStatus = 'optimal' | 'best-found' | 'winner-takes-all' | 'infeasible';

/** Lots that were solved together. Costs are delivered evaluated prices in yuan: after policy deductions, with freight. */
export interface GroupOutcome {
  readonly status: AllocationStatus;
  readonly lots: readonly LotAllocation[];
  readonly cost?: Figure;
  /** No allocation costs less than this. */
  readonly bound?: Figure;
  /** (cost − bound) ÷ cost, rounded up to six decimals. */
  readonly gap?: string;
  /** How many nodes of the tree were searched. */
  readonly nodes: number;
  /** Whether, of all allocations at this cost, the first by the published order was established (并列处理). */
  readonly tiesBroken: boolean;
  /** Constraints that no allocation can keep together, none of which can be left out: empty unless infeasible. */
  readonly conflicts: readonly Conflict[];
  readonly story: readonly Shadow[];
  readonly secondBest?: SecondBest;
}

/** How a lot is allocated (标段分配); without awards where nothing was possible. */
export interface LotAllocation {
  readonly lot: string;
  readonly cost?: Figure;
  readonly awards: readonly SupplierAllocation[];
}

/** What one supplier is awarded in a lot (份额). */
export interface SupplierAllocation {
  readonly supplier: string;
  readonly quantity: Quantity;
  /** Its part of the lot's quantity. */
  readonly share: Figure;
  readonly items: readonly {
    readonly item: string;
    readonly quantity: Quantity;
    /** Quantity × the offered price, tax included, before discounts; and the freight. */
    readonly goods: Figure;
    readonly freight: Figure;
  }[];
  readonly goods: Figure;
  /** On the goods' price: the tier that is reached and the package that counts add up. */
  readonly discount: {
    readonly tier?: { readonly from: Quantity; readonly discount: string };
    readonly package?: { readonly lots: readonly string[]; readonly discount: string };
    /** A fraction, `"0"` where there is none. */
    readonly total: string;
  };
  readonly freight: Figure;
  /** Goods less discount, and freight: what is paid. */
  readonly price: Figure;
  /** Price × (1 − policy deduction): what is compared. */
  readonly evaluated: Figure;
}

/** A constraint that conflicts (冲突的约束) with the others named, in words. */
export interface Conflict {
  readonly code: ConstraintKind | 'no-single-supplier';
  readonly lot: string;
  /** Only the items that are concerned, where not all are. */
  readonly items?: readonly string[];
  readonly text: { readonly zh: string; readonly en: string };
}

/** What a kind of constraint costs, or discounts of a kind save (影子价格故事): the optimum without it, beside. */
export interface Shadow {
  readonly without: ConstraintKind | 'tiers' | 'packages';
  /** `unknown` where the search ended before anything was found. */
  readonly status: 'optimal' | 'best-found' | 'infeasible' | 'unknown';
  /** Of the best allocation without it. */
  readonly cost?: Figure;
  /** That cost − the cost with it: below zero what a constraint costs, above zero what discounts save. */
  readonly difference?: Figure;
}

/** The best allocation whose set of winners differs (次优方案). */
export interface SecondBest {
  readonly status: Shadow['status'];
  readonly cost?: Figure;
  readonly difference?: Figure;
  readonly winners: readonly { readonly lot: string; readonly suppliers: readonly string[] }[];
}
