import { describe, expect, it } from 'vitest';
import { checkDisclosed } from '../../shared/sealing/bid.ts';
import { refusal } from '../support/given.ts';
import { disclosed } from './fixtures.ts';

const withTotals = (totals: object) => ({
  ...disclosed,
  lots: disclosed.lots.map((lot, at) => (at === 0 ? { ...lot, ...totals } : lot)),
});
const cny = (amount: string) => ({ amount, currency: 'CNY' });

describe('the totals that a bidder states beside its unit prices', () => {
  it('may be there in figures, in words, in both, or not at all', () => {
    for (const totals of [
      {},
      { total: cny('4766875.00') },
      { totalInWords: '肆佰柒拾陆万陆仟捌佰柒拾伍元整' },
      { total: cny('1'), totalInWords: '人民币壹元整' },
    ]) {
      const value = withTotals(totals);
      expect(checkDisclosed(value)).toEqual(value);
    }
  });

  it.each([
    ['total', cny('0'), '/lots/0/total/amount not-positive'],
    ['total', cny('1.001'), '/lots/0/total/amount too-many-places'],
    ['total', { amount: 1, currency: 'CNY' }, '/lots/0/total/amount number-not-string'],
    ['total', { amount: '1', currency: 'USD' }, '/lots/0/total/currency currency-unknown'],
    ['total', undefined, '/lots/0/total required'],
    ['totalInWords', '三千元整', '/lots/0/totalInWords amount-words-malformed'],
    ['totalInWords', 1, '/lots/0/totalInWords wrong-type'],
    ['sum', '1', '/lots/0/sum unknown-field'],
  ])('%s %j is refused: %s', (member, value, fault) => {
    const error = refusal(() => checkDisclosed(withTotals({ [member]: value })));
    expect(error.code).toBe('bid-content-invalid');
    expect(error.errors.map(({ pointer, code }) => `${pointer} ${code}`)).toContain(fault);
  });
});
