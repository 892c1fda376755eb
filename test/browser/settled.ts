import { client } from '../../demo/client.ts';
import { fill, historyBegins } from '../../demo/fill.ts';
import type { LocalOptions, Unserved } from '../../functions/local/server.ts';
import { parseInstant } from '../../shared/kernel/time.ts';
import { accepted, dealt, load } from './deal.ts';
import { person } from './people.ts';

const [buys, sells] = [person('purchaser').sub, person('supplier').sub];

/** The demo's history, and in its last days a plain order, whose month is over and stated when the visitor comes. */
export const settledHistory: NonNullable<LocalOptions['history']> = {
  begins: historyBegins,
  async fill(platform) {
    await fill(platform);
    await settleOne(platform);
    await openSeries(platform);
  },
};

async function settleOne({ app, token, moveTo }: Unserved): Promise<void> {
  const api = client((path, init) => app.request(path, init), token);
  const { agreement, callOff } = await dealt(
    api,
    { buys, sells },
    { from: '2026-02-28', to: '2026-03-01', deliverBy: '2026-03-01', validUntil: '2026-02-28T18:00:00+08:00' },
  );
  await moveTo(parseInstant('2026-02-28T11:00:00+08:00'));
  const { lines } = await api.get<{ lines: readonly { item: string }[] }>(`/v1/call-offs/${callOff}`, sells);
  const item = lines[0]?.item ?? '';
  for (const ticket of ['SM-0228-01', 'SM-0228-02']) {
    await accepted(api, callOff, load(item, ticket), { buys, sells });
  }
  await moveTo(parseInstant('2026-03-01T09:00:00+08:00'));
  const { supplier } = await api.get<{ supplier: string }>(`/v1/call-offs/${callOff}`, sells);
  const { id } = await api.post<{ id: string }>(
    `/v1/agreements/${agreement}/statements`,
    { month: '2026-02', supplier },
    buys,
  );
  const path = `/v1/statements/${id}`;
  const content = await api.get<{ lines: readonly { line: string }[] }>(`${path}/lines`, buys);
  const cny = (amount: string) => ({ amount, currency: 'CNY' });
  const claim = { lines: [{ line: content.lines[0]?.line, amount: cny('99000.00') }], reason: '有三支弯曲' };
  await api.post(`${path}/disputes`, claim, buys);
  const invoice = { number: '26352000000012340001', issuedOn: '2026-02-27', amount: cny('200959.00') };
  await api.post(`${path}/invoices`, invoice, sells);
}

/** A series that the buyer keeps: four days, one of which was corrected. */
async function openSeries({ app, token }: Unserved): Promise<void> {
  const api = client((path, init) => app.request(path, init), token);
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
    point('2026-02-27', '3300.00'),
  ];
  const record = (body: object) => api.put(`/v1/price-indices/${id}/points`, body, buys);
  await record({ points: published, evidence: '三明信息价2026年第2期第3页' });
  await record({ points: [point('2026-02-24', '3312.00')], evidence: '三明信息价2026年第3期', reason: '造价站更正' });
}
