import type { Client } from '../../../demo/client.ts';
import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

interface Items {
  readonly items: readonly { readonly id: string }[];
}

const buyer = person('purchaser').sub;

const first = async (api: Client, query: string): Promise<string> => {
  const { items } = await api.get<Items>(`/v1/posts?${query}`);
  return items[0]?.id ?? '';
};

/** A demand of the purchaser's own, with a quantity, whatever else of his other samples have left. */
let published: Promise<{ readonly id: string }> | undefined;
async function demand(api: Client): Promise<string> {
  published ??= api.post<{ id: string }>('/v1/posts', wanted, buyer);
  return (await published).id;
}

const wanted = {
  kind: 'demand',
  category: 'steel.rebar',
  attributes: { grade: { atLeast: 'HRB400' }, diameter: { min: 16, max: 25 } },
  quantity: { value: '1200', unit: 'TNE', basis: 'theoretical' },
  window: { from: '2026-03-10', to: '2026-04-20' },
  place: { division: '350404', address: '列东街项目部' },
  text: '列东安置房项目用钢，分批送货。',
  expiresAt: '2026-04-20T00:00:00+08:00',
};

/** An enquiry of the purchaser's, with a word of its own. */
async function enquiry(api: Client): Promise<string> {
  const kept = await api.get<Items>('/v1/enquiries?role=enquirer', buyer);
  if (kept.items[0] !== undefined) return kept.items[0].id;
  const post = await first(api, 'kind=supply&category=steel.rebar');
  const made = await api.post<{ id: string }>(
    `/v1/posts/${post}/enquiries`,
    { text: '120 吨，到列东含税多少？' },
    buyer,
  );
  return made.id;
}

export const samples: Samples = {
  post: (api) => first(api, 'kind=supply'),
  ownPost: demand,
  ownDemand: demand,
  enquiry,
};
