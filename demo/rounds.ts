import { hashJson } from '../shared/sealing/index.ts';
import type { Client } from './client.ts';
import type { Firm } from './steps.ts';
import { codes, demands, goods, lead, type Who, zones } from './year/numbers.ts';

/*
 * Two demand rounds to look at (联合报量): the first half's, which is locked, and the second half's, whose figures lie
 * beside it and which some counties have reported and signed, some have reported, and others have yet to begin.
 */

type Of = (uscc: string) => Firm;

interface Reported {
  readonly signed: object;
}

const zone = { title: '三明市钢材联合集中采购报量', category: 'steel', zones };
const buyer = (of: Of, who: string): Firm => of(codes[who as Who]);

/** Those who took part in the first half: what they need in the second is compared with it. */
const before = ['三元', '沙县', '大田', '泰宁', '将乐'];

/** Opens the first half's round and has five counties report and sign; the round's path. */
export async function reportFirstHalf(api: Client, of: Of): Promise<string> {
  const { id } = await api.post<{ id: string }>(
    '/v1/demand-rounds',
    {
      ...zone,
      title: `2026年上半年${zone.title}`,
      participants: before.map((who) => buyer(of, who).id),
      opensAt: '2026-01-20T09:00:00+08:00',
      closesAt: '2026-02-05T12:00:00+08:00',
      deliveryWindow: { from: '2026-03-01', to: '2026-06-30' },
    },
    buyer(of, lead).sub,
  );
  const path = `/v1/demand-rounds/${id}`;
  for (const who of before) {
    await report(api, path, who, buyer(of, who), { rebar: '2026-04', wire: '2026-05' });
    await sign(api, path, buyer(of, who));
  }
  return path;
}

/** Opens the second half's round for all eleven: five report, three of them sign. */
export async function reportSecondHalf(api: Client, of: Of, previous: string): Promise<void> {
  const { id } = await api.post<{ id: string }>(
    '/v1/demand-rounds',
    {
      ...zone,
      title: `2026年下半年${zone.title}`,
      participants: demands.map(({ unit }) => buyer(of, unit).id),
      opensAt: '2026-02-27T12:00:00+08:00',
      closesAt: '2026-03-13T18:00:00+08:00',
      deliveryWindow: { from: '2026-07-01', to: '2026-12-31' },
      previousRound: previous.split('/').at(-1),
    },
    buyer(of, lead).sub,
  );
  const path = `/v1/demand-rounds/${id}`;
  const months = { rebar: '2026-08', wire: '2026-09' };
  for (const who of ['三元', '永安', '尤溪', '清流']) await report(api, path, who, buyer(of, who), months);
  const more = { rebar: { value: '1260', unit: 'TNE' }, reason: '新开工县道改造二期' };
  await report(api, path, '大田', buyer(of, '大田'), months, more);
  for (const who of ['三元', '永安', '大田']) await sign(api, path, buyer(of, who));
}

interface More {
  readonly rebar?: { readonly value: string; readonly unit: string };
  readonly reason?: string;
}

async function report(
  api: Client,
  path: string,
  who: string,
  { id, sub }: Firm,
  months: { readonly rebar: string; readonly wire: string },
  { rebar, reason }: More = {},
): Promise<void> {
  const found = demands.find(({ unit }) => unit === who);
  if (found === undefined) throw new Error(`nobody reports for ${who}`);
  const common = { commitment: '0.8', deliveryPoint: { division: divisionOf(who), address: `${who}城区项目部` } };
  const bars = rebar ?? found.rebar;
  const lines = [
    {
      ...goods.rebar,
      ...common,
      quantity: { ...bars, ...(bars.unit === 'TNE' && { basis: 'theoretical' }) },
      month: months.rebar,
      ...(reason !== undefined && { reason }),
    },
    { ...goods.wire, ...common, quantity: { value: found.wire, unit: 'TNE', basis: 'weighed' }, month: months.wire },
  ];
  await api.put(`${path}/lines/${id}`, { lines }, sub);
}

/** Each county's division stands in its code: 91, the six digits of the division, nine of the firm, a check digit. */
const divisionOf = (who: string): string => codes[who as Who].slice(2, 8);

async function sign(api: Client, path: string, { id, sub }: Firm): Promise<void> {
  const { signed } = await api.get<Reported>(`${path}/lines/${id}`, sub);
  await api.post(`${path}/signatures`, { hash: hashJson(signed) }, sub);
}
