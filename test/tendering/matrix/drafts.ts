import type { Draft } from '../../../functions/tendering/draft.ts';
import { buyer, idFrom, lot } from '../fixtures.ts';
import { bidders, participant } from './cast.ts';

export const ceremony: Partial<Draft> = { openingMode: 'ceremony' };

/** The other buyer takes part; it sees the draft no more than anybody. */
export const joint: Partial<Draft> = {
  regime: 'soe-voluntary',
  joint: { round: idFrom('rnd', 1), hash: 'ab'.repeat(32), buyers: [buyer, participant], excluded: [participant.uscc] },
};
export const secondStage: Partial<Draft> = {
  regime: 'framework-second-stage',
  competition: {
    agreement: idFrom('agr', 1),
    members: bidders.slice(0, 2).map(({ id: supplier }) => ({ supplier, prices: [] })),
    excluded: [],
  },
};
export const optimised: Partial<Draft> = {
  regime: 'soe-voluntary',
  lots: [1, 2].map((n) =>
    lot(n, {
      allocation: {
        rule: 'optimised',
        step: { value: '10', unit: 'TNE', basis: 'theoretical' },
        maxWinners: 2,
        gap: '0.0001',
        nodes: 1000,
        otherwise: 'best-found',
      },
      freight: { basis: 'included' },
    }),
  ),
};
export const agreementTerm: Draft['agreementTerm'] = {
  from: '2026-05-01',
  to: '2027-04-30',
  price: { rule: 'fixed' },
  tolerance: '5',
  confirmDays: 3,
  acceptDays: 7,
  disputeDays: 15,
  paymentDays: 30,
};
