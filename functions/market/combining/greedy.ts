import {
  add,
  compare,
  div,
  isZero,
  max,
  min,
  mul,
  type Ratio,
  ratio,
  sub,
  zero,
} from '../../../shared/kernel/ratio.ts';
import { indexOf, quantityOf } from './appraise.ts';
import { floor } from './loading.ts';
import type { Need, Part, Problem } from './model.ts';
import { byCost } from './problem.ts';

/**
 * What a buyer does by hand (按到货价从低到高): demand after demand, the largest first, from the cheapest offer that has
 * anything left and whose minimum order is not above what is still missing. Keeps every rule; beside it stands what
 * solving saves.
 */
export function greedy(problem: Problem): readonly Part[] {
  const index = indexOf(problem);
  const left = new Map(problem.offers.map(({ id, has }) => [id, has]));
  const suppliers = new Set<string>();
  const parts: Part[] = [];
  const mayServe = (party: string) =>
    suppliers.has(party) || suppliers.size < (problem.maxSuppliers ?? Number.POSITIVE_INFINITY);
  for (const need of [...problem.needs].sort(bySize)) {
    let [loads, rest] = [need.loads, !isZero(need.rest)];
    for (const link of problem.links.filter((each) => each.need === need.id).sort(byCost)) {
      const has = index.offer.get(link.offer)?.has ?? zero;
      const share = div(has, link.most);
      const available = div(left.get(link.offer) ?? zero, share);
      if (!mayServe(link.party)) continue;
      const taken = takenOf(need, available, loads, rest);
      const quantity = quantityOf(need, taken);
      if (isZero(quantity) || compare(quantity, link.least) < 0) continue;
      parts.push({ need: need.id, offer: link.offer, ...taken });
      loads -= taken.loads;
      rest &&= !taken.rest;
      suppliers.add(link.party);
      left.set(link.offer, sub(left.get(link.offer) ?? zero, mul(quantity, share)));
    }
  }
  return parts;
}

/** As many whole loads as there are, and the rest where it fits too. */
function takenOf(need: Need, available: Ratio, loads: number, rest: boolean): Pick<Part, 'loads' | 'rest'> {
  const whole = Math.min(loads, Number(floor(div(max(available, zero), need.load))));
  const used = mul(need.load, ratio(BigInt(whole)));
  return { loads: whole, rest: rest && compare(add(used, need.rest), available) <= 0 };
}

const bySize = (a: Need, b: Need): number =>
  compare(mul(b.asked, b.weight), mul(a.asked, a.weight)) || (a.id < b.id ? -1 : 1);

/**
 * What so much of one demand costs at least (下界): from the cheapest offers on, as if trucks could be divided, there were
 * no minimum orders, and any number of suppliers might come. Anyone can add it up again.
 */
export function relaxedCost({ links }: Pick<Problem, 'links'>, quantity: Ratio): Ratio {
  let [left, cost] = [quantity, zero];
  for (const { most, cost: landed } of [...links].sort(byCost)) {
    const taken = min(left, most);
    cost = add(cost, mul(taken, landed.total));
    left = sub(left, taken);
  }
  return cost;
}
