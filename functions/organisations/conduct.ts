import type { Ask } from '../../shared/http/router.ts';
import type { ActingRole } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import type { Organisation, OrganisationCommand, Registered } from './organisation.ts';
import type { OrganisationStore } from './store.ts';

export interface OrganisationDeps {
  readonly organisations: OrganisationStore;
  id(kind: IdKind): string;
  /** The secret part of an invitation's code, made again from the invitation's id. */
  invitationSecret(invitation: string): string;
}

/** An organisation after a command. */
export interface After {
  readonly state: Organisation;
  readonly version: number;
}

/** How often a lost race is decided again: every command here is safe to. */
const retries = 3;

/** What every route of an organisation does: read it as it stands, carry out a command. */
export function conduct(organisations: OrganisationStore) {
  async function present(id: string): Promise<Organisation> {
    return (await organisations.load(id, { consistent: true })).state;
  }

  /** Carries out a command; `answer` is kept with the request's claim. */
  async function carryOut(
    id: string,
    command: OrganisationCommand,
    as: ActingRole,
    ask: Pick<Ask<unknown, unknown, unknown>, 'cause' | 'claim' | 'ifMatch'>,
    answer: (after: After) => Answer,
  ): Promise<Answer> {
    const { claim, ifMatch } = ask;
    const outcome = await organisations.handle(id, command, ask.cause(as), { claim, ifMatch, answer, retries });
    return outcome.answer;
  }

  return { present, carryOut };
}

/** An organisation that is there. */
export function registered(state: Organisation): Registered {
  if (state.status === 'absent') throw new DomainError('not-found', 'not-found');
  return state;
}
