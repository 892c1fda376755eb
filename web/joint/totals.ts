import { division } from '../../shared/commodity/divisions.ts';
import { add, fraction, mul, parseDecimal, parseFraction } from '../../shared/kernel/ratio.ts';
import { unitKey } from '../kit/typed.ts';
import type { Line, Round } from './round.ts';

/** What is reported so far of a category for a zone, in one unit: exact sums `p/q`. */
export interface Total {
  readonly key: string;
  readonly category: string;
  readonly zone: string;
  readonly unit: string;
  readonly basis?: string | undefined;
  readonly lines: number;
  readonly total: string;
  readonly committed: string;
}

/** Sums of lines as they are now, by category and zone (汇总预览): the lock makes the lots, whatever is shown before. */
export function totalsOf(lines: readonly Line[], { zones }: Pick<Round, 'zones'>): readonly Total[] {
  const totals = new Map<string, Total>();
  for (const { category, canonical, commitment, deliveryPoint } of lines) {
    const place = division(deliveryPoint.division);
    const inZone = zones?.find(({ divisions }) => divisions.some((code) => division(code)?.code === place?.code));
    const zone = inZone?.title ?? place?.name.zh ?? deliveryPoint.division;
    const key = `${category} ${zone} ${unitKey(canonical)}`;
    const before = totals.get(key) ?? { lines: 0, total: '0/1', committed: '0/1' };
    const amount = parseFraction(canonical.exact);
    const committed = mul(amount, parseDecimal(commitment, 4));
    totals.set(key, {
      key,
      category,
      zone,
      unit: canonical.unit,
      basis: canonical.basis,
      lines: before.lines + 1,
      total: fraction(add(parseFraction(before.total), amount)),
      committed: fraction(add(parseFraction(before.committed), committed)),
    });
  }
  return [...totals.values()].sort((a, b) => a.key.localeCompare(b.key));
}
