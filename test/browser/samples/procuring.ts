import type { Client } from '../../../demo/client.ts';
import { openDraft } from '../../../demo/fill.ts';
import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

const step = { value: '35', unit: 'TNE', basis: 'theoretical' };
const yuan = (amount: string) => ({ amount, currency: 'CNY' });

/**
 * The second quarter's documents once more, with words that restrict competition, parts by rank, a table of freight that
 * lacks a rate, and an agreement whose prices follow an index.
 */
async function problematic(api: Client): Promise<{ readonly id: string }> {
  const { sub } = person('purchaser');
  const series = {
    name: '三明 HRB400E Φ20 出厂信息价',
    source: '三明市工程造价站',
    city: '三明',
    spec: 'HRB400E Φ18–25',
    unit: 'TNE',
    taxIncluded: true,
    taxRate: '0.13',
  };
  const { id: index } = await api.post<{ id: string }>('/v1/price-indices', series, sub);
  const [rebar, cement] = openDraft.lots;
  const body = {
    ...openDraft,
    title: '绿都嘉和 2026 年度钢筋、水泥框架协议采购',
    text: '同等条件下本地企业优先。',
    regime: 'soe-voluntary',
    lots: [
      {
        ...rebar,
        items: rebar?.items.map((item) => ({ ...item, priceIndex: { index, base: yuan('3300.00') } })),
        bidSecurity: yuan('250000.00'),
        allocation: { rule: 'shares', shares: ['0.6', '0.5'], step },
        freight: {
          basis: 'zone-table',
          zones: [
            { from: '350405', to: '350404', perUnit: yuan('18.00') },
            { from: '350405', to: '350405', perUnit: yuan('9.50') },
            { from: '350481', to: '350404', perUnit: yuan('26.00') },
          ],
        },
        deductions: [{ for: 'small', rate: '0.10' }],
      },
      {
        ...cement,
        allocation: {
          rule: 'optimised',
          step: { value: '30', unit: 'TNE', basis: 'weighed' },
          maxWinners: 2,
          gap: '0.0001',
          nodes: 100_000,
          otherwise: 'best-found',
        },
        freight: { basis: 'quoted' },
      },
    ],
    agreementTerm: {
      from: '2026-05-01',
      to: '2027-04-30',
      price: { rule: 'index-premium', dates: 'ten-days' },
      tolerance: '5',
      confirmDays: 3,
      acceptDays: 5,
      disputeDays: 7,
      paymentDays: 75,
    },
  };
  return api.post('/v1/tenders', body, sub);
}

let drafted: Promise<{ readonly id: string }> | undefined;

export const samples: Samples = {
  draft: async (api) => {
    drafted ??= problematic(api);
    return (await drafted).id;
  },
  /** What the demo's first purchaser has published. */
  running: async (api) => {
    const { items } = await api.get<{ items: readonly { readonly id: string; readonly title: string }[] }>(
      '/v1/tenders?status=published',
    );
    const found = items.find(({ title }) => title === openDraft.title);
    if (found === undefined) throw new Error(`no tender is called ${openDraft.title}`);
    return found.id;
  },
};
