import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer, Claim } from '../../shared/kernel/idempotency.ts';
import { type Day, dayOf, type Instant } from '../../shared/kernel/time.ts';
import type { AdmissionStore } from './admission-store.ts';
import { type CatalogueVersion, hashOf, versionName } from './procurement-catalogue.ts';
import type { ProcurementCatalogueStore } from './procurement-catalogue-store.ts';

interface Asked {
  readonly title: string;
  readonly day?: Day | undefined;
  readonly at: Instant;
  readonly claim: Claim | undefined;
  readonly cause: Parameters<ProcurementCatalogueStore['handle']>[2];
  answer(version: CatalogueVersion): Answer;
}

/**
 * Publishes what is admitted as of a day as the next version of that day: the entries first, then the version that names
 * their hash. `catalogue-unchanged` when the day's last version says the same.
 */
export async function publishCatalogue(
  { admissions, catalogues }: { readonly admissions: AdmissionStore; readonly catalogues: ProcurementCatalogueStore },
  { title, day: asked, at, claim, cause, answer }: Asked,
): Promise<Answer> {
  const day = asked ?? dayOf(at);
  const entries = await admissions.admittedOn(day);
  const hash = hashOf(entries);
  const { next, last } = await nextOf(catalogues, day);
  if (last?.hash === hash) throw new DomainError('conflict', 'catalogue-unchanged', { version: last.version });
  await catalogues.putEntries(hash, entries);
  const version = versionName(day, next);
  const command = { type: 'publishCatalogue', at, version, title, day, hash, count: entries.length } as const;
  const made = { version, title, day, hash, count: entries.length, publishedAt: at };
  const outcome = await catalogues.handle(version, command, cause, { claim, answer: () => answer(made) });
  return outcome.answer ?? answer(made);
}

/** The number that the day's next version has, and the last one before it. */
async function nextOf(catalogues: ProcurementCatalogueStore, day: Day) {
  let last: CatalogueVersion | undefined;
  for (let next = 1; ; next += 1) {
    const found = await catalogues.load(versionName(day, next));
    if (found === null) return { next, last };
    last = found;
  }
}
