import { type Ask, endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { ActingRole } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { mayDeclare, mayEnterExperts, maySeeExperts } from './committee-access.ts';
import * as s from './expert-schemas.ts';
import type { ExpertStore } from './expert-store.ts';
import { type Expert, type ExpertCommand, expertIdOf } from './experts.ts';
import type { TenderStore } from './store.ts';

export interface ExpertDeps {
  readonly experts: ExpertStore;
  readonly tenders: Pick<TenderStore, 'seats'>;
  pseudonym(sub: string): string;
}

const forUsers = { tag: '评标专家 Experts', access: 'user' } as const;
const answers = { 200: { schema: s.expertView, description: 'the expert' } };
/** How often a lost race is decided again: every command here is safe to. */
const retries = 3;

/** The expert list (专家库). */
export function expertRoutes(app: Router, http: HttpDeps, deps: ExpertDeps): void {
  const { experts, tenders } = deps;
  const idOf = (sub: string): string => expertIdOf(deps.pseudonym(sub));

  const shown = ({ state, version }: { state: Expert | null; version: number }): Answer => {
    if (state === null) throw new DomainError('not-found', 'not-found');
    return { status: 200, body: s.shownExpert(state), headers: etag(version) };
  };

  async function carryOut(
    id: string,
    command: ExpertCommand,
    as: ActingRole,
    { cause, claim, ifMatch }: Pick<Ask<unknown, unknown, unknown>, 'cause' | 'claim' | 'ifMatch'>,
  ): Promise<Answer> {
    const outcome = await experts.handle(id, command, cause(as), { claim, ifMatch, answer: shown, retries });
    return outcome.answer;
  }

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'put',
      path: '/v1/experts/{sub}',
      summary: '登记评标专家 · Enter an expert into the list',
      description: 'By the operator; the same again changes nothing. Ties that the expert declared stay.',
      params: s.ofSubject,
      body: s.expertEntry,
      answers,
    },
    async (ask) => {
      const as = mayEnterExperts(ask.actor);
      const { sub } = ask.params;
      const id = idOf(sub);
      return carryOut(id, { type: 'enterExpert', id, sub, at: ask.at, ...ask.body }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: '/v1/experts',
      summary: '评标专家名单 · List experts',
      description: 'For operators and supervisors: those of one status, and of one specialty where it is named.',
      query: s.expertQuery,
      answers: { 200: { schema: pageOf(s.expertView), description: 'a page' } },
    },
    async ({ actor, query: { limit, cursor, ...filter }, url }) => {
      maySeeExperts(actor);
      const { items, next } = await experts.listed(filter, { limit, cursor });
      return pageAnswer({ items: items.map(s.shownExpert), next }, url);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: '/v1/experts/me',
      summary: '我的专家信息 · Read my own entry',
      answers,
    },
    async ({ actor }) => shown(await experts.load(idOf(mayDeclare(actor)), { consistent: true })),
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: '/v1/experts/me/seats',
      summary: '我的席位 · Committees in which I sit or sat',
      description: 'Of whoever asks, in the expert list or not: the tender and the seat, latest deadline first.',
      query: s.seatsQuery,
      answers: { 200: { schema: pageOf(s.heldSeat), description: 'a page' } },
    },
    async ({ actor, at, query, url }) => pageAnswer(await tenders.seats(mayDeclare(actor), query, at), url),
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: '/v1/experts/{sub}',
      summary: '查看评标专家 · Read an expert’s entry',
      description: 'For operators and supervisors, as in the list.',
      params: s.ofSubject,
      answers,
    },
    async ({ actor, params: { sub } }) => {
      maySeeExperts(actor);
      return shown(await experts.load(idOf(sub), { consistent: true }));
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'put',
      path: '/v1/experts/me/ties',
      summary: '申报利害关系 · Declare my ties',
      description: 'By an expert: the whole list of organisations, in place of what was declared before.',
      body: s.tiesInput,
      answers,
    },
    async (ask) => carryOut(idOf(mayDeclare(ask.actor)), { type: 'declareTies', ties: ask.body.ties }, 'expert', ask),
  );
}
