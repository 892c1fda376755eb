import { type Actor, isOperator, type Membership, type PlatformRole } from '../kernel/actor.ts';
import { DomainError } from '../kernel/errors.ts';
import type { Subject } from './token.ts';

/** A membership, and whether the person has taken it up by a code or by naming the organisation. */
export interface MembershipEntry {
  readonly membership: Membership;
  readonly joined: boolean;
}

export interface ActorDeps {
  verify(token: string): Promise<Subject>;
  platformRoles(sub: string): readonly PlatformRole[];
  membership(sub: string, organisation: string): Promise<MembershipEntry | undefined>;
  memberships(sub: string): Promise<readonly MembershipEntry[]>;
}

/**
 * Resolves who asks, in one read. An organisation that is named must be one of the user's: any other, existing or
 * not, is the same refusal. When none is named the only one counts; one that was merely offered never gets in the
 * way of those that were joined. The operator acts for no organisation, whatever it was offered.
 */
export function actorResolver(deps: ActorDeps) {
  return async (token: string | undefined, organisation: string | undefined): Promise<Actor> => {
    if (token === undefined) return { kind: 'anonymous' };
    const { sub } = await deps.verify(token);
    const user = { kind: 'user', sub, platform: deps.platformRoles(sub) } as const;
    const operates = isOperator(user);
    if (organisation !== undefined) {
      const named = operates ? undefined : await deps.membership(sub, organisation);
      if (named === undefined) throw new DomainError('forbidden', 'organisation-forbidden');
      return { ...user, membership: named.membership };
    }
    const all = operates ? [] : await deps.memberships(sub);
    const joined = all.filter((entry) => entry.joined);
    const [only, ...others] = joined.length > 0 ? joined : all;
    if (only === undefined) return user;
    return others.length > 0 ? { ...user, several: true } : { ...user, membership: only.membership };
  };
}
