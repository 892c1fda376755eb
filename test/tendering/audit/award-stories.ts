import { allocate } from '../../../functions/tendering/allocate.ts';
import type { Allocation } from '../../../functions/tendering/allocation.ts';
import { recordedOf } from '../../../functions/tendering/record-allocation.ts';
import type { Opened } from '../../../functions/tendering/tender-state.ts';
import { highsSolver } from '../../../shared/ports/solver.highs.ts';
import type { Bundle } from '../../../shared/sealing/bundle.ts';
import { calendar, lot, rebarItem } from '../fixtures.ts';
import { award, candidates, evaluating, firstLot, frozenAt, openedAt, org, publish } from './acts.ts';
import { type Bids, bundleOf, evaluated, freeze, type Ledger, ledger, open, sealedBid, shownOf } from './ledger.ts';

const step = { value: '1', unit: 'TNE', basis: 'theoretical' } as const;
const when = '2026-04-10T02:00:00.000Z';

const revoke = (book: Ledger, set: Bids, n: number) =>
  book.run(when, {
    type: 'revokeAward',
    at: when,
    calendar,
    ...evaluated(book, set),
    ...{ lot: firstLot, supplier: org(n), ground: 'withdrew', reason: '中标人放弃中标' },
  });

/** Two winners by shares and a reserve; the first drops out, the second moves up and the reserve comes in. */
async function shares(): Promise<Bundle> {
  const book = ledger(11);
  const allocation: Allocation = { rule: 'shares', shares: ['0.6', '0.4'], step, reserves: 1 };
  publish(book, { lots: [lot(1, { items: [rebarItem(1, '101')], allocation })] });
  const set = { sealed: ['3500', '3400', '3300'].map((price, n) => sealedBid(book, n + 1, { 1: price })) };
  freeze(book, set, frozenAt);
  open(book, set, openedAt);
  candidates(book, set);
  award(book, set);
  revoke(book, set, 3);
  return bundleOf(book, set);
}

/** The least delivered cost: the cheapest has too little, freight is quoted, and a tier is reached; one drops out. */
async function optimised(): Promise<Bundle> {
  const book = ledger(12);
  const allocation: Allocation = {
    rule: 'optimised',
    step: { ...step, value: '35' },
    maxWinners: 2,
    gap: '0.0001',
    nodes: 1000,
    otherwise: 'best-found',
  };
  publish(book, { lots: [lot(1, { items: [rebarItem(1, '150')], allocation, freight: { basis: 'quoted' } })] });
  const offers = [
    { price: '3500', freight: '20', terms: { tiers: [{ from: { ...step, value: '80' }, discount: '0.01' }] } },
    { price: '3400', freight: '30', terms: { capacity: { ...step, value: '70' } } },
    { price: '3600', freight: '0', terms: {} },
  ];
  const set = {
    sealed: offers.map(({ price, freight, terms }, n) =>
      sealedBid(book, n + 1, { 1: price }, { freight: { amount: freight, currency: 'CNY' }, terms }),
    ),
  };
  freeze(book, set, frozenAt);
  open(book, set, openedAt);
  const made = evaluated(book, set);
  const { draft } = book.state as Opened;
  const bids = shownOf(book, set).map(({ disclosed }) => disclosed);
  const outcome = await allocate({ draft, evaluation: made.evaluation, bids, solver: highsSolver() });
  book.run(evaluating, { type: 'recordAllocation', at: evaluating, ...made, allocation: recordedOf(outcome, made) });
  candidates(book, set);
  award(book, set);
  revoke(book, set, 2);
  return bundleOf(book, set);
}

export const awardStories = { shares, optimised } as const;
