import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Solver } from '../../../shared/ports/solver.ts';
import { allocated, bid, evaluated, optimised, solver, tonnes, tonnesOf } from './world.ts';

const lot = optimised(1);
const [countyA = '', countyB = ''] = lot.items.map(({ id }) => id);
const cap = (value: string) => ({ capacity: tonnes(value) });

/** A solver that ends early with what it has, or with nothing. */
const early = (keep: boolean): Solver => ({
  solve: async (...asked) => {
    const { values, bound, ...solved } = await solver.solve(...asked);
    return { ...solved, bound: bound - 1000, status: 'limit', ...(keep && values ? { values } : {}) };
  },
});

describe('an optimised award', () => {
  test('fills the cheapest up to its capacity, and tells what that costs', async () => {
    const bids = [bid('a', [{ lot, price: '3500.00', terms: cap('105') }]), bid('b', [{ lot, price: '3520.00' }])];
    const outcome = await allocated([lot], bids);
    expect(tonnesOf(outcome)).toEqual({ [lot.id]: { a: '105', b: '75' } });
    const [group] = outcome.groups;
    expect(group).toMatchObject({ status: 'optimal', cost: { exact: '631500/1' }, gap: '0.000000', tiesBroken: true });
    expect(group?.story).toEqual([
      {
        without: 'capacity',
        status: 'optimal',
        cost: { exact: '630000/1', shown: '630000.00' },
        difference: { exact: '-1500/1', shown: '-1500.00' },
      },
      {
        without: 'whole-loads',
        status: 'optimal',
        cost: { exact: '631500/1', shown: '631500.00' },
        difference: { exact: '0/1', shown: '0.00' },
      },
    ]);
    expect(group?.secondBest).toMatchObject({
      status: 'optimal',
      difference: { exact: '2100/1' },
      winners: [{ lot: lot.id, suppliers: ['b'] }],
    });
    expect(outcome.solver).toMatch(/^HiGHS \d+\.\d+\.\d+$/);
    expect(outcome.problem).toMatch(/^[0-9a-f]{64}$/);
  });

  test('compares after tax, freight and policy deduction, and pays before the deduction', async () => {
    const quoted = optimised(1, {}, { freight: { basis: 'quoted' } });
    const freight = (amount: string) => ({ freight: { amount, currency: 'CNY' } }) as const;
    const bids = [
      bid('a', [{ lot: quoted, price: '3200.0001', item: { taxIncluded: false, ...freight('83.9999') } }]),
      bid('b', [{ lot: quoted, price: '3500.00', item: freight('60.00') }]),
    ];
    const evaluation = evaluated([quoted], bids, { a: '0.10' });
    const { groups } = await allocated([quoted], bids, { evaluation });
    const [award] = groups[0]?.lots[0]?.awards ?? [];
    // 180 × (3200.0001 × 1.13 + 83.9999) = 666 000.002 34, and nine tenths of it.
    expect(award).toMatchObject({
      supplier: 'a',
      price: { exact: '33300000117/50000' },
      evaluated: { exact: '299700001053/500000', shown: '599400.00' },
    });
  });

  test('reads freight from the table of zones, and does not serve where that has no line', async () => {
    const zones = [
      { from: '350400', to: '350404', perUnit: { amount: '45.00', currency: 'CNY' } },
      { from: '350481', to: '350404', perUnit: { amount: '20.50', currency: 'CNY' } },
    ] as const;
    const zoned = optimised(1, {}, { freight: { basis: 'zone-table', zones } });
    const from = (stockDivision: string) => ({ terms: { stockDivision } });
    const bids = [
      bid('a', [{ lot: zoned, price: '3500.00', ...from('350400') }]),
      bid('b', [{ lot: zoned, price: '3510.00', ...from('350481') }]),
      bid('c', [{ lot: zoned, price: '3000.00', ...from('350900') }]),
    ];
    const outcome = await allocated([zoned], bids);
    expect(tonnesOf(outcome)).toEqual({ [zoned.id]: { b: '180' } });
    expect(outcome.groups[0]?.cost?.exact).toBe('635490/1');
  });

  test('adds up the tier that is reached and the package that counts', async () => {
    const second = optimised(2);
    const terms = {
      tiers: [
        { from: tonnes('50'), discount: '0.01' },
        { from: tonnes('150'), discount: '0.03' },
      ],
    };
    const bids = [
      bid(
        'a',
        [
          { lot, price: '3600.00', terms },
          { lot: second, price: '3500.00' },
        ],
        [{ lots: [lot.id, second.id], discount: '0.02' }],
      ),
      bid('b', [
        { lot, price: '3450.00' },
        { lot: second, price: '3490.00' },
      ]),
    ];
    const outcome = await allocated([lot, second], bids);
    expect(outcome.groups).toHaveLength(1);
    expect(outcome.groups[0]?.lots[0]?.awards).toMatchObject([
      {
        supplier: 'a',
        discount: { tier: { from: tonnes('150'), discount: '0.03' }, package: { discount: '0.02' }, total: '0.05' },
        price: { exact: '615600/1' },
      },
    ]);
    expect(outcome.groups[0]?.lots[1]?.awards).toMatchObject([{ supplier: 'a', price: { exact: '617400/1' } }]);
    expect(outcome.groups[0]?.story.map(({ without, difference }) => [without, difference?.exact])).toEqual([
      ['whole-loads', '0/1'],
      ['tiers', '6180/1'],
      ['packages', '16200/1'],
    ]);
  });

  test('gives equal offers to the first by the published order', async () => {
    const bids = ['b', 'a', 'c'].map((supplier) => bid(supplier, [{ lot, price: '3500.00', terms: cap('115') }]));
    expect(tonnesOf(await allocated([lot], bids))).toEqual({ [lot.id]: { a: '115', b: '65' } });
  });

  test('is the same in whatever order documents and bids come, and twice', async () => {
    const second = optimised(2, { maxWinners: 2, maxShare: '0.7' });
    const offers = (price: string, terms = {}) => [
      { lot, price, terms },
      { lot: second, price, terms },
    ];
    const packages = [{ lots: [lot.id, second.id], discount: '0.01' }];
    const bids = [
      bid('a', offers('3500.1234', cap('120')), packages),
      bid('b', offers('3500.1235', { minimumOrder: tonnes('60') })),
      bid('c', offers('3500.1234'), packages),
    ];
    const expected = await allocated([lot, second], bids);
    const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
    const world = fc.tuple(shuffled([lot, second]), shuffled(bids), shuffled(lot.items), fc.boolean());
    await fc.assert(
      fc.asyncProperty(world, async ([lots, others, items, reverse]) => {
        const documents = lots.map((each) => (each.id === lot.id ? { ...each, items } : each));
        const sent = others.map((each) => (reverse ? { ...each, lots: each.lots.toReversed() } : each));
        expect(await allocated(documents, sent)).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });
});

describe('an award that is not possible', () => {
  const conflicts = async (...asked: Parameters<typeof allocated>) => {
    const { groups } = await allocated(...asked);
    return groups.flatMap((group) => group.conflicts.map(({ code, items }) => [code, ...(items ?? [])]));
  };

  test('names an item that nobody serves', async () => {
    const bids = ['a', 'b'].map((supplier) => bid(supplier, [{ lot, price: '3500.00', not: [countyB] }]));
    expect(await conflicts([lot], bids)).toEqual([['not-served', countyB]]);
  });

  test.each([
    [{}, '80', {}, ['capacity']],
    [{ maxWinners: 1 }, '120', {}, ['capacity', 'max-winners']],
    [{ maxShare: '0.4' }, '1000', {}, ['max-share']],
    [{ maxShare: '0.6' }, '1000', { minimumOrder: tonnes('120') }, ['minimum-order', 'max-share']],
    [{ step: tonnes('80') }, '92', {}, ['capacity', 'whole-loads']],
  ] as const)(
    'names the least set of constraints that conflict: %j, %s t, %j',
    async (rules, capacity, terms, codes) => {
      const tight = optimised(1, rules);
      const bids = ['a', 'b'].map((supplier) =>
        bid(supplier, [{ lot: tight, price: '3500.00', terms: { ...cap(capacity), ...terms } }]),
      );
      expect(await conflicts([tight], bids)).toEqual(codes.map((code) => [code]));
    },
  );

  test('does not keep the other lots back', async () => {
    const second = optimised(2);
    const packages = [{ lots: [lot.id, second.id], discount: '0.05' }];
    const bids = [
      bid(
        'a',
        [
          { lot, price: '3500.00', not: [countyA] },
          { lot: second, price: '3500.00' },
        ],
        packages,
      ),
      bid('b', [
        { lot, price: '3500.00', not: [countyA] },
        { lot: second, price: '3400.00' },
      ]),
    ];
    const { groups } = await allocated([lot, second], bids);
    expect(groups.map(({ status, lots, cost }) => [status, lots.map((each) => each.lot), cost?.exact])).toEqual([
      ['optimal', [second.id], '612000/1'],
      ['infeasible', [lot.id], undefined],
    ]);
  });
});

describe('a search that ends early', () => {
  const bids = [bid('a', [{ lot, price: '3500.00', terms: cap('105') }]), bid('b', [{ lot, price: '3520.00' }])];
  const single = optimised(1, { otherwise: 'winner-takes-all' });

  test('awards the best found, with its bound', async () => {
    const { groups } = await allocated([lot], bids, { solver: early(true) });
    expect(groups[0]).toMatchObject({
      status: 'best-found',
      cost: { exact: '631500/1' },
      bound: { shown: '630500.00' },
      tiesBroken: false,
    });
  });

  test('or has one winner a lot, where the documents say so or nothing was found', async () => {
    for (const [of, keep] of [
      [single, true],
      [lot, false],
    ] as const) {
      const { groups } = await allocated([of], bids, { solver: early(keep) });
      expect(groups[0]).toMatchObject({ status: 'winner-takes-all', cost: { exact: '633600/1' } });
      expect(groups[0]?.lots[0]?.awards.map(({ supplier }) => supplier)).toEqual(['b']);
    }
  });

  test('or none, where nobody can supply all', async () => {
    const limited = bids.map((each) => ({ ...each, lots: each.lots.map((one) => ({ ...one, terms: cap('150') })) }));
    const { groups } = await allocated([single], limited, { solver: early(true) });
    expect(groups[0]).toMatchObject({
      status: 'winner-takes-all',
      lots: [{ awards: [] }],
      conflicts: [{ code: 'no-single-supplier' }],
    });
    expect(groups[0]?.cost).toBeUndefined();
  });
});

test('a result that breaks a constraint in exact numbers is refused', async () => {
  const bids = [bid('a', [{ lot, price: '3500.00', terms: cap('105') }]), bid('b', [{ lot, price: '3520.00' }])];
  const wrong: Solver = {
    solve: async (...asked) => {
      const solved = await solver.solve(...asked);
      const values = new Map(
        [...(solved.values ?? [])].map(([name, value]) => [name, name.startsWith('loads 0 0 ') ? 0 : value]),
      );
      return { ...solved, values };
    },
  };
  await expect(allocated([lot], bids, { solver: wrong })).rejects.toThrow(/breaks .*"quantity"/);
});
