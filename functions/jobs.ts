import type { JobHandler, JobMessage } from '../shared/ports/jobs.ts';
import { indexHandlers } from './catalogue/rebuild-index.ts';
import type { Deps } from './deps.ts';
import { runJob } from './jobs/run-job.ts';
import { reactions } from './react.ts';
import { type Reaction, reactAgain } from './reaction.ts';

/** What carries out each kind of long work; each is idempotent by the job's id. */
export const jobHandlers = (deps: Deps): Readonly<Record<string, JobHandler>> => ({
  ...indexHandlers(deps),
});

/** What `work` does with a message of any of its queues. */
export function worker(deps: Deps): (message: Reaction | JobMessage) => Promise<void> {
  const contexts = reactions(deps);
  const jobs = { store: deps.jobStore, handlers: jobHandlers(deps), now: deps.now };
  return (message) => ('job' in message ? runJob(jobs, message) : reactAgain(contexts, message));
}
