import type { Item } from '../../../functions/tendering/draft.ts';
import type { AgreementTerms, Competition } from '../../../functions/tendering/framework.ts';
import type { Bundle } from '../../../shared/sealing/bundle.ts';
import { buyer, calendar, idFrom, lot, rebarItem } from '../fixtures.ts';
import { award, candidates, firstLot, frozenAt, openedAt, org, publish } from './acts.ts';
import { bundleOf, evaluated, freeze, ledger, open, sealedBid } from './ledger.ts';

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

/** Two counties buy together: an agreement with a winner and a reserve, which takes the winner's place. */
export async function framework(): Promise<Bundle> {
  const book = ledger(9);
  const second = { ...buyer, id: idFrom('org', 2), name: '沙县区住房和城乡建设局', uscc: '91350404100000004Y' };
  const item: Item = {
    ...rebarItem(1),
    demand: { line: idFrom('dln', 1), buyer: second.id },
    priceIndex: { index: idFrom('idx', 1), base: { amount: '3385.5', currency: 'CNY' } },
  };
  const joint = { round: idFrom('rnd', 1), hash: 'ab'.repeat(32), buyers: [buyer, second], excluded: [second.uscc] };
  const allocation = { rule: 'reserves', reserves: 1 } as const;
  publish(book, { joint, agreementTerm: terms, lots: [lot(1, { items: [item], allocation })] });
  const set = { sealed: ['3500', '3400', '3300'].map((price, n) => sealedBid(book, n + 1, { 1: price })) };
  freeze(book, set, frozenAt);
  open(book, set, openedAt);
  candidates(book, set);
  award(book, set);
  const when = '2026-04-10T02:00:00.000Z';
  const ground = { lot: firstLot, supplier: org(3), ground: 'withdrew', reason: '中标人放弃中标' } as const;
  book.run(when, { type: 'revokeAward', at: when, calendar, ...ground, ...evaluated(book, set) });
  return bundleOf(book, set);
}

/** A second stage between two members, one of which asks for more than it agreed to. */
export async function secondStage(): Promise<Bundle> {
  const book = ledger(10);
  const price = (n: number, amount: string): Competition['members'][number] => ({
    supplier: org(n),
    prices: [{ item: rebarItem(1).id, unitPrice: { amount, currency: 'CNY' } }],
  });
  const competition = { agreement: idFrom('agr', 1), members: [price(1, '3400'), price(2, '3450')], excluded: [] };
  publish(book, { regime: 'framework-second-stage', competition, lots: [lot(1)] });
  const set = { sealed: ['3400.0001', '3450'].map((amount, n) => sealedBid(book, n + 1, { 1: amount })) };
  freeze(book, set, frozenAt);
  open(book, set, openedAt);
  candidates(book, set);
  award(book, set);
  return bundleOf(book, set);
}
