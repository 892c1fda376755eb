import { useRead } from '../api/queries.ts';
import { useSession } from '../session/session.ts';

/** The organisation that the user acts for; empty for the public. */
export function useOwn(): string {
  const session = useSession();
  return session.status === 'user' ? (session.organisation?.organisation ?? '') : '';
}

/** An organisation by its name, which is asked for where only the id is known. */
export function OrganisationName({ id, name }: { readonly id: string; readonly name?: string | undefined }) {
  const { data } = useRead('GET /v1/organisations/{id}', { path: { id } }, { enabled: name === undefined });
  return <>{name ?? data?.name ?? '…'}</>;
}
