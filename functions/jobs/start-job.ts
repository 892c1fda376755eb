import { DomainError } from '../../shared/kernel/errors.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { JobMessage, Jobs } from '../../shared/ports/jobs.ts';
import type { Queue } from '../../shared/ports/queue.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import { isOver, type Job } from './job.ts';
import type { JobStore } from './store.ts';

export interface StartDeps {
  readonly store: JobStore;
  readonly queue: Queue<JobMessage>;
  id(): string;
}

/**
 * Begins jobs: kept first, then sent. Begun twice by the same id it is one job; one that was kept and not sent, as the
 * process died between, is sent by whoever begins it again, or by the clock.
 */
export function jobStarter({
  store,
  queue,
  id: fresh,
}: StartDeps): Jobs & { sendAgain(id: string, at: Instant): Promise<void> } {
  const send = ({ id, kind, input }: Job): Promise<void> => queue.send({ job: id, kind, input });

  return {
    async start(kind, input, owner, { at, id: given, claim }) {
      const id =
        given ?? (claim === undefined ? fresh() : derivedId('job', sha256(new TextEncoder().encode(claim.scope))));
      const request = given === undefined ? claim?.body : undefined;
      const job: Job = {
        id,
        kind,
        input,
        owner,
        startedAt: at,
        progress: { done: 0, total: 0 },
        attempts: 0,
        status: 'queued',
        ...(request === undefined ? {} : { request }),
      };
      if (await store.add(job, at)) await send(job);
      else {
        const before = (await store.load(id))?.job;
        // Not there, and yet another is at it.
        if (before === undefined) throw new DomainError('conflict', 'concurrent-change');
        if (before.request !== request) throw new DomainError('rule', 'idempotency-key-reused');
        if (before.status === 'queued') await send(before);
      }
      return { id };
    },

    async load(id) {
      const job = (await store.load(id))?.job;
      return job === undefined ? undefined : { ...job, result: job.status === 'succeeded' ? job.result : undefined };
    },

    /** For the clock: a job that is not over is sent once more, and looked at again later. */
    async sendAgain(id, at) {
      const kept = await store.load(id);
      if (kept === undefined || isOver(kept.job)) return;
      if ((await store.change(kept, kept.job, at)) !== undefined) await send(kept.job);
    },
  };
}
