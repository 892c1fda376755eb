import { instant } from '../../shared/kernel/time.ts';
import type { OrganisationVerified } from '../organisations/events.ts';
import { type ReviewDeps, reviewAdmission } from './review-admission.ts';
import type { StreamedEvent } from './store.ts';

/** A lost race is decided again: a supplier's own change may come between. */
const retries = 3;

/** After these an admission may not stand as it did; the last ones for what happened to the product meanwhile. */
const bearsOnAdmission: readonly string[] = [
  'ProductAmended',
  'ProductWithdrawn',
  'ProductExpired',
  'AdmissionApplied',
  'AdmissionDecided',
  'AppealDecided',
];

/**
 * What the catalogue does when something happened. An organisation whose verification is taken away has its published
 * products withdrawn, one after the other: begun again after a failure it goes on with those that are left, and told
 * again by the same event it does nothing. Verified again, the supplier publishes them itself. A product's admission is
 * looked at again when the product changes.
 */
export function catalogueReactions(deps: ReviewDeps & { now(): number }) {
  const { products, admissions } = deps;

  async function rejected(event: StreamedEvent): Promise<void> {
    const { at } = event;
    const cause = { actor: { kind: 'system', process: 'stream' }, as: 'system', at } as const;
    for await (const id of products.publishedBy(event.aggregateId)) {
      await products.handle(id, { type: 'withdrawRejected', at, event: event.id }, cause, { retries });
    }
  }

  return {
    async react(event: StreamedEvent): Promise<void> {
      if (event.aggregate === 'organisation' && event.type === 'OrganisationVerified') {
        const { decision } = event.data as unknown as OrganisationVerified['data'];
        if (decision === 'rejected') await rejected(event);
      }
      if (!bearsOnAdmission.includes(event.type)) return;
      const id = event.aggregate === 'product' ? await admissions.openOf(event.aggregateId) : event.aggregateId;
      if (id !== undefined) await reviewAdmission(deps, id, instant(deps.now()), 'stream');
    },
  };
}
