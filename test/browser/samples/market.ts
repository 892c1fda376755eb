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

let reported: Promise<string> | undefined;
/** A report that waits for the operator; one of the other side's was decided before. */
async function report(api: Client): Promise<string> {
  const seller = person('supplier').sub;
  const { id: own } = await api.post<{ id: string }>(
    '/v1/posts',
    { ...wanted, text: '大量求购，价格面议，先交定金。' },
    buyer,
  );
  const words = { reason: 'false', text: '联系多次，对方说并没有这批需求。' };
  const against = await api.post<{ id: string }>(`/v1/posts/${own}/abuse-reports`, words, seller);
  const decision = { decision: 'post-closed', why: '经核实，发布时项目尚未立项，该信息已关闭；立项后可以重新发布。' };
  await api.post(`/v1/abuse-reports/${against.id}/decision`, decision, 'operator');
  const post = await first(api, 'kind=supply&category=cement');
  const about = { reason: 'spam', text: '同一批货反复发布，内容与实际库存不符。' };
  const { id } = await api.post<{ id: string }>(`/v1/posts/${post}/abuse-reports`, about, buyer);
  return id;
}

export const samples: Samples = {
  abuseReport: (api) => {
    reported ??= report(api);
    return reported;
  },
  post: (api) => first(api, 'kind=supply'),
  ownPost: demand,
  ownDemand: demand,
  enquiry,
};
