import type { Answer } from '../api/client.ts';
import type { Option } from '../kit/cell-field.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { unitOf } from '../kit/typed.ts';

export type Category = Answer<'GET /v1/catalogue/categories/{code}'>;

const mass = ['TNE', 'KGM'];

/** The units a category trades in, a mass once for each way of weighing it. */
export function useUnitOptions(): (category: Category | undefined, own: string) => readonly Option[] {
  const sayKit = useKitText();
  const label = (key: string) => {
    const { unit, basis } = unitOf(key);
    return sayCode(sayKit, 'unit', unit) + (basis === undefined ? '' : ` · ${sayCode(sayKit, 'basis', basis)}`);
  };
  return (category, own) => {
    const keys = (category?.tradingUnits ?? []).flatMap((unit) =>
      mass.includes(unit) && (category?.weighingBases.length ?? 0) > 0
        ? (category?.weighingBases ?? []).map((basis) => `${unit}/${basis}`)
        : [unit as string],
    );
    const all = own === '' || keys.includes(own) ? keys : [own, ...keys];
    return all.map((value) => ({ value, label: label(value) }));
  };
}
