import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { accountsOf } from '../../shared/table/accounts.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { keys } from '../../shared/table/keys.ts';
import { listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { bookedByCallOff } from './annexes.ts';
import { callOff, callOffDue } from './call-off.ts';
import { type ListedCallOff, listedCallOff } from './call-off-views.ts';
import type { CallOff } from './events.ts';
import { yearsUntil } from './store.ts';

export type CallOffStore = ReturnType<typeof callOffStore>;

/** Call-offs, with their places in the lists of buyer, supplier and agreement, and their accounts of deliveries. */
export function callOffStore(deps: AggregateDeps) {
  const { db } = deps;
  return {
    ...aggregateStore({ name: 'call-off', decider: callOff, rows, movements: bookedByCallOff, due: callOffDue }, deps),

    /** What its accounts hold for deliveries, by item, in millionths: only those that were touched. */
    ledger: (id: string) => accountsOf(db, id),

    /** Those of a buyer, a supplier or an agreement, the newest first. */
    list(
      scope: string,
      pick: (listed: ListedCallOff) => boolean,
      at: Instant,
      request: PageRequest,
    ): Promise<Page<ListedCallOff>> {
      return listPage(db, request, {
        partitions: yearsUntil(at).map((year) => keys.callOffList(scope, year)),
        descending: true,
        pick: (item) => {
          const listed = item.listed as ListedCallOff;
          return pick(listed) ? listed : undefined;
        },
      });
    },
  };
}

function rows({ id, state }: Snapshot<CallOff>): Row[] {
  if (state.status === 'none') return [];
  const { agreement, buyer, supplier, placedAt } = state;
  const year = Number(dayOf(placedAt).slice(0, 4));
  return [agreement, buyer, supplier].map((scope) => ({
    key: { pk: keys.callOffList(scope, year), sk: `${placedAt}#${id}` },
    item: { listed: listedCallOff(id, state) },
  }));
}
