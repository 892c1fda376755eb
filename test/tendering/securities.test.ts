import { describe, it } from 'vitest';
import { tenderDecider } from '../../functions/tendering/tender.ts';
import { given } from '../support/given.ts';
import { bidsFrozen, drafted, idFrom, opened, openedAt, published } from './fixtures.ts';

const yuan = (amount: string) => ({ amount, currency: 'CNY' }) as const;
const [supplier, lot] = [idFrom('org', 11), idFrom('lot', 1)];
const held = {
  supplier,
  lot,
  form: 'transfer',
  issuer: '中国银行三明分行',
  number: '202603240001',
  amount: yuan('7000.00'),
  validTo: '2026-12-31',
} as const;
const giveBack = {
  type: 'returnSecurity',
  at: openedAt,
  supplier,
  lot,
  returnedOn: '2026-03-24',
  interest: yuan('3.21'),
  held,
} as const;

describe('a bid security', () => {
  it('is given back however the tender ends: cancelled or failed after the opening too (Reg. art. 31)', () => {
    const past = [drafted(), published, bidsFrozen(), opened];
    const ends = [
      { type: 'TenderCancelled', v: 1, data: { reason: '项目取消', cancelledAt: openedAt } },
      { type: 'TenderFailed', v: 1, data: { reason: 'nothing-to-award', article: '第四十二条', why: '全部否决' } },
    ] as const;
    for (const end of ends) {
      const over = given(tenderDecider, ...past, end);
      over.when(giveBack).yields({ type: 'SecurityReturned' });
      over.when({ ...giveBack, held: undefined }).refuses('not-found');
      over.when({ type: 'recordSecurity', at: openedAt, security: held, hasBid: true }).refuses('tender-status');
    }
    given(tenderDecider, drafted(), published).when(giveBack).refuses('tender-status');
  });
});
