import { ancestors, category, checkAttributes, checkQuantity, tradable } from '../../shared/commodity/category.ts';
import { convert } from '../../shared/commodity/conversion.ts';
import { division } from '../../shared/commodity/divisions.ts';
import { DomainError, type FieldError, fieldError } from '../../shared/kernel/errors.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import { parseQuantity, type Quantity } from '../../shared/kernel/quantity.ts';
import { fraction } from '../../shared/kernel/ratio.ts';
import type { Figure, Terms, Zone } from './events.ts';

/** Goods as a unit writes them; the category may be left out where the round is about one alone. */
export interface GoodsInput {
  readonly category?: string | undefined;
  readonly attributes: JsonObject;
  readonly quantity: Quantity;
}

/**
 * Goods of the round with their quantity in the category's first trading unit, exactly. @throws `required`,
 * `category-outside-round`, and what the catalogue refuses of attributes, quantity and conversion, each with its pointer
 * under `pointer`
 */
export function goodsOf({ attributes, quantity, ...input }: GoodsInput, round: string, pointer: string): Figure {
  const code = categoryOf(input.category, round, pointer);
  const written = { ...checkAttributes(code, attributes, `${pointer}/attributes`) };
  checkQuantity(code, quantity, `${pointer}/quantity`);
  return { category: code, attributes: written, quantity, canonical: canonicalOf(code, written, quantity, pointer) };
}

/** The category of a line: the round's own, or one of its family. */
export function categoryOf(given: string | undefined, round: string, pointer: string): string {
  if (given === undefined && category(round)?.parent === undefined) throw fieldError('required', `${pointer}/category`);
  const code = given ?? round;
  under(`${pointer}/category`, () => tradable(code));
  if (!ancestors(code).includes(round)) {
    throw fieldError('category-outside-round', `${pointer}/category`, { category: code, round });
  }
  return code;
}

function canonicalOf(code: string, attributes: JsonObject, quantity: Quantity, pointer: string): Figure['canonical'] {
  const [unit = quantity.unit] = tradable(code).tradingUnits;
  const { basis } = quantity;
  if (unit === quantity.unit) {
    return { exact: fraction(parseQuantity(quantity)), unit, ...(basis === undefined ? {} : { basis }) };
  }
  const { exact, quantity: converted } = under(pointer, () => convert(code, { attributes, quantity, to: unit }));
  return {
    exact: fraction(exact),
    unit,
    ...(converted.basis === undefined ? {} : { basis: converted.basis }),
  };
}

/** What a check refuses, with its pointers under this one: the unit asked for is the quantity's own matter. */
function under<T>(pointer: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const found = error.errors.length > 0 ? error.errors : [{ pointer: '', code: error.code, params: error.params }];
    const errors = found.map((each): FieldError => {
      const place = each.pointer === '/to' ? '/quantity/unit' : each.pointer;
      return { ...each, pointer: `${pointer}${place}` };
    });
    throw new DomainError(error.kind, error.code, error.params, errors);
  }
}

/** The code that a division has now: 350427 is 350405 since 2021. */
const now = (code: string): string => division(code)?.code ?? code;

/** The zone that a division belongs to; without zones a division is one of its own. `undefined` where there is none. */
export function zoneOf({ zones }: Pick<Terms, 'zones'>, code: string): Omit<Zone, 'divisions'> | undefined {
  const key = now(code);
  if (zones === undefined) return { key, title: division(code)?.name.zh ?? key };
  return zones.find(({ divisions }) => divisions.some((each) => now(each) === key));
}

/** Which lot goods for a division belong to: the product family (产品类别), then the zone. */
export const lotKey = (category: string, zone: string): string => `${category}/${zone}`;
