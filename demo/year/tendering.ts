import { parseFraction, roundHalfUp, sum } from '../../shared/kernel/ratio.ts';
import { fairReview } from '../purchase.ts';
import type { Tender } from '../steps.ts';
import { bid } from '../steps.ts';
import type { Cast } from './cast.ts';
import { expected, type LotName, lead, suppliers, together } from './numbers.ts';

export type Draft = Omit<Tender, 'lots'> & {
  readonly lots: readonly (Omit<Tender['lots'][number], 'items'> & { readonly items: readonly DraftItem[] })[];
};
type DraftItem = { readonly id: string; readonly category: string; readonly demand?: object };

/** Lots that a package couples are solved together: a group each. */
interface Allocated {
  readonly groups: readonly {
    readonly status: string;
    readonly cost: { readonly exact: string };
    readonly story: readonly { readonly without: string; readonly difference?: { readonly shown: string } }[];
  }[];
}

/** The published prices that rebar and wire rod follow. */
export interface Indices {
  readonly rebar: string;
  readonly wire: string;
}

const deadline = '2026-04-08T09:00:00+08:00';

/** What follows from a locked round: documents, sealed bids, the least delivered cost, the award. */
export async function tenderTogether(cast: Cast, round: string, indices: Indices): Promise<Tender> {
  const { api, step, say, check, refused, moveTo, sub } = cast;
  await moveTo('2026-03-16T09:00:00+08:00');
  step('由锁定的报量生成联合招标文件，标的不得再改');
  const request = { title: '2026年度三明市钢材联合集中采购', regime: 'soe-voluntary', deadline, bidValidityDays: 90 };
  const { tender: id } = await api.post<{ tender: string }>(`${round}/tender`, request, sub(lead));
  const path = `/v1/tenders/${id}`;
  await cast.until('招标文件已起草', async () => (await api.ask('GET', path, { as: sub(lead) })).status === 200);
  const draft = await api.get<Draft>(path, sub(lead));
  const lots = draft.lots.map((lot) => ({ ...lot, ...documentsOf(lot, indices) }));
  const fewer = lots.map((lot, at) => (at === 0 ? { ...lot, items: lot.items.slice(1) } : lot));
  await refused('牵头单位想删去一个县的标的', 'joint-item-fixed', 'PATCH', path, { lots: fewer }, sub(lead));
  await api.patch(path, { lots, agreementTerm, fairReview }, sub(lead));
  const published = await api.post<Draft>(`${path}/publication`, undefined, sub(lead));
  check('公告已发布', published.status, 'published');
  say(`${published.lots.map(({ title }) => title).join('；')}`);

  await moveTo('2026-04-01T10:00:00+08:00');
  step('供应商密封投标：价格、供应能力与成套优惠');
  const places = new Map(published.lots.map((lot, at) => [nameOf(lot), at] as const));
  const placeOf = (lot: string): number => places.get(lot as LotName) ?? -1;
  for (const { who, lots: offered } of suppliers) {
    const offers = offered.map(({ lot, price, terms }) => {
      const at = placeOf(lot);
      return { lot: at, prices: (published.lots[at]?.items ?? []).map(() => price), terms };
    });
    const packages = [{ lots: together.lots.map(placeOf), discount: together.discount }];
    const firm = { id: cast.id(who), sub: sub(who), name: who, buys: false };
    await bid(api, published, firm, offers, { validUntil: '2026-12-31', ...(who === together.who && { packages }) });
    say(
      `${who}：${offered.map(({ lot, price }) => `${published.lots[placeOf(lot)]?.title} ${price} 元/吨`).join('，')}`,
    );
  }

  await moveTo('2026-04-08T09:01:30+08:00');
  step('开标、评审，按到货总成本最低求解中标组合');
  await cast.until('开标完成', async () => (await api.get<Tender>(path)).status === 'opened');
  await api.post(`${path}/allocation`, undefined, sub(lead));
  await cast.until(
    '求解完成',
    async () => (await api.ask('GET', `${path}/allocation`, { as: sub(lead) })).status === 200,
  );
  const { groups } = await api.get<Allocated>(`${path}/allocation`, sub(lead));
  const cost = roundHalfUp(sum(groups.map((one) => parseFraction(one.cost.exact))), 2);
  check(
    '每组标段都是最优解',
    groups.map(({ status }) => status),
    ['optimal', 'optimal', 'optimal'],
  );
  check('到货总成本与手算一致', cost, expected.cost);
  for (const { without, difference } of groups.flatMap(({ story }) => story)) {
    if (difference !== undefined) say(`若不计${conditions[without] ?? without}，总成本变动 ${difference.shown} 元`);
  }
  return published;
}

/** What an allocation is asked to do without, in Chinese. */
const conditions: Readonly<Record<string, string>> = {
  'not-served': '供应范围',
  capacity: '供应能力',
  'minimum-order': '最低起订量',
  'max-winners': '中标家数上限',
  'max-share': '份额上限',
  'whole-loads': '整车配送',
  tiers: '阶梯折扣',
  packages: '成套折扣',
};

/** A lot by what it is, of the documents' titles: `steel.rebar` in `北片`. */
export const nameOf = ({ title, items: [item] }: Draft['lots'][number]): LotName =>
  `${item?.category === 'steel.rebar' ? 'rebar' : 'wire'} ${title.includes('北') ? 'north' : 'south'}`;

const agreementTerm = {
  from: '2026-05-01',
  to: '2027-04-30',
  price: { rule: 'index-premium', dates: 'ten-days' },
  tolerance: '5',
  confirmDays: 3,
  acceptDays: 5,
  disputeDays: 7,
  paymentDays: 30,
} as const;

/** How a lot is awarded, and which published price its goods follow. */
function documentsOf(lot: Draft['lots'][number], indices: Indices) {
  const rebar = lot.items[0]?.category === 'steel.rebar';
  const step = { value: rebar ? '35' : '30', unit: 'TNE', basis: rebar ? 'theoretical' : 'weighed' };
  const [index, amount] = rebar ? [indices.rebar, '3300.00'] : [indices.wire, '3450.00'];
  const priceIndex = { index, base: { amount, currency: 'CNY' } };
  return {
    allocation: { rule: 'optimised', step, maxWinners: 2, gap: '0', nodes: 100_000, otherwise: 'best-found' },
    freight: { basis: 'included' },
    items: lot.items.map((item) => ({ ...item, priceIndex })),
  };
}
