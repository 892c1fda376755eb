import { keys, vaultKeys } from '../../shared/table/keys.ts';
import { type Action, chance, fresh, nth, peak, put, rank, read, type Touch, upTo, wrote } from './model.ts';
import { acting, category, change, containers, nation, organisation, today, user, year } from './nation.ts';

/** The joint tender that everybody looks at: as large as it may be when it is published. */
const everybodys = nth('tender', 1);
const itsBytes = 100_000;
/** Another that closed this morning with 10,000 bids, and is opened and evaluated now. */
const opened = nth('tender', 2);
const shards = vaultKeys.shards(opened);
let turn = 0;
const shardInTurn = (): string => shards[turn++ % shards.length] as string;
const openTenders = 50_000;
const tender = () => nth('tender', 10 + rank(openTenders, 0.8));

const requests = peak(nation.requests);

/** A bid of 16 KiB as the vault has it (`sealedItem` in `bench/heat/bids.ts`). */
export const bidBytes = 23_922;

const lists = (): Touch[] =>
  ['all', category(), `buyer:${organisation()}`].map((scope) => wrote('tenderList', keys.tenderList(scope, year)));

/** Every change of a tender touches its gate, and the head that is signed at midnight. */
function tenderChanged(id: string, asked = true): Touch[] {
  return [...change(id, { asked }), wrote('gate', keys.gate(id)), wrote('pendingHead', keys.pendingHead(id, today))];
}

const listed = (scope: string): Touch[] =>
  [year + 2, year + 1, year].map((of) =>
    read('tenderList', keys.tenderList(scope, of), { items: of === year ? 20 : 0, now: false }),
  );

const annexes = (id: string, kind: string, items: number, now = true): Touch =>
  read('annex', keys.annex(id, kind, ''), { items, now });

/** One clerk in ten works on a unit of the largest round. */
const round = () => nth('round', rank(20_000, 0.8));

export const tendering: readonly Action[] = [
  {
    what: 'a bid in the last second of one tender',
    perSecond: nation.bidsInTheLastSecond,
    touches: () => {
      const supplier = nth('organisation', upTo(nation.organisations));
      return [
        read('membership', keys.membership(`bidder of ${supplier}`, supplier)),
        put('vault.bid', vaultKeys.bid(everybodys, supplier), bidBytes),
      ];
    },
  },
  {
    what: 'the gate of that tender, once a second by each container that takes bids',
    perSecond: containers + 0.05 * nation.bidsInTheLastSecond,
    touches: () => [read('gate', keys.gate(everybodys), { now: false }), read('gateLists', keys.gateLists(everybodys))],
  },
  {
    what: 'a bid that is refused',
    perSecond: 500,
    touches: () => [read('gate', keys.gate(everybodys)), read('gateLists', keys.gateLists(everybodys))],
  },
  {
    what: 'a bid of any other tender',
    perSecond: peak(100_000),
    touches: () => {
      const of = organisation();
      return [acting(of), put('vault.bid', vaultKeys.bid(tender(), of), bidBytes), read('gate', keys.gate(tender()))];
    },
  },
  {
    what: 'a bid is marked frozen, 16 at a time, from each shard in turn',
    perSecond: 16 / 0.01,
    touches: () => [put('vault.bid', shardInTurn(), bidBytes)],
  },
  {
    what: 'a bid is opened',
    perSecond: 120,
    touches: () => {
      const of = organisation();
      return [put('openedBid', keys.openedBid(opened, of)), put('privateBid', keys.privateBid(opened, of))];
    },
  },
  {
    what: 'the leaves of a root of 10,000 bids',
    perSecond: 1,
    touches: () => [put('leaves', keys.leaves(opened, 'root', 0)), read('leaves', keys.leaves(opened, 'root', 0))],
  },
  {
    what: 'the record of an opening of 10,000 bids is shown, or its evaluation',
    perSecond: 5,
    touches: () => [
      read('openedBid', keys.openedBid(opened, ''), { items: 10_000 }),
      annexes(opened, 'opinion', 70_000),
    ],
  },
  {
    what: 'a bid as its committee sees it',
    perSecond: 7,
    touches: () => [read('privateBid', keys.privateBid(opened, organisation()))],
  },
  {
    what: 'a committee of seven scores',
    perSecond: 3,
    touches: () => [...tenderChanged(nth('tender', 3)), wrote('annex', keys.annex(nth('tender', 3), 'sheet', 'x'))],
  },
  {
    what: 'the open tender that everybody reads',
    perSecond: 0.03 * requests,
    touches: () => [read('snapshot', keys.snapshot(everybodys), { bytes: itsBytes, now: false })],
  },
  {
    what: 'any tender',
    perSecond: 0.07 * requests,
    touches: () => [read('snapshot', keys.snapshot(tender()), { now: false })],
  },
  {
    what: 'questions, clarifications and the log of a tender',
    perSecond: 0.03 * requests,
    touches: () => {
      const id = chance(0.3) ? everybodys : tender();
      return [
        annexes(id, 'question', 20, false),
        annexes(id, 'answer', 200),
        read('event', keys.event(id, 1), { items: 20, now: false }),
      ];
    },
  },
  {
    what: 'a page of tenders',
    perSecond: 0.08 * requests,
    touches: () => listed(chance(0.3) ? 'all' : chance(0.7) ? category() : `buyer:${organisation()}`),
  },
  {
    what: 'a tender is drafted, published, clarified, awarded',
    perSecond: peak(10 * nation.tenders),
    touches: () => [...tenderChanged(tender()), ...lists(), wrote('gateLists', keys.gateLists(tender()))],
  },
  {
    what: 'a question or an objection',
    perSecond: peak(20_000),
    touches: () => {
      const id = chance(0.1) ? everybodys : tender();
      return [...tenderChanged(id), wrote('annex', keys.annex(id, 'question', 'x'))];
    },
  },
  {
    what: 'heads that are to be signed, shard by shard',
    perSecond: 16 / 60,
    touches: () => keys.allPendingHeads().map((pk) => read('pendingHead', pk, { items: 100, now: false })),
  },
  {
    what: 'a head is signed',
    perSecond: 50,
    touches: () => {
      const id = tender();
      return [
        put('signedHead', keys.signedHead(id, today, 1)),
        put('pendingHead', keys.pendingHead(id, today)),
        read('signedHead', keys.signedHead(id, today, 1), { items: 20 }),
      ];
    },
  },
  {
    what: 'an expert is entered',
    perSecond: peak(1000),
    touches: () => [
      ...change(`exp_${upTo(nation.experts)}`, { sidecars: 5 }),
      wrote('experts', keys.experts('active')),
    ],
  },
  {
    what: 'a committee is drawn from all experts',
    perSecond: peak(nation.tenders),
    touches: () => [read('experts', keys.experts('active'), { items: nation.experts })],
  },
  {
    what: 'a key for shares of ceremonies',
    perSecond: peak(3000),
    touches: () => [put('ceremonyKey', keys.ceremonyKey(user())), read('ceremonyKey', keys.ceremonyKey(user()))],
  },
  {
    what: 'a year of the calendar',
    perSecond: 0.01 * requests,
    touches: () => [read('snapshot', keys.snapshot('cal_2026'), { now: false })],
  },
  {
    what: 'a unit reports its demand',
    perSecond: peak(20_000),
    touches: () => {
      const id = round();
      return [
        ...change(id),
        wrote('annex', keys.annex(id, 'report', 'x'), 7000),
        wrote('roundList', keys.roundList(organisation())),
      ];
    },
  },
  {
    what: 'a round is locked, or becomes a tender',
    perSecond: peak(2000),
    touches: () => {
      const id = round();
      return [
        ...change(id),
        annexes(id, 'report', 187),
        wrote('roundList', keys.roundList(`locked#${year}`)),
        wrote('roundOfTender', keys.roundOfTender(fresh('tender'))),
        read('roundOfTender', keys.roundOfTender(tender())),
      ];
    },
  },
  {
    what: 'rounds of a unit',
    perSecond: 0.005 * requests,
    touches: () => [read('roundList', keys.roundList(organisation()), { items: 20 })],
  },
];
