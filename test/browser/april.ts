import type { Client } from '../../demo/client.ts';
import { tonnes } from './deal.ts';

/*
 * Rebar by theory and cement by the scale under one agreement, ordered, delivered and accepted in April.
 */

const place = { division: '350404', address: '三元区列东街' };
export const draft = (index: string, cement: string) => ({
  title: '2026年度钢筋水泥框架协议采购',
  regime: 'soe-voluntary',
  method: 'lowest-evaluated-price',
  tieRule: 'draw',
  deadline: '2026-03-20T09:00:00+08:00',
  bidValidityDays: 60,
  agreementTerm: {
    from: '2026-04-01',
    to: '2026-12-31',
    price: { rule: 'index-premium', dates: 'month' },
    tolerance: '5',
    confirmDays: 3,
    acceptDays: 7,
    disputeDays: 15,
    paymentDays: 30,
  },
  lots: [
    {
      title: '螺纹钢',
      allocation: { rule: 'reserves', reserves: 1 },
      items: [
        {
          category: 'steel.rebar',
          attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
          quantity: tonnes('500'),
          deliveryPoint: place,
          priceIndex: { index, base: { amount: '3300.00', currency: 'CNY' } },
        },
      ],
    },
    {
      title: '散装水泥',
      allocation: { rule: 'reserves', reserves: 1 },
      items: [
        {
          category: 'cement.common',
          attributes: { code: 'P·O', grade: '42.5', form: 'bulk' },
          quantity: { value: '800', unit: 'TNE', basis: 'weighed' },
          deliveryPoint: place,
          priceIndex: { index: cement, base: { amount: '350.00', currency: 'CNY' } },
        },
      ],
    },
  ],
});

interface Agreement {
  readonly buyers: readonly { readonly id: string }[];
  readonly suppliers: readonly { readonly id: string }[];
  readonly shares: readonly { readonly lots: readonly { readonly items: readonly { readonly id: string }[] }[] }[];
}

/** Who buys and who sells. */
interface Sides {
  readonly buys: string;
  readonly sells: string;
}

/** Contracts signed, 1,000 bars and 50 t ordered, delivered and accepted, which the county's journey plays. */
export async function acceptedInApril(api: Client, agreement: string, { buys, sells }: Sides): Promise<void> {
  const { buyers, suppliers, shares } = await api.get<Agreement>(`/v1/agreements/${agreement}`, buys);
  const paper = `/v1/agreements/${agreement}/contracts/${buyers[0]?.id}/${suppliers[0]?.id}`;
  const { hash } = await api.get<{ hash: string }>(paper, buys);
  for (const sub of [buys, sells]) await api.post(`${paper}/signatures`, { hash }, sub);
  await api.post('/dev/clock', { now: '2026-04-02T09:00:00+08:00' });
  const [bars, cement] = shares[0]?.lots.flatMap(({ items }) => items.map(({ id }) => id)) ?? [];
  const weighed = { value: '50', unit: 'TNE', basis: 'weighed' };
  const lines = [
    { itemId: bars, quantity: { value: '1000', unit: 'H87' }, deliverBy: '2026-04-20' },
    { itemId: cement, quantity: weighed, deliverBy: '2026-04-20' },
  ];
  const order = { supplier: suppliers[0]?.id, lines };
  const { id } = await api.post<{ id: string }>(`/v1/agreements/${agreement}/call-offs`, order, buys);
  await api.post(`/v1/call-offs/${id}/confirmation`, undefined, sells);
  const loads = [
    {
      itemId: bars,
      declared: { value: '1000', unit: 'H87' },
      pieces: '1000',
      ticketNo: 'SM-0402-01',
      heatNo: '26-0311',
    },
    { itemId: cement, declared: weighed, weighed, ticketNo: 'SM-0402-02' },
  ];
  const came = await api.post<{ id: string }>(`/v1/call-offs/${id}/deliveries`, { lines: loads }, sells);
  const { lines: found } = await api.get<{ lines: readonly { item: string; counted: object }[] }>(
    `/v1/deliveries/${came.id}`,
    buys,
  );
  const whole = found.map(({ item, counted }) => ({
    itemId: item,
    accepted: counted,
    rejected: { ...counted, value: '0' },
  }));
  await api.post(`/v1/deliveries/${came.id}/acceptance`, { lines: whole, decision: 'accepted' }, buys);
}

/** The series that the cement settles by. */
export async function cementSeries(api: Client, buys: string): Promise<string> {
  const series = {
    name: '三明 P·O42.5 散装水泥信息价',
    source: '三明市工程造价站',
    city: '三明',
    spec: 'P·O 42.5 散装',
    unit: 'TNE',
    taxIncluded: true,
    taxRate: '0.13',
  };
  return (await api.post<{ id: string }>('/v1/price-indices', series, buys)).id;
}
