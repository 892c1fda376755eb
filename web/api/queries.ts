import {
  QueryClient,
  replaceEqualDeep,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { type Answer, type Asked, type Conditions, call, type Reading, standsFor, type Writing } from './client.ts';
import { isPassing } from './problem.ts';

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (times, error) => times < 2 && isPassing(error),
      // What did not change stays the same object, under the version that was read last.
      structuralSharing: (before, after) => standsFor(replaceEqualDeep(before, after), after),
    },
    // A write carries its key, so that it may be sent again.
    mutations: { retry: (times, error) => times < 2 && isPassing(error) },
  },
});

const placeOf = (asked: unknown): string => JSON.stringify((asked as { readonly path?: unknown } | undefined)?.path);

interface ReadOptions {
  /** Not asked while it is false. */
  readonly enabled?: boolean;
  /** Asked again after so many milliseconds. */
  readonly every?: number;
}

/** Reads: `useRead('GET /v1/tenders/{id}', { path: { id } })`. What it shows before stays until the next is there. */
export function useRead<O extends Reading>(
  operation: O,
  asked: Asked<O>,
  { enabled = true, every }: ReadOptions = {},
): UseQueryResult<Answer<O>, Error> {
  return useQuery<Answer<O>, Error>({
    queryKey: [operation, asked],
    queryFn: ({ signal }) => call(operation, asked, { signal }),
    enabled,
    // A list keeps its rows while it is asked for others; another thing is not shown as this one.
    placeholderData: ((before: Answer<O> | undefined, query: { readonly queryKey: readonly unknown[] } | undefined) =>
      placeOf(query?.queryKey[1]) === placeOf(asked) ? before : undefined) as never,
    ...(every === undefined ? {} : { refetchInterval: every }),
  });
}

/** A list that goes on from a cursor. */
type Listing = {
  [O in Reading]: Answer<O> extends { readonly items: readonly unknown[]; readonly next: string | null } ? O : never;
}[Reading];
export type Listed<O extends Listing> = Answer<O>['items'][number];

/** A list, page after page: `items` is what came so far. */
export function useList<O extends Listing>(
  operation: O,
  asked: Asked<O>,
  { enabled = true }: Pick<ReadOptions, 'enabled'> = {},
): UseInfiniteQueryResult<readonly Listed<O>[], Error> {
  return useInfiniteQuery({
    queryKey: [operation, asked, 'pages'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const { query, ...rest } = asked as { readonly query?: object };
      const page = { ...rest, query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) } };
      return call(operation, page as unknown as Asked<O>, { signal });
    },
    getNextPageParam: (page) => (page as { readonly next: string | null }).next,
    select: ({ pages }) => pages.flatMap((page) => page.items as readonly Listed<O>[]),
    enabled,
  });
}

export type Write<O extends Writing> = UseMutationResult<Answer<O>, Error, Asked<O> & Pick<Conditions, 'ifMatch'>>;

/**
 * Writes: `const publish = useWrite('POST /v1/tenders/{id}/publication')`, then `publish.mutate({ path: { id } })`.
 * Sent again unchanged, by the user or the network, it takes effect once; whatever is shown is then read anew.
 */
export function useWrite<O extends Writing>(
  operation: O,
  { onDone }: { onDone?(answer: Answer<O>): unknown } = {},
): Write<O> {
  const client = useQueryClient();
  const attempt = useRef<{ readonly of: string; readonly key: string } | undefined>(undefined);
  return useMutation({
    mutationFn: ({ ifMatch, ...asked }: Asked<O> & Pick<Conditions, 'ifMatch'>) => {
      const of = JSON.stringify([asked, ifMatch]);
      if (attempt.current?.of !== of) attempt.current = { of, key: crypto.randomUUID() };
      return call(operation, asked as unknown as Asked<O>, { ifMatch, idempotencyKey: attempt.current.key });
    },
    onSuccess: async (answer) => {
      attempt.current = undefined;
      await Promise.all([client.invalidateQueries(), onDone?.(answer)]);
    },
    onError: (error) => {
      // A refusal was an answer: whoever mends what it names and comes back to the same words asks anew.
      if (!isPassing(error)) attempt.current = undefined;
    },
  });
}
