import type { Client } from '../../../demo/client.ts';
import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

const buys = person('purchaser').sub;

async function statement(api: Client): Promise<{ readonly id: string; readonly supplier: string }> {
  const { items } = await api.get<{ items: readonly { id: string; supplier: string }[] }>('/v1/statements', buys);
  return items[0] ?? { id: '', supplier: '' };
}

async function series(api: Client): Promise<string> {
  const { items } = await api.get<{ items: readonly { id: string }[] }>('/v1/price-indices', buys);
  return items[0]?.id ?? '';
}

export const samples: Samples = {
  statement: async (api) => (await statement(api)).id,
  rated: async (api) => (await statement(api)).supplier,
  priceIndex: series,
};
