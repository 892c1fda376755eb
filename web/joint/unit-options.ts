import type { Answer } from '../api/client.ts';
import type { Option } from '../kit/cell-field.tsx';
import { unitOf } from '../kit/typed.ts';
import { useUnitLabel } from '../kit/unit-label.ts';

export type Category = Answer<'GET /v1/catalogue/categories/{code}'>;

const mass = ['TNE', 'KGM'];

/** The units a category trades in, a mass once for each way of weighing it. */
export function useUnitOptions(): (category: Category | undefined, own: string) => readonly Option[] {
  const label = useUnitLabel();
  return (category, own) => {
    const keys = (category?.tradingUnits ?? []).flatMap((unit) =>
      mass.includes(unit) && (category?.weighingBases.length ?? 0) > 0
        ? (category?.weighingBases ?? []).map((basis) => `${unit}/${basis}`)
        : [unit as string],
    );
    const all = own === '' || keys.includes(own) ? keys : [own, ...keys];
    return all.map((value) => ({ value, label: label(unitOf(value)) }));
  };
}
