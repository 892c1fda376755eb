import type { Actor } from '../shared/kernel/actor.ts';
import type { JobHandler, JobMessage } from '../shared/ports/jobs.ts';
import { highsSolver } from '../shared/ports/solver.highs.ts';
import { createApp } from './app.ts';
import { importHandlers } from './catalogue/import-products.ts';
import { indexHandlers } from './catalogue/rebuild-index.ts';
import type { Deps } from './deps.ts';
import { exportHandlers, type ListAnswer } from './jobs/export-list.ts';
import { runJob } from './jobs/run-job.ts';
import { planHandlers } from './market/make-plan.ts';
import { blocksHandlers } from './market/rebuild-blocks.ts';
import { type Senders, sender } from './notices/send.ts';
import type { Dispatch } from './notices/sending.ts';
import { reactions } from './react.ts';
import { type Reaction, reactAgain } from './reaction.ts';
import { timetableHandlers } from './showcase/make-timetable.ts';
import { timetable } from './showcase/timetable/timetable.ts';
import { allocate } from './tendering/allocate.ts';
import { allocationHandlers } from './tendering/record-allocation.ts';

const solver = highsSolver();

/** What carries out each kind of long work; each is idempotent by the job's id. */
export const jobHandlers = (deps: Deps): Readonly<Record<string, JobHandler>> => ({
  ...importHandlers(deps),
  ...exportHandlers({ ...deps, asking: askingOf(deps) }),
  ...indexHandlers(deps),
  ...blocksHandlers(deps),
  ...planHandlers({ ...deps, solve: solver.solve }),
  ...timetableHandlers({ ...deps, find: (problem) => timetable(problem, solver.solve) }),
  ...allocationHandlers({ ...deps, allocate: (asked) => allocate({ ...asked, solver }) }),
});

/** The API as it answers somebody who is known already. */
function askingOf(deps: Deps) {
  return (actor: Actor) => {
    const app = createApp({ ...deps, http: { ...deps.http, actorOf: async () => actor } });
    return async (path: string): Promise<ListAnswer> => {
      // Lists for users want a token; whose it is has been said.
      const answer = await app.request(path, { headers: { Authorization: 'Bearer work' } });
      return { status: answer.status, body: (await answer.json()) as ListAnswer['body'] };
    };
  };
}

const nowhere = (): Promise<never> => Promise.reject(new Error('nothing is sent from here'));
/** Where nothing reaches the world outside. */
const none: Senders = { mailer: { send: nowhere }, poster: { post: nowhere }, origin: () => '' };

/** What `work` does with a message of any of its queues. */
export function worker(deps: Deps, senders = none): (message: Reaction | JobMessage | Dispatch) => Promise<void> {
  const contexts = reactions(deps);
  const dispatch = sender(deps, senders);
  const jobs = { store: deps.jobStore, handlers: jobHandlers(deps), now: deps.now };
  return (message) => {
    if ('job' in message) return runJob(jobs, message);
    return 'dispatch' in message ? dispatch(message) : reactAgain(contexts, message);
  };
}
