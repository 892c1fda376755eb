import { derivedId } from '../../shared/kernel/id.ts';
import type { Movement } from '../../shared/kernel/movement.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { getItem } from '../../shared/table/items.ts';
import { followerShard, followerShards, keys } from '../../shared/table/keys.ts';
import { listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { type Interest, interest } from './interest.ts';
import type { InterestEvent, Recipient } from './live-events.ts';

export type InterestStore = ReturnType<typeof interestStore>;

const number = 'number';

/** The interest of a user, for one of its organisations, in a session: one for the three. */
export const interestId = (session: string, { organisation, user }: Recipient): string =>
  derivedId('interest', sha256(new TextEncoder().encode(`${session}#${organisation}#${user}`)));

/** Who asked to be told of sessions: in shards, so that thousands can ask at once, each with an account of their number. */
export function interestStore(deps: AggregateDeps) {
  const { db } = deps;
  const shards = Array.from({ length: followerShards }, (_, shard) => shard);

  async function numberIn(session: string, shard: number, consistent: boolean): Promise<number> {
    const item = await getItem(db, keys.account(keys.followers(session, shard), number), { consistent });
    return Number(item?.remaining ?? 0);
  }

  return {
    ...aggregateStore({ name: 'live-interest', decider: interest, rows, movements }, deps),

    /** How many there are. */
    async count(session: string): Promise<number> {
      const each = await Promise.all(shards.map((shard) => numberIn(session, shard, false)));
      return each.reduce((all, one) => all + one, 0);
    },

    /** The shards that have anybody. */
    async shardsOf(session: string): Promise<number[]> {
      const each = await Promise.all(shards.map((shard) => numberIn(session, shard, true)));
      return shards.filter((shard) => (each[shard] ?? 0) > 0);
    },

    /** A page of those of one shard who had asked by then. */
    followers(session: string, shard: number, by: Instant, request: PageRequest): Promise<Page<Recipient>> {
      return listPage(db, request, {
        partitions: [keys.followers(session, shard)],
        prefix: keys.followerPrefix,
        consistent: true,
        pick: ({ follower, registeredAt }) => ((registeredAt as Instant) <= by ? (follower as Recipient) : undefined),
      });
    },
  };
}

const placeOf = (session: string, by: Recipient) => {
  const id = interestId(session, by);
  return { id, partition: keys.followers(session, followerShard(id)) };
};

function rows({ state }: Snapshot<Interest>): Row[] {
  if (state.status !== 'registered') return [];
  const { id, partition } = placeOf(state.session, state.by);
  return [
    {
      key: { pk: partition, sk: `${keys.followerPrefix}${id}` },
      item: { follower: state.by, registeredAt: state.registeredAt },
    },
  ];
}

/** One more, or one less. */
function movements({ type, data: { session, organisation, user } }: InterestEvent): Movement[] {
  const { partition } = placeOf(session, { organisation, user });
  const take = type === 'InterestRegistered' ? -1n : 1n;
  return [{ ledger: partition, account: number, opening: 0n, take, refused: 'concurrent-change' }];
}
