import { describe, expect, it } from 'vitest';
import { writtenSum } from '../../../functions/tendering/evaluation/arithmetic.ts';
import { rebarItem } from '../fixtures.ts';
import { cny, oneLot } from './support.ts';

const [first, second] = [rebarItem(1, '3.5'), rebarItem(2, '0.333')];
const lot = (more: object = {}) => {
  const [only] = oneLot({ items: [first, second], ...more }).lots;
  if (only === undefined) throw new Error('no lot');
  return only;
};
const offered = (itemId: string, amount: string, more: object = {}) => ({
  itemId,
  unitPrice: cny(amount),
  taxIncluded: true,
  taxRate: '0.13',
  ...more,
});

describe('what a bid comes to as it is written', () => {
  it('is quantity × price with tax, a line each to the fen, and their sum', () => {
    const items = [offered(first.id, '3000'), offered(second.id, '2999.99', { taxIncluded: false })];
    const { amounts, price } = writtenSum(lot(), { lotId: lot().id, items });
    expect(amounts).toEqual([
      { itemId: first.id, amount: cny('10500.00') },
      { itemId: second.id, amount: cny('1128.87') },
    ]);
    expect(price).toBe(1_162_887n);
  });

  it('says nothing of items that are left out, and corrects no total', () => {
    const items = [offered(second.id, '1000')];
    const { amounts, price } = writtenSum(lot(), { lotId: lot().id, items, total: cny('9.00') });
    expect(amounts.map(({ itemId }) => itemId)).toEqual([second.id]);
    expect(price).toBe(33_300n);
  });

  it('has the freight that the documents ask for', () => {
    const items = [offered(first.id, '3000', { freight: cny('20') })];
    expect(writtenSum(lot({ freight: { basis: 'quoted' } }), { lotId: lot().id, items }).price).toBe(1_057_000n);
  });
});
