import type { ActingRole, Actor } from '../kernel/actor.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Instant } from '../kernel/time.ts';

/** Who asked for a command, when and from where. */
export interface Cause {
  readonly actor: Actor;
  readonly as: ActingRole;
  readonly at: Instant;
  /** The network address, kept in the event's sidecar. */
  readonly address?: string | undefined;
}

/** The actor as an event tells it: role, organisation and an opaque id, never a name or a subject. */
export function recordedActor(cause: Cause, pseudonym: (sub: string) => string): JsonObject {
  const { actor, as } = cause;
  if (actor.kind === 'user') {
    return { role: as, org: actor.membership?.organisation, id: pseudonym(actor.sub) };
  }
  return { role: as, id: actor.kind === 'system' ? actor.process : 'anonymous' };
}

/** Network address and staff member of the operation (电子招标投标办法, Order 20, art. 49). */
export function originOf({ actor, address }: Cause, veiled = false): JsonObject | undefined {
  if (actor.kind !== 'user') return undefined;
  return { sub: actor.sub, address, ...(veiled ? { org: actor.membership?.organisation } : {}) };
}
