import fc from 'fast-check';
import type { Offer, Problem, ProblemLot } from '../../../functions/tendering/optimise/problem.ts';

const tenths = (value: number): string => (value / 10).toFixed(1);
const tenThousandths = (value: number): string => (value / 10_000).toFixed(4);

/** Prices of all kinds: far apart, a ten-thousandth of a yuan apart, or the same. */
const prices = fc.oneof(
  fc.integer({ min: 10_000, max: 99_999_999 }),
  fc.integer({ min: 35_000_000, max: 35_000_009 }),
  fc.constantFrom(35_000_000, 40_000_000),
);

const suppliers = ['supplier-a', 'supplier-b', 'supplier-c'] as const;

/** There in one case of `freq`. */
const maybe = <T>(freq: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: freq - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

function lotOf(id: string, needs: number): fc.Arbitrary<ProblemLot> {
  return fc.constantFrom(10, 25, 350).chain((step) => {
    const quantity = fc.tuple(fc.nat(3), fc.nat(step - 1)).map(([loads, rest]) => Math.max(1, loads * step + rest));
    return fc.array(quantity, { minLength: 1, maxLength: needs }).chain((quantities) => {
      const total = quantities.reduce((a, b) => a + b);
      const items = quantities.map((each, at) => ({ item: `${id}-${at}`, quantity: tenths(each), goods: 'goods' }));
      const part = (from: number, to: number) =>
        fc.integer({ min: Math.ceil(total * from), max: Math.ceil(total * to) }).map(tenths);
      const offerOf = (supplier: string): fc.Arbitrary<Offer> =>
        fc.record({
          supplier: fc.constant(supplier),
          weight: fc.constantFrom('1', '1', '0.9'),
          capacity: maybe(2, part(0.4, 1.2)),
          minimumOrder: maybe(3, part(0, 0.4)),
          tiers: fc.array(
            fc.record({ from: part(0.1, 1), discount: fc.integer({ min: 1, max: 2000 }).map(tenThousandths) }),
            { maxLength: 2 },
          ),
          prices: fc
            .tuple(
              ...items.map(({ item }) =>
                fc.record({
                  item: fc.constant(item),
                  goods: prices.map(tenThousandths),
                  freight: fc.nat(2_000_000).map(tenThousandths),
                  in: fc.nat(14),
                }),
              ),
            )
            .map((list) => list.filter((each) => each.in > 0).map(({ in: _, ...price }) => price)),
        });
      return fc.record({
        id: fc.constant(id),
        unit: fc.constant('TNE' as const),
        step: fc.constant(tenths(step)),
        maxWinners: maybe(3, fc.integer({ min: 1, max: 3 })),
        maxShare: maybe(5, fc.constantFrom('0.5', '0.6667', '0.8')),
        gap: fc.constant('0'),
        nodes: fc.constant(1_000_000),
        otherwise: fc.constant('best-found' as const),
        items: fc.constant(items),
        offers: fc.subarray([...suppliers], { minLength: 2 }).chain((own) => fc.tuple(...own.map(offerOf))),
      });
    });
  });
}

const lots = ['lot-1', 'lot-2'];

/** Small problems with everything in them, so small that everything can be tried. */
export const problems: fc.Arbitrary<Problem> = fc.record({
  lots: fc.tuple(lotOf('lot-1', 2), lotOf('lot-2', 2)),
  packages: fc.array(
    fc.record({
      supplier: fc.constantFrom(...suppliers),
      lots: fc.constant(lots),
      discount: fc.integer({ min: 1, max: 1500 }).map(tenThousandths),
    }),
    { maxLength: 3 },
  ),
});
