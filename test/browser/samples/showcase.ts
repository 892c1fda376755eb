import type { Client } from '../../../demo/client.ts';
import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

interface Products {
  readonly items: readonly { readonly id: string; readonly supplier: { readonly id: string } }[];
}

const [host, other, visitor] = [person('supplier').sub, person('user').sub, person('purchaser').sub];

const firmOf = async (api: Client, sub: string): Promise<string> => {
  const { items } = await api.get<{ items: readonly { readonly organisation: string }[] }>('/v1/memberships', sub);
  return items[0]?.organisation ?? '';
};

const productsOf = async (api: Client, sub: string, count: number): Promise<readonly string[]> => {
  const path = `/v1/products?supplier=${await firmOf(api, sub)}&limit=${count}`;
  return (await api.get<Products>(path)).items.map(({ id }) => id);
};

let announced: Promise<string> | undefined;
/** A session that was announced, recommended and asked to be told of, with another supplier's product in it; and a draft beside it. */
async function announce(api: Client): Promise<string> {
  const products = [...(await productsOf(api, host, 4)), ...(await productsOf(api, other, 1))];
  const session = {
    title: '乐购三明 · 建材钢材专场',
    description: '现场看料、讲规格，回答采购单位的问题。\n现货当日可发。',
    presenter: { name: '林晓', title: '销售经理' },
    startsAt: '2026-03-06T19:30:00+08:00',
    endsAt: '2026-03-06T21:00:00+08:00',
    products: products.map((product, at) => ({ product, afterMinutes: at * 12, remark: '现货，可分批送货' })),
    streams: [
      { service: 'douyin', url: 'https://live.douyin.com/80017709309' },
      { service: 'wechat-channels', url: 'https://channels.weixin.qq.com/live/80017' },
    ],
  };
  const { id } = await api.post<{ id: string }>('/v1/live-sessions', session, host);
  const draft = { ...session, title: '乐购三明 · 线材专场', startsAt: '2026-03-13T19:30:00+08:00' };
  await api.post('/v1/live-sessions', { ...draft, endsAt: '2026-03-13T20:30:00+08:00' }, host);
  await api.post(`/v1/live-sessions/${id}/announcement`, undefined, host);
  await api.put(`/v1/live-sessions/${id}/consent`, undefined, other);
  await api.put(`/v1/live-sessions/${id}/feature`, undefined, 'operator');
  await api.put(`/v1/live-sessions/${id}/interest`, undefined, visitor);
  return id;
}
const session = (api: Client): Promise<string> => {
  announced ??= announce(api);
  return announced;
};

export const samples: Samples = { session, ownSession: session };
