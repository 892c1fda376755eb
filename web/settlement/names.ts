import { useQueries } from '@tanstack/react-query';
import { call } from '../api/client.ts';

/** The names of organisations, for drawings, which take no elements: until one is there its id stands for it. */
export function useNames(ids: readonly string[]): (id: string) => string {
  const known = useQueries({
    queries: [...new Set(ids)].map((id) => {
      const asked = { path: { id } };
      return {
        queryKey: ['GET /v1/organisations/{id}', asked],
        queryFn: () => call('GET /v1/organisations/{id}', asked),
      };
    }),
    combine: (found) => new Map(found.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data.name]]))),
  });
  return (id) => known.get(id) ?? id;
}
