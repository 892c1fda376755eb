import type { OrganisationVerified } from '../organisations/events.ts';
import type { SessionAmended } from './live-events.ts';
import type { SessionStore, StreamedEvent } from './live-store.ts';
import type { ShownProductStore } from './shown-product-store.ts';

/** A lost race is decided again: the host's own change may come between. */
const retries = 3;
const ofProducts = ['ProductDrafted', 'ProductAmended', 'ProductPublished', 'ProductWithdrawn', 'ProductExpired'];

export interface ShowcaseReactionDeps {
  readonly sessions: SessionStore;
  readonly shownProducts: ShownProductStore;
}

/**
 * What the showcase does when something happened. It hears what the catalogue says of a product, and marks it in the
 * sessions whose lists have it; a session that comes to have it looks at once whether something was said meanwhile, so
 * that one of the two always sees the other. A host whose verification is taken away has its sessions cancelled. All of
 * it can be told again, late and in any order.
 */
export function showcaseReactions({ sessions, shownProducts }: ShowcaseReactionDeps) {
  const causeAt = (at: string) => ({ actor: { kind: 'system', process: 'stream' }, as: 'system', at }) as const;

  async function productSaid(event: StreamedEvent): Promise<void> {
    const { aggregateId: product, at } = event;
    const facts = await shownProducts.hear(event);
    if (facts === undefined) return;
    for await (const id of shownProducts.sessionsShowing(product)) {
      await sessions.handle(id, { type: 'noteProduct', at, product, facts }, causeAt(at), { retries });
    }
  }

  async function productsListed({ aggregateId: id, data, at }: StreamedEvent): Promise<void> {
    const listed = (data as unknown as SessionAmended['data']).facts;
    for (const product of Object.keys(listed)) await shownProducts.noteShowing(product, id);
    const now = await shownProducts.factsOf(Object.keys(listed));
    for (const [product, facts] of Object.entries(now)) {
      if (facts.seq <= (listed[product]?.seq ?? 0)) continue;
      await sessions.handle(id, { type: 'noteProduct', at, product, facts }, causeAt(at), { retries });
    }
  }

  async function hostRejected({ id: event, aggregateId: host, at }: StreamedEvent): Promise<void> {
    for await (const { id } of sessions.upcomingOf(host, at)) {
      await sessions.handle(id, { type: 'cancelRejected', at, event }, causeAt(at), { retries });
    }
  }

  return {
    async react(event: StreamedEvent): Promise<void> {
      const { aggregate, type } = event;
      if (aggregate === 'product' && ofProducts.includes(type)) await productSaid(event);
      if (aggregate === 'live-session' && ['SessionDrafted', 'SessionAmended'].includes(type))
        await productsListed(event);
      if (aggregate === 'organisation' && type === 'OrganisationVerified') {
        const { decision } = event.data as unknown as OrganisationVerified['data'];
        if (decision === 'rejected') await hostRejected(event);
      }
    },
  };
}
