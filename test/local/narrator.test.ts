import { expect, it } from 'vitest';
import { grouped, narrator, verdict, wallTime } from '../../demo/narrator.ts';

it('remembers every number that is off', () => {
  const lines: string[] = [];
  const { check, failures } = narrator((line) => lines.push(line));
  check('right', ['1.00', 2], ['1.00', 2]);
  check('off by a fen', '6589889.28', '6589889.29');
  check('missing', undefined, '1');
  expect(failures).toEqual(['off by a fen', 'missing']);
  expect(lines.map((line) => line.trim()[0])).toEqual(['✓', '✗', '✗']);
});

it('ends with 1 when anything was off', () => {
  expect(verdict([], 5.25)).toEqual({ line: '全部相符，用时 5.3 秒。', code: 0 });
  expect(verdict(['off by a fen'], 5)).toEqual({ line: '有 1 处不符：off by a fen', code: 1 });
});

it.each([
  ['6589889.28', '6,589,889.28'],
  ['2905.1234', '2,905.1234'],
  ['118.00', '118.00'],
  ['1000', '1,000'],
])('groups %s as %s', (amount, text) => expect(grouped(amount)).toBe(text));

it('shows the time in Sanming', () => expect(wallTime('2026-03-27T16:00:00.000Z')).toBe('2026-03-28 00:00'));
