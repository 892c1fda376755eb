import { expect, test } from 'vitest';
import { categories, category, checkQuantityOf } from '../../shared/commodity/category.ts';
import { convertIn } from '../../shared/commodity/conversion.ts';
import { goods, orderable, processCodes } from '../../shared/commodity/process.ts';
import { refusal } from '../support/given.ts';

test('work is ordered beside goods, and is no category of the catalogue', () => {
  expect(processCodes).toContain('turning');
  for (const code of processCodes) expect([category(code), goods(code)?.code]).toEqual([undefined, code]);
  for (const { code } of categories()) expect(goods(code)?.code).toBe(code);
  expect(refusal(() => orderable('knitting')).code).toBe('category-unknown');
});

test('work is counted in pieces or by mass, on no weighing basis, and turns into nothing else', () => {
  const turning = orderable('turning');
  const pieces = { value: '40', unit: 'H87' } as const;
  expect(checkQuantityOf(turning, pieces, '/quantity')).toBe(pieces);
  expect(refusal(() => checkQuantityOf(turning, { ...pieces, unit: 'MTR' }, '/quantity')).code).toBe('unit-not-traded');
  const weighed = { value: '2', unit: 'TNE', basis: 'weighed' } as const;
  expect(refusal(() => checkQuantityOf(turning, weighed, '/quantity')).code).toBe('basis-not-allowed');
  expect(convertIn(turning, { attributes: {}, quantity: pieces, to: 'H87' }).quantity).toEqual(pieces);
  expect(refusal(() => convertIn(turning, { attributes: {}, quantity: pieces, to: 'TNE' })).code).toBe(
    'conversion-not-defined',
  );
});
