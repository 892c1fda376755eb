import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { type Actor, isOperator, membershipOf } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { stands } from './heard-post.ts';
import { type ExistingMatchmaking, mustBeAhead } from './matchmaking.ts';
import {
  mayListParticipants,
  mayOrganise,
  mayReadProposals,
  mayReadRegistration,
  mayRegister,
  mayWithdraw,
} from './matchmaking-access.ts';
import { type MatchmakingDeps, matchmakingConduct, retries } from './matchmaking-conduct.ts';
import { registrationId } from './matchmaking-ids.ts';
import * as s from './matchmaking-schemas.ts';
import { startOf } from './matchmaking-terms.ts';
import * as view from './matchmaking-view-schemas.ts';
import { participantView, proposalsView, registrationView } from './matchmaking-views.ts';
import { proposalsOf } from './proposal.ts';
import type { Registration } from './registration.ts';

const tag = '对接会 Matchmaking';
const one = '/v1/matchmaking-events/{id}';
const own = `${one}/registration`;
const forUsers = { tag, access: 'user', params: s.ofEvent } as const;
const answers = { 200: { schema: view.registration, description: 'the registration' } };

/** Registration of both sides, who comes, and whom a firm may meet. */
export function registrationRoutes(app: Router, http: HttpDeps, deps: MatchmakingDeps): void {
  const { registrations, heardPosts } = deps;
  const { present, registrationOf } = matchmakingConduct(deps);

  const answered = ({ state }: { readonly state: Registration }) => {
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    return { status: 200, body: registrationView(state) };
  };

  /** The registration that somebody asks after: its own, or the one that the organiser names. */
  async function asked(actor: Actor, id: string, state: ExistingMatchmaking, firm?: string): Promise<Registration> {
    if (isOperator(actor)) return firm === undefined ? { status: 'none' } : registrationOf(id, firm, state);
    return registrationOf(id, membershipOf(actor).organisation, state);
  }

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'put',
      path: own,
      summary: '报名或修改报名 · Register, or change it',
      description:
        'By the staff of a verified organisation, until registration closes and while there are places. Posts are its own and open. Everything that is wrong with it is named at once.',
      body: s.registrationInput,
      answers,
    },
    async (ask) => {
      const { as, firm } = mayRegister(ask.actor);
      const { id: event } = ask.params;
      const { state } = await present(event);
      mustBeAhead(state);
      const heard = await heardPosts.of(ask.body.posts);
      const ownPosts = ask.body.posts.filter((post) => {
        const one = heard.get(post);
        return one !== undefined && one.poster === firm.id && stands(one, ask.at);
      });
      const subjects = [...new Set(ownPosts.flatMap((post) => heard.get(post)?.subject ?? []))].toSorted();
      const command = {
        type: 'register',
        at: ask.at,
        event,
        terms: state.terms,
        firm,
        registering: { ...ask.body, subjects },
        ownPosts,
      } as const;
      const { claim, ifMatch } = ask;
      const options = { claim, ifMatch, answer: answered, retries: 8 };
      const store = registrations.at(state.terms.places);
      const outcome = await store.handle(registrationId(event, firm.id), command, ask.cause(as), options);
      return outcome.answer;
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: own,
      query: s.firmQuery,
      summary: '查看报名 · Read a registration',
      description: "One's own; the organiser names the firm.",
      answers,
    },
    async ({ actor, params: { id }, query: { firm } }) => {
      const { state } = await present(id);
      return { status: 200, body: registrationView(mayReadRegistration(actor, await asked(actor, id, state, firm))) };
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'delete',
      path: own,
      summary: '退出 · Withdraw',
      description:
        'Until the event begins. What was said of people is no longer kept with the registration; its meetings fall out of a timetable that is published already.',
      answers,
    },
    async (ask) => {
      const { id: event } = ask.params;
      const { state } = await present(event);
      const { organisation } = membershipOf(ask.actor);
      const { as } = mayWithdraw(ask.actor, await registrationOf(event, organisation, state));
      const command = { type: 'withdraw', at: ask.at, over: startOf(state.terms) } as const;
      const { claim, ifMatch } = ask;
      const options = { claim, ifMatch, answer: answered, retries };
      const store = registrations.at(state.terms.places);
      const outcome = await store.handle(registrationId(event, organisation), command, ask.cause(as), options);
      return outcome.answer;
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: `${one}/registrations`,
      summary: '报名登记表 · Every registration',
      description: 'For the organiser: with the people, the wishes and the vetoes.',
      answers: { 200: { schema: view.registrations, description: 'in the order of ids' } },
    },
    async ({ actor, params: { id } }) => {
      mayOrganise(actor);
      await present(id);
      return { status: 200, body: { items: (await registrations.of(id)).map(registrationView) } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: `${one}/participants`,
      summary: '参会名单 · Who comes',
      description:
        'For the organiser and the firms that come: firms by name, what their posts are of, and their products; no people.',
      answers: { 200: { schema: view.participants, description: 'in the order of ids' } },
    },
    async ({ actor, params: { id } }) => {
      const { state } = await present(id);
      mayListParticipants(actor, isOperator(actor) ? { status: 'none' } : await asked(actor, id, state));
      return { status: 200, body: { items: (await registrations.of(id)).map(participantView) } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: `${one}/proposals`,
      query: s.firmQuery,
      summary: '拟对接企业 · Whom a firm may meet',
      description:
        'Its own posts and those of others that come, where the market keeps them as matches, with their scores; and whom it wishes to meet; while it is verified. The organiser names the firm, and reads no scores.',
      answers: { 200: { schema: view.proposals, description: 'the proposals' } },
    },
    async ({ actor, at, params: { id }, query: { firm } }) => {
      const { state } = await present(id);
      const coming = mayReadProposals(actor, await asked(actor, id, state, firm));
      const all = await registrations.of(id);
      const heard = await heardPosts.of(coming.posts);
      // What others will not have is theirs to know: a match that is missing here would tell it.
      const others = all
        .filter((each) => each.firm.id !== coming.firm.id)
        .map((each) => ({ ...each, wishes: [], vetoes: [] }));
      const proposals = proposalsOf([coming, ...others], heard, { must: [], never: [] }, at);
      const names = new Map(all.map((each) => [each.firm.id, each.firm.name]));
      return { status: 200, body: proposalsView(coming, proposals, names, actor) };
    },
  );
}
