import type { Basis, UnitCode } from '../../../shared/kernel/quantity.ts';
import type { Ratio } from '../../../shared/kernel/ratio.ts';
import type { LandedCost } from '../matching/cost.ts';
import type { Reason, Substitution } from '../matching/model.ts';

/** How a demand goes onto trucks (整车拆分): so many whole loads, and what is left over goes once, undivided. */
export interface Loading {
  /** What one load takes, in the demand's unit; a convoy of `trucks` where one truck each would be too many. */
  readonly load: Ratio;
  readonly trucks: number;
  readonly loads: number;
  readonly rest: Ratio;
  /** Trucks that the rest takes. */
  readonly restTrucks: number;
}

/** What one demand asks for (需求). */
export interface Need extends Loading {
  readonly id: string;
  readonly party: string;
  readonly unit: UnitCode;
  readonly basis?: Basis | undefined;
  readonly asked: Ratio;
  /** Tonnes of one unit, by which coverage of several demands adds up; 1 where the weight is not known. */
  readonly weight: Ratio;
}

/** What one offer has (供应), in its own unit. */
export interface Offer {
  readonly id: string;
  readonly party: string;
  readonly has: Ratio;
}

/** An offer that matches a demand, counted in the demand's unit (可供关系). */
export interface Link {
  readonly need: string;
  readonly offer: string;
  readonly party: string;
  /** All that the offer has, and its minimum order for this demand. */
  readonly most: Ratio;
  readonly least: Ratio;
  readonly cost: LandedCost;
  readonly substitutions: readonly Substitution[];
}

/** A match that cannot be counted on, and why (未纳入原因). */
export interface LeftOut extends Reason {
  readonly need: string;
  readonly offer: string;
}

/** Demands and the offers that match them, each list in the order of its ids. */
export interface Problem {
  readonly needs: readonly Need[];
  readonly offers: readonly Offer[];
  readonly links: readonly Link[];
  readonly unusable: readonly LeftOut[];
  /** At most so many suppliers in all. */
  readonly maxSuppliers?: number | undefined;
}

/** What one offer brings to one demand (供应安排): whole loads, and perhaps the rest. */
export interface Part {
  readonly need: string;
  readonly offer: string;
  readonly loads: number;
  readonly rest: boolean;
}
