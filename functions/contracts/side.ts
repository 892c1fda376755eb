import { type Actor, actsFor, type OrganisationKind } from '../../shared/kernel/actor.ts';

/** A side of a contract (合同一方). */
export type Side = OrganisationKind;
/** Who deals on a side: purchasers buy, sales sell. */
export type DealingRole = 'purchaser' | 'sales';

const roleOf: Readonly<Record<Side, DealingRole>> = { buyer: 'purchaser', supplier: 'sales' };
const otherOf: Readonly<Record<Side, Side>> = { buyer: 'supplier', supplier: 'buyer' };

/**
 * The role in which somebody deals for an organisation on a side, if any. A firm that is registered for the other side
 * alone has its staff there: in plain orders a mill buys from a shop.
 */
export function dealingRole(actor: Actor, organisation: string, side: Side): DealingRole | undefined {
  if (actsFor(actor, organisation, roleOf[side])) return roleOf[side];
  const other = otherOf[side];
  const isOther = actor.kind === 'user' && actor.membership?.kinds.every((kind) => kind === other);
  return isOther && actsFor(actor, organisation, roleOf[other]) ? roleOf[other] : undefined;
}
