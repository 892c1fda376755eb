import { followerShard, followerShards, keys, viewShard, viewShards } from '../../shared/table/keys.ts';
import { type Action, chance, nth, peak, put, rank, read, type Touch, upTo, wrote } from './model.ts';
import { acting, category, change, changeOfOne, month, nation, organisation, year } from './nation.ts';

/** The session of the day, which 200,000 watch; it shows twenty products. */
const star = nth('liveSession', 1);
const session = () => (chance(0.5) ? star : nth('liveSession', 2 + upTo(5000)));
const event = () => nth('matchmaking', rank(100, 0.8));
const sessionOf = (shards: number, family: string, pk: (shard: number) => string, bytes?: number): Touch[] =>
  Array.from({ length: shards }, (_, shard) => read(family, pk(shard), bytes === undefined ? {} : { bytes }));

function viewed(): Touch[] {
  const mark = `${upTo(2 ** 40)}`;
  return [
    read('viewed', keys.viewed(mark)),
    wrote('viewed', keys.viewed(mark)),
    wrote('viewerQuota', keys.viewerQuota(mark)),
    wrote('views', keys.views(session(), viewShard(mark))),
  ];
}

function interested(): Touch[] {
  const id = nth('interest', upTo(2 ** 40));
  const partition = keys.followers(session(), followerShard(id));
  return [...change(id), wrote('followers', partition), wrote('followers', keys.account(partition, 'number'), 100)];
}

function announced(): Touch[] {
  const host = organisation();
  const scopes = ['all', category(), `host:${host}`];
  return changeOfOne('liveSession', { due: true }, [
    wrote('liveSessionDrafts', keys.liveSessionDrafts(host)),
    ...scopes.map((scope) => wrote('liveSessionList', keys.liveSessionList(scope, month))),
    ...Array.from({ length: 6 }, (_, at) => wrote('hostQuarter', keys.hostQuarter(host, `${at}`))),
  ]);
}

/** Face-to-face events hold 500 firms at most; on their day all register, meet and say what they intend. */
function meeting(): Touch[] {
  const id = event();
  const firm = organisation();
  return [
    read('snapshot', keys.snapshot(id)),
    read('eventRegistrations', keys.eventRegistrations(id), { items: 2 }),
    read('annex', keys.annex(id, 'meetings', ''), { items: 6 }),
    ...change(nth('meeting', upTo(2 ** 40))),
    wrote('markedMeetings', keys.markedMeetings(id)),
    ...change(nth('intent', upTo(2 ** 40))),
    wrote('eventIntents', keys.eventIntents(id)),
    ...[firm, organisation()].map((of) => wrote('eventIntents', keys.eventIntents(id, of))),
    wrote('pairIntents', keys.pairIntents(`${firm}+${organisation()}`)),
  ];
}

const requests = peak(nation.requests);

export const showcase: readonly Action[] = [
  { what: 'a live session is announced', perSecond: peak(500), touches: announced },
  {
    what: 'a live session, and how many asked to be told',
    perSecond: 300,
    touches: () => {
      const id = session();
      return [
        read('snapshot', keys.snapshot(id), { now: false }),
        ...sessionOf(followerShards, 'followers', (shard) => keys.followers(id, shard), 100),
      ];
    },
  },
  {
    what: 'live sessions by their start',
    perSecond: 0.01 * requests,
    touches: () => [
      read('liveSessionList', keys.liveSessionList(chance(0.5) ? 'all' : category(), month), { items: 20, now: false }),
    ],
  },
  {
    what: 'drafts of a host',
    perSecond: 5,
    touches: () => [read('liveSessionDrafts', keys.liveSessionDrafts(organisation()))],
  },
  { what: 'a product is viewed in a session', perSecond: 1000, touches: viewed },
  { what: 'someone asks to be told of a session', perSecond: 200, touches: interested },
  {
    what: 'a page of those who asked is told, sixteen shards at once',
    perSecond: 16 * 2,
    touches: () => [
      read('followers', keys.followers(star, upTo(followerShards)), { items: 100 }),
      ...change(nth('telling', upTo(16)), { asked: false, due: true }),
    ],
  },
  {
    what: 'what a session brought',
    perSecond: 10,
    touches: () => {
      const id = session();
      return [
        read('gains', keys.gains(id), { items: 500 }),
        ...sessionOf(viewShards, 'views', (shard) => keys.views(id, shard), 20 * 100),
        ...Array.from({ length: 20 }, () =>
          read('productOfPost', keys.productOfPost(nth('post', upTo(10_000))), { now: false }),
        ),
      ];
    },
  },
  {
    what: 'an enquiry or an order comes of a session',
    perSecond: 20,
    touches: () => [put('gains', keys.gains(session()))],
  },
  {
    what: 'the showcase hears of a product or its post',
    perSecond: peak(nation.pricesChanged),
    touches: () => {
      const id = nth('product', rank(nation.products, 0.8));
      return [
        read('shownProduct', keys.shownProduct(id)),
        put('shownProduct', keys.shownProduct(id)),
        read('showing', keys.showing(id, ''), { items: 100 }),
        ...(chance(0.01) ? [put('showing', keys.showing(id, star)), put('productOfPost', keys.productOfPost(id))] : []),
      ];
    },
  },
  {
    what: 'a firm registers for an event',
    perSecond: 5,
    touches: () => {
      const id = event();
      return [
        read('snapshot', keys.snapshot(id)),
        ...changeOfOne('registration', {}, [
          wrote('eventRegistrations', keys.eventRegistrations(id)),
          wrote('firmRegistrations', keys.firmRegistrations(organisation())),
          wrote('account', keys.account(id, 'places')),
        ]),
      ];
    },
  },
  { what: 'a meeting is marked and an intent recorded', perSecond: 10, touches: meeting },
  {
    what: 'whom a firm may meet, and the figures of an event',
    perSecond: 5,
    touches: () => {
      const id = event();
      return [
        read('eventRegistrations', keys.eventRegistrations(id), { items: 400 }),
        read('markedMeetings', keys.markedMeetings(id), { items: 1200 }),
        read('eventIntents', keys.eventIntents(id), { items: 600 }),
        read('pairIntents', keys.pairIntents('a+b')),
        read('firmRegistrations', keys.firmRegistrations(organisation())),
      ];
    },
  },
  {
    what: 'events by their day; one is changed',
    perSecond: 20,
    touches: () => [
      acting(),
      read('matchmakingList', keys.matchmakingList(year), { items: 20, now: false }),
      ...(chance(0.01) ? [...change(event()), wrote('matchmakingList', keys.matchmakingList(year))] : []),
    ],
  },
];
