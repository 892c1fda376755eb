import type { Client } from '../../demo/client.ts';

/** What an accepted quote became. */
export interface Deal {
  readonly agreement: string;
  readonly callOff: string;
}

interface Terms {
  readonly from: string;
  readonly to: string;
  readonly deliverBy: string;
  readonly validUntil: string;
}

export const tonnes = (value: string) => ({ value, unit: 'TNE', basis: 'theoretical' });
const place = { division: '350404', address: '三元区徐碧项目部' };

/** A buyer asks for 59.28 t of rebar, is quoted 3,390.00 a tonne for it and accepts: a plain order (直接订购). */
export async function dealt(
  api: Client,
  { buys, sells }: { readonly buys: string; readonly sells: string },
  { from, to, deliverBy, validUntil }: Terms,
): Promise<Deal> {
  const post = await api.post<{ id: string }>(
    '/v1/posts',
    {
      kind: 'demand',
      category: 'steel.rebar',
      attributes: { diameter: 20 },
      quantity: tonnes('60'),
      window: { from, to },
      place,
      text: '徐碧片区项目用钢',
      expiresAt: `${to}T00:00:00+08:00`,
    },
    buys,
  );
  const enquiry = await api.post<{ id: string }>(`/v1/posts/${post.id}/enquiries`, { text: '现货 60 吨' }, sells);
  const path = `/v1/enquiries/${enquiry.id}/quotes`;
  const { quote } = await api.post<{ quote: { id: string } }>(
    path,
    {
      attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
      quantity: tonnes('59.28'),
      unitPrice: { amount: '3390.00', currency: 'CNY' },
      taxIncluded: true,
      taxRate: '0.13',
      deliverTo: place,
      deliverBy,
      paymentDays: 30,
      validUntil,
    },
    sells,
  );
  return api.post<Deal>(`${path}/${quote.id}/acceptance`, {}, buys);
}

/** A load of 1,000 bars of a call-off: 29.64 t by their number, weighed beside that. */
export const load = (item: string, ticketNo: string) => ({
  lines: [
    {
      itemId: item,
      declared: tonnes('29.64'),
      pieces: '1000',
      weighed: { value: '29.1', unit: 'TNE', basis: 'weighed' },
      ticketNo,
      heatNo: '26-0211',
    },
  ],
});

/** A load that came and was accepted whole. */
export async function accepted(
  api: Client,
  callOff: string,
  told: ReturnType<typeof load>,
  { buys, sells }: { readonly buys: string; readonly sells: string },
): Promise<void> {
  const { id } = await api.post<{ id: string }>(`/v1/call-offs/${callOff}/deliveries`, told, sells);
  const { lines } = await api.get<Came>(`/v1/deliveries/${id}`, buys);
  const found = lines.map(({ item, counted }) => ({
    itemId: item,
    accepted: counted,
    rejected: { ...counted, value: '0' },
  }));
  await api.post(`/v1/deliveries/${id}/acceptance`, { lines: found, decision: 'accepted' }, buys);
}

interface Came {
  readonly lines: readonly { readonly item: string; readonly counted: object }[];
}
