import { derivedId } from '../../shared/kernel/id.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { getItem } from '../../shared/table/items.ts';
import { keys, watcherShards } from '../../shared/table/keys.ts';
import { listAll, listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import type { Settings } from './settings.ts';
import { mailedTo, type Subscription, subscription } from './subscription.ts';
import { type Narrow, watchedScopes } from './watch.ts';

export type { StreamedEvent } from '../../shared/table/stream.ts';

/** Somebody who asked to be told, as telling reads it. */
export interface Subscriber extends Pick<Settings, 'topics' | 'digest' | 'quietHours'> {
  readonly id: string;
  readonly sub: string;
  readonly organisation: string;
  /** Whether there is an address to send mail to. */
  readonly mailed: boolean;
}

export interface Watcher extends Subscriber {
  readonly narrows: readonly Narrow[];
}

/** The subscription of a user, by the pseudonym under which events know one, for an organisation: one for the two. */
const idOfUser = (user: string, organisation: string): string =>
  derivedId('subscription', sha256(new TextEncoder().encode(`${organisation}#${user}`)));

export const shards = Array.from({ length: watcherShards }, (_, shard) => shard);

export type SubscriptionStore = ReturnType<typeof subscriptionStore>;

/** Subscriptions, found by their organisation and by what they watch. */
export function subscriptionStore(deps: AggregateDeps) {
  const { db, pseudonym } = deps;
  return {
    idOfUser,
    idOf: (sub: string, organisation: string): string => idOfUser(pseudonym(sub), organisation),

    ...aggregateStore({ name: 'subscription', decider: subscription, rows }, deps),

    async ofOrganisation(organisation: string): Promise<readonly Subscriber[]> {
      return (await listAll(db, keys.subscribers(organisation))).map((item) => item.subscriber as Subscriber);
    },

    /** A page of those who watch a scope, of one of its shards. */
    watchers(scope: string, shard: number, request: PageRequest): Promise<Page<Watcher>> {
      return listPage(db, request, {
        partitions: [keys.watchers(scope, shard)],
        pick: (item) => item.watcher as Watcher,
      });
    },

    /** With what an aggregate of whichever context began: the data of its first event. */
    async beginningOf(aggregate: string): Promise<unknown> {
      const item = await getItem(db, keys.event(aggregate, 1), { consistent: true });
      return item === undefined ? undefined : JSON.parse(item.json as string).data;
    },
  };
}

function rows({ id, state }: Snapshot<Subscription>): Row[] {
  if (state.status === 'none') return [];
  const { sub, organisation, settings } = state;
  const { topics, digest, quietHours, watches } = settings;
  const mailed = mailedTo(state) !== undefined;
  const subscriber: Subscriber = { id, sub, organisation, topics, digest, ...(quietHours && { quietHours }), mailed };
  const scopes = topics['new-posts'] === undefined ? [] : [...watchedScopes(watches)];
  return [
    { key: { pk: keys.subscribers(organisation), sk: id }, item: { subscriber } },
    ...scopes.map(([scope, narrows]) => ({
      key: { pk: keys.watchers(scope, keys.watcherShard(id)), sk: id },
      item: { watcher: { ...subscriber, narrows } },
    })),
  ];
}
