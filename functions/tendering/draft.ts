import { ancestors, checkAttributes, checkQuantity, tradable } from '../../shared/commodity/category.ts';
import type { SizeClass } from '../../shared/kernel/actor.ts';
import { DomainError, type FieldError, faultsOf } from '../../shared/kernel/errors.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import type { Money } from '../../shared/kernel/money.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { Regime } from './rules.ts';

/** Where goods go (交货地点). */
export interface DeliveryPoint {
  readonly division: string;
  readonly address: string;
  readonly lon?: string | undefined;
  readonly lat?: string | undefined;
}

/** One line of a lot (标的): a kind of goods, how much of it, and where to. */
export interface Item {
  readonly id: string;
  readonly category: string;
  readonly attributes: JsonObject;
  readonly quantity: Quantity;
  readonly deliveryPoint: DeliveryPoint;
  readonly deliverBy?: Day | undefined;
}

/** A policy deduction (价格扣除) of the evaluated price for bidders of a size. */
export interface Deduction {
  readonly for: SizeClass;
  /** A fraction, `"0.10"`. */
  readonly rate: string;
}

/** A lot (标段): what is bid for and awarded as a whole. */
export interface Lot {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Item[];
  /** Private until the opening. */
  readonly estimate?: Money | undefined;
  /** The highest price that is accepted; public. */
  readonly ceiling?: Money | undefined;
  readonly allocation: { readonly rule: 'winner-takes-all' };
  readonly deductions?: readonly Deduction[] | undefined;
}

/** What a purchaser writes (招标文件). */
export interface Draft {
  readonly title: string;
  readonly regime: Regime;
  readonly method: 'lowest-evaluated-price';
  readonly openingMode: 'automatic';
  readonly deadline: Instant;
  readonly bidValidityDays: number;
  readonly lots: readonly Lot[];
  readonly annual?: { readonly year: number } | undefined;
  /** The version of the procurement catalogue (采购目录) that the documents cite: `2026-03-02@sha256:<hash>`. */
  readonly procurementCatalogue?: string | undefined;
}

export const limits = { lots: 32, items: 200, affiliates: 16, categories: 12 } as const;

/** Collects every fault of a draft: @throws `DomainError`, with a pointer for each. */
export function checkDraft(draft: Draft): Draft {
  const errors: FieldError[] = [
    ...repeated(draft.lots, 'duplicate-lot', (_, at) => `/lots/${at}/id`),
    ...repeated(
      draft.lots.flatMap((lot, at) => lot.items.map((item, place) => ({ id: item.id, at, place }))),
      'duplicate-item',
      ({ at, place }) => `/lots/${at}/items/${place}/id`,
    ),
    ...draft.lots.flatMap((lot, at) =>
      lot.items.flatMap((item, place) => itemErrors(item, `/lots/${at}/items/${place}`)),
    ),
  ];
  const items = draft.lots.reduce((sum, lot) => sum + lot.items.length, 0);
  if (items > limits.items) errors.push({ pointer: '/lots', code: 'too-many-items', params: { max: limits.items } });
  if (categoriesOf(draft).length > limits.categories) {
    errors.push({ pointer: '/lots', code: 'too-many-categories', params: { max: limits.categories } });
  }
  const codes = new Set(errors.map((error) => error.code));
  const [code] = codes;
  if (code !== undefined) throw new DomainError('rule', codes.size === 1 ? code : 'tender-invalid', {}, errors);
  return draft;
}

function itemErrors(item: Item, pointer: string): readonly FieldError[] {
  const unknown = faultsOf(() => tradable(item.category), `${pointer}/category`);
  if (unknown.length > 0) return unknown;
  return [
    ...faultsOf(
      () => checkAttributes(item.category, item.attributes, `${pointer}/attributes`),
      `${pointer}/attributes`,
    ),
    ...faultsOf(() => checkQuantity(item.category, item.quantity, `${pointer}/quantity`), `${pointer}/quantity`),
  ];
}

function repeated<T extends { readonly id: string }>(
  list: readonly T[],
  code: string,
  pointer: (thing: T, at: number) => string,
): FieldError[] {
  const seen = new Set<string>();
  return list.flatMap((thing, at) => {
    if (!seen.has(thing.id)) {
      seen.add(thing.id);
      return [];
    }
    return [{ pointer: pointer(thing, at), code }];
  });
}

/** The categories of a tender and their families, each once: by these it is listed. */
export function categoriesOf(draft: Draft): readonly string[] {
  const codes = draft.lots.flatMap((lot) => lot.items.flatMap((item) => ancestors(item.category)));
  return [...new Set(codes)].sort();
}

/** The divisions that goods go to. */
export function divisionsOf(draft: Draft): readonly string[] {
  return [...new Set(draft.lots.flatMap((lot) => lot.items.map((item) => item.deliveryPoint.division)))].sort();
}
