import type { Samples } from '../samples.ts';

export const samples: Samples = {
  /** The pipes of the demo, of which two score sheets are missing. */
  judged: async (api) => {
    const { items } = await api.get<{ items: readonly { readonly id: string }[] }>('/v1/tenders?status=opened');
    const [first] = items;
    if (first === undefined) throw new Error('the demo has no tender under evaluation');
    return first.id;
  },
};
