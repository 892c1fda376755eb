import type { Client } from '../../../demo/client.ts';
import { waitFor } from '../../../demo/stage.ts';
import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

/** A plain order that a buyer gave for a quote, and a first load of it. */
interface Ordered {
  readonly agreement: string;
  readonly callOff: string;
  readonly buyer: string;
  readonly supplier: string;
  readonly delivery: string;
}

interface CallOff {
  readonly buyer: string;
  readonly supplier: string;
  readonly lines: readonly { readonly item: string }[];
}

let made: Promise<Ordered> | undefined;
const ordered = (api: Client): Promise<Ordered> => {
  made ??= order(api);
  return made;
};

const [buys, sells] = [person('purchaser').sub, person('supplier').sub];
const goods = { grade: 'HRB400E', diameter: 20, length: 12 };
const tonnes = (value: string) => ({ value, unit: 'TNE', basis: 'theoretical' });
const place = { division: '350404', address: '三元区徐碧项目部' };

async function order(api: Client): Promise<Ordered> {
  const post = await api.post<{ id: string }>(
    '/v1/posts',
    {
      kind: 'demand',
      category: 'steel.rebar',
      attributes: { diameter: 20 },
      quantity: tonnes('60'),
      window: { from: '2026-03-10', to: '2026-04-30' },
      place,
      text: '徐碧片区项目用钢',
      expiresAt: '2026-04-30T00:00:00+08:00',
    },
    buys,
  );
  const enquiry = await api.post<{ id: string }>(`/v1/posts/${post.id}/enquiries`, { text: '现货 60 吨' }, sells);
  const path = `/v1/enquiries/${enquiry.id}/quotes`;
  const { quote } = await api.post<{ quote: { id: string } }>(
    path,
    {
      attributes: goods,
      quantity: tonnes('59.28'),
      unitPrice: { amount: '3390.00', currency: 'CNY' },
      taxIncluded: true,
      taxRate: '0.13',
      deliverTo: place,
      deliverBy: '2026-03-31',
      paymentDays: 30,
      validUntil: '2026-03-10T18:00:00+08:00',
    },
    sells,
  );
  const { agreement, callOff } = await api.post<Pick<Ordered, 'agreement' | 'callOff'>>(
    `${path}/${quote.id}/acceptance`,
    {},
    buys,
  );
  const placed = await waitFor('the order stands', async () => {
    const { status, body } = await api.ask<CallOff>('GET', `/v1/call-offs/${callOff}`, { as: sells });
    return status === 200 && body;
  });
  const delivery = await api.post<{ id: string }>(
    `/v1/call-offs/${callOff}/deliveries`,
    {
      lines: placed.lines.map(({ item }) => ({
        itemId: item,
        declared: tonnes('29.64'),
        pieces: '1000',
        weighed: { value: '29.1', unit: 'TNE', basis: 'weighed' },
        ticketNo: 'SM-0302-01',
        heatNo: '26-0211',
      })),
    },
    sells,
  );
  return { agreement, callOff, buyer: placed.buyer, supplier: placed.supplier, delivery: delivery.id };
}

export const samples: Samples = {
  agreement: async (api) => (await ordered(api)).agreement,
  contractBuyer: async (api) => (await ordered(api)).buyer,
  contractSupplier: async (api) => (await ordered(api)).supplier,
  callOff: async (api) => (await ordered(api)).callOff,
  delivery: async (api) => (await ordered(api)).delivery,
};
