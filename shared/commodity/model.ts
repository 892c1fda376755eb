import type { Basis, UnitCode } from '../kernel/quantity.ts';

/** Words in both languages of the platform (中英文名称). */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/**
 * The value of one attribute (属性值). Whole numbers are JSON numbers, fractions decimal strings (`"6.5"`):
 * no binary float ever enters a specification.
 */
export type AttributeValue = string | number | boolean;

/** What describes goods of a category (规格参数), by attribute name. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** One of the values an attribute may take (可选值). */
export interface AllowedValue {
  readonly value: string | number;
  readonly label?: Words;
  readonly note?: string;
}

/**
 * An attribute of a category (规格属性). `min` and `max` bound an integer in `unit`; for a text `max` is its greatest
 * number of characters. A decimal is positive, with up to 6 digits before the point and 3 after it.
 */
export interface Attribute {
  readonly name: string;
  readonly label: Words;
  readonly type: 'enum' | 'integer' | 'decimal' | 'text' | 'boolean';
  readonly unit?: string;
  readonly values?: readonly AllowedValue[];
  readonly min?: number;
  readonly max?: number;
  readonly required: boolean;
  readonly note?: string;
}

/**
 * What one attribute asks of another (属性间约束): `when` all its attributes have one of the values named, those in `allow`
 * keep to the values there and those in `forbid` are absent.
 */
export interface Constraint {
  readonly when: Readonly<Record<string, readonly AttributeValue[]>>;
  readonly allow?: Readonly<Record<string, readonly AttributeValue[]>>;
  readonly forbid?: readonly string[];
  readonly note: Words;
  readonly verified: boolean;
  readonly source: string;
}

/**
 * A product standard (产品标准). `verified` says whether its number and dates were read in `source`. It is in force from the
 * day `from` to the day `to`, both included; `edition` is the year of its text.
 */
export interface Standard {
  readonly number: string;
  readonly edition?: string;
  readonly title: Words;
  readonly from?: string;
  readonly to?: string;
  readonly replaces?: string;
  readonly mandatory?: boolean;
  readonly verified: boolean;
  readonly source: string;
  readonly note?: string;
}

/** A kind of document that goes with the goods (质量证明文件、认证). */
export interface CertificateKind {
  readonly type: string;
  readonly label: Words;
  readonly verified: boolean;
  readonly note?: string;
}

/** How far goods may lie from what is computed, in percent (允许偏差): `max` is the greatest value of `by` that a band takes. */
export interface Tolerances {
  readonly standard: string;
  readonly by?: string;
  readonly bands: readonly { readonly max?: number; readonly minus?: string; readonly plus?: string }[];
  readonly verified: boolean;
  readonly source: string;
}

/**
 * A conversion that a category allows (单位换算), there and back: one `from` is so many `to` by the formula of that id. Its
 * result is on `basis`; without one it keeps the basis of the quantity. `when` all its attributes have one of the values
 * named it applies, `unless` its attributes do: then `reason` says why there is none. Of several between the same units the
 * first that knows the size is taken. `defaults` stand in for attributes not given.
 */
export interface ConversionRule {
  readonly formula: string;
  readonly from: UnitCode;
  readonly to: UnitCode;
  readonly basis?: Basis;
  readonly standard?: string;
  readonly when?: Constraint['when'];
  readonly unless?: { readonly attributes: Constraint['when']; readonly reason: string };
  readonly defaults?: Attributes;
  readonly tolerances?: readonly Tolerances[];
}

/**
 * A category of goods (品类). A family (大类) has no parent. Products and tenders take `active` categories only;
 * `listed` ones stand in the tree until their attributes are complete.
 */
export interface Category {
  readonly code: string;
  readonly parent?: string;
  readonly status: 'active' | 'listed';
  readonly name: Words;
  readonly attributes: readonly Attribute[];
  readonly constraints?: readonly Constraint[];
  readonly standards: readonly Standard[];
  readonly tradingUnits: readonly UnitCode[];
  readonly weighingBases: readonly Basis[];
  readonly conversions?: readonly ConversionRule[];
  readonly certificates: readonly CertificateKind[];
}
