import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

interface Memberships {
  readonly items: readonly { readonly organisation: string }[];
}

export const samples: Samples = {
  organisation: async (api) => {
    const { items } = await api.get<Memberships>('/v1/memberships', person('supplier').sub);
    return items[0]?.organisation ?? '';
  },
};
