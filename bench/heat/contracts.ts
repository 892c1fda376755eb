import { keys } from '../../shared/table/keys.ts';
import { type Action, chance, fresh, nth, oneOf, peak, rank, read, type Touch, upTo, wrote } from './model.ts';
import { acting, change, changeOfOne, nation, organisation, year } from './nation.ts';

const agreement = () => nth('agreement', rank(nation.agreements, 0.8));
const callOff = () => nth('callOff', rank(10_000_000, 0.8));
const index = () => nth('priceIndex', rank(1000));
const agreementBytes = 60_000;

const parties = (make: (of: string) => string, family: string): Touch[] =>
  [organisation(), organisation()].map((of) => wrote(family, make(of)));

const accounts = (ledger: string, count: number): Touch[] =>
  Array.from({ length: count }, (_, at) => wrote('account', keys.account(ledger, `${at}`)));

function calledOff(): Touch[] {
  const of = agreement();
  return changeOfOne('callOff', { sidecars: 1, due: true }, [
    read('snapshot', keys.snapshot(of), { bytes: agreementBytes, now: false }),
    read('annex', keys.annex(of, 'share', 'x'), { bytes: 24_000, now: false }),
    ...['buyer', 'supplier'].map((side) => read('annex', keys.annex(of, 'signature', side))),
    ...[organisation(), organisation(), of].map((scope) => wrote('callOffList', keys.callOffList(scope, year))),
    ...accounts(of, 3),
  ]);
}

function delivered(): Touch[] {
  const of = callOff();
  return changeOfOne('delivery', { due: true }, [
    wrote('callOffDeliveries', keys.callOffDeliveries(of)),
    ...parties((party) => keys.agreementDeliveries(agreement(), party), 'agreementDeliveries'),
    wrote('waitingDeliveries', keys.waitingDeliveries(organisation())),
    wrote('weighTicket', keys.weighTicket(organisation(), `${upTo(2 ** 40)}`)),
    ...accounts(of, 2),
  ]);
}

/** Most statements are issued in the last days of a month: ten times as many as on another. */
const statements = peak(10 * nation.statements);
const statementsOfAYear = 250 * nation.statements;

function stated(): Touch[] {
  const id = fresh('statement');
  const series = index();
  return [
    ...change(id, { events: 2, sidecars: 2, due: true }),
    ...['line', 'price', 'sums'].map((kind) => wrote('annex', keys.annex(id, kind, '0'))),
    ...[agreement(), organisation(), organisation(), `${year}`, series].map((scope) =>
      wrote('statementList', keys.statementList(scope)),
    ),
    ...(['buyer', 'supplier'] as const).map((side) => wrote('payables', keys.payables(side, organisation()))),
    wrote('ratings', keys.ratings(organisation())),
    wrote('invoice', keys.invoice(organisation(), `${upTo(2 ** 40)}`)),
    read('annex', keys.annex(series, 'point', ''), { items: 31 }),
    read('callOffList', keys.callOffList(agreement(), year), { items: 50, now: false }),
    read('agreementDeliveries', keys.agreementDeliveries(agreement(), organisation()), { items: 200, now: false }),
    ...Array.from({ length: 20 }, () => read('snapshot', keys.snapshot(fresh('delivery')))),
    read('ratings', keys.ratings(organisation()), { items: 1000 }),
  ];
}

const requests = peak(nation.requests);

export const contracts: readonly Action[] = [
  {
    what: 'an agreement is made, signed or changed',
    perSecond: peak(5000),
    touches: () => {
      const id = agreement();
      return [
        ...change(id, { bytes: agreementBytes }),
        ...parties((party) => keys.agreementList(party, year), 'agreementList'),
        wrote('annex', keys.annex(id, 'signature', 'x')),
        read('annex', keys.annex(id, 'share', ''), { bytes: 40_000 }),
      ];
    },
  },
  { what: 'a call-off', perSecond: peak(nation.callOffs), touches: calledOff },
  {
    what: 'what an agreement’s ledger holds',
    perSecond: peak(50_000),
    touches: () => [read('account', keys.account(agreement(), ''), { items: 880 })],
  },
  { what: 'a delivery is told', perSecond: peak(nation.deliveries), touches: delivered },
  {
    what: 'a delivery is accepted',
    perSecond: peak(nation.deliveries),
    touches: () => [
      ...delivered(),
      ...change(callOff(), { asked: false }),
      ...[organisation(), organisation(), agreement()].map((scope) =>
        wrote('callOffList', keys.callOffList(scope, year)),
      ),
    ],
  },
  { what: 'a statement of a month is issued, at the end of that month', perSecond: statements, touches: stated },
  {
    what: 'points of a price index are recorded, and the statements found that stood on them',
    perSecond: peak(1000),
    touches: () => {
      const id = index();
      return [
        ...change(id),
        wrote('annex', keys.annex(id, 'point', 'x')),
        wrote('priceIndexList', keys.priceIndexList(nth('organisation', upTo(100)))),
        read('statementList', keys.statementList(id), { items: 0.13 * statementsOfAYear, bytes: 200 }),
      ];
    },
  },
  {
    what: 'a year’s statements, by a supervisor',
    perSecond: 1 / 60,
    touches: () => [read('statementList', keys.statementList(`${year}`), { items: statementsOfAYear })],
  },
  {
    what: 'agreements, call-offs, deliveries, statements and payables of one’s own',
    perSecond: 0.06 * requests,
    touches: () => {
      const of = organisation();
      return [
        acting(of),
        oneOf([
          () => read('agreementList', keys.agreementList(of, year), { items: 20, now: false }),
          () => read('callOffList', keys.callOffList(of, year), { items: 20, now: false }),
          () => read('callOffDeliveries', keys.callOffDeliveries(callOff()), { items: 20, now: false }),
          () => read('agreementDeliveries', keys.agreementDeliveries(agreement(), of), { items: 20, now: false }),
          () => read('waitingDeliveries', keys.waitingDeliveries(of), { items: 20, now: false }),
          () => read('statementList', keys.statementList(of), { items: 20, now: false }),
          () => read('payables', keys.payables('buyer', of), { items: 20, now: false }),
          () => read('snapshot', keys.snapshot(chance(0.5) ? callOff() : agreement()), { now: false }),
        ])(),
      ];
    },
  },
  {
    what: 'series of prices, by their keeper',
    perSecond: 5,
    touches: () => [
      read('priceIndexList', keys.priceIndexList(nth('organisation', upTo(100))), { items: 20, now: false }),
    ],
  },
];
