import type { Decider } from '../../shared/kernel/decider.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { PlanEvent, PlanMade, PlanScope } from './plan-events.ts';

/** A joint plan (联合调配方案): none yet, or made once and for all. */
export type Plan = { readonly status: 'none' } | ({ readonly status: 'made' } & PlanMade['data']);

export type MadePlan = Extract<Plan, { readonly status: 'made' }>;

export interface PlanCommand {
  readonly type: 'recordPlan';
  readonly at: Instant;
  readonly scope: PlanScope;
  readonly posts: PlanMade['data']['posts'];
  readonly content: string;
}

/** A plan is recorded once: made again by another worker, the first stands. */
export const plan: Decider<PlanCommand, PlanEvent, Plan> = {
  initial: { status: 'none' },
  decide({ at: madeAt, scope, posts, content }, state) {
    if (state.status === 'made') return [];
    return [{ type: 'PlanMade', v: 1, data: { scope, posts, content, madeAt } }];
  },
  evolve: (_, { data }) => ({ status: 'made', ...data }),
};
