import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { type Actor, isOperator, membershipOf } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { type TimetableInput, timetableJob } from './make-timetable.ts';
import { mustBeOpen } from './matchmaking.ts';
import { isPublished, mayOrganise, mayReadTimetable } from './matchmaking-access.ts';
import { type MatchmakingDeps, matchmakingConduct } from './matchmaking-conduct.ts';
import * as s from './matchmaking-schemas.ts';
import { endOf } from './matchmaking-terms.ts';
import * as view from './matchmaking-view-schemas.ts';
import { headView } from './matchmaking-views.ts';
import { type PrintedPage, printed, printHeaders } from './printable.ts';
import { basisNow, readTimetable, type StandingMeeting } from './read-timetable.ts';
import type { Registration } from './registration.ts';
import { subjectName } from './subjects.ts';

const tag = '对接会 Matchmaking';
const one = '/v1/matchmaking-events/{id}';
const path = `${one}/timetable`;
const forUsers = { tag, access: 'user', params: s.ofEvent } as const;
const answers = { 200: { schema: view.event, description: 'the event' } };

/** The timetable: what is fixed, finding it, publishing it, and each firm's own to read and to print. */
export function timetableRoutes(app: Router, http: HttpDeps, deps: MatchmakingDeps): void {
  const { matchmakings } = deps;
  const { present, registrationOf, carryOut } = matchmakingConduct(deps);

  /** The event, and for which firm this reader reads its timetable: undefined for the whole. */
  async function readable(actor: Actor, id: string, at: Instant) {
    const { state } = await present(id);
    const own: Registration = isOperator(actor)
      ? { status: 'none' }
      : await registrationOf(id, membershipOf(actor).organisation, state);
    const firm = mayReadTimetable(actor, state, own);
    if (state.timetable === undefined) throw new DomainError('conflict', 'timetable-missing');
    const named = own.status === 'none' ? undefined : { id: own.firm.id, name: own.firm.name };
    return { state, firm: named, meetings: await readTimetable(deps, id, state, at, firm) };
  }

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'put',
      path: `${one}/pins`,
      summary: '指定与排除场次 · Fix and bar meetings',
      description:
        'All of them at once, until the timetable is published: pairs that must meet, before anything else counts, and pairs that never do. A firm that will not meet another does not, whatever is fixed.',
      body: s.pinsInput,
      answers,
    },
    async (ask) => {
      const as = mayOrganise(ask.actor);
      const { id } = ask.params;
      const { state } = await present(id);
      const left = await matchmakings.placesLeft(id, state.terms);
      return carryOut(id, { type: 'pin', at: ask.at, pins: ask.body }, as, ask, left);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path,
      summary: '排程 · Find the timetable',
      description:
        'Once registration has closed, and again until it is published; see the job. First as many fixed meetings as can be, then as many firms with at least one, then the most value; with its bound. The same registrations give the same timetable.',
      keepsItsOwnAnswer: true,
      answers: { 202: { schema: view.started, description: 'see the job' } },
    },
    async ({ actor, at, claim, params: { id } }) => {
      mayOrganise(actor);
      const { state } = await present(id);
      mustBeOpen(state);
      if (at < state.terms.registrationClosesAt) throw new DomainError('conflict', 'registration-open');
      if (at >= endOf(state.terms)) throw new DomainError('too-late', 'matchmaking-over');
      const owner = { sub: actor.kind === 'user' ? actor.sub : '' };
      const input: TimetableInput = { event: id, ...owner };
      const { id: job } = await deps.jobs.start(timetableJob, input as unknown as JsonObject, owner, { at, claim });
      return { status: 202, body: { job }, headers: { Location: `/v1/jobs/${job}` } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${path}/publication`,
      summary: '公布时刻表 · Publish the timetable',
      description: 'The firms read their own from then on, and are told. One that is stale is found anew first.',
      answers,
    },
    async (ask) => {
      const as = mayOrganise(ask.actor);
      const { id } = ask.params;
      const { state } = await present(id);
      const [now, left] = await Promise.all([basisNow(deps, id, state), matchmakings.placesLeft(id, state.terms)]);
      return carryOut(id, { type: 'publish', at: ask.at, ...now }, as, ask, left);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path,
      summary: '时刻表 · The timetable',
      description:
        'A firm its own, once it is published; the organiser all of it, how good it is, and whether it is stale.',
      answers: { 200: { schema: view.timetable, description: 'in the order of slots and tables' } },
    },
    async ({ actor, at, params: { id } }) => {
      const { state, firm, meetings } = await readable(actor, id, at);
      const base = { event: id, title: state.terms.title, published: isPublished(state) };
      if (firm !== undefined) {
        return { status: 200, body: { ...base, firm, meetings: meetings.map((each) => ownView(each, firm.id)) } };
      }
      const { timetable } = state;
      const stale = timetable?.basis !== (await basisNow(deps, id, state)).basis;
      const made = timetable && headView(timetable);
      const all = meetings.map(({ a: _, b: __, value: ___, score: ____, ...meeting }) => meeting);
      return { status: 200, body: { ...base, stale, made, meetings: all } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: `${path}/print`,
      summary: '打印时刻表 · The timetable to print',
      description: 'HTML: a page a firm. A firm its own, the organiser everyone’s.',
      answers: { 200: { description: 'text/html' } },
    },
    async ({ actor, at, params: { id } }) => {
      const { state, firm, meetings } = await readable(actor, id, at);
      const firms = firm === undefined ? everyone(meetings) : [firm];
      const html = printed(
        state.terms,
        firms.map((each) => pageOf(each, meetings)),
      );
      return { status: 200, body: new TextEncoder().encode(html), headers: printHeaders };
    },
  );
}

/** A meeting as one of its two firms sees it: what it is worth to the timetable counts the other's wishes too. */
function ownView({ a: _, b: __, value: ___, firms, ...meeting }: StandingMeeting, firm: string) {
  return { ...meeting, counterpart: firms.find(({ id }) => id !== firm) };
}

type Named = StandingMeeting['firms'][0];

const everyone = (meetings: readonly StandingMeeting[]): readonly Named[] =>
  [...new Map(meetings.flatMap(({ firms }) => firms).map((firm) => [firm.id, firm])).values()].toSorted((a, b) =>
    a.id < b.id ? -1 : 1,
  );

const pageOf = ({ id, name }: Named, meetings: readonly StandingMeeting[]): PrintedPage => ({
  firm: name,
  meetings: meetings
    .filter(({ a, b }) => a === id || b === id)
    .map(({ from, to, table, firms, subject, status }) => ({
      from,
      to,
      table,
      counterpart: firms.find((firm) => firm.id !== id)?.name ?? '',
      about: subject === undefined ? undefined : subjectName(subject),
      cancelled: status === 'cancelled',
    })),
});
