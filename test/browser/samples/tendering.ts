import type { Samples } from '../samples.ts';

export const samples: Samples = {
  tender: async (api) => {
    const { items } = await api.get<{ items: readonly { readonly id: string }[] }>('/v1/tenders?status=published');
    return items[0]?.id ?? '';
  },
  notice: async () => '1',
};
