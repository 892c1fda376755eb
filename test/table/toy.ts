import { randomBytes } from 'node:crypto';
import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Claim } from '../../shared/kernel/idempotency.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { type AggregateStore, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import type { Cause } from '../../shared/table/cause.ts';
import type { Db } from '../../shared/table/client.ts';

/** A jar of coins: the smallest thing that has rows, a unique name, a due time and a secret. */
export interface Jar {
  readonly total: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly dueAt?: Instant;
  readonly closed: boolean;
}

export type JarCommand =
  | { readonly type: 'add'; readonly coins: readonly number[]; readonly from?: string }
  | { readonly type: 'tag'; readonly tags: Readonly<Record<string, string>> }
  | { readonly type: 'name'; readonly name?: string }
  | { readonly type: 'remind'; readonly at?: Instant }
  | { readonly type: 'close' };

interface JarEvent {
  readonly type: string;
  readonly v: number;
  readonly data: { readonly coin?: number } & Partial<Jar>;
  readonly private?: { readonly from?: string | undefined };
}

const changed = (data: JarEvent['data']): JarEvent[] => [{ type: 'JarChanged', v: 1, data }];

export const jar: Decider<JarCommand, JarEvent, Jar> = {
  initial: { total: 0, tags: {}, closed: false },

  decide(command, state) {
    if (state.closed) throw new DomainError('conflict', 'jar-closed');
    switch (command.type) {
      case 'add':
        return command.coins.map((coin) => ({
          type: 'CoinAdded',
          v: 1,
          data: { coin },
          private: { from: command.from },
        }));
      case 'tag':
        return changed({ tags: command.tags });
      case 'name':
        return changed(command.name === undefined ? {} : { name: command.name });
      case 'remind':
        return changed(command.at === undefined ? {} : { dueAt: command.at });
      case 'close':
        return changed({ closed: true });
    }
  },

  evolve(state, { data: { coin = 0, ...rest } }) {
    const { name: _, dueAt: __, ...kept } = state;
    return { ...(coin > 0 ? state : kept), ...rest, total: state.total + coin };
  },
};

export const tagKey = (tag: string, id: string) => ({ pk: `tag#${tag}`, sk: id });
export const nameKey = (name: string) => ({ pk: `name#${name}`, sk: '@' });

function rows({ id, state }: Snapshot<Jar>): Row[] {
  return [
    ...Object.entries(state.tags).map(([tag, value]) => ({ key: tagKey(tag, id), item: { value } })),
    ...(state.name === undefined ? [] : [{ key: nameKey(state.name), item: { jar: id }, unique: 'name-taken' }]),
  ];
}

export const jars = (db: Db): AggregateStore<JarCommand, Jar> =>
  aggregateStore(
    {
      name: 'jar',
      decider: jar,
      rows,
      due: (state) => state.dueAt,
    },
    { db, random: (bytes) => randomBytes(bytes).toString('base64url'), pseudonym: (sub) => `usr_${sub.length}` },
  );

export const jarId = (): string => `jar_${randomBytes(8).toString('hex')}`;
export const claimOf = (scope: string = jarId(), body = 'body'): Claim => ({ scope, body });

export const at = (text = '2026-03-02T01:00:00.000Z'): Cause => ({
  actor: { kind: 'user', sub: 'alice', platform: [] },
  as: 'user',
  at: text,
  address: '192.0.2.7',
});
