import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { keys } from '../../shared/table/keys.ts';
import { listAll, listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { type Expert, expertDecider } from './experts.ts';

export type ExpertStore = ReturnType<typeof expertStore>;

/** The expert list: each expert in the partition of its status, whole, so that a draw reads one list. */
export function expertStore(deps: AggregateDeps) {
  const { db } = deps;
  return {
    ...aggregateStore({ name: 'expert', decider: expertDecider, rows }, deps),

    listed(
      { status, specialty }: { readonly status: Expert['status']; readonly specialty?: string | undefined },
      request: PageRequest,
    ): Promise<Page<Expert>> {
      return listPage(db, request, {
        partitions: [keys.experts(status)],
        pick: (item) => {
          const expert = item.expert as Expert;
          return specialty === undefined || expert.specialties.includes(specialty) ? expert : undefined;
        },
      });
    },

    /** All who are active, whole. */
    async active(): Promise<Expert[]> {
      return (await listAll(db, keys.experts('active'))).map((item) => item.expert as Expert);
    },
  };
}

function rows({ state }: Snapshot<Expert | null>): Row[] {
  if (state === null) return [];
  return [{ key: { pk: keys.experts(state.status), sk: state.id }, item: { expert: state } }];
}
