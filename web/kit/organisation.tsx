import { useRead } from '../api/queries.ts';

/** An organisation by its name, which is asked for where only the id is known. */
export function OrganisationName({ id, name }: { readonly id: string; readonly name?: string | undefined }) {
  const { data } = useRead('GET /v1/organisations/{id}', { path: { id } }, { enabled: name === undefined });
  return <>{name ?? data?.name ?? '…'}</>;
}
