import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check, worthOfSeats } from '../../functions/showcase/timetable/check.ts';
import { compareWorth, gapOf, type Problem, type Seat, type Worth } from '../../functions/showcase/timetable/model.ts';
import { timetable } from '../../functions/showcase/timetable/timetable.ts';
import { randomBy } from '../../shared/kernel/random.ts';
import { highsSolver } from '../../shared/ports/solver.highs.ts';

const { solve } = highsSolver();
const name = (n: number): string => `org_${n}`;

/** The most that any timetable is worth, by trying each meeting in each slot. */
function bruteForce(problem: Problem): Worth {
  let best: Worth = { musts: 0, firms: 0, value: 0 };
  const visit = (at: number, seats: readonly Seat[]): void => {
    const one = problem.wanted[at];
    if (one === undefined) {
      const worth = worthOfSeats(problem, seats);
      if (compareWorth(worth, best) > 0) best = worth;
      return;
    }
    visit(at + 1, seats);
    for (let slot = 0; slot < problem.slots; slot += 1) {
      const table = seats.filter((seat) => seat.slot === slot).length + 1;
      const next = [...seats, { ...one, slot, table }];
      if (check(problem, next).length === 0) visit(at + 1, next);
    }
  };
  visit(0, []);
  return best;
}

/** Small problems; `across` has firms of even and of odd number on two sides. */
const problems = ({ across, absences }: { readonly across: boolean; readonly absences: boolean }) =>
  fc
    .record({
      slots: fc.integer({ min: 1, max: 3 }),
      tables: fc.integer({ min: 1, max: 3 }),
      most: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      absent: fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }), { minLength: 6, maxLength: 6 }),
      pairs: fc.uniqueArray(
        fc.record({
          a: fc.integer({ min: 0, max: 5 }),
          b: fc.integer({ min: 0, max: 5 }),
          value: fc.integer({ min: 1, max: 20 }),
          must: fc.boolean(),
        }),
        { selector: ({ a, b }) => [Math.min(a, b), Math.max(a, b)].join(), maxLength: 6 },
      ),
    })
    .map(
      ({ absent, pairs, ...rest }): Problem => ({
        ...rest,
        attendees: absent.map((of, n) => ({ id: name(n), absent: absences ? [...new Set(of)] : [] })),
        wanted: pairs
          .filter(({ a, b }) => (across ? a % 2 !== b % 2 : a !== b))
          .map(({ a, b, value, must }) => ({ a: name(a), b: name(b), value, must: must && value > 15 })),
      }),
    );

describe('the timetable', () => {
  it.each([
    { across: true, absences: false },
    { across: true, absences: true },
    { across: false, absences: true },
  ])('is the best there is, as trying everything shows: %o', async (kind) => {
    await fc.assert(
      fc.asyncProperty(problems(kind), async (problem) => {
        const best = bruteForce(problem);
        const found = await timetable(problem, solve);
        expect(check(problem, found.seats)).toEqual([]);
        expect(worthOfSeats(problem, found.seats)).toEqual(found.worth);
        expect(found).toMatchObject({ status: 'optimal', worth: best, bound: best });
      }),
      { numRuns: 60 },
    );
  });

  it('is the same in whatever order the problem is written down', async () => {
    await fc.assert(
      fc.asyncProperty(
        problems({ across: false, absences: true }),
        fc.infiniteStream(fc.nat()),
        async (problem, keys) => {
          const shuffled = <T>(list: readonly T[]): readonly T[] =>
            list
              .map((each) => ({ each, key: keys.next().value }))
              .toSorted((a, b) => a.key - b.key)
              .map(({ each }) => each);
          const other = {
            ...problem,
            attendees: shuffled(problem.attendees),
            wanted: shuffled(problem.wanted.map((one) => ({ ...one, a: one.b, b: one.a }))),
          };
          expect(await timetable(other, solve)).toEqual(await timetable(problem, solve));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('gives everyone a meeting before it gives anyone two, whatever those are worth', async () => {
    const wanted = [
      { a: 'buyer', b: 'mill', value: 9000 },
      { a: 'buyer', b: 'kiln', value: 1 },
      { a: 'yard', b: 'mill', value: 1 },
    ];
    const attendees = ['buyer', 'yard', 'mill', 'kiln'].map((id) => ({ id, absent: [] }));
    const found = await timetable({ slots: 1, tables: 9, attendees, wanted }, solve);
    expect(found.worth).toEqual({ musts: 0, firms: 4, value: 2 });
    const fixed = wanted.map((one, at) => ({ ...one, must: at === 0 }));
    const held = await timetable({ slots: 1, tables: 9, attendees, wanted: fixed }, solve);
    expect(held.worth).toEqual({ musts: 1, firms: 2, value: 9000 });
  });

  it('says how far it may be from the best where absences leave that open, and breaks no rule', async () => {
    const random = randomBy(7);
    const attendees = Array.from({ length: 60 }, (_, n) => ({
      id: name(n),
      absent: Array.from({ length: 12 }, (_, slot) => slot).filter(() => random() < 0.3),
    }));
    const wanted = Array.from({ length: 900 }, (_, n) => ({ a: name(Math.floor(n / 30)), b: name(30 + (n % 30)) }))
      .filter(() => random() < 0.7)
      .map((pair) => ({ ...pair, value: 100 + Math.floor(random() * 9900) }));
    const problem: Problem = { slots: 12, tables: 30, attendees, wanted };
    const found = await timetable(problem, solve);
    expect(check(problem, found.seats)).toEqual([]);
    expect(found.worth.firms).toBe(60);
    expect(compareWorth(found.worth, found.bound)).toBeLessThanOrEqual(0);
    expect(gapOf(found)).toBeLessThan(300);
  });

  it('moves nobody to another table without need', async () => {
    const attendees = ['a', 'b', 'c', 'd'].map((id) => ({ id, absent: [] }));
    const wanted = ['c', 'd'].flatMap((b) => ['a', 'b'].map((a) => ({ a, b, value: 1 })));
    const { seats } = await timetable({ slots: 2, tables: 2, attendees, wanted }, solve);
    for (const id of ['a', 'b'])
      expect(new Set(seats.filter(({ a }) => a === id).map(({ table }) => table)).size).toBe(1);
  });

  it('is empty where nobody is to meet', async () => {
    const found = await timetable({ slots: 3, tables: 2, attendees: [{ id: 'a', absent: [] }], wanted: [] }, solve);
    expect(found).toEqual({
      status: 'optimal',
      seats: [],
      worth: { musts: 0, firms: 0, value: 0 },
      bound: { musts: 0, firms: 0, value: 0 },
    });
  });
});

describe('the checker', () => {
  const problem: Problem = {
    slots: 2,
    tables: 1,
    most: 1,
    attendees: ['a', 'b', 'c', 'd'].map((id) => ({ id, absent: id === 'd' ? [0] : [] })),
    wanted: [
      { a: 'a', b: 'b', value: 5 },
      { a: 'c', b: 'a', value: 5 },
      { a: 'b', b: 'd', value: 5 },
    ],
  };
  const seat = (a: string, b: string, slot: number, table = 1): Seat => ({ a, b, slot, table, value: 5 });
  const rules = (of: Problem, ...seats: readonly Seat[]) => check(of, seats).map(({ rule }) => rule);

  it.each([
    ['a pair that nobody wants', [seat('a', 'd', 1)], 'meeting-not-wanted'],
    ['a pair that meets twice', [seat('a', 'b', 0), seat('b', 'a', 1)], 'met-twice'],
    ['a firm in two places', [seat('a', 'b', 0), seat('a', 'c', 0, 2)], 'in-two-places'],
    ['a firm that is away', [seat('b', 'd', 0)], 'absent'],
    ['more meetings than a firm takes', [seat('a', 'b', 0), seat('a', 'c', 1)], 'too-many-meetings'],
    ['more meetings than tables', [seat('a', 'c', 0), seat('b', 'd', 0, 2)], 'too-many-tables'],
    ['one table for two', [seat('a', 'c', 1), seat('b', 'd', 1)], 'table-taken'],
    ['a slot that is not', [seat('a', 'b', 2)], 'no-such-slot'],
    ['a table that is not', [seat('a', 'b', 0, 2)], 'no-such-table'],
  ] as const)('finds %s', (_, seats, rule) => {
    expect(rules(problem, ...seats)).toContain(rule);
  });

  it('finds nothing in what is right', () => {
    expect(rules(problem, seat('a', 'b', 0))).toEqual([]);
  });
});
