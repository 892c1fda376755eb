import { type OrderDeps, placeCallOff } from './place-call-off.ts';
import { type Accepted, plainOrder } from './plain-order.ts';

type Cause = Parameters<OrderDeps['callOffs']['handle']>[2];

/**
 * Makes a plain order of an accepted quote: the agreement with both signatures, then the call-off, placed and confirmed,
 * each in a transaction of its own and under the id that the acceptance gives. Told again it goes on where it stopped.
 */
export async function placePlainOrder(
  deps: OrderDeps,
  enquiry: string,
  accepted: Accepted,
  cause: Cause,
): Promise<void> {
  const { framework, signatures, order } = plainOrder(enquiry, accepted);
  await deps.agreements.handle(order.id, { type: 'make', at: cause.at, framework, signatures }, cause, { retries: 3 });
  const { state } = await deps.callOffs.load(accepted.callOff, { consistent: true });
  if (state.status === 'none') await placeCallOff(deps, accepted.callOff, order, cause);
}
