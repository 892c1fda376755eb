import type { Money } from '../../../shared/kernel/money.ts';
import type { Quantity } from '../../../shared/kernel/quantity.ts';
import { fraction, type Ratio, roundHalfUp } from '../../../shared/kernel/ratio.ts';
import type { Deduction, Method } from '../draft.ts';

/** A number of the evaluation: its exact value as a fraction, and as it is published, half-up. */
export interface Figure {
  readonly exact: string;
  readonly shown: string;
}

/** The figure of a ratio; rounding to `places` decimals happens here, last, and nothing is computed from it. */
export const figure = (value: Ratio, places = 2): Figure => ({
  exact: fraction(value),
  shown: roundHalfUp(value, places),
});

/** The order of lists that have no other: by the supplier's id. */
export const bySupplier = (a: { readonly supplier: string }, b: { readonly supplier: string }): number =>
  a.supplier < b.supplier ? -1 : 1;

/** Why a bid for a lot is not valid (否决投标、投标无效). */
export type InvalidReason =
  | 'not-qualified'
  | 'item-missing'
  | 'item-unknown'
  | 'quantity-short'
  | 'unit-differs'
  | 'above-ceiling'
  /** A unit price above the one that the bidder agreed to (二次竞价以协议价格为最高限价, MOF Order 110). */
  | 'above-agreed-price'
  | 'validity-short'
  /** No freight to some delivery point, where the documents ask for it apart. */
  | 'freight-missing'
  /** Terms or freight that the documents leave no room for: conditions attached to a bid. */
  | 'terms-not-asked'
  /** The bidder does not confirm the corrected price (MOF Order 87 art. 59). */
  | 'correction-refused'
  /** The bidder did not prove that its low price is reasonable (art. 60). */
  | 'abnormally-low'
  /** Another bid of the same brand takes part (art. 31). */
  | 'same-brand';

/** One line's arithmetic. */
export interface EvaluatedLine {
  readonly item: string;
  readonly quantity: Quantity;
  /** As corrected, where a correction applies. */
  readonly unitPrice: Money;
  readonly taxIncluded: boolean;
  readonly taxRate: string;
  /** Yuan a unit to the delivery point, where it is not in the unit price. */
  readonly freight?: Money;
  /** Quantity × (unit price, tax included, and freight), as an exact fraction of yuan. */
  readonly exact: string;
  /** The same half-up to the fen: what is paid. */
  readonly amount: Money;
}

/** One correction (算术修正), in the order of MOF Order 87 art. 59. */
export interface CorrectionStep {
  readonly rule: 'words-before-figures' | 'decimal-point' | 'unit-prices-before-total';
  /** Whose unit price is corrected, with `decimal-point`; else it is the stated total. */
  readonly item?: string;
  readonly before: Money;
  readonly after: Money;
}

/** The corrections of a bid; they bind once the bidder has confirmed them. */
export interface Correction {
  readonly steps: readonly CorrectionStep[];
  readonly confirmation: 'pending' | 'accepted' | 'refused';
}

/** What one seat of the committee gave. */
export interface SeatScore {
  readonly seat: number;
  readonly value: string;
}

/** A bid under comprehensive scoring (综合评分), on a scale of 100. */
export interface ScoredBid {
  /** Lowest evaluated price ÷ evaluated price × 100, and times its weight. */
  readonly price: { readonly weight: string; readonly score: Figure; readonly weighted: Figure };
  readonly factors: readonly {
    readonly factor: string;
    readonly weight: string;
    readonly seats: readonly SeatScore[];
    /** The mean of the seats; neither the highest nor the lowest is left out. */
    readonly score: Figure;
    readonly weighted: Figure;
  }[];
  readonly total: Figure;
}

/** A bid whose price is divided by what its quality is worth (加权价格). */
export interface WeightedBid {
  readonly criteria: readonly {
    readonly criterion: string;
    /** The best value that can be had. */
    readonly max: string;
    readonly seats: readonly SeatScore[];
    readonly value: Figure;
  }[];
  readonly coefficient: Figure;
  readonly price: Figure;
}

/** One bid for one lot, step by step. */
export interface EvaluatedBid {
  readonly supplier: string;
  readonly name: string;
  readonly uscc: string;
  /** Of a lot that is awarded at the least delivered cost, only the items that are offered. */
  readonly lines: readonly EvaluatedLine[];
  readonly correction?: Correction;
  /** The sum of the lines' amounts, as corrected: the contract's price. */
  readonly price: Money;
  readonly brand?: string;
  /** The policy deduction, when one applies. */
  readonly deduction?: Deduction;
  /** Price × (1 − deduction): what is compared. */
  readonly evaluated: Figure;
  readonly scores?: ScoredBid;
  readonly weighted?: WeightedBid;
  readonly invalid: readonly InvalidReason[];
  /** What those who found it so said. */
  readonly reasons?: readonly { readonly for: InvalidReason; readonly text: string }[];
  /** The bidder of the same brand that stands for it (同品牌), so that this one is no candidate. */
  readonly yieldsTo?: string;
  /** 1 is the best; bids that tie share a rank; null when the bid is no candidate or the lot is not ranked. */
  readonly rank: number | null;
}

/** An order drawn by lot (随机抽取), lowest digest first: see `drawOf`. */
export interface Draw {
  readonly order: readonly { readonly supplier: string; readonly digest: string }[];
}

/** A price so low that it may have to be explained (异常低价); advisory, for the committee. */
export interface LowPrice {
  readonly supplier: string;
  /** 1 − price ÷ mean of the others; 1 − price ÷ the next higher price. */
  readonly belowMean: Figure;
  readonly belowNext?: Figure;
  readonly flags: readonly ('mean' | 'next')[];
}

/** Experts whose scores of a factor lie far apart (评分畸高畸低), to be explained. */
export interface Spread {
  readonly supplier: string;
  readonly factor: string;
  readonly lowest: SeatScore;
  readonly highest: SeatScore;
}

/** The outcome as it would be without a policy deduction. */
export interface WithoutDeduction {
  readonly without: Deduction['for'] | 'all';
  readonly ranks: Readonly<Record<string, number>>;
  /** Several where the first place ties. */
  readonly winners: readonly string[];
}

export interface EvaluatedLot {
  readonly lot: string;
  /** Bidders found qualified and responsive, by brand where brands count once, and how many the rules ask for. */
  readonly bidders: { readonly counted: number; readonly needed: number };
  readonly failed?: 'no-valid-bid' | 'too-few-qualified';
  /** By rank, then by supplier. */
  readonly bids: readonly EvaluatedBid[];
  /** Suppliers that tie exactly and that nothing has ordered yet. */
  readonly ties: readonly (readonly string[])[];
  readonly draws: readonly Draw[];
  readonly withoutDeductions: readonly WithoutDeduction[];
  readonly lowPrices: readonly LowPrice[];
  readonly spreads: readonly Spread[];
}

/** What has to be found before the evaluation is one. */
export type Missing =
  | { readonly kind: 'qualification'; readonly supplier: string }
  | { readonly kind: 'correction'; readonly lot: string; readonly supplier: string }
  /** `seat` is null where nobody has scored the lot. */
  | {
      readonly kind: 'sheet';
      readonly lot: string;
      readonly supplier: string;
      readonly seat: number | null;
      readonly factors: readonly string[];
    };

/** The evaluation (评标): every step of the arithmetic, so that anyone can do it again. */
export interface Evaluation {
  readonly method: Method;
  readonly lots: readonly EvaluatedLot[];
  /** Empty when the evaluation is complete; else no candidate can be named. */
  readonly incomplete: readonly Missing[];
}
