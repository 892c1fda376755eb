import { describe, expect, it } from 'vitest';
import { checkDraft, type Draft } from '../../../functions/tendering/draft.ts';
import type { AgreementTerms } from '../../../functions/tendering/framework.ts';
import { checkTender } from '../../../functions/tendering/rules/check.ts';
import { rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { refusal } from '../../support/given.ts';
import { at, calendar, draft, idFrom, lot, rebarItem } from '../fixtures.ts';

const terms: AgreementTerms = {
  from: '2026-05-01',
  to: '2027-04-30',
  price: { rule: 'index-premium', dates: 'ten-days' },
  tolerance: '5',
  confirmDays: 3,
  acceptDays: 7,
  disputeDays: 15,
  paymentDays: 30,
};
const priceIndex = { index: idFrom('idx', 1), base: { amount: '3385.5000', currency: 'CNY' } } as const;
const indexed = [lot(1, { items: [{ ...rebarItem(1), priceIndex }] })];
const withTerms = (more: Partial<AgreementTerms> = {}): Draft =>
  draft({ agreementTerm: { ...terms, ...more }, lots: indexed });
const faults = (of: Draft) => refusal(() => checkDraft(of)).errors.map(({ code, pointer }) => `${code} ${pointer}`);

describe('the terms of an agreement', () => {
  it('are taken where they are sound, to the last number that may be', () => {
    for (const more of [{}, { to: terms.from }, { tolerance: '20' }, { tolerance: '0' }]) {
      expect(checkDraft(withTerms(more))).toEqual(withTerms(more));
    }
  });

  it.each([
    ['a term that ends before it begins', { to: '2026-04-30' }, 'term-reversed /agreementTerm/to'],
    [
      'a roll-over within it',
      { rollOver: { until: '2027-04-30' } },
      'roll-over-within-term /agreementTerm/rollOver/until',
    ],
    ['more than a fifth of tolerance', { tolerance: '20.01' }, 'tolerance-too-large /agreementTerm/tolerance'],
    [
      'a band of nothing',
      { price: { rule: 'band', band: '0.00', dates: 'month' } },
      'band-out-of-range /agreementTerm/price/band',
    ],
    [
      'a band of all',
      { price: { rule: 'band', band: '1', dates: 'month' } },
      'band-out-of-range /agreementTerm/price/band',
    ],
  ] as const)('%s is a fault', (_, more, found) => {
    expect(faults(withTerms(more))).toEqual([found]);
  });

  it('follow no index that stands at nothing', () => {
    const zero = { ...priceIndex, base: { amount: '0.0000', currency: 'CNY' } } as const;
    const lots = [lot(1, { items: [{ ...rebarItem(1), priceIndex: zero }] })];
    expect(faults({ ...withTerms(), lots })).toEqual([
      'index-base-not-positive /lots/0/items/0/priceIndex/base/amount',
    ]);
  });
});

describe('the check of documents that an agreement follows', () => {
  const found = (of: Draft) =>
    checkTender(of, rulePackOf('bidding-compulsory'), { at, calendar })
      .filter(({ pointer }) => /agreementTerm|priceIndex/.test(pointer))
      .map(({ code, severity, pointer, article }) => ({ code, severity, pointer, article }));
  const article = '《保障中小企业款项支付条例》（国务院令第802号，2025年修订）第九条';
  const pointer = '/agreementTerm/paymentDays';

  it.each([
    [30, []],
    [31, [{ code: 'payment-days-unusual', severity: 'advised', pointer, article }]],
    [60, [{ code: 'payment-days-unusual', severity: 'advised', pointer, article }]],
    [61, [{ code: 'payment-days-long', severity: 'refused', pointer, article }]],
  ])('payment within %i days', (paymentDays, findings) => {
    expect(found(withTerms({ paymentDays }))).toEqual(findings);
  });

  it('wants an index for each item where prices follow one, and none where they are fixed or nothing follows', () => {
    const [missing] = found({ ...withTerms(), lots: [lot(1)] });
    expect(missing).toMatchObject({
      code: 'price-index-missing',
      severity: 'refused',
      pointer: '/lots/0/items/0/priceIndex',
    });
    expect(found(withTerms({ price: { rule: 'fixed' } }))[0]).toMatchObject({ code: 'price-index-not-used' });
    expect(found(draft({ lots: indexed }))[0]).toMatchObject({ code: 'price-index-not-used', severity: 'refused' });
  });

  it('wants an agreement that is not over when bids are due', () => {
    const over = { from: '2026-03-01', to: '2026-03-24' };
    expect(found(withTerms(over))[0]).toMatchObject({ code: 'agreement-over', severity: 'refused' });
    expect(found(withTerms({ ...over, to: '2026-03-25' }))).toEqual([]);
  });
});
