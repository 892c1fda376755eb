import fc from 'fast-check';
import { appraise, better, breachesOf } from '../../functions/market/combining/appraise.ts';
import type { Part, Problem } from '../../functions/market/combining/model.ts';
import type { Candidate } from '../../functions/market/matching/model.ts';
import { offers, tonnes, wants, yuan } from './fixtures.ts';

const points = [
  { lon: '117.6074', lat: '26.2342' },
  { lon: '117.3644', lat: '25.9741' },
  { lon: '116.8458', lat: '26.8314' },
];
const diameters = [12, 16, 20] as const;

/** A small demand of a few trucks. */
export const smallDemand = (id: string, most = 150): fc.Arbitrary<Candidate> =>
  fc
    .record({ value: fc.integer({ min: 10, max: most }), diameter: fc.constantFrom(...diameters) })
    .map(({ value, diameter }) =>
      wants({ id, party: `buyer ${id}`, quantity: tonnes(String(value)), spec: { grade: 'HRB400', diameter } }),
    );

/** Offers of a few trucks, some with a minimum order, some without a price. */
export const smallOffers = (most: number): fc.Arbitrary<Candidate[]> =>
  fc.uniqueArray(
    fc
      .record({
        id: fc.constantFrom(...'abcdefgh'),
        party: fc.constantFrom('m', 'n', 'o'),
        has: fc.integer({ min: 5, max: 160 }),
        least: fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined }),
        price: fc.option(fc.integer({ min: 3300, max: 3320 }), { nil: undefined, freq: 9 }),
        point: fc.constantFrom(...points),
        diameters: fc.uniqueArray(fc.constantFrom(...diameters), { minLength: 1 }),
      })
      .map(({ id, party, has, least, price, point, diameters: rolled }) =>
        offers({
          id,
          party,
          point,
          quantity: tonnes(String(has)),
          minimumOrder: least === undefined ? undefined : tonnes(String(Math.min(least, has))),
          price: price === undefined ? undefined : yuan(String(price)),
          spec: { grade: 'HRB400E', diameter: { oneOf: rolled } },
        }),
      ),
    { selector: ({ id }) => id, maxLength: most },
  );

/** The best of all that keeps every rule, by trying everything. */
export function bruteForce(problem: Problem) {
  let best = appraise(problem, []);
  const ways = problem.links.map((link): readonly (Part | undefined)[] => {
    const need = problem.needs.find(({ id }) => id === link.need);
    const of = { need: link.need, offer: link.offer };
    return [
      undefined,
      ...Array.from({ length: (need?.loads ?? 0) + 1 }, (_, loads) => [
        { ...of, loads, rest: false },
        { ...of, loads, rest: true },
      ]).flat(),
    ];
  });
  const choose = (at: number, parts: readonly Part[]): void => {
    if (at === ways.length) {
      if (breachesOf(problem, parts).length > 0) return;
      const found = appraise(problem, parts);
      if (better(found, best) < 0) best = found;
      return;
    }
    for (const part of ways[at] ?? []) choose(at + 1, part === undefined ? parts : [...parts, part]);
  };
  choose(0, []);
  return best;
}
