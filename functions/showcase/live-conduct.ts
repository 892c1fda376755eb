import type { Asked } from '../../shared/http/router.ts';
import { etag } from '../../shared/http/router.ts';
import type { ActingRole, Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { LiveSessionCommand } from './live-session.ts';
import { type LiveSession, statusAt } from './live-state.ts';
import type { SessionSnapshot, SessionStore } from './live-store.ts';
import type { Facts } from './live-terms.ts';
import { viewOf } from './live-views.ts';
import type { ShownProductStore } from './shown-product-store.ts';

export interface LiveDeps {
  readonly sessions: SessionStore;
  readonly shownProducts: ShownProductStore;
  id(kind: IdKind): string;
}

/** How often a lost race is decided again: every command here is safe to. */
const retries = 3;

/** What every route that reads or changes a session does. */
export function conduct({ sessions, shownProducts }: LiveDeps) {
  /** How a session is answered to this reader; what the clock has not said yet makes the tag a weak one. */
  const shown =
    (actor: Actor, at: Instant, extra: Partial<Answer> = {}) =>
    ({ id, state, version }: SessionSnapshot): Answer => {
      if (state.status === 'none') throw new DomainError('not-found', 'not-found');
      const tagged = statusAt(state, at) === state.status ? etag(version) : { ETag: `W/"${version}"` };
      const body = viewOf(id, state, actor, at);
      return { status: extra.status ?? 200, body, headers: { ...tagged, ...extra.headers } };
    };

  return {
    shown,

    present: async (id: string): Promise<LiveSession> => (await sessions.load(id, { consistent: true })).state,

    /** What the catalogue says of these products, where they are published. */
    async published(products: readonly { readonly product: string }[] = []): Promise<Facts> {
      const facts = await shownProducts.factsOf(products.map(({ product }) => product));
      return Object.fromEntries(Object.entries(facts).filter(([, { available }]) => available));
    },

    async carryOut(id: string, command: LiveSessionCommand, as: ActingRole, ask: Asked, extra: Partial<Answer> = {}) {
      const { claim, ifMatch } = ask;
      const answer = shown(ask.actor, ask.at, extra);
      const outcome = await sessions.handle(id, command, ask.cause(as), { claim, ifMatch, answer, retries });
      return outcome.answer;
    },
  };
}
