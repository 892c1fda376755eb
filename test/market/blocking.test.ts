import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import blocking from '../../functions/market/data/blocking.json' with { type: 'json' };
import { goodsOf } from '../../functions/market/goods.ts';
import {
  blocksOf,
  blocksToSearch,
  monthsOf,
  mostBlocks,
  type Shelving,
  wide,
} from '../../functions/market/matching/blocking.ts';
import { compatible } from '../../functions/market/matching/conditions.ts';
import type { Candidate } from '../../functions/market/matching/model.ts';
import { candidates } from './candidates.ts';
import { offers, wants } from './fixtures.ts';
import { pairs } from './pairs.ts';

const names = (blocks: ReturnType<typeof blocksOf>): string[] =>
  blocks.map(({ bucket, month }) => `${bucket} ${month}`);
const finds = (seeker: Candidate, other: Candidate): boolean => {
  const searched = new Set(names(blocksToSearch(seeker)));
  return names(blocksOf(other)).some((block) => searched.has(block));
};

describe('blocks', () => {
  it('bring together every pair of the trade that matches, from both sides', () => {
    for (const [name, wanted, offered, reasons] of pairs) {
      if (reasons.length > 0) continue;
      expect(finds(wants(wanted), offers(offered)), name).toBe(true);
      expect(finds(offers(offered), wants(wanted)), name).toBe(true);
    }
  });

  it('bring together whatever matches', () => {
    let matching = 0;
    fc.assert(
      fc.property(fc.array(candidates, { minLength: 20, maxLength: 30 }), (posts) => {
        for (const [at, a] of posts.entries()) {
          for (const b of posts.slice(at + 1)) {
            if (compatible(a, b) === undefined) continue;
            matching += 1;
            expect([finds(a, b), finds(b, a)]).toEqual([true, true]);
          }
        }
      }),
      { numRuns: 60, seed: 6 },
    );
    expect(matching).toBeGreaterThan(500);
  });

  it('are few: a post that would stand in too many stands in the wide one', () => {
    fc.assert(
      fc.property(candidates, (post) => {
        expect(blocksOf(post).length).toBeLessThanOrEqual(mostBlocks);
      }),
    );
    const anything = { min: 6, max: 50 };
    const year = { from: '2026-01-01', to: '2026-12-31' };
    expect(names(blocksOf(offers({ spec: { grade: 'HRB400E', diameter: anything }, window: year })))).toEqual(
      monthsOf(year).map((month) => `${wide} HRB400E ${month}`),
    );
    expect(names(blocksOf(offers({ spec: {}, window: year })))).toHaveLength(12);
  });

  it('are those of the values, the bands and the months', () => {
    const march = { from: '2026-03-30', to: '2026-04-02' };
    expect(names(blocksOf(offers({ window: march })))).toEqual(['20 HRB400E 2026-03', '20 HRB400E 2026-04']);
    expect(names(blocksToSearch(wants()))).toEqual([
      '20 HRB400E 2026-03',
      '20 * 2026-03',
      '* HRB400E 2026-03',
      '* * 2026-03',
    ]);
    const plate = (thickness: number | object) =>
      offers({
        subject: 'steel.plate',
        spec: { grade: 'Q355B', thickness: thickness as number, width: 2000, length: 8000 },
      });
    expect(names(blocksOf(plate(20)))).toEqual(['20 Q355B 2026-03']);
    expect(names(blocksOf(plate({ min: 12, max: 36 })))).toEqual([
      '14 Q355B 2026-03',
      '20 Q355B 2026-03',
      '30 Q355B 2026-03',
      '50 Q355B 2026-03',
    ]);
    expect(names(blocksOf(plate({ min: 60 })))).toEqual(['over Q355B 2026-03']);
    expect(names(blocksOf(plate({ max: 6 })))).toEqual(['6 Q355B 2026-03']);
  });

  it('reach to what serves, and to what is served', () => {
    const cement = (grade: string) => ({
      subject: 'cement.common',
      spec: { code: 'P·O', grade, form: 'bulk' },
      quantity: undefined,
    });
    const grades = (post: Candidate) => [...new Set(names(blocksToSearch(post)).map((name) => name.split(' ')[0]))];
    expect(grades(wants(cement('42.5')))).toEqual(['42.5', '42.5R', '*']);
    expect(grades(wants(cement('42.5R')))).toEqual(['42.5R', '*']);
    expect(grades(offers(cement('42.5R')))).toEqual(['42.5', '42.5R', '*']);
  });

  it('are by an attribute that every offer states', () => {
    for (const [subject, { by, unit }] of Object.entries(blocking.of as Record<string, Shelving>)) {
      const goods = subject === 'processing' ? goodsOf('processing', 'turning') : goodsOf('supply', subject);
      expect(goods?.tradingUnits, subject).toContain(unit);
      for (const { attribute, bands } of by) {
        const found = goods?.attributes.find(({ name }) => name === attribute);
        expect(found?.required, `${subject} ${attribute}`).toBe(true);
        expect(found?.values !== undefined || bands !== undefined, `${subject} ${attribute}`).toBe(true);
      }
    }
  });
});
