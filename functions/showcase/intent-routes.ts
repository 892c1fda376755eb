import { type Asked, endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { isOperator, membershipOf } from '../../shared/kernel/actor.ts';
import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import type { Intent, IntentCommand } from './intent.ts';
import { type ExistingMatchmaking, mustBeOn } from './matchmaking.ts';
import { isPublished, mayActFor, mayAnswer, mayListIntents, maySeeIntent } from './matchmaking-access.ts';
import { type MatchmakingDeps, matchmakingConduct, retries } from './matchmaking-conduct.ts';
import { figuresOf } from './matchmaking-figures.ts';
import { meetingId } from './matchmaking-ids.ts';
import * as s from './matchmaking-schemas.ts';
import * as view from './matchmaking-view-schemas.ts';
import { intentView } from './matchmaking-views.ts';
import { pairOf } from './pair.ts';

const tag = '对接会 Matchmaking';
const one = '/v1/matchmaking-events/{id}';
const oneIntent = '/v1/matchmaking-intents/{id}';
const forUsers = { tag, access: 'user' } as const;
const answers = { 200: { schema: view.intent, description: 'the intent' } };

/** The day itself and what comes of it: who met, what was intended, what became of it, and the figures. */
export function intentRoutes(app: Router, http: HttpDeps, deps: MatchmakingDeps): void {
  const { matchmakings, meetings, intents } = deps;
  const { present, registrationOf } = matchmakingConduct(deps);

  const shown =
    (extra: Partial<Answer> = {}) =>
    ({ id, state, version }: { readonly id: string; readonly state: Intent; readonly version: number }): Answer => {
      if (state.status === 'none') throw new DomainError('not-found', 'not-found');
      return { status: 200, body: intentView(id, state), ...extra, headers: { ...etag(version), ...extra.headers } };
    };

  async function carryOut(
    id: string,
    command: IntentCommand,
    as: Parameters<Asked['cause']>[0],
    ask: Asked,
    answer = shown(),
  ): Promise<Answer> {
    const { claim, ifMatch } = ask;
    const outcome = await intents.handle(id, command, ask.cause(as), { claim, ifMatch, answer, retries });
    return outcome.answer;
  }

  const intentOf = async (id: string): Promise<Intent> => (await intents.load(id, { consistent: true })).state;

  /** A firm that comes. @throws `firm-not-coming` */
  async function coming(event: string, firm: string, state: ExistingMatchmaking) {
    const registration = await registrationOf(event, firm, state);
    if (registration.status !== 'registered') throw fieldError('firm-not-coming', '/with', { firm });
    return registration.firm;
  }

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'put',
      path: `${one}/meetings/{mid}/presence`,
      params: s.ofMeeting,
      summary: '到场登记 · Mark a meeting',
      description:
        'Whether it was held, and who did not come: by the organiser or staff of the two, from the first slot until a week after. The last mark counts.',
      body: s.presenceInput,
      answers: { 200: { schema: view.marked, description: 'as marked' } },
    },
    async (ask) => {
      const { id: event, mid } = ask.params;
      const { state } = await present(event);
      const { timetable } = state;
      const all = timetable && isPublished(state) ? await matchmakings.meetings(event, timetable.revision) : [];
      const meeting = all.find(({ a, b }) => meetingId(event, a, b) === mid);
      if (meeting === undefined) throw new DomainError('not-found', 'not-found');
      const { as, firm } = mayActFor(ask.actor, meeting);
      mustBeOn(state, ask.at);
      const pair = pairOf(meeting.a, meeting.b);
      const by = firm?.id ?? 'organiser';
      const command = { type: 'mark', at: ask.at, event, pair, presence: ask.body, by } as const;
      const answer = ({ state: marked, version }: Awaited<ReturnType<typeof meetings.load>>): Answer => {
        if (marked.status === 'none') throw new DomainError('not-found', 'not-found');
        const { a, b, held, absent, markedAt } = marked;
        return { status: 200, body: { id: mid, firms: [a, b], held, absent, markedAt }, headers: etag(version) };
      };
      const { claim, ifMatch } = ask;
      const outcome = await meetings.handle(mid, command, ask.cause(as), { claim, ifMatch, answer, retries });
      return outcome.answer;
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/intents`,
      params: s.ofEvent,
      summary: '登记意向 · Record an intent',
      description:
        'By staff of one of two firms that come, or by the organiser for both, from the first slot until a week after. It binds nobody; the other confirms it.',
      body: s.intentInput,
      answers: { 201: { schema: view.intent, description: 'recorded' } },
    },
    async (ask) => {
      const { id: event } = ask.params;
      const { with: named, ...terms } = ask.body;
      const { state } = await present(event);
      const own = isOperator(ask.actor) ? undefined : membershipOf(ask.actor).organisation;
      const [first = '', second = ''] = own === undefined ? named : [own, ...named];
      const { as, firm } = mayActFor(ask.actor, pairOf(first, second));
      if (own !== undefined && (await registrationOf(event, own, state)).status !== 'registered') {
        throw new DomainError('not-found', 'not-found');
      }
      if (named.length !== (own === undefined ? 2 : 1) || first === second) throw fieldError('pair-of-one', '/with');
      mustBeOn(state, ask.at);
      const parties = [await coming(event, first, state), await coming(event, second, state)] as const;
      const id = deps.id('intent');
      const command = {
        type: 'record',
        at: ask.at,
        event,
        heldOn: state.terms.day,
        parties,
        terms,
        ...(firm === undefined ? {} : { by: firm.id }),
      } as const;
      const headers = { Location: `/v1/matchmaking-intents/${id}` };
      return carryOut(id, command, as, ask, shown({ status: 201, headers }));
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: `${one}/intents`,
      params: s.ofEvent,
      query: s.pageQuery,
      summary: '意向清单 · List intents',
      description: 'A firm its own, the organiser all, in the order in which they were recorded.',
      answers: { 200: { schema: pageOf(view.intent), description: 'a page' } },
    },
    async ({ actor, params: { id }, query, url }) => {
      const firm = mayListIntents(actor);
      await present(id);
      const page = await intents.page(id, firm, query);
      return pageAnswer({ ...page, items: page.items.map(({ id: of, ...intent }) => intentView(of, intent)) }, url);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: oneIntent,
      params: s.ofIntent,
      summary: '查看意向 · Read an intent',
      description: 'For its two parties and the organiser.',
      answers,
    },
    async ({ actor, params: { id } }) => {
      const snapshot = await intents.load(id, { consistent: true });
      maySeeIntent(actor, snapshot.state);
      return shown()(snapshot);
    },
  );

  for (const [word, type, summary] of [
    ['confirmation', 'confirm', '确认意向 · Confirm an intent'],
    ['declination', 'decline', '否认意向 · Decline an intent'],
  ] as const) {
    endpoint(
      app,
      http,
      {
        ...forUsers,
        method: 'post',
        path: `${oneIntent}/${word}`,
        params: s.ofIntent,
        summary,
        description: 'By the party that did not record it; both, where the organiser did.',
        answers,
      },
      async (ask) => {
        const { id } = ask.params;
        const { as, firm } = mayAnswer(ask.actor, await intentOf(id));
        return carryOut(id, { type, at: ask.at, firm: firm.id }, as, ask);
      },
    );
  }

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${oneIntent}/follow-ups`,
      params: s.ofIntent,
      summary: '回访答复 · Answer a follow-up',
      description:
        'What became of it 7, 30 or 90 days after the event, by each party for itself, from that day until the 120th. The last answer for a day counts. Orders made on the market are counted by themselves.',
      body: s.followUpInput,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const { as, firm } = mayAnswer(ask.actor, await intentOf(id));
      return carryOut(id, { type: 'answer', at: ask.at, answered: { firm: firm.id, ...ask.body } }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      path: `${one}/figures`,
      params: s.ofEvent,
      summary: '对接成效 · What an event brought',
      description:
        'Numbers and exact sums, and no firm. Sums of fewer than three pairs of firms are for the organiser alone.',
      answers: { 200: { schema: view.figures, description: 'as of now' } },
    },
    async ({ actor, at, params: { id } }) => {
      const { state } = await present(id);
      const [left, marks, all] = await Promise.all([
        matchmakings.placesLeft(id, state.terms),
        meetings.of(id),
        intents.all(id),
      ]);
      return { status: 200, body: figuresOf(state, state.terms.places - left, marks, all, at, isOperator(actor)) };
    },
  );
}
