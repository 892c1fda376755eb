import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { mayReadFindings, maySeeLeads } from './access.ts';
import { integrityLeads } from './evaluation/integrity.ts';
import { evaluationNow } from './gather-work.ts';
import * as s from './integrity-schemas.ts';
import { tenderParams } from './schemas.ts';
import type { Steps } from './steps-routes.ts';
import type { TenderStore } from './store.ts';
import type { OverTender } from './views.ts';
import { isOver } from './views.ts';

export interface IntegrityRouteDeps {
  readonly tenders: TenderStore;
}

/** Leads for people to look into: never a reason by themselves to reject a bid. */
export function integrityRoutes(app: Router, http: HttpDeps, deps: IntegrityRouteDeps, steps: Steps): void {
  const { tenders } = deps;

  endpoint(
    app,
    http,
    {
      tag: '评审 Evaluation',
      method: 'get',
      access: 'user',
      path: '/v1/tenders/{id}/integrity-leads',
      params: tenderParams,
      summary: '异常线索 · Integrity leads',
      description:
        'For the buyer’s purchasers and the supervisor, once bids are opened: indicators of the Open Contracting “Cardinal” list and signs of collusion, each with its definition and evidence. For people, never automatic.',
      answers: { 200: { schema: s.leads, description: 'the leads' } },
    },
    async ({ actor, params: { id } }) => {
      const tender = maySeeLeads(actor, await steps.stateOf(id));
      if (!isOver(tender) || tender.status === 'failed') {
        throw new DomainError('conflict', 'tender-not-opened', { status: tender.status });
      }
      mayReadFindings(actor, tender);
      const [evaluation, bids] = await Promise.all([evaluationNow(deps, id, tender), tenders.privateRecords(id)]);
      const items = integrityLeads({
        method: tender.draft.method,
        deadline: tender.draft.deadline,
        lots: evaluation.lots,
        bids,
        ...winnersOf(tender),
      });
      return { status: 200, body: { items } };
    },
  );
}

/** Who won each lot, once that is known. */
const winnersOf = (tender: OverTender) =>
  tender.status === 'awarded' ? { winners: Map.groupBy(tender.awards, ({ lot }) => lot) } : {};
