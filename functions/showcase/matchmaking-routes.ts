import { endpoint, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { membershipOf } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { intentRoutes } from './intent-routes.ts';
import { phaseAt } from './matchmaking.ts';
import { mayOrganise } from './matchmaking-access.ts';
import { type MatchmakingDeps, matchmakingConduct } from './matchmaking-conduct.ts';
import * as s from './matchmaking-schemas.ts';
import { endOf, startOf } from './matchmaking-terms.ts';
import * as view from './matchmaking-view-schemas.ts';
import { listedMatchmaking } from './matchmaking-views.ts';
import { registrationRoutes } from './registration-routes.ts';
import { timetableRoutes } from './timetable-routes.ts';

const tag = '对接会 Matchmaking';
const all = '/v1/matchmaking-events';
const one = `${all}/{id}`;
const answers = { 200: { schema: view.event, description: 'the event' } };
const organised = { tag, access: 'user', params: s.ofEvent, answers } as const;

/** Events at which firms meet face to face (“手拉手”对接会): announced, amended, cancelled; the rest in files of its own. */
export function matchmakingRoutes(app: Router, http: HttpDeps, deps: MatchmakingDeps): void {
  const { matchmakings, registrations } = deps;
  const { present, shown, carryOut } = matchmakingConduct(deps);

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: all,
      summary: '发布对接会 · Announce an event',
      description:
        'By the operator, who organises it for the host that it names. Firms register until registration closes; slots and tables say how many can meet.',
      body: s.eventInput,
      answers: { 201: { schema: view.event, description: 'announced' } },
    },
    async (ask) => {
      const as = mayOrganise(ask.actor);
      const id = deps.id('matchmaking');
      const extra = { status: 201, headers: { Location: `${all}/${id}` } };
      return carryOut(id, { type: 'announce', at: ask.at, terms: ask.body }, as, ask, ask.body.places, extra);
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      path: all,
      summary: '查询对接会 · List events',
      description: 'The latest day first. With `scope=own` those that your organisation registered for.',
      query: s.listQuery,
      answers: { 200: { schema: pageOf(view.listed), description: 'a page' } },
    },
    async ({ actor, at, query: { scope, ...request }, url }) => {
      if (scope === 'own') {
        if (actor.kind === 'anonymous') throw new DomainError('unauthenticated', 'token-missing');
        const page = await registrations.ofFirm(membershipOf(actor).organisation, request);
        const found = await Promise.all(page.items.map((id) => matchmakings.load(id)));
        const items = found.flatMap(({ id, state }) =>
          state.status === 'none' ? [] : [listedMatchmaking(id, state, at)],
        );
        return pageAnswer({ ...page, items }, url);
      }
      const page = await matchmakings.list(at, request);
      const items = page.items.map(({ slots, status, ...listed }) => ({
        ...listed,
        status: phaseAt({ status, terms: { slots, registrationClosesAt: listed.registrationClosesAt } }, at),
        startsAt: startOf({ slots }),
        endsAt: endOf({ slots }),
      }));
      return pageAnswer({ ...page, items }, url);
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      path: one,
      params: s.ofEvent,
      summary: '查看对接会 · Read an event',
      description:
        'Slots, tables, and how many places are left. What is fixed, and how good the timetable is, the organiser reads.',
      answers,
    },
    async ({ actor, at, params: { id } }) => {
      const { state, version } = await present(id);
      return shown(actor, at, await matchmakings.placesLeft(id, state.terms))({ id, state, version });
    },
  );

  endpoint(
    app,
    http,
    {
      ...organised,
      method: 'patch',
      path: one,
      summary: '修改对接会 · Amend an event',
      description: 'Until registration closes. There are never fewer places and slots than there were.',
      body: s.eventChanges,
    },
    async (ask) => {
      const as = mayOrganise(ask.actor);
      const { id } = ask.params;
      const { terms } = (await present(id)).state;
      const more = Math.max(0, (ask.body.places ?? terms.places) - terms.places);
      const left = (await matchmakings.placesLeft(id, terms)) + more;
      return carryOut(id, { type: 'amend', at: ask.at, event: id, changes: ask.body }, as, ask, left);
    },
  );

  endpoint(
    app,
    http,
    {
      ...organised,
      method: 'post',
      path: `${one}/cancellation`,
      summary: '取消对接会 · Cancel an event',
      description: 'With the reason, before its last slot has ended.',
      body: s.cancellation,
    },
    async (ask) => {
      const as = mayOrganise(ask.actor);
      const { id } = ask.params;
      const { terms } = (await present(id)).state;
      const left = await matchmakings.placesLeft(id, terms);
      const firms = (await registrations.of(id)).map(({ firm }) => firm.id);
      return carryOut(id, { type: 'cancel', at: ask.at, reason: ask.body.reason, firms }, as, ask, left);
    },
  );

  registrationRoutes(app, http, deps);
  timetableRoutes(app, http, deps);
  intentRoutes(app, http, deps);
}
