import { keys } from '../../shared/table/keys.ts';
import { type Action, chance, fresh, nth, peak, put, rank, read, type Touch, upTo, wrote } from './model.ts';
import { acting, change, changeOfOne, city, containers, month, nation, organisation, user, year } from './nation.ts';
import { drawn } from './posts.ts';

const subscription = () => nth('subscription', rank(nation.users, 0.8));
const webhook = () => nth('webhook', rank(10_000, 0.8));
const watchersOf = (subject: string) => (subject === 'steel.rebar' ? 100_000 : 5000);
const requests = peak(nation.requests);

/** One is told: who it is, what it belongs to, its inbox; every third by mail too. */
function told(): Touch[] {
  const id = subscription();
  const mail = nth('sending', rank(nation.users, 0.8));
  return [
    acting(),
    read('snapshot', keys.snapshot(organisation())),
    wrote('inbox', keys.inbox(id, month)),
    ...(chance(1 / 3)
      ? [
          wrote('mailEntry', keys.mailEntry(mail, 'x')),
          wrote('sending', keys.sending(mail)),
          put('dueShard', keys.dueShard(mail)),
        ]
      : []),
  ];
}

function sent(): Touch[] {
  const mail = fresh('sending');
  return [
    put('sending', keys.sending(mail)),
    put('dueShard', keys.dueShard(mail)),
    read('mailEntry', keys.mailEntry(mail, ''), { items: 20 }),
    ...Array.from({ length: 20 }, () => put('mailEntry', keys.mailEntry(mail, 'x'))),
    read('snapshot', keys.snapshot(subscription())),
  ];
}

function delivered(): Touch[] {
  const id = fresh('sending');
  const of = webhook();
  return [
    wrote('sending', keys.sending(id)),
    put('sending', keys.sending(id)),
    put('dueShard', keys.dueShard(id)),
    wrote('webhookSendings', keys.webhookSendings(of, month)),
    put('webhookHealth', keys.webhookHealth(of)),
    read('webhookHealth', keys.webhookHealth(of), { now: false }),
    read('snapshot', keys.snapshot(organisation())),
  ];
}

export const people: readonly Action[] = [
  {
    what: 'who watches for a post that is published',
    perSecond: peak(nation.posts),
    touches: () => {
      const { kind, subject } = drawn();
      const scope = `${kind}:${subject}`;
      const shards = [...new Set(Array.from({ length: 64 }, () => keys.watcherShard(fresh('subscription'))))];
      const items = watchersOf(subject) / shards.length;
      return shards.map((shard) => read('watchers', keys.watchers(scope, shard), { items, now: false }));
    },
  },
  {
    what: 'who of an organisation is to be told of what happened',
    perSecond: peak(nation.notices / 2),
    touches: () => [read('subscribers', keys.subscribers(organisation()), { items: 10 })],
  },
  { what: 'one is told', perSecond: peak(nation.notices), touches: told },
  { what: 'a mail is sent', perSecond: peak(nation.notices / 60), touches: sent },
  { what: 'a webhook is called', perSecond: 200, touches: delivered },
  {
    what: 'how deliveries to a webhook went',
    perSecond: 5,
    touches: () => [read('webhookSendings', keys.webhookSendings(webhook(), month), { items: 20, now: false })],
  },
  {
    what: 'what one was told',
    perSecond: 0.05 * requests,
    touches: () => {
      const id = subscription();
      return [
        acting(),
        ...['2026-03', '2026-02', '2026-01'].map((of) => read('inbox', keys.inbox(id, of), { items: 20 })),
        read('inboxMark', keys.inboxMark(id)),
        ...(chance(0.5) ? [put('inboxMark', keys.inboxMark(id))] : []),
      ];
    },
  },
  {
    what: 'what one wants to be told of is changed',
    perSecond: peak(50_000),
    touches: () => {
      const id = subscription();
      const scopes = ['supply:steel.rebar', 'demand:steel.rebar'];
      return [
        ...change(id, { sidecars: 2 }),
        wrote('subscribers', keys.subscribers(organisation())),
        ...scopes.map((scope) => wrote('watchers', keys.watchers(scope, keys.watcherShard(id)))),
      ];
    },
  },
  {
    what: 'an organisation registers or is verified',
    perSecond: peak(20_000),
    touches: () =>
      changeOfOne('organisation', { sidecars: 3 }, [
        wrote('memberships', keys.memberships(user())),
        wrote('membership', keys.membership(user(), organisation())),
        ...['registered', 'verified'].map((status) => wrote('organisationList', keys.organisationList(status, year))),
        wrote('buyers', keys.buyers(city())),
        wrote('verifiedUscc', keys.verifiedUscc(`${upTo(2 ** 40)}`)),
      ]),
  },
  {
    what: 'for whom one may act',
    perSecond: 0.02 * requests,
    touches: () => [read('memberships', keys.memberships(user()), { items: 3 })],
  },
  {
    what: 'a lead looks for buyers of its city',
    perSecond: 20,
    touches: () => [acting(), read('buyers', keys.buyers(city()), { items: 30, now: false })],
  },
  {
    what: 'organisations of a status by operators, and which lists are published by anyone',
    perSecond: 20,
    touches: () => [
      read('organisationList', keys.organisationList('registered', year), { items: 20, now: false }),
      read('publishedLists', keys.publishedLists, { items: 20, now: false }),
    ],
  },
  {
    what: 'an organisation',
    perSecond: 0.03 * requests,
    touches: () => [read('snapshot', keys.snapshot(organisation()), { now: false })],
  },
  {
    what: 'a job goes on',
    perSecond: peak(100_000),
    touches: () => {
      const id = nth('job', rank(10_000, 0.8));
      return [read('job', keys.job(id)), put('job', keys.job(id)), put('dueShard', keys.dueShard(id))];
    },
  },
  {
    what: 'what is due, by the clock: as many pages of each shard as it takes',
    perSecond: 20,
    touches: () => keys.allDueShards().map((pk) => read('dueShard', pk, { items: 100, now: false })),
  },
  {
    what: 'what containers do at their beginning',
    perSecond: containers / 600,
    touches: () => [read('matchRules', keys.matchRules)],
  },
];
