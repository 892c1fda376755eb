import type { Claim } from '../kernel/idempotency.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Instant } from '../kernel/time.ts';

/** Long work (后台任务) as its queue carries it: at least once, so that a handler is idempotent by `job`. */
export interface JobMessage {
  readonly job: string;
  /** Which handler, such as `product-import`. */
  readonly kind: string;
  readonly input: JsonObject;
}

/** How a handler tells how far it is. */
export interface JobProgress {
  report(done: number, total: number): Promise<void>;
}

/**
 * Carries out one kind of job; what it returns is the job's result. Throws `DomainError` for a job that failed for good.
 * A result's `files` (`{ [name]: { key, name } }`) are shown with an address to fetch each from.
 */
export type JobHandler = (input: JsonObject, progress: JobProgress, job: string) => Promise<JsonObject>;

/** Who may look at a job: those who act for the organisation, else the one user. */
export interface JobOwner {
  readonly organisation?: string | undefined;
  readonly sub: string;
}

/** A job as other contexts see it. */
export interface KnownJob {
  readonly id: string;
  readonly kind: string;
  readonly status: 'queued' | 'running' | 'succeeded' | 'failed';
  readonly input: JsonObject;
  readonly owner: JobOwner;
  /** Of one that succeeded. */
  readonly result?: JsonObject | undefined;
}

export interface JobStart {
  readonly at: Instant;
  /** The same id is the same job, begun once. */
  readonly id?: string | undefined;
  /** A request's claim makes the id when none is given. @throws `idempotency-key-reused` */
  readonly claim?: Claim | undefined;
}

/** Begins long work, and finds it again. */
export interface Jobs {
  start(kind: string, input: JsonObject, owner: JobOwner, options: JobStart): Promise<{ readonly id: string }>;
  /** Undefined when there is none. */
  load(id: string): Promise<KnownJob | undefined>;
}
