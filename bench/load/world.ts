import type { Client } from '../../demo/client.ts';
import { waitFor } from '../../demo/stage.ts';
import { bid, type Firm, publishTender, register, type Tender } from '../../demo/steps.ts';

/** A buyer's own agreement with one supplier, whose contract both have signed: what call-offs are booked on. */
export interface Framework {
  readonly agreement: string;
  readonly buyer: Firm;
  readonly supplier: Firm;
  readonly item: string;
}

/** Who works on the platform, and what is there to be worked on, beside the demo's data. */
export interface World {
  /** Each buys and sells. */
  readonly firms: readonly Firm[];
  readonly frameworks: readonly Framework[];
  /** The tender that is bid for. */
  readonly tender: Tender;
}

const awardedOn = '2026-03-16T09:00:00+08:00';
export const deadline = '2026-04-20T09:00:00+08:00';
export const validUntil = '2026-12-31';
const bidders = 3;
const atOnce = 8;

/** So many firms, so many buyers with an agreement, and a tender that is open for bids. */
export async function settleIn(api: Client, firms: number, buyers: number): Promise<World> {
  const all = await each(firms, (n) => register(api, organisation(n, '建材', ['buyer', 'supplier']), `firm-${n}`));
  const purchasers = await each(buyers, (n) => register(api, organisation(firms + n, '建设', ['buyer']), `buyer-${n}`));
  const tenders = await each(buyers, async (n) => {
    const buyer = purchasers[n] as Firm;
    const tender = await publishTender(api, framework(n), buyer.sub);
    const offering = Array.from({ length: bidders }, (_, at) => all[(n * bidders + at) % firms] as Firm);
    for (const [at, firm] of offering.entries()) {
      await bid(api, tender, firm, [{ lot: 0, prices: [`${3350 + at}.00`] }], { validUntil });
    }
    return { buyer, tender };
  });
  await api.post('/dev/clock', { now: '2026-03-09T09:02:00+08:00' });
  await each(buyers, async (n) => {
    const { buyer, tender } = tenders[n] as (typeof tenders)[number];
    await opened(api, tender);
    await api.post(`/v1/tenders/${tender.id}/candidates`, {}, buyer.sub);
  });
  await api.post('/dev/clock', { now: awardedOn });
  const frameworks = await each(buyers, async (n) => {
    const { buyer, tender } = tenders[n] as (typeof tenders)[number];
    const path = `/v1/tenders/${tender.id}/award`;
    const { agreement, awards } = await api.post<Tender & { agreement: string }>(path, undefined, buyer.sub);
    const supplier = all.find(({ id }) => id === awards?.[0]?.supplier) as Firm;
    return signed(api, { agreement, buyer, supplier, item: tender.lots[0]?.items[0]?.id ?? '' });
  });
  const tender = await publishTender(api, open, (purchasers[0] as Firm).sub);
  return { firms: all, frameworks, tender };
}

export const opened = (api: Client, { id }: Tender): Promise<true> =>
  waitFor('the opening', async () => (await api.get<Tender>(`/v1/tenders/${id}`)).status === 'opened');

/** Waits for the agreement that follows the award, and has both sides sign its contract. */
async function signed(api: Client, framework: Framework): Promise<Framework> {
  const { agreement, buyer, supplier } = framework;
  const path = `/v1/agreements/${agreement}`;
  await waitFor('the agreement', async () => (await api.ask('GET', path, { as: buyer.sub })).status === 200);
  const paper = `${path}/contracts/${buyer.id}/${supplier.id}`;
  for (const { sub } of [buyer, supplier]) {
    const { hash } = await api.get<{ hash: string }>(paper, sub);
    await api.post(`${paper}/signatures`, { hash }, sub);
  }
  return framework;
}

const organisation = (n: number, trade: string, kinds: string[]) => ({
  name: `沙县区第${n + 1}${trade}有限公司`,
  uscc: `9135040510${String(n + 1).padStart(8, '0')}`,
  kinds,
  division: '350405',
  sizeClass: 'medium',
  contact: { name: '李工', phone: '0598-8220000' },
});

const rebar = (diameter: number, value: string) => ({
  category: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter, length: 12 },
  quantity: { value, unit: 'TNE', basis: 'theoretical' },
  deliveryPoint: { division: '350405', address: '沙县区虬江新区项目部' },
});

const voluntary = { regime: 'soe-voluntary', method: 'lowest-evaluated-price', tieRule: 'draw', bidValidityDays: 180 };

const framework = (n: number) => ({
  ...voluntary,
  title: `第${n + 1}建设公司螺纹钢框架协议采购`,
  deadline: '2026-03-09T09:00:00+08:00',
  agreementTerm: {
    ...{ from: '2026-03-16', to: '2026-12-31', price: { rule: 'fixed' }, tolerance: '0' },
    ...{ confirmDays: 3, acceptDays: 7, disputeDays: 15, paymentDays: 30 },
  },
  lots: [{ title: '螺纹钢', items: [rebar(20, '1000000')] }],
});

const open = {
  ...voluntary,
  title: '沙县区虬江新区二期螺纹钢采购',
  deadline,
  lots: [{ title: '螺纹钢', items: [rebar(16, '1200'), rebar(20, '1800')] }],
};

async function each<T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) made[n] = await make(n);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return made;
}
