import type { Samples } from '../samples.ts';

export const samples: Samples = {
  product: async (api) => {
    const { items } = await api.get<{ items: readonly { readonly id: string }[] }>('/v1/products?q=HRB400E');
    return items[0]?.id ?? '';
  },
  category: async () => 'steel.rebar',
};
