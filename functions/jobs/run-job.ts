import type { DomainError } from '../../shared/kernel/errors.ts';
import { passesByItself } from '../../shared/kernel/retry.ts';
import { type Instant, instant } from '../../shared/kernel/time.ts';
import type { JobHandler, JobMessage } from '../../shared/ports/jobs.ts';
import { failed, isOver, type Job, progressed, succeeded, takenUp } from './job.ts';
import type { JobStore, KeptJob } from './store.ts';

export interface RunDeps {
  readonly store: JobStore;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  now(): number;
}

/**
 * Carries out one message: a job that is over is left alone, one that was begun is begun again, and its handler goes
 * on where it was. A refusal fails the job for good; whatever else is thrown lets the message come again.
 */
export async function runJob({ store, handlers, now }: RunDeps, { job: id, kind }: JobMessage): Promise<void> {
  const at = (): Instant => instant(now());
  const found = await store.load(id);
  if (found === undefined || isOver(found.job)) return;
  let kept: KeptJob = found;

  /** Another worker may be at the same job: what is over stays so, the rest is said again. */
  async function say(next: (job: Job) => Job): Promise<void> {
    for (;;) {
      const changed = await store.change(kept, next(kept.job), at());
      if (changed !== undefined) {
        kept = changed;
        return;
      }
      kept = (await store.load(id)) ?? kept;
      if (isOver(kept.job)) return;
    }
  }

  await say(takenUp);
  if (isOver(kept.job)) return;
  const handler = handlers[kind];
  if (handler === undefined) throw new Error(`no handler for jobs of kind ${kind}`);
  const progress = { report: (done: number, total: number) => say((job) => progressed(job, done, total)) };
  try {
    const result = await handler(kept.job.input, progress, id);
    await say((job) => succeeded(job, result));
  } catch (error) {
    if (passesByItself(error)) throw error;
    const { code, params } = error as DomainError;
    await say((job) => failed(job, { code, params }));
  }
}
