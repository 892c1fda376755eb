import type { Cast } from './cast.ts';
import { lead } from './numbers.ts';
import type { Supplied } from './supplying.ts';
import type { Indices } from './tendering.ts';

/*
 * Worked out by hand. Published in the first ten days of May: 3300, 3310, 3326, mean 3312.00. 闽岳 bid 3378.23 on a base
 * of 3300: 78.23 above the price of the day. 3312.00 + 78.23 = 3390.23.
 *   177.84 t × 3390.23 = 602,918.5032    118.56 t × 3390.23 = 401,945.6688    sum 1,004,864.17
 * Paid ten days late: 1,004,864.17 × 0.0005 × 10 = 5,024.32.
 * The third price is corrected to 3329: mean 3313.00, one yuan a tonne more, 177.84 + 118.56 = 296.40.
 */
const worked = { price: '3390.23', amount: '1004864.17', interest: '5024.32', more: '296.40' } as const;

interface Statement {
  readonly id: string;
  readonly status: string;
  readonly amount: { readonly amount: string };
  readonly dues: readonly { readonly dueOn: string }[];
  readonly left: { readonly amount: string };
  readonly interest: { readonly amount: string };
  readonly correction?: string;
  readonly invoices: readonly { readonly faults: number }[];
}

/** The published prices of rebar and wire rod, which the lead keeps. */
export async function openIndices({ api, step, say, sub }: Cast): Promise<Indices> {
  step('牵头单位登记价格指数：信息价由使用者录入，附依据');
  const open = async (name: string, spec: string): Promise<string> => {
    const index = {
      name,
      source: '三明市工程造价站',
      city: '三明',
      spec,
      unit: 'TNE',
      taxIncluded: true,
      taxRate: '0.13',
    };
    const { id } = await api.post<{ id: string }>('/v1/price-indices', index, sub(lead));
    say(`${name} ${id}`);
    return id;
  };
  return {
    rebar: await open('三明 HRB400E Φ20 信息价', 'HRB400E Φ18–25'),
    wire: await open('三明 HPB300 Φ8 信息价', 'HPB300 Φ6.5–10'),
  };
}

/** Index, statement, invoice, payment that is late, correction, rating. */
export async function settle(
  cast: Cast,
  indices: Indices,
  { agreement, buyer, supplier, item }: Supplied,
): Promise<void> {
  const { api, step, say, check, moveTo, sub } = cast;
  const [buys, sells] = [sub(cast.nameOf(buyer)), sub(cast.nameOf(supplier))];
  const points = `/v1/price-indices/${indices.rebar}/points`;
  const price = (day: string, amount: string) => ({ day, price: { amount, currency: 'CNY' } });

  step('录入五月上旬信息价，预览结算价');
  const published = [price('2026-05-06', '3300.00'), price('2026-05-07', '3310.00'), price('2026-05-08', '3326.00')];
  await api.put(points, { points: published, evidence: '三明信息价2026年第5期第3页' }, sub(lead));
  const asked = { itemId: item, supplier, orderedOn: '2026-05-04', deliveredOn: '2026-05-06' };
  const preview = await api.post<{ steps: { price: { amount: string }; index: { mean: { shown: string } } } }>(
    `/v1/agreements/${agreement}/price-preview`,
    asked,
    buys,
  );
  say(`旬均价 ${preview.steps.index.mean.shown} 元/吨`);
  check('结算价 3312.00 + (3378.23 − 3300.00)', Number(preview.steps.price.amount).toFixed(2), worked.price);

  await moveTo('2026-06-01T09:00:00+08:00');
  step('月度对账单，双方确认，发票三单匹配');
  const issued = await api.post<Statement>(
    `/v1/agreements/${agreement}/statements`,
    { month: '2026-05', supplier },
    buys,
  );
  check('对账金额与手算一致', issued.amount.amount, worked.amount);
  const path = `/v1/statements/${issued.id}`;
  await api.post(`${path}/confirmation`, undefined, buys);
  const confirmed = await api.post<Statement>(`${path}/confirmation`, undefined, sells);
  const dueOn = confirmed.dues[0]?.dueOn ?? '';
  check('已确认，30 日内付款', [confirmed.status, dueOn], ['confirmed', '2026-07-01']);
  const invoice = { number: '26352000000012345678', amount: issued.amount, issuedOn: '2026-06-01' };
  await api.post(`${path}/invoices`, invoice, sells);
  const matched = await api.get<Statement>(path, buys);
  check(
    '订单、交货、发票三单相符',
    matched.invoices.map(({ faults }) => faults),
    [0],
  );

  await moveTo('2026-07-11T09:00:00+08:00');
  step('迟付十日，按日万分之五计息');
  const owed = await api.get<Statement>(path, sells);
  check('逾期利息', owed.interest.amount, worked.interest);
  const paid = { amount: issued.amount, interest: owed.interest, paidOn: '2026-07-11', reference: 'GH20260711-0088' };
  await api.post(`${path}/payments`, paid, buys);
  check('已付清', (await api.get<Statement>(path, sells)).left.amount, '0.00');

  step('信息价事后更正：出更正对账单，不改原单');
  const reason = '造价站2026年第6期更正';
  await api.put(
    points,
    { points: [price('2026-05-08', '3329.00')], evidence: '三明信息价2026年第6期', reason },
    sub(lead),
  );
  const corrected = await cast.until('更正对账单已自动出具', async () => {
    const { items } = await api.get<{ items: Statement[] }>(`${path}/corrections`, buys);
    return items[0];
  });
  check('更正差额', corrected.amount.amount, worked.more);
  check('原对账单分毫未动', (await api.get<Statement>(path, buys)).amount.amount, worked.amount);

  step('履约评价与公开可查的数字');
  const rated = await api.get<{ total: string; facts: Record<'due' | 'onTime' | 'delivered' | 'documented', number> }>(
    `/v1/suppliers/${supplier}/performance`,
    buys,
  );
  const { due, onTime, delivered, documented } = rated.facts;
  say(
    `闽岳履约评价 ${rated.total}：应交 ${due} 车、按期 ${onTime} 车；到货 ${delivered} 车、资料齐全 ${documented} 车`,
  );
  const inTime = await api.get<{ due: number; onTime: number }>(
    `/v1/figures/on-time?agreement=${agreement}`,
    sub(lead),
  );
  check('两车都按期到货', [inTime.due, inTime.onTime], [2, 2]);
}
