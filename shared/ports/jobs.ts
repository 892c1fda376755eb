import type { JsonObject } from '../kernel/json.ts';

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

/** Carries out one kind of job; what it returns is the job's result. Throws `DomainError` for a job that failed for good. */
export type JobHandler = (input: JsonObject, progress: JobProgress, job: string) => Promise<JsonObject>;
