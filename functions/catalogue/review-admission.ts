import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { isOpen, type ProductNow } from './admission.ts';
import type { AdmissionStore } from './admission-store.ts';
import { evidenceOf } from './criteria.ts';
import { type Product, statusAt } from './product.ts';
import type { ProductStore } from './store.ts';

export interface ReviewDeps {
  readonly admissions: AdmissionStore;
  readonly products: ProductStore;
}

/** A lost race is decided again: a review says what holds, whoever came between. */
const retries = 3;

/** The product as admission sees it. */
export function productNow(product: Product, at: Instant): ProductNow {
  if (product.status === 'none') throw new DomainError('not-found', 'not-found');
  return { status: statusAt(product, at), evidence: evidenceOf(product.listing) };
}

/**
 * Looks at an admission again, with its product as it stands: reminds, escalates, takes renewed certificates, or lets it
 * lapse. The same again does nothing.
 */
export async function reviewAdmission(
  { admissions, products }: ReviewDeps,
  id: string,
  at: Instant,
  process: 'clock' | 'stream',
): Promise<void> {
  const { state } = await admissions.load(id, { consistent: true });
  if (!isOpen(state)) return;
  const product = await products.load(state.product, { consistent: true });
  const command = { type: 'review', at, now: productNow(product.state, at) } as const;
  await admissions.handle(id, command, { actor: { kind: 'system', process }, as: 'system', at }, { retries });
}
