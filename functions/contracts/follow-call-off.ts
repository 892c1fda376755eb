import { passesByItself } from '../../shared/kernel/retry.ts';
import { mustBeSigned, type OrderDeps, placeCallOff } from './place-call-off.ts';

type Cause = Parameters<OrderDeps['callOffs']['handle']>[2];

/**
 * Asks the reserves for what a supplier refused or did not answer (递补订单): each lot's lines by a call-off of its own, at
 * the reserve's price, from the quota to which they went back. Told again it does nothing; what the agreement no longer
 * takes, or a contract that was signed no longer covers, is left to the buyer.
 */
export async function follow(deps: OrderDeps, id: string, cause: Cause): Promise<void> {
  const { state: refused } = await deps.callOffs.load(id, { consistent: true });
  if (refused.status !== 'refused' && refused.status !== 'lapsed') return;
  const [{ state }, share] = await Promise.all([
    deps.agreements.load(refused.agreement, { consistent: true }),
    deps.agreements.share(refused.agreement, refused.buyer),
  ]);
  if (state.status === 'none' || share === undefined) return;
  for (const { lot, supplier, callOff } of refused.next ?? []) {
    const lines = refused.lines.filter((line) => line.lot === lot);
    const order = {
      id: refused.agreement,
      state,
      share,
      supplier,
      at: cause.at,
      lines: lines.map(({ item, quantity, deliverTo, deliverBy }) => ({
        itemId: item,
        quantity,
        deliverTo,
        deliverBy,
      })),
      holders: Object.fromEntries(lines.map(({ item, holder }) => [item, holder])),
      follows: id,
    };
    const placed = await deps.callOffs.load(callOff, { consistent: true });
    if (placed.state.status !== 'none') continue;
    // A quota that was moved meanwhile is the reserve's own.
    const own = { ...order, holders: undefined };
    await mustBeSigned(deps, refused.agreement, state, share, supplier)
      .then(() =>
        placeCallOff(deps, callOff, order, cause).catch(unlessRefused(() => placeCallOff(deps, callOff, own, cause))),
      )
      .catch(unlessRefused(async () => {}));
  }
}

/** Goes on where a rule stands in the way; a fault of the moment is thrown, and the event told again. */
const unlessRefused = (otherwise: () => Promise<unknown>) => (error: unknown) => {
  if (passesByItself(error)) throw error;
  return otherwise();
};
