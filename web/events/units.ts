import processes from '../../shared/commodity/data/processes.json' with { type: 'json' };
import { useRead } from '../api/queries.ts';
import type { Choice } from '../kit/fields.tsx';
import { processNames } from '../kit/subject.ts';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';

/** The units in which goods or work are counted; mass by each way of weighing that the category has. */
export function useUnitChoices(subject: string): readonly Choice[] {
  const say = useKitText();
  const isWork = processNames.some(({ code }) => code === subject);
  const known = subject.includes('.') && !isWork;
  const { data } = useRead('GET /v1/catalogue/categories/{code}', { path: { code: subject } }, { enabled: known });
  const units: readonly string[] = isWork ? processes.units : known ? (data?.tradingUnits ?? []) : [];
  return units.flatMap((unit): Choice[] => {
    const bases = unit === 'TNE' || unit === 'KGM' ? (data?.weighingBases ?? []) : [];
    if (bases.length === 0) return [[unit, sayCode(say, 'unit', unit)]];
    return bases.map((basis) => [
      `${unit}/${basis}`,
      `${sayCode(say, 'unit', unit)} · ${sayCode(say, 'basis', basis)}`,
    ]);
  });
}
