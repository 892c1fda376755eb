import type { JsonObject } from '../../shared/kernel/json.ts';
import { addDuration, type Instant } from '../../shared/kernel/time.ts';

/** Who may look at a job (任务所有者): those who act for the organisation, else the one user. */
export interface JobOwner {
  readonly organisation?: string | undefined;
  readonly sub: string;
}

/** Why a job failed: the code of a refusal, and what fills its words. */
export interface JobProblem {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

export type JobStatus =
  | { readonly status: 'queued' }
  | { readonly status: 'running' }
  | { readonly status: 'succeeded'; readonly result: JsonObject }
  | { readonly status: 'failed'; readonly problem: JobProblem };

/** Long work (后台任务) as it stands: queued, running, then succeeded or failed for good. */
export type Job = JobStatus & {
  readonly id: string;
  /** Which handler, such as `product-import`. */
  readonly kind: string;
  readonly input: JsonObject;
  readonly owner: JobOwner;
  readonly startedAt: Instant;
  /** How far it has told of: steps done, of how many; both 0 before that. */
  readonly progress: { readonly done: number; readonly total: number };
  /** How often it was taken up. */
  readonly attempts: number;
  /** The hash of the request that began it. */
  readonly request?: string | undefined;
};

/** A job that was taken up this often ends its process each time: it is given up. */
const maxAttempts = 5;
/**
 * After this a job is sent once more: nobody took it up, as the process died before it was sent; or it tells of no
 * progress for longer than a worker may run.
 */
const sentAgainAfter = { queued: 'PT10M', running: 'PT20M' } as const;

const common = ({ id, kind, input, owner, startedAt, progress, attempts, request }: Job) => ({
  id,
  kind,
  input,
  owner,
  startedAt,
  progress,
  attempts,
  ...(request === undefined ? {} : { request }),
});

export const isOver = ({ status }: Job): boolean => status === 'succeeded' || status === 'failed';

/** Taken up by a worker; given up as `job-given-up` when it was too often. */
export function takenUp(job: Job): Job {
  const next = { ...common(job), attempts: job.attempts + 1 };
  if (next.attempts > maxAttempts) return { ...next, status: 'failed', problem: { code: 'job-given-up', params: {} } };
  return { ...next, status: 'running' };
}

export const progressed = (job: Job, done: number, total: number): Job => ({
  ...common(job),
  status: 'running',
  progress: { done, total },
});

export const succeeded = (job: Job, result: JsonObject): Job => ({
  ...common(job),
  status: 'succeeded',
  progress: { done: job.progress.total, total: job.progress.total },
  result,
});
export const failed = (job: Job, problem: JobProblem): Job => ({ ...common(job), status: 'failed', problem });

/** When the clock should send it once more. */
export const sentAgainAt = (job: Job, at: Instant): Instant | undefined =>
  job.status === 'queued' || job.status === 'running' ? addDuration(at, sentAgainAfter[job.status]) : undefined;
