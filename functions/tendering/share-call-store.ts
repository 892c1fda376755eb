import { derivedId } from '../../shared/kernel/id.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import { type AggregateDeps, aggregateStore } from '../../shared/table/aggregate.ts';
import { shareCall } from './share-call.ts';

export type ShareCallStore = ReturnType<typeof shareCallStore>;

/** The call for shares that an event of a tender is the occasion of: one for the two. */
export const shareCallId = (event: string): string => derivedId('shareCall', sha256(new TextEncoder().encode(event)));

export const shareCallStore = (deps: AggregateDeps) => aggregateStore({ name: 'shareCall', decider: shareCall }, deps);
