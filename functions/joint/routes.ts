import { endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import { mayLead, mayListOwn, mayOpen, maySee } from './access.ts';
import { lockedRoutes } from './locked-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { phaseOf } from './round.ts';
import type { ExistingRound } from './round-state.ts';
import * as s from './schemas.ts';
import { type JointDeps, roundSteps } from './steps-routes.ts';
import * as view from './view-schemas.ts';
import { roundView } from './views.ts';

const tag = '联合报量 Joint demand';
const one = '/v1/demand-rounds/{id}';
const answers = { 200: { schema: view.round, description: 'the round' } };

/** Demand rounds: from the invitation to the joint tender. */
export function jointRoutes(app: Router, http: HttpDeps, deps: JointDeps): void {
  const { rounds } = deps;
  const steps = roundSteps(deps);
  const forUsers = { tag, access: 'user' } as const;

  /** @throws `previous-round-unknown` for any but a locked round of the same lead */
  async function checkPrevious(previous: string | undefined, lead: string): Promise<void> {
    if (previous === undefined) return;
    const { state } = await steps.read(previous);
    if (state.status !== 'none' && state.lead.id === lead && 'locked' in state && state.locked) return;
    throw fieldError('previous-round-unknown', '/previousRound');
  }

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: '/v1/demand-rounds',
      summary: '发起报量 · Open a demand round',
      description:
        'A purchaser or admin of a verified buyer, which leads it (牵头单位). Units are invited by their organisation ids; the lead takes part itself when it names itself. Units report inside `[opensAt, closesAt)`; goods are delivered in whole months of the delivery window.',
      ...forUsers,
      body: s.roundInput,
      answers: { 201: { schema: view.round, description: 'opened' } },
    },
    async (ask) => {
      const { as, participant: lead } = mayOpen(ask.actor);
      const { lead: named = lead.id, participants: invited, ...terms } = ask.body;
      if (named !== lead.id) throw fieldError('lead-not-own', '/lead');
      await checkPrevious(terms.previousRound, lead.id);
      const id = deps.id('round');
      const command = { type: 'open', at: ask.at, round: id, lead, invited, terms } as const;
      const headers = { Location: `/v1/demand-rounds/${id}` };
      const answer = (round: ExistingRound) => ({
        body: roundView(round, ask.actor, ask.at),
        headers,
      });
      return steps.carryOut(id, ask, () => ({ as, command, answer }), 201);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/demand-rounds',
      summary: '查询报量 · List demand rounds',
      description:
        'Newest first. `scope=own` those that your organisation leads or is invited to; else those that were locked, whose sums are public.',
      tag,
      access: 'public',
      query: s.listQuery,
      answers: { 200: { schema: pageOf(view.summary), description: 'a page' } },
    },
    async ({ actor, query: { scope, ...request }, at, url }) => {
      const page = await (scope === 'own'
        ? rounds.own(mayListOwn(signedIn(actor)), request)
        : rounds.locked(at, request));
      const items = page.items.map((one) => ({ ...one, status: phaseOf(one, at) }));
      return pageAnswer({ ...page, items }, url);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: one,
      summary: '查看报量 · Read a demand round',
      description:
        'The lead and those invited; everybody once it is locked. How much a unit reports is shown to itself and the lead, the sums of the lots to all.',
      tag,
      access: 'public',
      params: s.ofRound,
      answers,
    },
    async ({ actor, at, params: { id } }) => {
      const { state, version } = await steps.read(id);
      return { status: 200, body: roundView(maySee(actor, state), actor, at), headers: etag(version) };
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'patch',
      path: one,
      summary: '调整报量时间 · Move the window',
      description: 'The lead, until the window closes; its beginning only until it began.',
      ...forUsers,
      params: s.ofRound,
      body: s.windowInput,
      answers,
    },
    async (ask) =>
      steps.carryOut(ask.params.id, ask, ({ state }) => {
        const { as } = mayLead(ask.actor, state);
        return { as, command: { type: 'reschedule', at: ask.at, changes: ask.body } };
      }),
  );

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: `${one}/cancellation`,
      summary: '取消报量 · Cancel a round',
      description: 'The lead, with the reason; not while a tender of it runs.',
      ...forUsers,
      params: s.ofRound,
      body: s.reasonInput,
      answers,
    },
    async (ask) =>
      steps.carryOut(ask.params.id, ask, ({ state }) => {
        const { as } = mayLead(ask.actor, state);
        return { as, command: { type: 'cancel', at: ask.at, reason: ask.body.reason } };
      }),
  );

  reportRoutes(app, http, deps, steps);
  lockedRoutes(app, http, deps, steps);
}

/** One's own rounds ask for a token. */
function signedIn(actor: Actor): Actor {
  if (actor.kind === 'anonymous') throw new DomainError('unauthenticated', 'token-missing');
  return actor;
}
