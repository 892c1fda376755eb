import type { Client } from '../../../demo/client.ts';
import type { Samples } from '../samples.ts';

const awarded = async (api: Client): Promise<string> => {
  const { items } = await api.get<{ items: readonly { readonly id: string }[] }>('/v1/tenders?status=awarded');
  return items[0]?.id ?? '';
};

/** What is public of a tender once its bids are opened, and once its result is. */
export const samples: Samples = { opened: awarded, judged: awarded };
