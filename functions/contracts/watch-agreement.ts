import { dayOf, monthOf } from '../../shared/kernel/time.ts';
import { moveQuota } from './move-quota.ts';
import { progressOf } from './progress.ts';
import type { AgreementStore } from './store.ts';

type Cause = Parameters<AgreementStore['handle']>[2];

/** A lost race is decided again: what the clock says holds, whoever came between. */
const retries = 3;

/**
 * What the clock does with an agreement: what is left of a replaced supplier's quota is moved on, the month's progress is
 * checked once, and its term ends. Each is idempotent.
 */
export async function agreementTimePassed(
  { agreements }: { readonly agreements: AgreementStore },
  id: string,
  cause: Cause,
): Promise<void> {
  const { state } = await agreements.load(id, { consistent: true });
  if (state.status === 'none') return;
  if (state.activations.some(({ moving }) => moving)) await moveQuota({ agreements }, id, cause);
  const month = monthOf(dayOf(cause.at));
  if (state.status === 'running' && month >= state.nextCheck) {
    const { pairs } = progressOf(state, await agreements.shares(id), await agreements.ledger(id), cause.at);
    const behind = pairs.filter((pair) => pair.behind).map(({ behind: _, ...pair }) => pair);
    await agreements.handle(id, { type: 'checkProgress', at: cause.at, month, behind }, cause, { retries });
  }
  await agreements.handle(id, { type: 'timePassed', at: cause.at }, cause, { retries });
}
