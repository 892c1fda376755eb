import type { Stage } from '../stage.ts';
import type { Who } from './numbers.ts';

/** Who plays in the market. */
export type Market = Stage<Who>;

/** An accepted quote, with the ids of the order that comes of it. */
export interface Accepted {
  readonly agreement: string;
  readonly callOff: string;
  readonly item: string;
  readonly total: { readonly amount: string };
}

/** Asks about a post, is quoted, accepts, and waits for the order (询价、报价、成交). */
export async function deal(
  cast: Pick<Market, 'api' | 'firm' | 'until'>,
  {
    post,
    enquirer,
    offers,
    wants,
    text,
    quote,
  }: {
    readonly post: string;
    readonly enquirer: Who;
    readonly offers: Who;
    readonly wants: Who;
    readonly text: string;
    readonly quote: object;
  },
): Promise<Accepted> {
  const { api, firm } = cast;
  const { id } = await api.post<{ id: string }>(`/v1/posts/${post}/enquiries`, { text }, firm[enquirer].sub);
  const path = `/v1/enquiries/${id}`;
  const quoted = await api.post<{ quote: { id: string } }>(`${path}/quotes`, quote, firm[offers].sub);
  return api.post<Accepted>(`${path}/quotes/${quoted.quote.id}/acceptance`, {}, firm[wants].sub);
}

export interface CallOff {
  readonly status: string;
  readonly supplier: string;
}

/** The order that an accepted quote makes. */
export const ordered = (
  cast: Pick<Market, 'api' | 'until'>,
  what: string,
  callOff: string,
  as: string,
): Promise<CallOff> =>
  cast.until(what, async () => {
    const { status, body } = await cast.api.ask<CallOff>('GET', `/v1/call-offs/${callOff}`, { as });
    return status === 200 && body.status !== 'placed' ? body : undefined;
  });
