import type { Offer, Problem, ProblemLot, ProblemPackage } from '../functions/tendering/optimise/problem.ts';
import { randomBy } from '../shared/kernel/random.ts';

/** How large an invented market is: items of every county, in lots of a family of items and a zone of counties, and who bids for them. */
export interface Size {
  readonly counties: number;
  readonly items: number;
  readonly suppliers: number;
  readonly itemsPerLot: number;
  /** Into how many zones the counties fall, all alike, and to how many of them, the nearest, a supplier delivers. */
  readonly zones?: number;
  readonly reach?: number;
  /** Whether there are minimum orders, a largest share and a most number of winners too. */
  readonly bounded?: boolean;
  /** The relative gap that the documents allow. */
  readonly gap?: string;
}

/**
 * An invented market, the same for the same seed. Suppliers stand somewhere and pay freight by the distance to each
 * county; each bids for two of three lots within its reach and leaves out one county of ten; its prices lie within 8 % of the
 * item's. It has a capacity of 10 to 40 % of the lot, tiers from 10 and 20 % of the lot on, and one of two offers a
 * discount for two or three lots together. In a bounded market minimum orders are 2 % of the lot, nobody may have more
 * than half, and six may win.
 */
export function market(
  { counties, items, suppliers, itemsPerLot, zones = 1, reach = zones, bounded = true, gap = '0.0001' }: Size,
  seed: number,
): Problem {
  const random = randomBy(seed);
  const between = (from: number, to: number): number => from + random() * (to - from);
  // Zones lie side by side, each 200 km square.
  const place = (zone: number) => ({ x: between(0, 200) + 200 * zone, y: between(0, 200) });
  const towns = Array.from({ length: counties }, (_, c) => ({ ...place(c % zones), zone: c % zones }));
  const stocks = Array.from({ length: suppliers }, (_, at) => ({
    id: `supplier-${pad(at)}`,
    ...place(at % zones),
    zones: nearest(at % zones, zones, reach),
    level: between(0.97, 1.03),
  }));
  const families = Math.ceil(items / itemsPerLot);
  const lots = Array.from({ length: families * zones }, (_, l): ProblemLot => {
    const [family, zone] = [Math.floor(l / zones), l % zones];
    const goods = Array.from({ length: Math.min(itemsPerLot, items - family * itemsPerLot) }, (_, g) => ({
      id: `goods-${pad(l)}-${pad(g)}`,
      price: between(3200, 4600),
    }));
    const lines = goods.flatMap(({ id, price }) =>
      towns.flatMap((town, c) =>
        town.zone !== zone
          ? []
          : [
              {
                need: { item: `${id}-${pad(c)}`, quantity: (60 + random() ** 3 * 1500).toFixed(1), goods: id },
                price,
                town,
              },
            ],
      ),
    );
    const total = lines.reduce((sum, { need }) => sum + Number(need.quantity), 0);
    const part = (from: number, to: number) => Math.round(total * between(from, to)).toString();
    const offers = stocks
      .filter((stock) => stock.zones.includes(zone) && random() < 2 / 3)
      .map((stock): Offer => {
        const prices = new Map(goods.map(({ id, price }) => [id, price * stock.level * between(0.95, 1.05)]));
        const unserved = towns.filter(() => random() < 0.1);
        return {
          supplier: stock.id,
          weight: random() < 0.3 ? '0.9' : '1',
          capacity: part(0.1, 0.4),
          ...(bounded && { minimumOrder: part(0.02, 0.02) }),
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
      ...(bounded && { maxWinners: 6, maxShare: '0.5' }),
      gap,
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

/** The zones nearest to one, of zones side by side. */
const nearest = (to: number, zones: number, count: number): readonly number[] =>
  [...Array(zones).keys()].toSorted((a, b) => Math.abs(a - to) - Math.abs(b - to) || a - b).slice(0, count);

const pad = (at: number): string => String(at).padStart(3, '0');
