import { describe, expect, it } from 'vitest';
import type { Draft } from '../../functions/tendering/draft.ts';
import { type Regime, rulePackOf } from '../../functions/tendering/rules/pack.ts';
import { tenderDecider } from '../../functions/tendering/tender.ts';
import { parseInstant } from '../../shared/kernel/time.ts';
import { given } from '../support/given.ts';
import { calendar, deadline, drafted, idFrom, lot, published, rebarItem } from './fixtures.ts';

const under = (regime: Regime, more: Partial<Draft> = {}) =>
  given(tenderDecider, drafted({ regime, ...more }), {
    ...published,
    data: { ...published.data, rules: rulePackOf(regime) },
  } as typeof published);
const amend = (changes: Partial<Draft>) =>
  ({
    type: 'amendTender',
    at: parseInstant('2026-03-03T09:00:00+08:00'),
    calendar,
    changes,
    reason: '修改招标文件',
    files: [],
  }) as const;

/** Documents are no freer after their publication than before it (Bidding Law art. 18, 20, 23). */
describe('an amendment', () => {
  it('brings in no words that a publication may not have', () => {
    const error = under('bidding-compulsory')
      .when(amend({ text: '仅限三明市本地企业参加投标。' }))
      .refuses('words-address', '/changes/text');
    expect(error.params).toHaveProperty('article');
  });

  it('brings in no scoring that cannot be computed, and no method’s members that are not used', () => {
    const bands = [{ title: '0 至 100 分', from: '0', to: '100' }];
    const scoring = { priceWeight: '0.90', factors: [{ key: 'a', title: '供货保障', weight: '0.90', bands }] };
    const lots = [lot(1, { scoring })];
    under('bidding-compulsory', { method: 'scoring', lots: [lot(1)] })
      .when(amend({ lots }))
      .refuses('weights-sum', '/changes/lots/0/scoring');
    const criteria = [{ key: 'a', title: '交货', options: [{ title: '三日内', value: '1' }] }];
    under('soe-voluntary', { method: 'weighted-price', lots: [lot(1)] })
      .when(amend({ lots: [lot(1, { criteria })] }))
      .refuses('criteria-too-large', '/changes/lots/0/criteria');
  });

  it('says where in the amendment a fault of the draft stands', () => {
    const items = [{ ...rebarItem(1), category: 'steel.gold' }];
    under('bidding-compulsory')
      .when(amend({ lots: [lot(1, { items })] }))
      .refuses('category-unknown', '/changes/lots/0/items/0/category');
  });

  it('is not refused for what stood in the documents before, nor for the days of a publication', () => {
    under('bidding-compulsory', { text: '仅限三明市本地企业参加投标。', fairReview: undefined })
      .when(amend({ deadline: parseInstant('2026-03-30T09:00:00+08:00') }))
      .yields({ type: 'TenderAmended', data: { documentsVersion: 2 } });
    under('bidding-compulsory')
      .when(amend({ title: '2026年度螺纹钢集中采购（修改）' }))
      .yields({ type: 'TenderAmended', data: { draft: { deadline, lots: [{ id: idFrom('lot', 1) }, {}] } } });
  });
});
