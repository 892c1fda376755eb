import organisations from '../../../demo/data/organisations.json' with { type: 'json' };
import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

interface Memberships {
  readonly items: readonly { readonly organisation: string }[];
}

export const samples: Samples = {
  expert: async () => person('expert').sub,
  /** Three firms as a county published them. */
  publishedList: async (api) => {
    const list = {
      kind: 'leading',
      title: '2026 年度三明市建材行业龙头企业名单',
      source: '三明市工业和信息化局《关于公布 2026 年度龙头企业名单的通知》（明工信〔2026〕8 号）',
      publishedOn: '2026-01-15',
      firms: organisations.slice(0, 3).map(({ uscc, name }) => ({ uscc, name })),
    };
    await api.put('/v1/published-lists/longtou-2026', list, 'operator');
    return 'longtou-2026';
  },
  organisation: async (api) => {
    const { items } = await api.get<Memberships>('/v1/memberships', person('supplier').sub);
    return items[0]?.organisation ?? '';
  },
};
