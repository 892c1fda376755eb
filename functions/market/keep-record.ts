import { whileRaced } from '../../shared/kernel/retry.ts';
import type { RecordChanged } from './events.ts';
import { type FactOf, factOf } from './record-facts.ts';
import { type RecordStore, recordId } from './record-store.ts';
import type { PostStore, StreamedEvent } from './store.ts';

export interface RecordDeps {
  readonly posts: PostStore;
  readonly records: RecordStore;
}

type Cause = Parameters<PostStore['handle']>[2];

/** A lost race is decided again: a later change of the record stands for all before it. */
const retries = 3;

/** Counts a fact once, however often it is told. */
export function countFact({ records }: Pick<RecordDeps, 'records'>, { organisation, fact }: FactOf, cause: Cause) {
  const id = recordId(organisation);
  return whileRaced(async () => {
    const { version: asOf } = await records.load(id, { consistent: true });
    const before = await records.fact(organisation, fact);
    await records.handle(id, { type: 'countFact', at: cause.at, organisation, fact, before }, cause, { asOf });
  });
}

/** What a post that is published bears: the poster's record as it was last told to its posts. */
export async function recordAtPublication({ records }: Pick<RecordDeps, 'records'>, organisation: string) {
  const { record, change } = (await records.load(recordId(organisation))).state;
  return record === undefined ? {} : { record, recordChange: change };
}

/**
 * Keeps records of performance, and tells the open posts of whoever's record changed, one after the other: begun again it
 * goes on, and posts that know of a later change stay as they are. A post that was being published meanwhile, or stands
 * again, is told after.
 */
export async function keepRecord(deps: RecordDeps, event: StreamedEvent, cause: Cause): Promise<void> {
  const found = factOf(event);
  if (found !== undefined) await countFact(deps, found, cause);
  if (event.aggregate === 'record' && event.type === 'RecordChanged') {
    const { organisation, record, change } = event.data as unknown as RecordChanged['data'];
    // A later change tells them itself.
    if ((await deps.records.load(event.aggregateId, { consistent: true })).state.change > change) return;
    for await (const id of deps.posts.openOf(organisation)) await tell(deps, id, record, change, cause);
  }
  if (event.aggregate === 'post' && (event.type === 'PostPublished' || event.type === 'PostRenewed')) {
    await freshen(deps, event.aggregateId, cause);
  }
}

async function freshen(deps: RecordDeps, id: string, cause: Cause): Promise<void> {
  const { state: post } = await deps.posts.load(id);
  if (post.status === 'none') return;
  const { record, change } = (await deps.records.load(recordId(post.poster.id), { consistent: true })).state;
  if (record !== undefined && change > (post.recordChange ?? 0)) await tell(deps, id, record, change, cause);
}

async function tell({ posts }: RecordDeps, id: string, record: string, change: number, cause: Cause): Promise<void> {
  await posts.handle(id, { type: 'noteRecord', at: cause.at, record, change }, cause, { retries });
}
