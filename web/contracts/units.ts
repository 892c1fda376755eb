import type { Answer, Body } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import type { Option } from '../kit/cell-field.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { typed, unitKey, unitOf } from '../kit/typed.ts';

export type Quantity = NonNullable<Body<'POST /v1/agreements/{id}/price-preview'>['quantity']>;

/** A quantity of a typed figure and a unit with its basis, as `TNE/weighed`. */
export function quantityOf(value: string, key: string): Quantity {
  return { value: typed(value), ...unitOf(key) } as Quantity;
}

/** The units that goods trade in; mass on the basis that they were agreed on, or on the first of the category's. */
export function useUnits(category: string, own: { readonly unit: string; readonly basis?: string }): readonly Option[] {
  const sayKit = useKitText();
  const { data } = useRead('GET /v1/catalogue/categories/{code}', { path: { code: category } });
  const basis = own.basis ?? basisOf(data);
  const keys = (data?.tradingUnits ?? []).map((unit) =>
    (unit === 'TNE' || unit === 'KGM') && basis !== undefined ? `${unit}/${basis}` : unit,
  );
  return [...new Set([unitKey(own), ...keys])].map((value) => {
    const { unit, basis: by } = unitOf(value);
    const label = sayCode(sayKit, 'unit', unit) + (by === undefined ? '' : ` · ${sayCode(sayKit, 'basis', by)}`);
    return { value, label };
  });
}

const basisOf = (data: Answer<'GET /v1/catalogue/categories/{code}'> | undefined): string | undefined =>
  data?.weighingBases[0];
