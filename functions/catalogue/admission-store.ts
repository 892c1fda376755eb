import { ancestors, categoryTree } from '../../shared/commodity/category.ts';
import { type Day, dayOf, type Instant } from '../../shared/kernel/time.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { getItem } from '../../shared/table/items.ts';
import { type Key, keys } from '../../shared/table/keys.ts';
import { listAll, listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { type Admission, admission, type ExistingAdmission, isOpen, isWaiting, reviewDue } from './admission.ts';
import { type WaitingAdmission, waitingOf } from './admission-views.ts';
import { endsAfter } from './criteria.ts';
import type { CatalogueEntry } from './procurement-catalogue.ts';

/** How long an entry stands: from a day, to the end of `until`, and before `to`. */
interface Standing {
  readonly from: Day;
  readonly until?: Day;
  readonly to?: Day;
}

export type AdmissionStore = ReturnType<typeof admissionStore>;

/** Admissions, with their place in their product's history, in the queue of what waits, and among what is admitted. */
export function admissionStore(deps: AggregateDeps) {
  const { db } = deps;

  async function named(key: Key): Promise<string | undefined> {
    return (await getItem(db, key, { consistent: true }))?.admission as string | undefined;
  }

  return {
    ...aggregateStore({ name: 'admission', decider: admission, rows, due: reviewDue }, deps),

    /** The last application of a product, whatever became of it. */
    latest: (product: string) => named(keys.newestAdmission(product)),

    /** The application or admission that holds the product's place. */
    openOf: (product: string) => named(keys.openAdmission(product)),

    /** What waits for a decision, the first due first; or only what is overdue, the last due first. */
    waiting(at: Instant, overdue: boolean, request: PageRequest): Promise<Page<WaitingAdmission>> {
      const today = dayOf(at);
      return listPage(db, request, {
        partitions: [keys.waitingAdmissions],
        // Keys begin with the day and go on: those up to the day itself are of the days before it.
        ...(overdue ? { descending: true, from: today } : {}),
        pick: (item) => {
          const listed = item.listed as Omit<WaitingAdmission, 'overdue'>;
          return { ...listed, overdue: listed.decideBy.day < today };
        },
      });
    },

    /** What is admitted as of a day. */
    async admittedOn(day: Day): Promise<CatalogueEntry[]> {
      const families = await Promise.all(categoryTree().map(({ code }) => listAll(db, keys.admitted(code))));
      return families.flat().flatMap((item) => {
        const { from, until = day, to } = item as unknown as Standing;
        const stands = from <= day && day <= until && (to === undefined || day < to);
        return stands ? (item.entry as CatalogueEntry) : [];
      });
    },
  };
}

function rows({ id, state }: Snapshot<Admission>): Row[] {
  if (state.status === 'none') return [];
  const { product } = state;
  return [
    { key: keys.newestAdmission(product), item: { admission: id } },
    ...(isOpen(state) ? [{ key: keys.openAdmission(product), item: { admission: id }, unique: 'admission-open' }] : []),
    ...(isWaiting(state)
      ? [
          {
            key: { pk: keys.waitingAdmissions, sk: `${state.decideBy.day}#${id}` },
            item: { listed: waitingOf(id, state) },
          },
        ]
      : []),
    ...admittedRow(id, state),
  ];
}

/** What was admitted once stays with its days, so that a version can be made as of a day gone by. */
function admittedRow(id: string, state: ExistingAdmission): Row[] {
  if (!('admittedAt' in state) || state.admittedAt === undefined) return [];
  const { product, supplier, category, attributes, standard, checklist, admittedAt } = state;
  const entry: CatalogueEntry = { product, admission: id, supplier, category, attributes, standard };
  const until = endsAfter(checklist);
  const standing: Standing = {
    from: dayOf(admittedAt),
    ...(until === undefined ? {} : { until }),
    ...('endedAt' in state ? { to: dayOf(state.endedAt) } : {}),
  };
  const family = ancestors(category).at(-1) ?? category;
  return [{ key: { pk: keys.admitted(family), sk: `${product}#${id}` }, item: { entry, ...standing } }];
}
