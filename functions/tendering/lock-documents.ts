import { addDuration, type Instant } from '../../shared/kernel/time.ts';
import type { Files } from '../../shared/ports/files.ts';
import { daysKept } from '../../shared/ports/write-once.ts';
import { fileKey } from './files.ts';
import type { TenderStore } from './store.ts';

/** Events by which files of the documents become public. */
const publishes: readonly string[] = ['TenderPublished', 'TenderAmended', 'ClarificationIssued'];

/**
 * Locks the files of a tender's documents that are public, for as long as procurement files are kept. Again it locks the
 * same files until the same day.
 */
export async function lockDocuments(
  { tenders, files }: { readonly tenders: Pick<TenderStore, 'load'>; readonly files: Pick<Files, 'lock'> },
  { aggregateId: tender, type, at }: { readonly aggregateId: string; readonly type: string; readonly at: Instant },
): Promise<void> {
  if (!publishes.includes(type)) return;
  const { state } = await tenders.load(tender, { consistent: true });
  if (state.status === 'none') return;
  const published = state.files.filter(({ version }) => version !== null);
  await Promise.all(published.map(({ id }) => files.lock(fileKey(tender, id), addDuration(at, `P${daysKept}D`))));
}
