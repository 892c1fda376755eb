import type { IdKind } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Draft } from './draft.ts';
import { withIds } from './draft-ids.ts';
import type { Tender } from './tender-state.ts';

/**
 * The draft that tenders the lots again that were not awarded (重新招标; Bidding Law art. 28, Reg. art. 44, 55): the
 * documents as they were, lots and items under new ids. Undefined where no lot is left.
 */
export function againOf(
  id: string,
  tender: Tender,
  { deadline, title }: { readonly deadline: Instant; readonly title?: string | undefined },
  newId: (kind: IdKind) => string,
): Draft | undefined {
  if (tender.status === 'none') return undefined;
  const left = leftLots(tender);
  const lots = tender.draft.lots.filter((lot) => left.includes(lot.id));
  if (lots.length === 0) return undefined;
  const unnamed = lots.map(({ id: _, items, ...lot }) => ({ ...lot, items: items.map(({ id: __, ...item }) => item) }));
  const { fairReview: _, justifications: __, ...draft } = tender.draft;
  return {
    ...draft,
    title: title ?? draft.title,
    deadline,
    lots: withIds(unnamed, newId),
    follows: { tender: id, lots: lots.map((lot) => lot.id) },
  };
}

/** The lots that nobody was awarded, once that is sure. */
function leftLots(tender: Exclude<Tender, { readonly status: 'none' }>): readonly string[] {
  const all = tender.draft.lots.map((lot) => lot.id);
  if (tender.status === 'failed' || (tender.status === 'cancelled' && tender.publishedAt !== undefined)) return all;
  if (tender.status === 'awarded') return tender.unawarded;
  return 'frozen' in tender && tender.frozen !== undefined ? tender.frozen.failedLots : [];
}
