import type { Answer, Body } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import type { Option } from '../kit/cell-field.tsx';
import { typed, unitKey, unitOf } from '../kit/typed.ts';
import { useUnitLabel } from '../kit/unit-label.ts';

export type Quantity = NonNullable<Body<'POST /v1/agreements/{id}/price-preview'>['quantity']>;

/** A quantity of a typed figure and a unit with its basis, as `TNE/weighed`. */
export function quantityOf(value: string, key: string): Quantity {
  return { value: typed(value), ...unitOf(key) } as Quantity;
}

/** The units that goods trade in; mass on the basis that they were agreed on, or on the first of the category's. */
export function useUnits(category: string, own: { readonly unit: string; readonly basis?: string }): readonly Option[] {
  const labelOf = useUnitLabel();
  const { data } = useRead('GET /v1/catalogue/categories/{code}', { path: { code: category } });
  const basis = own.basis ?? basisOf(data);
  const keys = (data?.tradingUnits ?? []).map((unit) =>
    (unit === 'TNE' || unit === 'KGM') && basis !== undefined ? `${unit}/${basis}` : unit,
  );
  return [...new Set([unitKey(own), ...keys])].map((value) => ({ value, label: labelOf(unitOf(value)) }));
}

const basisOf = (data: Answer<'GET /v1/catalogue/categories/{code}'> | undefined): string | undefined =>
  data?.weighingBases[0];
