import { DomainError, fieldError } from '../kernel/errors.ts';
import type { Quantity, UnitCode } from '../kernel/quantity.ts';
import { checkAgainst } from './attributes.ts';
import * as data from './data/index.ts';
import type { Attributes, Category } from './model.ts';

export { checkAgainst, jsonSchema } from './attributes.ts';
export type * from './model.ts';

/** A category and those under it (品类树节点). */
export interface CategoryNode extends Pick<Category, 'code' | 'status' | 'name'> {
  readonly children: readonly CategoryNode[];
}

const byCode = new Map((Object.values(data) as unknown as Category[]).map((each) => [each.code, each]));

/** Every category, families included. */
export function categories(): readonly Category[] {
  return [...byCode.values()];
}

/** The category of that code, or `undefined`. */
export function category(code: string): Category | undefined {
  return byCode.get(code);
}

/** The families and what is under each. */
export function categoryTree(): readonly CategoryNode[] {
  return childrenOf(undefined);
}

function childrenOf(parent: string | undefined): readonly CategoryNode[] {
  return categories()
    .filter((each) => each.parent === parent)
    .map(({ code, status, name }) => ({ code, status, name, children: childrenOf(code) }));
}

/** The code and those above it, nearest first: `steel.rebar`, `steel`; empty for an unknown code. */
export function ancestors(code: string): readonly string[] {
  const found = byCode.get(code);
  if (!found) return [];
  return found.parent === undefined ? [code] : [code, ...ancestors(found.parent)];
}

/** The category, if goods of it can be offered and bought; throws `category-unknown`, `category-not-tradable`. */
export function tradable(code: string): Category {
  const found = byCode.get(code);
  if (!found) throw new DomainError('rule', 'category-unknown', { category: code });
  if (found.parent === undefined || found.status !== 'active') {
    throw new DomainError('rule', 'category-not-tradable', { category: code });
  }
  return found;
}

/**
 * The attributes in their one written form, if they describe goods of that category. Throws `category-unknown`,
 * `category-not-tradable`, or `attributes-invalid` with every fault of every field; see {@link checkAgainst}.
 */
export function checkAttributes(code: string, attributes: Record<string, unknown>, pointer: string): Attributes {
  return checkAgainst(tradable(code), attributes, pointer);
}

const massUnits: readonly UnitCode[] = ['TNE', 'KGM'];

/**
 * The quantity, if the category trades in its unit and on its weighing basis (计重方式). Only a mass has a basis, and it must
 * be named where the category trades both by theoretical weight (理计) and by weighing (磅计), as these tonnes differ.
 * Throws `unit-not-traded`, `basis-required`, `basis-not-allowed`. Whether the value is a number is the quantity's own rule.
 */
export const checkQuantity = (code: string, quantity: Quantity, pointer: string): Quantity =>
  checkQuantityOf(tradable(code), quantity, pointer);

/** {@link checkQuantity} for a category at hand. */
export function checkQuantityOf(category: Category, quantity: Quantity, pointer: string): Quantity {
  const { code, tradingUnits, weighingBases } = category;
  const { unit, basis } = quantity;
  if (!tradingUnits.includes(unit)) {
    throw fieldError('unit-not-traded', `${pointer}/unit`, { category: code, unit, allowed: tradingUnits.join(', ') });
  }
  const bases = massUnits.includes(unit) ? weighingBases : [];
  if (basis !== undefined && !bases.includes(basis)) {
    throw fieldError('basis-not-allowed', `${pointer}/basis`, {
      category: code,
      basis,
      allowed: bases.join(', ') || '—',
    });
  }
  if (basis === undefined && bases.includes('theoretical') && bases.includes('weighed')) {
    throw fieldError('basis-required', `${pointer}/basis`, { category: code, allowed: bases.join(', ') });
  }
  return quantity;
}
