import { derivedId } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import { type AggregateDeps, aggregateStore } from '../../shared/table/aggregate.ts';
import { type Telling, telling } from './telling.ts';

export type TellingStore = ReturnType<typeof tellingStore>;

/** The telling of one shard of those interested, made by the event that is its occasion: one for the two. */
export const tellingId = (event: string, shard: number): string =>
  derivedId('telling', sha256(new TextEncoder().encode(`${event}#${shard}`)));

/** What is being told to those interested in sessions; each that is open is due at once. */
export const tellingStore = (deps: AggregateDeps) => aggregateStore({ name: 'telling', decider: telling, due }, deps);

const due = (state: Telling): Instant | undefined => (state.status === 'open' ? state.openedAt : undefined);
