import type { Client } from '../../../demo/client.ts';
import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

const buys = person('purchaser').sub;

async function statement(api: Client): Promise<{ readonly id: string; readonly supplier: string }> {
  const { items } = await api.get<{ items: readonly { id: string; supplier: string }[] }>('/v1/statements', buys);
  return items[0] ?? { id: '', supplier: '' };
}

async function series(api: Client): Promise<string> {
  const index = {
    name: '三明 HRB400E Φ20 信息价',
    source: '三明市工程造价站',
    city: '三明',
    spec: 'HRB400E Φ18–25',
    unit: 'TNE',
    taxIncluded: true,
    taxRate: '0.13',
  };
  const { id } = await api.post<{ id: string }>('/v1/price-indices', index, buys);
  const point = (day: string, amount: string) => ({ day, price: { amount, currency: 'CNY' } });
  const published = [
    point('2026-02-03', '3280.00'),
    point('2026-02-10', '3290.00'),
    point('2026-02-24', '3310.00'),
    point('2026-03-02', '3300.00'),
  ];
  const record = (body: object) => api.put(`/v1/price-indices/${id}/points`, body, buys);
  await record({ points: published, evidence: '三明信息价2026年第2期第3页' });
  await record({ points: [point('2026-02-24', '3312.00')], evidence: '三明信息价2026年第3期', reason: '造价站更正' });
  return id;
}

export const samples: Samples = {
  statement: async (api) => (await statement(api)).id,
  rated: async (api) => (await statement(api)).supplier,
  priceIndex: series,
};
