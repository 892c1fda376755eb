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

/** A product that waits for its admission, with all that is asked of it. */
export async function waiting(api: Client, title = '螺纹钢 HRB400E Φ16×12m 待入库'): Promise<string> {
  const sales = 'chen-guodong';
  const capacity = { value: '500', unit: 'TNE', basis: 'theoretical' };
  const { id } = await api.post<{ id: string }>(
    '/v1/products',
    {
      category: 'steel.rebar',
      title,
      attributes: { grade: 'HRB400E', diameter: 16, length: 12 },
      price: {
        unitPrice: { amount: '3391.00', currency: 'CNY' },
        per: 'TNE',
        taxIncluded: true,
        taxRate: '0.13',
        deliveryBasis: 'ex-works',
        weighingBasis: 'theoretical',
        validTo: '2026-12-31',
      },
      producer: '91350404100001289W',
      capacityPerMonth: capacity,
      leadTimeDays: 5,
      certificates: [
        { type: 'quality-certificate', number: 'MY-2026-0316', validTo: '2026-12-31' },
        { type: 'production-licence', number: 'XK05-001-00316', validTo: '2028-12-31' },
      ],
    },
    sales,
  );
  await api.post(`/v1/products/${id}/publication`, undefined, sales);
  await api.post(`/v1/products/${id}/admission`, { standard: 'GB 1499.2-2024' }, sales);
  return id;
}

export const samples: Samples = {
  product: ownProduct,
  ownProduct,
  waiting: (api) => waiting(api),
  catalogue,
  category: async () => 'steel.rebar',
};
