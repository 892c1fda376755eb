import type { Samples } from '../samples.ts';

export const samples: Samples = {
  /** The first half's round, which is locked. */
  lockedRound: async (api) => {
    const { items } = await api.get<{ items: readonly { readonly id: string }[] }>('/v1/demand-rounds');
    return items[0]?.id ?? '';
  },
  /** The round that takes reports, of which 泰宁 has sent none yet. */
  round: async (api) => {
    const { items } = await api.get<{ items: readonly { readonly id: string; readonly status: string }[] }>(
      '/v1/demand-rounds?scope=own',
      'jiang-xiaolan',
    );
    return items.find(({ status }) => status === 'reporting')?.id ?? '';
  },
};
