import { addDuration, type Instant, millis } from '../../shared/kernel/time.ts';
import type { Db } from '../../shared/table/client.ts';
import { getItem, putNew, replaceItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { type Job, sentAgainAt } from './job.ts';

/** A job, and the version of its item. */
export interface KeptJob {
  readonly job: Job;
  readonly version: number;
}

/** How long a job can be asked about. */
const kept = 'P90D';

export type JobStore = ReturnType<typeof jobStore>;

/** Jobs, an item each: their progress is worth no event. */
export function jobStore(db: Db) {
  const itemOf = (job: Job, version: number, at: Instant) => {
    const dueAt = sentAgainAt(job, at);
    return {
      kind: 'job',
      version,
      job: JSON.stringify(job),
      expiresAt: Math.ceil(millis(addDuration(job.startedAt, kept)) / 1000),
      ...(dueAt === undefined ? {} : { dueShard: keys.dueShard(job.id), dueAt }),
    };
  };

  return {
    async load(id: string): Promise<KeptJob | undefined> {
      const item = await getItem(db, keys.job(id), { consistent: true });
      if (item?.kind !== 'job') return undefined;
      return { job: JSON.parse(item.job as string) as Job, version: item.version as number };
    },

    /** False when there is one of that id already. */
    add: (job: Job, at: Instant): Promise<boolean> => putNew(db, keys.job(job.id), itemOf(job, 1, at)),

    /** What it is now; undefined when another worker changed it first. */
    async change({ version }: KeptJob, job: Job, at: Instant): Promise<KeptJob | undefined> {
      const next = { job, version: version + 1 };
      const won = await replaceItem(db, keys.job(job.id), itemOf(job, next.version, at), version);
      return won ? next : undefined;
    },
  };
}
