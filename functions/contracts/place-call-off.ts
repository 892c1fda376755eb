import type { ActingRole, Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer, Claim } from '../../shared/kernel/idempotency.ts';
import { whileRaced } from '../../shared/kernel/retry.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { ExistingAgreement } from './agreement-state.ts';
import type { CallOffStore } from './call-off-store.ts';
import { contractOf, isSigned } from './contract.ts';
import type { CallOff } from './events.ts';
import { accountsOf, type Order, ordered } from './order.ts';
import type { Share } from './shares.ts';
import type { AgreementStore } from './store.ts';

export interface OrderDeps {
  readonly agreements: AgreementStore;
  readonly callOffs: CallOffStore;
}

interface Options {
  readonly claim?: Claim | undefined;
  answer?(snapshot: { readonly state: CallOff; readonly version: number }): Answer;
}
interface Cause {
  readonly actor: Actor;
  readonly as: ActingRole;
  readonly at: Instant;
  readonly address?: string | undefined;
}

/** Places a call-off of this id, once: what the ledger holds is read, and the transaction takes it only if it is still there. */
export function placeCallOff(
  { agreements, callOffs }: OrderDeps,
  id: string,
  order: Order,
  cause: Cause,
  options: Options = {},
) {
  return whileRaced(async () => {
    const held = await agreements.balances(order.id, accountsOf(order));
    return callOffs.handle(id, { type: 'place', order: ordered(order, held) }, cause, options);
  });
}

/** Refuses without a contract that both have signed as it stands. @throws `contract-not-signed` */
export async function mustBeSigned(
  { agreements }: Pick<OrderDeps, 'agreements'>,
  id: string,
  state: ExistingAgreement,
  share: Share,
  supplier: string,
): Promise<void> {
  const contract = contractOf(id, state, share, supplier);
  if (!isSigned(contract, await agreements.signatures(id, share.buyer, supplier))) {
    throw new DomainError('conflict', 'contract-not-signed', { supplier });
  }
}
