import type { Values } from '../../../shared/kernel/program.ts';
import { toFloat } from '../../../shared/kernel/program-rows.ts';
import { add, compare, div, isZero, mul, ratio, zero } from '../../../shared/kernel/ratio.ts';
import { type Assignment, appraise } from './assignment.ts';
import type { Reading } from './reading.ts';
import { modeName, pieceName } from './supply.ts';

/** The assignment that a solver's values stand for: pieces rounded to whole ones, everything else computed anew. */
export function assignmentOf({ lots }: Reading, values: Values): Assignment {
  const assignment = lots.map(({ offers, needs }) => offers.map(() => needs.map(() => zero)));
  for (const [name, value] of values) {
    const [of, l, o, , , n] = name.split(' ');
    const [lot, row, count] = [lots[Number(l)], assignment[Number(l)]?.[Number(o)], Math.round(value)];
    const need = lot?.needs[Number(n)];
    if (count === 0 || lot === undefined || row === undefined || need === undefined) continue;
    const size = of === 'loads' ? lot.step : of === 'rest' ? need.rest : zero;
    row[Number(n)] = add(row[Number(n)] ?? zero, mul(size, ratio(BigInt(count))));
  }
  return assignment;
}

/** The values of an assignment that keeps every constraint, in whole pieces and in divided ones: where a solver starts. */
export function valuesOf(reading: Reading, assignment: Assignment): Values {
  const values = new Map<string, number>();
  appraise(reading, assignment).lots.forEach(({ lot, parts }, l) => {
    for (const { offer, quantities, tier, package: counted } of parts) {
      const o = lot.offers.indexOf(offer);
      const t = tier === undefined ? -1 : offer.tiers.indexOf(tier);
      const p = counted === undefined ? -1 : offer.packages.indexOf(counted);
      values.set(modeName(l, o, t, p), 1);
      quantities.forEach((quantity, n) => {
        if (isZero(quantity)) return;
        const { n: numerator, d } = div(quantity, lot.step);
        const loads = numerator / d;
        values.set(pieceName('loads', l, o, t, p, n), Number(loads));
        values.set(pieceName('rest', l, o, t, p, n), compare(quantity, mul(lot.step, ratio(loads))) > 0 ? 1 : 0);
        values.set(pieceName('quantity', l, o, t, p, n), toFloat(quantity));
      });
    }
  });
  return values;
}
