import type { Client } from '../../../demo/client.ts';
import type { Samples } from '../samples.ts';

const firstWith = async (api: Client, status: string): Promise<string> => {
  const { items } = await api.get<{ items: readonly { readonly id: string }[] }>(`/v1/tenders?status=${status}`);
  const [first] = items;
  if (first === undefined) throw new Error(`the demo has no tender that is ${status}`);
  return first.id;
};

export const samples: Samples = {
  /** The pipes of the demo, of which two score sheets are missing. */
  evaluated: (api) => firstWith(api, 'opened'),
  /** The same: its committee sits still. */
  drawn: (api) => firstWith(api, 'opened'),
};
