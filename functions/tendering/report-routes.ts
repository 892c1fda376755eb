import { type Ask, endpoint, etag, type HttpDeps, type Router } from '../../shared/http/router.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { givenBy } from './committee/findings.ts';
import type { Missing, Work } from './committee/missing.ts';
import { notEvaluated } from './committee/state.ts';
import { isOwnFinding, mayJudge, maySit, seesContent } from './committee-access.ts';
import * as s from './committee-schemas.ts';
import type { Evaluation } from './evaluation/evaluation.ts';
import { evaluationOf, gathered, missingAt } from './gather-work.ts';
import { tenderParams } from './schemas.ts';
import type { Steps } from './steps-routes.ts';
import type { TenderSnapshot, TenderStore } from './store.ts';
import { type ExistingTender, inStatus, type Opened } from './tender-state.ts';

export interface ReportDeps {
  readonly tenders: TenderStore;
}

/** An evaluation, its hash, and what it still lacks. */
interface Standing {
  readonly content: Evaluation;
  readonly evaluation: string;
  readonly missing: readonly Missing[];
  readonly work: Work;
}

const tag = '评审 Evaluation';
const path = '/v1/tenders/{id}/report';
/** How often a signature that lost a race is looked at again. */
const attempts = 12;

/** The report: what is missing, and the members' signatures under it. */
export function reportRoutes(app: Router, http: HttpDeps, deps: ReportDeps, steps: Steps): void {
  async function standing(id: string, tender: Opened, at: Instant): Promise<Standing> {
    const found = await gathered(deps, id);
    const content = evaluationOf(tender, found);
    return { content, evaluation: hashJson(content), missing: missingAt(at, tender, found, content), work: found.work };
  }

  const shown = (actor: Actor, state: TenderSnapshot['state'], { content, evaluation, missing, work }: Standing) => {
    const { report, evaluating } = state as Opened;
    const signed = (evaluating?.signatures ?? [])
      .filter((one) => one.evaluation === evaluation)
      .map(({ seat }) => seat);
    // Before the report whoever does not sit sees how far the committee is, and nothing of what it found.
    const sees = seesContent(actor, state as ExistingTender);
    const complete = missing.length === 0 && sees ? { content } : {};
    const lacking = sees ? missing : missing.filter(({ kind }) => kind === 'opinion');
    const mine = givenBy(work, isOwnFinding(actor, state as ExistingTender));
    const { round } = evaluating ?? notEvaluated;
    return { evaluation, reported: report !== undefined, round, signed, missing: lacking, mine, ...complete };
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
        'For the members of the committee, with what each has given. For the buyer’s purchasers, whose opinions are missing, and the evaluation once it is signed.',
      answers: { 200: { schema: s.reportView, description: 'the report' } },
    },
    async ({ actor, at, params: { id } }) => {
      const { state, version } = await steps.snapshotOf(id);
      mayJudge(actor, state);
      const tender = inStatus(state, 'opened', 'standstill', 'awarded');
      return { status: 200, body: shown(actor, state, await standing(id, tender, at)), headers: etag(version) };
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
    const { state, version } = await steps.snapshotOf(id);
    const { seat, as } = maySit(ask.actor, state);
    const now = await standing(id, inStatus(state, 'opened'), ask.at);
    const { evaluation, missing } = now;
    const { evaluation: seen, dissent = null } = ask.body;
    const command = { type: 'signReport', at: ask.at, seat: seat.seat, seen, evaluation, missing, dissent } as const;
    return steps.carryOut(id, command, as, ask, {
      asOf: version,
      answer: (after) => ({
        status: 200,
        body: shown(ask.actor, after.state, now),
        headers: etag(after.version),
      }),
    });
  }
}
