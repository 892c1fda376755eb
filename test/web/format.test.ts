import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../../shared/kernel/money.ts';
import {
  amountText,
  dayText,
  deadlineText,
  grouped,
  inTenThousands,
  leftUntil,
  momentText,
  monthText,
  numeral,
  plain,
} from '../../web/kit/format.ts';

const yuan = (amount: string) => ({ amount, currency: 'CNY' }) as const;

describe('amounts', () => {
  test.each([
    ['10200000.00', '1,020 万元'],
    ['9950000.00', '995 万元'],
    ['12345.67', '1.234567 万元'],
    ['9999.99', '9,999.99 元'],
    ['0.50', '0.50 元'],
    ['-12345678.90', '-1,234.56789 万元'],
  ])('of %s are written %s', (amount, text) => expect(amountText(yuan(amount), 'zh')).toBe(text));

  test('in English have their currency', () => expect(amountText(yuan('10200000.00'), 'en')).toBe('CNY 10,200,000.00'));

  test('lose nothing when they are written in 万元', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 16n }), (fen) => {
        const [whole = '', fraction = ''] = inTenThousands(money(fen).amount).split('.');
        expect(BigInt(whole + fraction.padEnd(6, '0'))).toBe(fen);
      }),
    );
  });
});

test('digits are grouped and bare', () => {
  expect(['1234567.8', '123', '-1234.5', '1000'].map(grouped)).toEqual(['1,234,567.8', '123', '-1,234.5', '1,000']);
  expect(['1200.000', '0.50', '100', '0.000'].map(plain)).toEqual(['1200', '0.5', '100', '0']);
});

test('days and moments are of Shanghai, whatever clock the reader’s machine has', () => {
  expect([monthText('2026-05', 'zh'), monthText('2026-05', 'en')]).toEqual(['2026年5月', 'May 2026']);
  expect(dayText('2026-12-31', 'zh')).toBe('2026年12月31日');
  expect(dayText('2026-12-31T16:30:00Z', 'zh')).toBe('2027年1月1日');
  expect(dayText('2026-12-31T16:30:00Z', 'en')).toBe('1 Jan 2027');
  expect(momentText('2026-03-26T01:30:00.000Z', 'zh')).toBe('2026年3月26日 09:30');
  expect(momentText('2026-03-25T16:00:00.000Z', 'zh')).toBe('2026年3月26日 00:00');
});

test('what is left is counted to the second, and never below nothing', () => {
  const now = Date.parse('2026-03-02T01:00:00Z');
  expect(leftUntil('2026-03-04T03:04:05Z', now)).toEqual({ days: 2, hours: 2, minutes: 4, seconds: 5, past: false });
  expect(leftUntil('2026-03-02T01:00:00.200Z', now)).toMatchObject({ seconds: 1, past: false });
  expect(leftUntil('2026-03-02T00:59:59Z', now)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 0, past: true });
});

test.each([
  ['2026-03-09T16:00:00.000Z', '2026年3月9日 24:00', '9 Mar 2026 24:00'],
  ['2026-03-26T01:30:00.000Z', '2026年3月26日 09:30', '26 Mar 2026 09:30'],
])('until %s may be acted until %s', (at, zh, en) => {
  expect([deadlineText(at, 'zh'), deadlineText(at, 'en')]).toEqual([zh, en]);
});

test.each([
  [8, '八'],
  [10, '十'],
  [17, '十七'],
  [40, '四十'],
  [105, '一百零五'],
  [110, '一百一十'],
  [628, '六百二十八'],
  [1260, '一千二百六十'],
  [1008, '一千零八'],
])('article %d is counted %s', (number, said) => expect(numeral(number)).toBe(said));
