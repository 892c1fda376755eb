import type { OpenedBid } from '../../functions/tendering/bid-record.ts';
import type { Draft, Lot } from '../../functions/tendering/draft.ts';
import type { Buyer, TenderEvent } from '../../functions/tendering/events.ts';
import { rulePackOf } from '../../functions/tendering/rules/pack.ts';
import type { TenderKey } from '../../functions/tendering/tender-state.ts';
import type { Membership } from '../../shared/kernel/actor.ts';
import { reviewedCalendar } from '../../shared/kernel/calendar.ts';
import { parseInstant } from '../../shared/kernel/time.ts';
import { fairReview } from '../support/world.ts';

/** An id of the right form that says which it is. */
export const idFrom = (prefix: string, n: number): string =>
  `${prefix}_01952000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const at = parseInstant('2026-03-02T09:00:00+08:00');
export const deadline = parseInstant('2026-03-24T09:00:00+08:00');
export const frozenAt = parseInstant('2026-03-24T09:01:00+08:00');
export const calendar = reviewedCalendar;

export const buyer: Buyer = {
  id: idFrom('org', 1),
  name: '三明市绿都建设投资集团有限公司',
  uscc: '91350404100000008Y',
  division: '350404',
};

export const rebarItem = (n: number, value = '100'): Lot['items'][number] => ({
  id: idFrom('itm', n),
  category: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
  quantity: { value, unit: 'TNE', basis: 'theoretical' },
  deliveryPoint: { division: '350404', address: '三元区列东街项目部' },
});

export const lot = (n: number, more: Partial<Lot> = {}): Lot => ({
  id: idFrom('lot', n),
  title: `第${n}标段`,
  items: [rebarItem(n)],
  estimate: { amount: '350000.00', currency: 'CNY' },
  allocation: { rule: 'winner-takes-all' },
  ...more,
});

export const draft = (more: Partial<Draft> = {}): Draft => ({
  title: '2026年度螺纹钢集中采购',
  regime: 'bidding-compulsory',
  method: 'lowest-evaluated-price',
  openingMode: 'automatic',
  deadline,
  bidValidityDays: 90,
  fairReview,
  lots: [lot(1), lot(2)],
  ...more,
});

export const sealingKey: TenderKey = { kid: 'kid', publicJwk: { kty: 'EC' }, wrapped: 'wrapped' };

export const drafted = (more: Partial<Draft> = {}): TenderEvent => ({
  type: 'TenderDrafted',
  v: 1,
  data: { buyer, draft: draft(more) },
  private: { estimates: {} },
});

export const published: TenderEvent = {
  type: 'TenderPublished',
  v: 1,
  data: {
    publishedAt: at,
    documentsVersion: 1,
    rules: rulePackOf('bidding-compulsory'),
    sealingKey: { kid: 'kid', publicJwk: {} },
    excluded: [],
  },
  private: { wrapped: 'wrapped' },
};

const counts = { root: 'ab'.repeat(32), count: 4, withdrawn: 1, stale: 0 };
export const frozen = (...bidders: number[]) => ({
  ...counts,
  perLot: bidders.map((n, index) => ({ lot: idFrom('lot', index + 1), bidders: n })),
});

export const bidsFrozen = (failedLots: string[] = []): TenderEvent => ({
  type: 'BidsFrozen',
  v: 1,
  data: { ...frozen(3, 3), failedLots, frozenAt },
});

export const openedAt = parseInstant('2026-03-24T09:01:30+08:00');
export const opened: TenderEvent = {
  type: 'TenderOpened',
  v: 1,
  data: { lawfulAt: deadline, decryptedAt: openedAt, opened: 3, unopened: [], records: 'cd'.repeat(32) },
};

/** A bid for one item a lot: `[lot, unit price]`. */
export const bid = (n: number, ...prices: (readonly [lot: number, amount: string])[]): OpenedBid => ({
  supplier: idFrom('org', 10 + n),
  name: `供应商${n}`,
  uscc: '913504041000003660',
  validUntil: '2026-12-31',
  lots: prices.map(([place, amount]) => ({
    lotId: idFrom('lot', place),
    items: [
      { itemId: idFrom('itm', place), unitPrice: { amount, currency: 'CNY' }, taxIncluded: true, taxRate: '0.13' },
    ],
  })),
});

export const supplier = (n: number, more: Partial<Membership> = {}): Membership => ({
  organisation: idFrom('org', 10 + n),
  name: `供应商${n}`,
  uscc: '913504041000003660',
  division: '350404',
  status: 'verified',
  kinds: ['supplier'],
  affiliates: [],
  roles: ['sales'],
  ...more,
});

/** The committee's report on the evaluation with this hash. */
export const reported = (hash = 'ef'): TenderEvent => ({
  type: 'EvaluationReported',
  v: 1,
  data: { evaluation: hash.repeat(32), reportedAt: openedAt },
});
