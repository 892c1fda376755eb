import type { Offer, Problem, ProblemLot, ProblemPackage } from '../functions/tendering/optimise/problem.ts';
import { randomBy } from '../shared/kernel/random.ts';

/** How large an invented market is: items of every county, in lots of some items each, and who bids for them. */
export interface Size {
  readonly counties: number;
  readonly items: number;
  readonly suppliers: number;
  readonly itemsPerLot: number;
}

/**
 * An invented market, the same for the same seed. Suppliers stand somewhere and pay freight by the distance to each
 * county; each bids for two lots of three and leaves out one county of ten; its prices lie within 8 % of the item's.
 * It has a capacity of 10 to 40 % of the lot, a minimum order of 2 %, tiers from 10 and 20 % of the lot on, and one of
 * two offers a discount for two or three lots together.
 */
export function market({ counties, items, suppliers, itemsPerLot }: Size, seed: number): Problem {
  const random = randomBy(seed);
  const between = (from: number, to: number): number => from + random() * (to - from);
  const place = () => ({ x: between(0, 200), y: between(0, 200) });
  const towns = Array.from({ length: counties }, place);
  const stocks = Array.from({ length: suppliers }, (_, at) => ({
    id: `supplier-${pad(at)}`,
    ...place(),
    level: between(0.97, 1.03),
  }));
  const lots = Array.from({ length: Math.ceil(items / itemsPerLot) }, (_, l): ProblemLot => {
    const goods = Array.from({ length: Math.min(itemsPerLot, items - l * itemsPerLot) }, (_, g) => ({
      id: `goods-${pad(l)}-${pad(g)}`,
      price: between(3200, 4600),
    }));
    const lines = goods.flatMap(({ id, price }) =>
      towns.map((town, c) => ({
        need: { item: `${id}-${pad(c)}`, quantity: (60 + random() ** 3 * 1500).toFixed(1), goods: id },
        price,
        town,
      })),
    );
    const total = lines.reduce((sum, { need }) => sum + Number(need.quantity), 0);
    const part = (from: number, to: number) => Math.round(total * between(from, to)).toString();
    const offers = stocks
      .filter(() => random() < 2 / 3)
      .map((stock): Offer => {
        const prices = new Map(goods.map(({ id, price }) => [id, price * stock.level * between(0.95, 1.05)]));
        const unserved = towns.filter(() => random() < 0.1);
        return {
          supplier: stock.id,
          weight: random() < 0.3 ? '0.9' : '1',
          capacity: part(0.1, 0.4),
          minimumOrder: part(0.02, 0.02),
          tiers: [
            { from: part(0.1, 0.1), discount: between(0.005, 0.015).toFixed(4) },
            { from: part(0.2, 0.2), discount: between(0.015, 0.03).toFixed(4) },
          ],
          prices: lines
            .filter(({ town }) => !unserved.includes(town))
            .map(({ need, town }) => ({
              item: need.item,
              goods: (prices.get(need.goods) ?? 0).toFixed(2),
              freight: (10 + 0.6 * Math.hypot(town.x - stock.x, town.y - stock.y)).toFixed(2),
            })),
        };
      });
    return {
      id: `lot-${pad(l)}`,
      unit: 'TNE',
      step: '35',
      maxWinners: 6,
      maxShare: '0.5',
      gap: '0.0001',
      nodes: 1_000_000,
      otherwise: 'best-found',
      items: lines.map(({ need }) => need),
      offers,
    };
  });
  const packages = stocks.flatMap(({ id }): readonly ProblemPackage[] => {
    const own = lots.filter(({ offers }) => offers.some(({ supplier }) => supplier === id)).map((lot) => lot.id);
    if (random() < 0.5 || own.length < 2) return [];
    const first = Math.floor(between(0, own.length - 1));
    const named = own.slice(first, first + 2 + Math.floor(random() * 2));
    return [{ supplier: id, lots: named, discount: between(0.005, 0.02).toFixed(4) }];
  });
  return { lots, packages };
}

const pad = (at: number): string => String(at).padStart(3, '0');
