import type { Instant } from '../../shared/kernel/time.ts';
import { bookAcceptance } from './answer-call-off.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { OrderDeps } from './place-call-off.ts';

export interface DeliveryUseDeps extends OrderDeps {
  readonly deliveries: DeliveryStore;
}

type Cause = Parameters<DeliveryStore['handle']>[2];

/** What the clock does with a delivery: silence accepts it, and its call-off is told. The same again does nothing. */
export async function deemAcceptance(deps: DeliveryUseDeps, id: string, cause: Cause): Promise<void> {
  const command = { type: 'timePassed', at: cause.at } as const;
  const { snapshot } = await deps.deliveries.handle(id, command, cause, { retries: 2 });
  await tellCallOff(deps, id, snapshot.state, cause.at);
}

/** Tells the call-off what was accepted; where that fails, the stream tells it. */
export async function tellCallOff(
  deps: DeliveryUseDeps,
  id: string,
  state: Awaited<ReturnType<DeliveryStore['load']>>['state'],
  at: Instant,
): Promise<void> {
  if (!('acceptance' in state)) return;
  const cause = { actor: { kind: 'system', process: 'work' }, as: 'system', at } as const;
  await bookAcceptance(deps, state.callOff, id, state.acceptance.lines, cause);
}
