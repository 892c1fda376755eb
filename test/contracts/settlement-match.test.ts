import { describe, expect, it } from 'vitest';
import { linesOf } from '../../functions/contracts/settlement/lines.ts';
import { type Invoice, type InvoiceLine, matchFaults } from '../../functions/contracts/settlement/match.ts';
import { money } from '../../shared/kernel/money.ts';
import { accepted, ids, line, yuan } from './settlement-fixtures.ts';

const { lines, prices, total } = linesOf(
  { rule: 'fixed' },
  [accepted({ n: 1 }), accepted({ n: 2, settled: '30' })],
  new Map(),
);
const name = (n: number): string => `${ids.delivery(n)}/${line.item}`;
const statement = {
  amount: money(total.gross),
  invoiced: yuan('0.00'),
  lines,
  prices,
  disputed: [],
};
const first: InvoiceLine = {
  line: name(1),
  quantity: '34.980',
  unitPrice: yuan('3313.00'),
  taxRate: '0.13',
  amount: yuan('115888.74'),
};
const invoice = (more: Partial<Invoice> = {}): Invoice => ({
  number: '26350001',
  amount: money(total.gross),
  issuedOn: '2026-06-02',
  ...more,
});
const codes = (of: Invoice, more: Partial<typeof statement> = {}) =>
  matchFaults(of, { ...statement, ...more }).map(({ code }) => code);

describe('the three-way match', () => {
  it('finds nothing where call-off, delivery and invoice agree', () => {
    expect(codes(invoice())).toEqual([]);
    expect(codes(invoice({ amount: first.amount, lines: [first] }))).toEqual([]);
    expect(codes(invoice({ amount: yuan('99390.00') }), { invoiced: yuan('115888.74') })).toEqual([]);
  });

  it('names every difference at once', () => {
    const wrong = {
      ...first,
      quantity: '38.6',
      unitPrice: yuan('3314.00'),
      taxRate: '0.09',
      amount: yuan('116321.40'),
    };
    expect(codes(invoice({ amount: yuan('300000.00'), lines: [wrong], issuedOn: '2026-05-11' }))).toEqual([
      'lines-sum-differs',
      'over-invoiced',
      'quantity-differs-from-delivery',
      'quantity-over-call-off',
      'price-differs',
      'tax-rate-differs',
      'line-amount-differs',
      'invoiced-before-delivery',
    ]);
    expect(codes(invoice({ amount: yuan('1.00') }))).toEqual(['amount-differs']);
    expect(matchFaults(invoice({ amount: yuan('1.00') }), statement)[0]).toEqual({
      code: 'amount-differs',
      expected: '215278.74',
      found: '1.00',
    });
  });

  it('knows lines that are unknown, told twice, disputed, or more than was called off', () => {
    const unknown = { ...first, line: `${ids.delivery(9)}/x` };
    expect(codes(invoice({ amount: yuan('115888.74'), lines: [unknown] }))).toEqual(['line-unknown']);
    expect(codes(invoice({ amount: yuan('231777.48'), lines: [first, first] }))).toEqual([
      'over-invoiced',
      'line-twice',
    ]);
    expect(codes(invoice({ amount: first.amount, lines: [first] }), { disputed: [name(1)] as never })).toEqual([
      'line-disputed',
    ]);
  });
});
