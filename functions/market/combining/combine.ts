import { div, mul, type Ratio, ratio, sub } from '../../../shared/kernel/ratio.ts';
import { ceil, floor } from './loading.ts';
import type { Link, Need, Part } from './model.ts';

/** Least costs by state, each with the number of offers in it as its last digits; undefined where nothing leads there. */
type Costs = (bigint | undefined)[];

/** What one offer may bring: between `from` and `to` loads, with the rest or without. */
interface Way {
  readonly from: number;
  readonly to: number;
  readonly rest: boolean;
  readonly each: bigint;
  readonly once: bigint;
}

interface Step {
  readonly link: Link;
  /** By state: 0 where the offer brings nothing, else 1 + 2 × loads + (1 with the rest). */
  readonly choices: Int32Array;
}

/** Of equal costs the one of fewer offers counts: this many costs more. */
const offerDigits = 1n << 20n;

/**
 * The set of offers that covers the most of one demand at the least landed cost (组合供应), in exact numbers: dynamic
 * programming over how many loads are covered, whether the rest is, and, where their number is limited, by how many
 * suppliers. Of equal costs it is the set of fewer offers, and of those the one that takes the most of the smallest id.
 */
export function combine(need: Need, links: readonly Link[], maxSuppliers?: number): readonly Part[] {
  const limited = maxSuppliers !== undefined;
  const space = spaceOf(need, limited ? maxSuppliers : 0);
  const scale = links.reduce((all, { cost }) => lcm(all, inLoads(need, cost.total)), 1n);
  const history: { readonly steps: readonly Step[]; readonly entered: Uint8Array }[] = [];
  let costs: Costs = new Array(space.size).fill(undefined);
  costs[space.at(0, 0, 0)] = 0n;
  // The smallest ids come last, where of equal costs they take precedence.
  for (const group of groupsOf(links, limited).toReversed()) {
    let within = limited ? space.oneMoreSupplier(costs) : costs;
    const steps = group.toReversed().map((link): Step => {
      const { costs: after, choices } = brought(space, within, waysOf(need, link, scale));
      within = after;
      return { link, choices };
    });
    const entered = new Uint8Array(space.size);
    costs = costs.map((before, state) => {
      const after = within[state];
      if (after === undefined || (before !== undefined && before < after)) return before;
      entered[state] = 1;
      return after;
    });
    history.push({ steps, entered });
  }
  return traced(need, space, history, space.best(costs), limited);
}

type Space = ReturnType<typeof spaceOf>;

/** States: how many suppliers, the rest or not, how many loads. */
function spaceOf({ loads }: Need, suppliers: number) {
  const row = loads + 1;
  const size = (suppliers + 1) * 2 * row;
  const at = (supplier: number, rest: number, load: number): number => (supplier * 2 + rest) * row + load;
  return {
    suppliers,
    row,
    size,
    at,
    of: (state: number) => ({
      load: state % row,
      rest: Math.floor(state / row) % 2,
      supplier: Math.floor(state / (2 * row)),
    }),
    oneMoreSupplier: (costs: Costs): Costs => [...new Array(2 * row).fill(undefined), ...costs].slice(0, size),
    /** The state that covers the most, of those the cheapest. */
    best(costs: Costs): number {
      for (let load = loads; load >= 0; load -= 1) {
        for (const rest of [1, 0]) {
          const reached = Array.from({ length: suppliers + 1 }, (_, each) => at(each, rest, load));
          const [first] = reached.filter((state) => costs[state] !== undefined).sort((a, b) => byValue(costs, a, b));
          if (first !== undefined) return first;
        }
      }
      throw new RangeError('the empty state is always reached');
    },
  };
}

function byValue(costs: Costs, a: number, b: number): number {
  const [left = 0n, right = 0n] = [costs[a], costs[b]];
  return left < right ? -1 : left > right ? 1 : a - b;
}

/** Suppliers with their offers where suppliers count, else each offer by itself; by the smallest id. */
function groupsOf(links: readonly Link[], limited: boolean): readonly (readonly Link[])[] {
  const byId = [...links].sort((a, b) => (a.offer < b.offer ? -1 : 1));
  return [...Map.groupBy(byId, ({ party, offer }) => (limited ? party : offer)).values()];
}

/** One offer added to all states, or not. */
function brought(space: Space, before: Costs, ways: readonly Way[]): { costs: Costs; choices: Int32Array } {
  const costs = [...before];
  const choices = new Int32Array(space.size);
  for (const way of ways) {
    for (let supplier = 0; supplier <= space.suppliers; supplier += 1) {
      for (const rest of way.rest ? [0] : [0, 1]) {
        const source = space.at(supplier, rest, 0);
        const target = space.at(supplier, way.rest ? 1 : rest, 0);
        leastOf(before, source, space.row, way, (load, taken, cost) => {
          const old = costs[target + load];
          if (old !== undefined && (old < cost || (old === cost && choices[target + load] !== 0))) return;
          costs[target + load] = cost;
          choices[target + load] = 1 + 2 * taken + (way.rest ? 1 : 0);
        });
      }
    }
  }
  return { costs, choices };
}

/** For each number of loads the least of what leads there, by a queue of the sources that can still be the least. */
function leastOf(
  costs: Costs,
  at: number,
  row: number,
  { from, to, each, once }: Way,
  tell: (load: number, taken: number, cost: bigint) => void,
): void {
  const queue: { readonly load: number; readonly cost: bigint }[] = [];
  let head = 0;
  for (let load = from; load < row; load += 1) {
    const cost = costs[at + load - from];
    if (cost !== undefined) {
      const relative = cost - each * BigInt(load - from);
      while (queue.length > head && (queue.at(-1)?.cost ?? 0n) > relative) queue.pop();
      queue.push({ load: load - from, cost: relative });
    }
    while (queue.length > head && (queue[head]?.load ?? 0) < load - to) head += 1;
    const first = queue[head];
    if (first !== undefined && first.load >= load - to) {
      tell(load, load - first.load, first.cost + each * BigInt(load) + once);
    }
  }
}

function waysOf(need: Need, { most, least, cost }: Link, scale: bigint): readonly Way[] {
  const price = (quantity: Ratio): bigint => {
    const exact = mul(mul(cost.total, quantity), ratio(scale));
    return exact.n * offerDigits;
  };
  const each = price(need.load);
  const between = (rest: Ratio) => ({
    from: Number(atLeastZero(ceil(div(sub(least, rest), need.load)))),
    to: Number(floor(div(sub(most, rest), need.load))),
  });
  const bare = between(ratio(0n));
  const ways: Way[] = [{ ...bare, from: Math.max(1, bare.from), rest: false, each, once: 1n }];
  if (need.rest.n > 0n && need.rest.n * most.d <= most.n * need.rest.d) {
    ways.push({ ...between(need.rest), rest: true, each, once: price(need.rest) + 1n });
  }
  return ways.filter(({ from, to }) => from <= to);
}

const atLeastZero = (n: bigint): bigint => (n > 0n ? n : 0n);

/** What makes whole numbers of a unit price's loads and rests. */
const inLoads = ({ load, rest }: Need, price: Ratio): bigint => lcm(mul(price, load).d, mul(price, rest).d);

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const lcm = (a: bigint, b: bigint): bigint => (a / gcd(a, b)) * b;

/** The way back from a state to the empty one. */
function traced(
  need: Need,
  space: Space,
  history: readonly { readonly steps: readonly Step[]; readonly entered: Uint8Array }[],
  end: number,
  limited: boolean,
): readonly Part[] {
  const parts: Part[] = [];
  let { supplier, rest, load } = space.of(end);
  for (const { steps, entered } of history.toReversed()) {
    if (entered[space.at(supplier, rest, load)] === 0) continue;
    for (const { link, choices } of steps.toReversed()) {
      const choice = (choices[space.at(supplier, rest, load)] ?? 0) - 1;
      if (choice < 0) continue;
      const part = { need: need.id, offer: link.offer, loads: choice >> 1, rest: choice % 2 === 1 };
      parts.push(part);
      load -= part.loads;
      if (part.rest) rest = 0;
    }
    if (limited) supplier -= 1;
  }
  return parts.sort((a, b) => (a.offer < b.offer ? -1 : 1));
}
