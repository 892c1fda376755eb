import { compare, type Ratio } from '../../../shared/kernel/ratio.ts';
import { fold } from '../../../shared/kernel/text.ts';
import { sha256Hex } from '../../../shared/sealing/hash.ts';
import { bySupplier, type Draw } from './evaluation.ts';

/** By what bids are ordered: the lower first, one after the other. */
export type Keys = readonly Ratio[];

/** A valid bid that is to be ranked. */
export interface Entrant {
  readonly supplier: string;
  readonly keys: Keys;
  /** By what one of a brand is chosen, where brands count once. */
  readonly brand?: { readonly name: string; readonly keys: Keys };
}

/** The digest by which a supplier's lot is drawn, where the documents say that ties are. */
export type DrawOf = ((supplier: string) => string) | undefined;

export interface Ranking {
  readonly ranks: ReadonlyMap<string, number>;
  /** Who stands back for another of its brand. */
  readonly yields: ReadonlyMap<string, string>;
  readonly ties: readonly (readonly string[])[];
  readonly draws: readonly Draw[];
}

/**
 * The draw (随机抽取) of a lot: suppliers that tie stand in the order of SHA-256(root ‖ lot ‖ supplier), lowest first,
 * the three as UTF-8 text, the root in hex. The root is fixed when bids are frozen, and hangs on every bid: nobody can
 * choose it, and anyone can draw again.
 */
export const drawOf =
  (root: string, lot: string) =>
  (supplier: string): string =>
    sha256Hex(`${root}${lot}${supplier}`);

/** The same brand in another spelling is the same brand. */
export const sameBrand = fold;

/**
 * Ranks bids on the exact ratios (排序). Of one brand the first stays (MOF Order 87 art. 31); where several tie for it
 * and nothing draws, all stay, for the purchaser to decide.
 */
export function rank(entrants: readonly Entrant[], draw: DrawOf): Ranking {
  const { yields, draws: drawnForBrands } = oneOfEachBrand(entrants, draw);
  const standing = entrants.filter(({ supplier }) => !yields.has(supplier));
  const { groups, draws } = settle(standing, draw);
  const ranks = new Map<string, number>();
  for (const group of groups) {
    const place = ranks.size + 1;
    for (const supplier of group) ranks.set(supplier, place);
  }
  return { ranks, yields, ties: groups.filter((group) => group.length > 1), draws: [...drawnForBrands, ...draws] };
}

function oneOfEachBrand(entrants: readonly Entrant[], draw: DrawOf) {
  const brands = new Map<string, Entrant[]>();
  for (const one of entrants) {
    if (one.brand === undefined) continue;
    const same = brands.get(sameBrand(one.brand.name));
    if (same === undefined) brands.set(sameBrand(one.brand.name), [one]);
    else same.push(one);
  }
  const yields = new Map<string, string>();
  const draws: Draw[] = [];
  for (const same of [...brands].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, list]) => list)) {
    const settled = settle(
      same.map(({ supplier, brand, keys }) => ({ supplier, keys: brand?.keys ?? keys })),
      draw,
    );
    const [[first] = [], ...others] = settled.groups;
    for (const supplier of others.flat()) if (first !== undefined) yields.set(supplier, first);
    draws.push(...settled.draws);
  }
  return { yields, draws };
}

/** Who stands before whom: groups of exact ties, each drawn apart where ties are drawn. */
function settle(entrants: readonly Pick<Entrant, 'supplier' | 'keys'>[], draw: DrawOf) {
  const sorted = [...entrants].sort((a, b) => compareKeys(a.keys, b.keys) || bySupplier(a, b));
  const tied: (typeof sorted)[] = [];
  for (const one of sorted) {
    const last = tied.at(-1);
    if (last?.[0] !== undefined && compareKeys(last[0].keys, one.keys) === 0) last.push(one);
    else tied.push([one]);
  }
  const draws: Draw[] = [];
  const groups = tied.flatMap((group): string[][] => {
    const suppliers = group.map(({ supplier }) => supplier);
    if (draw === undefined || suppliers.length === 1) return [suppliers];
    const order = suppliers.map((supplier) => ({ supplier, digest: draw(supplier) }));
    order.sort((a, b) => (a.digest < b.digest ? -1 : 1));
    draws.push({ order });
    return order.map(({ supplier }) => [supplier]);
  });
  return { groups, draws };
}

function compareKeys(a: Keys, b: Keys): number {
  for (let at = 0; at < a.length; at += 1) {
    const [mine, theirs] = [a[at], b[at]];
    const order = mine === undefined || theirs === undefined ? 0 : compare(mine, theirs);
    if (order !== 0) return order;
  }
  return 0;
}
