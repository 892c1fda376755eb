import type { Offer, Problem, ProblemLot } from '../../../functions/tendering/optimise/problem.ts';

/**
 * The least cost of a small problem by trying everything, in integers of its own: nothing here is shared with what it
 * checks. Quantities are read to one decimal, prices and discounts to four, weights to one: costs come in 10⁻¹⁰ yuan.
 */
export interface Best {
  readonly cost: bigint;
  /** Quantity × place in the order of offers, in tenths, the least at that cost. */
  readonly places: bigint;
  /** The winners of each lot, at that cost and those places; several where these still tie. */
  readonly winners: ReadonlySet<string>;
}

const scaled = (text: string, places: number): bigint => {
  const [whole = '0', decimals = ''] = text.split('.');
  return BigInt(whole + decimals.padEnd(places, '0'));
};

interface Try {
  readonly winners: readonly string[];
  readonly rows: readonly {
    readonly offer: Offer;
    readonly quantity: bigint;
    readonly goods: bigint;
    readonly freight: bigint;
  }[];
  readonly places: bigint;
}

/** All ways to give `count` equal things to so many. */
function* ways(count: number, to: number): Generator<readonly number[]> {
  if (to === 1) yield [count];
  else for (let own = 0; own <= count; own++) for (const others of ways(count - own, to - 1)) yield [own, ...others];
}

function* triesOf(lot: ProblemLot): Generator<Try> {
  const step = scaled(lot.step, 1);
  const needs = lot.items.map(({ item, quantity }) => ({ item, quantity: scaled(quantity, 1) }));
  const total = needs.reduce((sum, { quantity }) => sum + quantity, 0n);
  const choices = needs.map(({ quantity }) =>
    [...ways(Number(quantity / step), lot.offers.length)].flatMap((loads) =>
      (quantity % step === 0n ? [-1] : [...lot.offers.keys()]).map((rest) =>
        loads.map((load, o) => BigInt(load) * step + (o === rest ? quantity % step : 0n)),
      ),
    ),
  );
  const product = function* (n: number): Generator<readonly (readonly bigint[])[]> {
    if (n === choices.length) yield [];
    else for (const choice of choices[n] ?? []) for (const others of product(n + 1)) yield [choice, ...others];
  };
  for (const columns of product(0)) {
    const rows = lot.offers.map((offer, o) => {
      let [quantity, goods, freight, served] = [0n, 0n, 0n, true];
      needs.forEach(({ item }, n) => {
        const own = columns[n]?.[o] ?? 0n;
        if (own === 0n) return;
        const price = offer.prices.find((each) => each.item === item);
        served &&= price !== undefined;
        quantity += own;
        goods += own * scaled(price?.goods ?? '0', 4);
        freight += own * scaled(price?.freight ?? '0', 4);
      });
      const within =
        quantity === 0n ||
        (quantity <= scaled(offer.capacity ?? '1000000', 1) &&
          quantity >= scaled(offer.minimumOrder ?? '0', 1) &&
          quantity * 10_000n <= total * scaled(lot.maxShare ?? '1', 4));
      return { offer, quantity, goods, freight, allowed: served && within };
    });
    const won = rows.filter(({ quantity }) => quantity > 0n);
    if (!rows.every(({ allowed }) => allowed) || won.length > (lot.maxWinners ?? won.length)) continue;
    const places = rows.reduce((sum, { quantity }, o) => sum + quantity * BigInt(o), 0n);
    yield { winners: won.map(({ offer }) => offer.supplier), rows: won, places };
  }
}

const greatest = (list: readonly bigint[]): bigint => list.toSorted((a, b) => Number(b - a))[0] ?? 0n;

/** The best of everything; undefined where nothing keeps the constraints. */
export function bruteForce({ lots, packages }: Problem): Best | undefined {
  const bySet = lots.map((lot) => {
    const sets = new Map<string, Try[]>();
    for (const one of triesOf(lot)) {
      const key = one.winners.join(' ');
      sets.set(key, [...(sets.get(key) ?? []), one]);
    }
    return sets;
  });
  let best: { cost: bigint; places: bigint; winners: Set<string> } | undefined;
  for (const sets of combinations(bySet.map((each) => [...each.keys()]))) {
    const won = new Map(lots.map((lot, l) => [lot.id, sets[l]?.split(' ') ?? []]));
    const least = lots.map((lot, l) => {
      const costs = (bySet[l]?.get(sets[l] ?? '') ?? []).map(({ rows, places }) => ({
        cost: rows.reduce((sum, row) => sum + costOf(lot, row, packages, won), 0n),
        places,
      }));
      return costs.reduce((a, b) => (b.cost < a.cost || (b.cost === a.cost && b.places < a.places) ? b : a));
    });
    const cost = least.reduce((sum, each) => sum + each.cost, 0n);
    const places = least.reduce((sum, each) => sum + each.places, 0n);
    const key = sets.join(' | ');
    if (best === undefined || cost < best.cost || (cost === best.cost && places < best.places)) {
      best = { cost, places, winners: new Set([key]) };
    } else if (cost === best.cost && places === best.places) best.winners.add(key);
  }
  return best;
}

function costOf(
  lot: ProblemLot,
  row: Try['rows'][number],
  packages: Problem['packages'],
  won: ReadonlyMap<string, readonly string[]>,
): bigint {
  const { offer, quantity, goods, freight } = row;
  const tier = greatest(
    offer.tiers.filter(({ from }) => scaled(from, 1) <= quantity).map(({ discount }) => scaled(discount, 4)),
  );
  const counting = packages.filter(
    ({ supplier, lots }) =>
      supplier === offer.supplier && lots.includes(lot.id) && lots.every((each) => won.get(each)?.includes(supplier)),
  );
  const discount = tier + greatest(counting.map((each) => scaled(each.discount, 4)));
  return (goods * (10_000n - discount) + freight * 10_000n) * scaled(offer.weight, 1);
}

function* combinations(lists: readonly (readonly string[])[]): Generator<readonly string[]> {
  const [first, ...others] = lists;
  if (first === undefined) yield [];
  else for (const one of first) for (const rest of combinations(others)) yield [one, ...rest];
}
