import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { membershipOf } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { mayCallOff, maySeeAgreement } from './access.ts';
import { mustRun } from './agreement-state.ts';
import { competitionOf } from './competition.ts';
import { progressOf, progressRule } from './progress.ts';
import * as s from './schemas.ts';
import type { AgreementStore } from './store.ts';
import * as v from './view-schemas.ts';

const tag = '框架协议 Framework agreements';
const one = { tag, params: s.ofAgreement, access: 'user' } as const;

/** What runs beside the call-offs of an agreement: mini-competitions among its suppliers, and its progress. */
export function competitionRoutes(
  app: Router,
  http: HttpDeps,
  { agreements }: { readonly agreements: AgreementStore },
): void {
  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: '/v1/agreements/{id}/competitions',
      summary: '发起二次竞价 · Ask for a mini-competition',
      description:
        'By a purchaser of a buyer, for its own items: 202 with the tender that is drafted among the suppliers of those items, their agreed prices the ceilings. Its result is called off at the prices won, once; what neither the quota of the winner nor what is free holds is not, and the agreement tells it.',
      body: s.competitionInput,
      answers: { 202: { schema: v.competitionView, description: 'asked for' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const { state: current, version } = await agreements.load(id, { consistent: true });
      const buyer = mayCallOff(ask.actor, current);
      const { agreement: state } = maySeeAgreement(ask.actor, current);
      mustRun(state, ask.at);
      if (ask.body.deadline <= ask.at) {
        throw new DomainError('rule', 'competition-deadline-past', {}, [
          { pointer: '/deadline', code: 'competition-deadline-past' },
        ]);
      }
      const { uscc, affiliates } = membershipOf(ask.actor);
      const share = (await agreements.share(id, buyer)) ?? { buyer, lots: [] };
      const held = await agreements.ledger(id);
      const request = competitionOf(ask.body, {
        ...{ id, state, share, at: ask.at, held },
        excluded: [...new Set([uscc, ...affiliates])],
      });
      const { tender } = request;
      const headers = { Location: `/v1/tenders/${tender}` };
      const answer = (): Answer => ({ status: 202, body: { tender }, headers });
      const command = { type: 'requestCompetition', request } as const;
      const options = { claim: ask.claim, ifMatch: ask.ifMatch, asOf: version, answer };
      await agreements.handle(id, command, ask.cause('purchaser'), options);
      return answer();
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'get',
      path: '/v1/agreements/{id}/progress',
      summary: '执行进度 · Progress against time',
      description:
        "What is called off and what is delivered and accepted, of what was agreed, by buyer, supplier and item; by buyer and supplier of what it is worth. `behind` where less than `rule.alertBelow` of the time's share is done. A party sees its own; the lead and the supervisor all.",
      query: s.progressFilter,
      answers: { 200: { schema: v.progressView, description: 'the progress' } },
    },
    async ({ actor, params: { id }, query: { buyer, supplier }, at }) => {
      const { state: current } = await agreements.load(id);
      const { agreement, own } = maySeeAgreement(actor, current);
      const [shares, held] = await Promise.all([agreements.shares(id), agreements.ledger(id)]);
      const { elapsed, rows, pairs, free } = progressOf(agreement, shares, held, at);
      const isShown = (row: { readonly buyer: string; readonly supplier?: string }): boolean =>
        (own === undefined || row.buyer === own || row.supplier === own) &&
        (buyer === undefined || row.buyer === buyer) &&
        (supplier === undefined || row.supplier === undefined || row.supplier === supplier);
      const body = {
        ...{ agreement: id, at, elapsed, rule: progressRule },
        rows: rows.filter(isShown),
        pairs: pairs.filter(isShown),
        free: free.filter(isShown),
      };
      return { status: 200, body };
    },
  );
}
