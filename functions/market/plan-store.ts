import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { firstYear, keys } from '../../shared/table/keys.ts';
import { listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { type MadePlan, type Plan, plan } from './plan.ts';
import type { PlanScope } from './plan-events.ts';

/** A plan in a list. */
export interface ListedPlan extends Pick<MadePlan, 'scope' | 'madeAt'> {
  readonly id: string;
}

export type PlanStore = ReturnType<typeof planStore>;

/** Joint plans, and their lists by category or, of an organisation's own demands, by that. */
export const planStore = (deps: AggregateDeps) => ({
  ...aggregateStore({ name: 'plan', decider: plan, rows }, deps),

  /** A page, the newest first. */
  list: (of: string, at: Instant, request: PageRequest): Promise<Page<ListedPlan>> =>
    listPage(deps.db, request, {
      partitions: yearsTo(at).map((year) => keys.planList(of, year)),
      descending: true,
      pick: ({ listed }) => listed as ListedPlan,
    }),
});

const yearOf = (at: Instant): number => Number(dayOf(at).slice(0, 4));
const yearsTo = (at: Instant): readonly number[] =>
  Array.from({ length: yearOf(at) - firstYear + 1 }, (_, ago) => yearOf(at) - ago);
const listOf = (scope: PlanScope): string => (scope.kind === 'category' ? scope.category : scope.organisation);

function rows({ id, state }: Snapshot<Plan>): Row[] {
  if (state.status === 'none') return [];
  const { scope, madeAt } = state;
  const key = { pk: keys.planList(listOf(scope), yearOf(madeAt)), sk: `${madeAt}#${id}` };
  return [{ key, item: { listed: { id, scope, madeAt } satisfies ListedPlan } }];
}
