import type { Values } from '../../../shared/kernel/program.ts';
import { add, compare, div, mul, type Ratio, ratio } from '../../../shared/kernel/ratio.ts';
import { type Assignment, appraise } from './assignment.ts';
import { borneUnit, names } from './program.ts';
import type { Reading, ReadLot } from './reading.ts';
import { suppliesOf } from './supply.ts';

/** The assignment that a solver's values stand for: pieces rounded to whole ones, everything else computed anew. */
export function assignmentOf({ lots }: Reading, values: Values): Assignment {
  const whole = (column: string): Ratio => ratio(BigInt(Math.round(values.get(column) ?? 0)));
  return lots.map((lot, l) =>
    lot.offers.map((_, o) =>
      lot.needs.map(({ rest }, n) =>
        add(mul(lot.step, whole(`loads ${l} ${o} ${n}`)), mul(rest, whole(`rest ${l} ${o} ${n}`))),
      ),
    ),
  );
}

/** The values of an assignment that keeps every constraint: where a solver starts from. */
export function valuesOf(reading: Reading, assignment: Assignment): Values {
  const values = new Map<string, number>();
  const { lots } = appraise(reading, assignment);
  lots.forEach(({ lot, parts }, l) => {
    const supplies = suppliesOf(lot, l);
    for (const { offer, quantities, quantity, goods, tier, package: counted } of parts) {
      const o = lot.offers.indexOf(offer);
      const supply = supplies[o];
      if (supply === undefined) continue;
      values.set(names.won(l, o), 1);
      quantities.forEach((each, n) => {
        const loads = wholeLoads(lot, each);
        values.set(`loads ${l} ${o} ${n}`, Number(loads));
        values.set(`rest ${l} ${o} ${n}`, compare(each, mul(lot.step, ratio(loads))) > 0 ? 1 : 0);
      });
      const { n, d } = div(goods, borneUnit(supply));
      const borne = Number(n) / Number(d);
      offer.tiers.forEach((each, t) => {
        values.set(names.reached(l, o, t), compare(each.from, quantity) <= 0 ? 1 : 0);
        values.set(names.tier(l, o, t), each === tier ? borne : 0);
      });
      offer.packages.forEach((each, p) => {
        values.set(names.package(l, o, p), each === counted ? borne : 0);
      });
    }
  });
  return values;
}

const wholeLoads = ({ step }: ReadLot, quantity: Ratio): bigint => {
  const { n, d } = div(quantity, step);
  return n / d;
};
