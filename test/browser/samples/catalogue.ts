import type { Client } from '../../../demo/client.ts';
import type { Samples } from '../samples.ts';

interface Page {
  readonly items: readonly { readonly id: string; readonly version: string }[];
}

/** What the demo's steelworks lists, of whom `person('supplier')` is the sales. */
const ownProduct = async (api: Client): Promise<string> => {
  const { items } = await api.get<Page>('/v1/products?q=%E9%97%BD%E5%B2%B3%20HRB400E');
  return items[0]?.id ?? '';
};

async function catalogue(api: Client): Promise<string> {
  const { items } = await api.get<Page>('/v1/procurement-catalogues');
  if (items[0] !== undefined) return items[0].version;
  const { version } = await api.post<{ version: string }>(
    '/v1/procurement-catalogues',
    { title: '三明市采购目录' },
    'operator',
  );
  return version;
}

export const samples: Samples = { product: ownProduct, ownProduct, catalogue, category: async () => 'steel.rebar' };
