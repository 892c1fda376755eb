import type { Quantity, UnitCode } from '../../kernel/quantity.ts';
import type { AttributeValue } from '../model.ts';

/** The longest text that is read, in UTF-16 units; what follows is left unread. */
export const maxText = 500;

/** A price as written (报价), CNY including or excluding tax as its seller means it: `3350` and `TNE` of `3350元/吨`. */
export interface WrittenPrice {
  readonly value: string;
  readonly unit?: UnitCode;
}

/**
 * What a stretch of text says (识别结果). A word that names goods may bring `attributes` with it: 盘螺 is `form: coil`;
 * its `value` is the category's code, or `''` where several are meant.
 */
export interface SpecMeaning {
  readonly kind: 'category' | 'attribute' | 'quantity' | 'price' | 'basis' | 'standard' | 'filler';
  readonly name?: string;
  readonly value: AttributeValue;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

/** Why a stretch was not read (未识别原因). */
export type Unread =
  | 'unknown'
  | 'ambiguous'
  | 'range'
  | 'no-attribute'
  | 'not-allowed'
  | 'unit-not-traded'
  | 'no-category'
  | 'too-long';

/** A stretch that was read: `[from, to)` in the original text, in UTF-16 units. */
export interface Understood {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly as: SpecMeaning;
}

/** A stretch that was not read, and why. */
export interface Rest {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly why: Unread;
}

/** A category the text may mean (候选品类); `score` is the number of stretches it explains, codes twice and its names tenfold. */
export interface Candidate {
  readonly category: string;
  readonly score: number;
}

/**
 * A written specification as read (规格解析结果). `category` is set only where one alone explains the text best;
 * otherwise `attributes` holds what all equally good candidates agree on.
 */
export interface ParsedSpec {
  readonly category?: string;
  readonly candidates: readonly Candidate[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly quantity?: Quantity;
  readonly price?: WrittenPrice;
  readonly understood: readonly Understood[];
  readonly rest: readonly Rest[];
}
