import type { OrganisationVerified } from '../organisations/events.ts';
import type { ProductStore, StreamedEvent } from './store.ts';

/** A lost race is decided again: a supplier's own change may come between. */
const retries = 3;

/**
 * What the catalogue does when something happened elsewhere. An organisation whose verification is taken away has its
 * published products withdrawn, one after the other: begun again after a failure it goes on with those that are left,
 * and told again by the same event it does nothing. Verified again, the supplier publishes them itself.
 */
export function catalogueReactions({ products }: { readonly products: ProductStore }) {
  return {
    async react(event: StreamedEvent): Promise<void> {
      if (event.aggregate !== 'organisation' || event.type !== 'OrganisationVerified') return;
      const { decision } = event.data as unknown as OrganisationVerified['data'];
      if (decision !== 'rejected') return;
      const { at } = event;
      const cause = { actor: { kind: 'system', process: 'stream' }, as: 'system', at } as const;
      for await (const id of products.publishedBy(event.aggregateId)) {
        await products.handle(id, { type: 'withdrawRejected', at, event: event.id }, cause, { retries });
      }
    },
  };
}
