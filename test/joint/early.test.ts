import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earlyOf } from '../../functions/joint/early.ts';
import type { Reports } from '../../functions/joint/lots.ts';
import { lead, org, reported, terms, tonnes } from './fixtures.ts';

const about = { ...terms, lead };
const place = (division: string) => ({ deliveryPoint: { division, address: '工地' } });
const units = (...lines: readonly ReturnType<typeof tonnes>[][]): Reports =>
  new Map(lines.map((own, n) => [org(n), reported(own)]));

describe('what a locked round tells ahead of its tender', () => {
  it('is the sum of a zone where three units need the goods, in the months they need them', () => {
    const reports = units(
      [tonnes('100', { month: '2026-05' })],
      [tonnes('200', { month: '2026-06', ...place('350424') })],
      [tonnes('50.5', { month: '2026-05' }), tonnes('9', { month: '2026-09', ...place('350426') })],
    );
    expect(earlyOf(about, reports).needs).toEqual([
      {
        category: 'steel.rebar',
        attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
        zone: 'north',
        division: '350421',
        months: { from: '2026-05', to: '2026-06' },
        quantity: { value: '350.5', unit: 'TNE', basis: 'weighed' },
      },
      {
        category: 'steel.rebar',
        attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
        division: lead.division,
        months: { from: '2026-04', to: '2026-12' },
      },
    ]);
  });

  it('is the sum of several zones where only together three units need them', () => {
    const reports = units([tonnes('10')], [tonnes('20', place('350425'))], [tonnes('30', place('350426'))]);
    expect(earlyOf(about, reports).needs).toMatchObject([
      { division: lead.division, quantity: { value: '60' }, months: { from: '2026-05', to: '2026-05' } },
    ]);
    expect(earlyOf(about, reports).needs[0]).not.toHaveProperty('zone');
  });

  it('keeps theoretical and weighed tonnes apart', () => {
    const theoretical = tonnes('1', { quantity: { value: '5', unit: 'TNE', basis: 'theoretical' } });
    const reports = units([tonnes('1'), theoretical], [tonnes('2'), theoretical], [tonnes('3'), theoretical]);
    const sums = earlyOf(about, reports).needs.map(({ quantity }) => [quantity?.basis, quantity?.value]);
    expect(sums.sort()).toEqual([
      ['theoretical', '15'],
      ['weighed', '6'],
    ]);
  });

  it('tells of no unit, and no number or month of fewer than three', () => {
    const line = fc.record({
      value: fc.integer({ min: 1, max: 9 }),
      diameter: fc.constantFrom(16, 20),
      division: fc.constantFrom('350421', '350424', '350425'),
      month: fc.constantFrom('2026-05', '2026-07'),
    });
    fc.assert(
      fc.property(fc.array(fc.array(line, { maxLength: 3 }), { minLength: 1, maxLength: 5 }), (all) => {
        const written = all.map((own) =>
          own.map(({ value, diameter, division, month }) =>
            tonnes(String(value), {
              attributes: { grade: 'HRB400E', diameter, length: 12 },
              month,
              ...place(division),
            }),
          ),
        );
        const { needs } = earlyOf(about, units(...written));
        for (const { attributes, quantity, zone, months } of needs) {
          const zones: Readonly<Record<string, readonly string[]>> = {
            north: ['350421', '350424'],
            south: ['350425', '350426'],
          };
          const whose = all.filter((own) =>
            own.some(
              (each) =>
                each.diameter === attributes.diameter && (zone === undefined || zones[zone]?.includes(each.division)),
            ),
          );
          if (quantity !== undefined) expect(whose.length).toBeGreaterThanOrEqual(3);
          else expect(months).toEqual({ from: '2026-04', to: '2026-12' });
        }
        const told = new Set(needs.map(({ attributes }) => attributes.diameter));
        expect(told).toEqual(new Set(all.flat().map(({ diameter }) => diameter)));
        expect(JSON.stringify(needs)).not.toMatch(/org_|dln_|工地/);
      }),
      { numRuns: 100 },
    );
  });
});
