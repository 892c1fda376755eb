import { type Ask, endpoint, etag, type HttpDeps, type Router } from '../../shared/http/router.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import type { Missing } from './committee/missing.ts';
import { mayJudge, maySit, seesContent } from './committee-access.ts';
import * as s from './committee-schemas.ts';
import type { Evaluation } from './evaluation/evaluation.ts';
import { missingNow, type WorkDeps } from './gather-work.ts';
import { tenderParams } from './schemas.ts';
import type { TenderSnapshot } from './store.ts';
import { type ExistingTender, inStatus, type Opened } from './tender-state.ts';

export interface ReportDeps extends WorkDeps {
  /** The evaluation as it is now, and its hash. */
  evaluationNow(tender: string): Promise<{ readonly evaluation: Evaluation; readonly evaluationHash: string }>;
}

type Evaluated = Awaited<ReturnType<ReportDeps['evaluationNow']>>;

const tag = '评审 Evaluation';
const path = '/v1/tenders/{id}/report';
/** How often a signature that lost a race is looked at again. */
const attempts = 12;

/** The report: what is missing, and the members' signatures under it. */
export function reportRoutes(app: Router, http: HttpDeps, deps: ReportDeps): void {
  const { tenders } = deps;

  const shown = (
    actor: Actor,
    state: TenderSnapshot['state'],
    { evaluation: content, evaluationHash: evaluation }: Evaluated,
    missing: readonly Missing[],
  ) => {
    const { report, evaluating } = state as Opened;
    const signed = (evaluating?.signatures ?? [])
      .filter((one) => one.evaluation === evaluation)
      .map(({ seat }) => seat);
    // Before the report whoever does not sit sees how far the committee is, and nothing of what it found.
    const sees = seesContent(actor, state as ExistingTender);
    const complete = missing.length === 0 && sees ? { content } : {};
    const lacking = sees ? missing : missing.filter(({ kind }) => kind === 'opinion');
    return { evaluation, reported: report !== undefined, signed, missing: lacking, ...complete };
  };

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'get',
      path,
      params: tenderParams,
      summary: '评标报告进度 · What the report still lacks, and its hash',
      description:
        'For the members of the committee. For the buyer’s purchasers, whose opinions are missing, and the evaluation once it is signed.',
      answers: { 200: { schema: s.reportView, description: 'the report' } },
    },
    async ({ actor, at, params: { id } }) => {
      const { state, version } = await tenders.load(id, { consistent: true });
      mayJudge(actor, state);
      const tender = inStatus(state, 'opened', 'standstill', 'awarded');
      const evaluation = await deps.evaluationNow(id);
      const missing = await missingNow(deps, id, tender, at, evaluation.evaluation);
      return { status: 200, body: shown(actor, state, evaluation, missing), headers: etag(version) };
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: `${path}/signatures`,
      params: tenderParams,
      summary: '签署评标报告 · Sign the report',
      description:
        'By each member, when nothing is missing: with the last signature there is a report. Who dissents signs with the reason. What is found after a signature voids it.',
      body: s.signatureInput,
      answers: { 200: { schema: s.reportView, description: 'the report' } },
    },
    async (ask) => {
      for (let left = attempts; ; left -= 1) {
        try {
          return await sign(ask);
        } catch (error) {
          const lost = error instanceof DomainError && error.code === 'concurrent-change';
          if (!lost || left === 0 || ask.ifMatch !== undefined) throw error;
        }
      }
    },
  );

  async function sign(
    ask: Ask<{ evaluation: string; dissent?: string | undefined }, unknown, { id: string }>,
  ): Promise<Answer> {
    const { id } = ask.params;
    const { state, version } = await tenders.load(id, { consistent: true });
    const { seat, as } = maySit(ask.actor, state);
    const tender = inStatus(state, 'opened');
    const evaluation = await deps.evaluationNow(id);
    const missing = await missingNow(deps, id, tender, ask.at, evaluation.evaluation);
    const { evaluation: seen, dissent = null } = ask.body;
    const command = {
      type: 'signReport',
      at: ask.at,
      seat: seat.seat,
      seen,
      evaluation: evaluation.evaluationHash,
      missing,
      dissent,
    } as const;
    const answer = (after: TenderSnapshot): Answer => ({
      status: 200,
      body: shown(ask.actor, after.state, evaluation, missing),
      headers: etag(after.version),
    });
    const { claim, ifMatch } = ask;
    const outcome = await tenders.handle(id, command, ask.cause(as), { claim, ifMatch, asOf: version, answer });
    return outcome.answer ?? answer(outcome.snapshot);
  }
}
