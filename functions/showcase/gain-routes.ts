import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { actsFor, isOperator } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import type { GainStore } from './gain-store.ts';
import { resultsOf } from './gains.ts';
import { maySee, seesShown, sightOf } from './live-access.ts';
import * as s from './live-schemas.ts';
import { statusAt } from './live-state.ts';
import type { SessionStore } from './live-store.ts';
import * as view from './live-view-schemas.ts';

export interface GainDeps {
  readonly sessions: SessionStore;
  readonly gains: GainStore;
  /** An opaque id that nobody else can make. */
  pseudonym(text: string): string;
}

const tag = '直播 Live sessions';

/** What came of live sessions (直播成效). */
export function gainRoutes(app: Router, http: HttpDeps, { sessions, gains, pseudonym }: GainDeps): void {
  /** Who looks: a user, or else whom a network address and the page's own token tell apart; nothing of it is kept but a day's mark. */
  function visitorOf(actor: Actor, address: string, token: string): string {
    return actor.kind === 'user' ? `user ${actor.sub}` : `address ${address} ${token}`;
  }

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'post',
      path: '/v1/live-sessions/{id}/products/{product}/views',
      params: s.ofShown,
      summary: '记录商品浏览 · Count a view of a product',
      description:
        'Once a visitor, product and day of Asia/Shanghai: a user, or a network address with the token of the page; at most 200 a day and session from one address, and none of the host and the supplier themselves. The answer does not say whether it counted.',
      body: s.viewed,
      answers: { 204: { description: 'taken in' } },
    },
    async ({ actor, at, params: { id: session, product }, body, cause }) => {
      const { state } = await sessions.load(session);
      const seen = maySee(actor, state);
      const shown = seen.products.find((each) => each.product === product);
      if (shown === undefined || !seesShown(actor, seen, shown)) throw new DomainError('not-found', 'not-found');
      const own = isOperator(actor) || [seen.host.id, shown.facts.supplier.id].some((firm) => actsFor(actor, firm));
      if (!own && shown.agreed && seen.status !== 'cancelled') {
        const { address = '' } = cause('public');
        const scope = `${dayOf(at)} ${session}`;
        const visitor = pseudonym(`view ${scope} ${product} ${visitorOf(actor, address, body.visitor)}`);
        await gains.view({ session, product, visitor, address: pseudonym(`viewer ${scope} ${address}`) }, at);
      }
      return { status: 204, body: undefined };
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      path: '/v1/live-sessions/{id}/results',
      params: s.ofSession,
      summary: '直播成效 · What came of a live session',
      description:
        'Views, enquiries and orders that named the session in `via`, by product. The host sees the numbers of all and amounts of its own; another supplier its own; the operator all. Totals without amounts are public once it has ended.',
      answers: { 200: { schema: view.results, description: 'the figures' } },
    },
    async ({ actor, at, params: { id } }) => {
      const { state } = await sessions.load(id);
      const session = maySee(actor, state);
      mayReadResults(actor, session, at);
      return { status: 200, body: resultsOf(session, await gains.of(id), actor) };
    },
  );
}

function mayReadResults(actor: Actor, session: ReturnType<typeof maySee>, at: Instant): void {
  if (sightOf(actor, session) === 'totals' && statusAt(session, at) !== 'ended') {
    throw new DomainError('conflict', 'session-not-ended');
  }
}
