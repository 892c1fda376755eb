import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOf, dueOn, interestOn, openDues, paymentTerms } from '../../functions/contracts/settlement/payment.ts';
import { money, parseMoney } from '../../shared/kernel/money.ts';
import { addDays } from '../../shared/kernel/time.ts';
import { yuan } from './settlement-fixtures.ts';
import vectors from './settlement-vectors.json' with { type: 'json' };

const due = (amount: string, day = '2026-06-01') => ({ amount: yuan(amount), dueOn: day });
const paid = (amount: string, paidOn: string) => ({ amount: yuan(amount), paidOn });
const rate = '0.0005';
const interest = (...args: Parameters<typeof interestOn>) => money(interestOn(...args)).amount;

describe('the days of payment', () => {
  it.each([
    ['an organ', undefined, 'small', 30, 30, 'organ'],
    ['an organ that agreed 90', undefined, 'micro', 90, 60, 'organ-longest'],
    ['an organ that agreed nothing', undefined, 'medium', undefined, 30, 'organ'],
    ['a large firm', 'large', 'small', 45, 45, 'large-firm'],
    ['a large firm that agreed 90', 'large', 'small', 90, 90, 'large-firm'],
    ['a large firm that agreed nothing', 'large', 'small', undefined, 60, 'large-firm'],
    ['a small firm', 'small', 'small', 90, 90, 'agreed'],
    ['an organ, to a large firm', undefined, 'large', 90, 90, 'agreed'],
    ['an organ, to who stated no size', undefined, undefined, 90, 90, 'agreed'],
  ] as const)('%s', (_, buyer, supplier, agreed, days, rule) => {
    expect(paymentTerms(agreed, { buyer, supplier })).toMatchObject({ days, rule, interest: rate });
  });

  it('run from the confirmation, and end on a working day', () => {
    expect(dueOn('2026-06-09', 30)).toBe('2026-07-09');
    expect(dueOn('2026-09-01', 30)).toBe('2026-10-08');
  });
});

describe('interest', () => {
  it.each(vectors.interest)('$principal, $days days late, is $expect', ({ principal, days, perDay, expect: fen }) => {
    expect(interest([due(principal)], [], addDays('2026-06-01', days), perDay)).toBe(fen);
  });

  it('runs after the last day only, on what is open, and not on credits', () => {
    expect(interest([due('1000000.00')], [], '2026-06-01', rate)).toBe('0.00');
    expect(interest([due('1000000.00')], [paid('400000.00', '2026-06-11')], '2026-07-01', rate)).toBe('11000.00');
    expect(interest([due('1000000.00')], [paid('1000000.00', '2026-05-20')], '2026-07-01', rate)).toBe('0.00');
    expect(interest([due('-500.00')], [], '2027-06-01', rate)).toBe('0.00');
  });

  it('takes payments to what fell due first', () => {
    const dues = [due('100.00', '2026-07-01'), due('200.00')];
    expect(openDues(dues, parseMoney(yuan('250.00')))).toEqual([due('50.00', '2026-07-01')]);
    expect(interest(dues, [paid('250.00', '2026-06-21')], '2026-07-11', rate)).toBe('2.25');
  });

  it('is never less for paying later, and none of what is paid in time', () => {
    const fen = fc.bigInt(1n, 10n ** 10n);
    const day = fc.integer({ min: -30, max: 200 }).map((n) => addDays('2026-06-01', n));
    fc.assert(
      fc.property(fen, day, day, (amount, a, b) => {
        const [first = a, last = b] = [a, b].sort();
        const dues = [{ amount: money(amount), dueOn: '2026-06-01' }];
        const at = (paidOn: string) => interestOn(dues, [{ amount: money(amount), paidOn }], '2027-01-01', rate);
        expect(at(first) <= at(last)).toBe(true);
        if (first <= '2026-06-01') expect(at(first)).toBe(0n);
        expect(openDues(dues, amount)).toEqual([]);
      }),
    );
  });

  it.each([
    ['2026-06-01', 'not-due'],
    ['2026-06-02', '1-30'],
    ['2026-07-01', '1-30'],
    ['2026-07-02', '31-60'],
    ['2026-08-01', '61-90'],
    ['2026-08-31', 'over-90'],
  ])('on %s is of age %s', (today, age) => expect(ageOf('2026-06-01', today)).toBe(age));
});
