import { describe, expect, it } from 'vitest';
import { checkExplained, deviationsOf, lastYearOf, limit } from '../../functions/joint/deviations.ts';
import type { Terms } from '../../functions/joint/events.ts';
import { sumsOf } from '../../functions/joint/lots.ts';
import { figuresOf, isDelivered, reportHash, reportOf } from '../../functions/joint/report.ts';
import { limits } from '../../functions/tendering/limits.ts';
import { ancestors, categories } from '../../shared/commodity/category.ts';
import { endOfMonth } from '../../shared/kernel/time.ts';
import { refusal } from '../support/given.ts';
import { bars, id, org, reported, round, terms, tonnes } from './fixtures.ts';

const fails = (attempt: () => unknown) => {
  const { code, errors } = refusal(attempt);
  return [code, ...errors.map((one) => `${one.pointer} ${one.code}`)];
};

describe('a report', () => {
  it('keeps what was written and has it in the first trading unit, exactly', () => {
    const [line] = reported([bars]).lines;
    // 300 bars of 12 m at 2.47 kg a metre: 8.892 t by theory.
    expect(line).toMatchObject({
      quantity: { value: '300', unit: 'H87' },
      canonical: { exact: '2223/250', unit: 'TNE', basis: 'theoretical' },
    });
    const board = {
      ...bars,
      category: 'board.formwork',
      attributes: { length: 1830, width: 915, thickness: 15, film: 'phenolic', core: 'eucalyptus' },
    };
    expect(fails(() => reported([board]))).toContain('/lines/0/category category-outside-round');
  });

  it('never adds theoretical and weighed tonnes', () => {
    const { lines } = reported([bars, tonnes('10.5'), tonnes('0.25', { commitment: '1' })]);
    expect(sumsOf(lines)).toEqual([
      { unit: 'TNE', basis: 'theoretical', total: '2223/250', committed: '4446/625' },
      { unit: 'TNE', basis: 'weighed', total: '43/4', committed: '173/20' },
    ]);
  });

  it('names every fault with its pointer', () => {
    const wrong = [
      { ...bars, attributes: { grade: 'HRB999', diameter: 20, length: 12 } },
      tonnes('3', { month: '2027-01' }),
      tonnes('3', { deliveryPoint: { division: '350481', address: '燕江路' } }),
      { ...bars, quantity: { value: '3', unit: 'MTR' as const } },
      { ...bars, attributes: { grade: 'HRB400E', diameter: 10, length: 'coil' } },
      tonnes('3', { lineId: id('dln', 9) }),
      { ...bars, quantity: { value: '3', unit: 'TNE' as const } },
    ];
    expect(fails(() => reported(wrong))).toEqual([
      'report-invalid',
      expect.stringContaining('/lines/0/attributes/grade '),
      '/lines/1/month month-outside-window',
      '/lines/2/deliveryPoint/division division-in-no-zone',
      '/lines/3/quantity/unit unit-not-traded',
      expect.stringMatching(/^\/lines\/4\/(quantity|attributes)/),
      '/lines/5/lineId demand-line-unknown',
      '/lines/6/quantity/basis basis-required',
    ]);
    const { category: _, ...unnamed } = bars;
    expect(fails(() => reported([unnamed]))).toEqual(['required', '/lines/0/category required']);
    expect(reported([unnamed], { about: { ...terms, category: 'steel.rebar' } }).lines[0]?.category).toBe(
      'steel.rebar',
    );
    const [kept] = reported([bars]).lines;
    const twice = [1, 2].map(() => ({ ...bars, lineId: kept?.id }));
    expect(fails(() => reported(twice, { known: kept ? [kept] : [] }))).toEqual([
      'demand-line-repeated',
      '/lines/1/lineId demand-line-repeated',
    ]);
  });

  it('is the same when it is written twice, and a line that is named keeps its id', () => {
    const first = reported([bars, tonnes('5'), tonnes('5')]);
    const again = reported([bars, tonnes('5'), tonnes('5')], { known: first.lines });
    expect(reportHash(round, org(0), again)).toBe(reportHash(round, org(0), first));
    const [a, b, c] = first.lines.map((line) => line.id);
    const changed = reported([tonnes('7', { lineId: b }), tonnes('5'), tonnes('5')], { known: first.lines });
    expect(changed.lines.map((line) => line.id)).toEqual([b, c, expect.not.stringMatching(`${a}|${b}|${c}`)]);
    expect(reportHash(round, org(1), first)).not.toBe(reportHash(round, org(0), first));
  });

  it('is delivered in whole months', () => {
    expect([endOfMonth('2026-02'), endOfMonth('2028-02'), endOfMonth('2026-12')]).toEqual([
      '2026-02-28',
      '2028-02-29',
      '2026-12-31',
    ]);
    const window = { from: '2026-04-02', to: '2026-06-30' };
    expect(['2026-04', '2026-05', '2026-06', '2026-07'].map((month) => isDelivered(window, month))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('last year beside this', () => {
  const goods = (value: string) => ({
    category: 'steel.rebar',
    attributes: { ...bars.attributes },
    quantity: { value, unit: 'TNE' as const, basis: 'weighed' as const },
  });
  const last = figuresOf([goods('100')], terms);
  const change = (value: string) => deviationsOf(reported([tonnes(value)]).lines, last)[0];

  it('asks for a reason beyond 30 % either way, and not at it', () => {
    expect(limit).toMatchObject({ limit: '0.30', verified: false });
    for (const [value, over] of [
      ['130', false],
      ['130.000001', true],
      ['70', false],
      ['69.999999', true],
    ] as const) {
      expect([value, change(value)?.over]).toEqual([value, over]);
      const explained = (reason?: string) => () => checkExplained(reported([tonnes(value, { reason })]), last);
      if (over) expect(fails(explained())).toEqual(['deviation-unexplained', '/lines/0/reason deviation-unexplained']);
      expect(explained('新开工项目')).not.toThrow();
      if (!over) expect(explained()).not.toThrow();
    }
  });

  it('adds up the lines of a kind, and one reason explains it', () => {
    const { lines } = reported([tonnes('60'), tonnes('80', { month: '2026-06' })]);
    expect(deviationsOf(lines, last)).toMatchObject([{ last: '100/1', now: '140/1', change: '2/5', over: true }]);
    expect(() =>
      checkExplained(reported([tonnes('60'), tonnes('80', { month: '2026-06', reason: '追加' })]), last),
    ).not.toThrow();
  });

  it('asks for an omission where nothing is left, also when the basis is another', () => {
    expect(fails(() => checkExplained(reported([]), last))).toEqual([
      'omission-unexplained',
      '/omissions omission-unexplained',
    ]);
    expect(fails(() => checkExplained(reported([bars]), last))[0]).toBe('omission-unexplained');
    const { category, attributes } = goods('1');
    const omissions = [{ category, attributes, reason: '项目完工' }];
    expect(() => checkExplained(reported([], { omissions }), last)).not.toThrow();
    expect(() => checkExplained(reported([bars], { omissions }), last)).not.toThrow();
  });

  it('has nothing to say of goods that are new', () => {
    expect(deviationsOf(reported([tonnes('5')]).lines, [])).toMatchObject([{ last: '0/1', now: '5/1', over: false }]);
  });

  it('takes what the lead entered before what was locked last year', () => {
    const { lines } = reported([tonnes('40'), bars, { ...bars, attributes: { ...bars.attributes, diameter: 25 } }]);
    const { figures: merged } = lastYearOf(last, lines);
    expect(merged.map((one) => [one.attributes.diameter, one.canonical.exact])).toEqual([
      [20, '100/1'],
      [25, expect.any(String)],
    ]);
    const about: Terms = { ...terms, category: 'steel.rebar' };
    expect(fails(() => figuresOf([{ ...goods('1'), category: 'steel.plate' }], about))).toEqual([
      'category-outside-round',
      '/figures/0/category category-outside-round',
    ]);
  });

  it('takes an omission only of goods of the round', () => {
    const omit = (category: string) => () =>
      reportOf({ lines: [], omissions: [{ category, attributes: {}, reason: '无' }] }, terms, [], () => '');
    expect(fails(omit('cement.common'))[1]).toBe('/omissions/0/category category-outside-round');
  });
});

it('a family has no more categories than one tender takes, so that none of its rounds is refused a draft', () => {
  const families = Map.groupBy(categories(), ({ code }) => ancestors(code).find((one) => !one.includes('.')));
  expect(families.size).toBeGreaterThan(3);
  for (const [, own] of families) expect(own.length).toBeLessThanOrEqual(limits.categories);
});
