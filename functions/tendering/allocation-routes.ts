import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { Jobs } from '../../shared/ports/jobs.ts';
import { mayReadFindings, mayRun, maySee } from './access.ts';
import { allocationStarted, allocationView } from './allocation-schemas.ts';
import { type AllocationInput, allocationJob, keptOutcome, outcomeKey } from './record-allocation.ts';
import { checkAllocatable } from './results.ts';
import { tenderParams } from './schemas.ts';
import type { Steps } from './steps-routes.ts';
import type { TenderStore } from './store.ts';
import { inStatus } from './tender-state.ts';

export interface AllocationRouteDeps {
  readonly tenders: TenderStore;
  readonly files: Files;
  readonly jobs: Jobs;
}

const of = { tag: '评审 Evaluation', params: tenderParams, path: '/v1/tenders/{id}/allocation' } as const;

/** Lots that are awarded at the least delivered cost. */
export function allocationRoutes(app: Router, http: HttpDeps, deps: AllocationRouteDeps, steps: Steps): void {
  endpoint(
    app,
    http,
    {
      ...of,
      method: 'post',
      access: 'user',
      summary: '优化授标 · Allocate at the least delivered cost',
      description:
        'Begins the search, once the evaluation is complete and, where there is a committee, reported; see the job. The same bids give the same allocation, which is recorded once.',
      keepsItsOwnAnswer: true,
      answers: { 202: { schema: allocationStarted, description: 'see the job' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const snapshot = await steps.snapshotOf(id);
      mayRun(ask.actor, snapshot.state);
      const tender = inStatus(snapshot.state, 'opened');
      const { result } = await steps.evaluated(id, snapshot);
      checkAllocatable(tender, result);
      const owner = { sub: ask.actor.kind === 'user' ? ask.actor.sub : '', organisation: tender.buyer.id };
      const input: AllocationInput = { tender: id, ...owner };
      const { at, claim } = ask;
      const { id: job } = await deps.jobs.start(allocationJob, input as unknown as JsonObject, owner, { at, claim });
      return { status: 202, body: { job }, headers: { Location: `/v1/jobs/${job}` } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...of,
      method: 'get',
      access: 'public',
      summary: '优化授标结果 · The allocation and its story',
      description:
        'Who is awarded how much of which item at what delivered cost, how good that is, what each kind of constraint costs, and what would be second best. Seen as the evaluation is.',
      answers: { 200: { schema: allocationView, description: 'the allocation' } },
    },
    async ({ actor, params: { id } }) => {
      const tender = maySee(actor, await steps.stateOf(id));
      mayReadFindings(actor, tender);
      const recorded = 'allocation' in tender ? tender.allocation : undefined;
      const whole = recorded && (await keptOutcome(deps.files, outcomeKey(id, recorded.evaluation)));
      if (whole === undefined) throw new DomainError('not-found', 'not-found');
      const { recordedAt, evaluation, outcome } = recorded ?? {};
      return { status: 200, body: { recordedAt, evaluation, outcome, ...whole } };
    },
  );
}
