import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concentration, onTime, progress, savings } from '../../functions/contracts/figures.ts';
import { conceded } from '../../functions/contracts/settlement/dispute.ts';
import {
  differences,
  linesOf,
  type Priceable,
  pricedNow,
  readingKey,
} from '../../functions/contracts/settlement/lines.ts';
import { sumsOf } from '../../functions/contracts/settlement/sums.ts';
import { money } from '../../shared/kernel/money.ts';
import { equal, one, parseFraction, sum } from '../../shared/kernel/ratio.ts';
import { accepted, ids, reading, yuan } from './settlement-fixtures.ts';

const listed = (id: string, more: object = {}) => ({
  id,
  agreement: ids.agreement,
  buyer: ids.buyer,
  supplier: ids.supplier,
  month: '2026-05',
  amount: yuan('100.00'),
  issuedAt: '2026-06-01T00:00:00.000Z',
  ...more,
});
const rule = { rule: 'index-premium', dates: 'month' } as const;
const at = (price: string) => {
  const read = reading([price]);
  return new Map([[readingKey(read), read]]);
};
const statement = (price: string): Priceable => linesOf(rule, [accepted({ settled: '10' })], at(price));

describe('savings', () => {
  it('are the series less what goods cost at it, without VAT and freight', () => {
    const { againstIndex, from } = savings([{ listed: listed('stm_1'), sums: sumsOf(statement('3300')) }], []);
    expect([againstIndex.saved.shown, againstIndex.saved.exact, from]).toEqual([
      '309.73',
      '35000/113',
      ['/v1/statements/stm_1'],
    ]);
    expect([againstIndex.covered?.exact, againstIndex.rate?.shown]).toEqual(['1/1', '1.06%']);
  });

  it('are the own last price less what the same goods cost now, only of what was bought before', () => {
    const before = [
      { listed: listed('stm_0', { month: '2025-11', agreement: 'agr_0' }), sums: sumsOf(statement('3413')) },
    ];
    const now = [{ listed: listed('stm_1'), sums: sumsOf(statement('3300')) }];
    const { againstOwn } = savings(now, before);
    expect([againstOwn.saved.shown, againstOwn.from]).toEqual(['1000.00', ['/v1/statements/stm_0']]);
    const other = [{ listed: listed('stm_0', { buyer: 'org_other' }), sums: sumsOf(statement('3413')) }];
    expect(savings(now, other).againstOwn).toMatchObject({
      saved: { exact: '0/1' },
      rate: null,
      covered: { exact: '0/1' },
    });
  });

  it('with corrections are those of what was settled in the end', () => {
    const first = statement('3300');
    const correction = differences(pricedNow(first, []), at('3350'));
    const corrected = savings(
      [
        { listed: listed('a'), sums: sumsOf(first) },
        { listed: listed('b'), sums: sumsOf(correction) },
      ],
      [],
    );
    const whole = savings([{ listed: listed('a'), sums: sumsOf(statement('3350')) }], []);
    expect([corrected.net, corrected.againstIndex]).toEqual([whole.net, whole.againstIndex]);
    const [line] = first.lines;
    if (line === undefined) throw new Error('no line');
    const claim = { line: line.line, stated: line.amount, claimed: yuan('11300.00') };
    const settled = savings(
      [
        { listed: listed('a'), sums: sumsOf(first) },
        { listed: listed('c'), sums: sumsOf(conceded(first, [claim], [])) },
      ],
      [],
    );
    expect(settled.net.shown).toBe('10000.00');
  });
});

describe('concentration and delivery', () => {
  it('has shares that sum to one, and an index between 1/n and 1', () => {
    const amounts = fc.array(fc.bigInt(1n, 10n ** 9n), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(amounts, (all) => {
        const { suppliers, hhi } = concentration(
          all.map((fen, n) => listed(`stm_${n}`, { supplier: `org_${n}`, amount: money(fen) })),
        );
        expect(equal(sum(suppliers.map(({ share }) => parseFraction(share.exact))), one)).toBe(true);
        const index = parseFraction(hhi.exact);
        expect(index.n <= index.d && index.n * BigInt(all.length) >= index.d).toBe(true);
      }),
    );
    expect(concentration([])).toMatchObject({ hhi: { exact: '0/1' }, suppliers: [] });
  });

  it('counts lines, not months', () => {
    const rating = { onTime: null, quantity: null, quality: null, documents: null, response: null, total: null };
    const facts = (due: number, inTime: number) => ({
      rating: { ...rating, facts: { due, onTime: inTime, delivered: 0, documented: 0, asked: 0, answered: 0 } },
    });
    const found = onTime([listed('a', facts(9, 9)), listed('b', facts(1, 0)), listed('c')] as never);
    expect(found).toMatchObject({
      due: 10,
      onTime: 9,
      share: { exact: '9/10', shown: '90.00%' },
      from: ['/v1/statements/a', '/v1/statements/b'],
    });
  });

  it('never adds tonnes that were weighed to those that were reckoned', () => {
    const row = { buyer: 'b', supplier: 's', unit: 'TNE', agreed: '100.5', calledOff: '20', done: '10.05' };
    const { buyers, from } = progress(ids.agreement, [
      { ...row, basis: 'weighed' },
      { ...row, basis: 'theoretical' },
      { ...row, basis: 'weighed', supplier: 't' },
    ]);
    expect(buyers.map(({ basis, agreed, share }) => [basis, agreed.exact, share?.exact])).toEqual([
      ['weighed', '201/1', '1/10'],
      ['theoretical', '201/2', '1/10'],
    ]);
    expect(from).toEqual([`/v1/agreements/${ids.agreement}`]);
  });
});
