import { hashJson } from '../../shared/sealing/index.ts';
import type { Cast } from './cast.ts';
import { demands, expected, goods, lead, zones } from './numbers.ts';

interface Reported {
  readonly signed: object;
  readonly hash: string;
  readonly lastYear: readonly { readonly over: boolean; readonly change?: string }[];
}

interface Round {
  readonly id: string;
  readonly status: string;
  readonly locked?: {
    readonly lots: readonly {
      readonly family: string;
      readonly zone: string;
      readonly sums: readonly { readonly total: string; readonly committed: string }[];
    }[];
  };
}

/** Eleven counties report their demand, sign it, and the lead locks it; the round's path. */
export async function reportTogether(cast: Cast): Promise<string> {
  const { api, step, say, check, moveTo, sub, id } = cast;
  step('牵头单位发起联合报量，邀请十一个县（市、区）');
  const opened = await api.post<Round>(
    '/v1/demand-rounds',
    {
      title: '2026年度三明市钢材联合集中采购报量',
      category: 'steel',
      participants: demands.map(({ unit }) => id(unit)),
      opensAt: '2026-03-03T00:00:00+08:00',
      closesAt: '2026-03-13T18:00:00+08:00',
      deliveryWindow: { from: '2026-05-01', to: '2027-04-30' },
      zones,
    },
    sub(lead),
  );
  const path = `/v1/demand-rounds/${opened.id}`;
  const lastYear = { ...goods.rebar, quantity: { value: '600', unit: 'TNE', basis: 'theoretical' } };
  await api.put(`${path}/history/${id('大田')}`, { figures: [lastYear] }, sub(lead));
  say(`报量编号 ${opened.id}`);

  await moveTo('2026-03-04T09:00:00+08:00');
  step('各县报量：钢筋按吨或按支，盘条按过磅吨');
  await cast.refused(
    '大田钢筋比上年多出一半，未说明原因',
    'deviation-unexplained',
    'PUT',
    `${path}/lines/${id('大田')}`,
    { lines: linesOf('大田', '350425') },
    sub('大田'),
  );
  for (const { unit } of demands) {
    const reason = unit === '大田' ? { reason: '新开工县道改造二期' } : {};
    const lines = linesOf(unit, divisionOf[unit] ?? '').map((line) => ({ ...line, ...reason }));
    await api.put(`${path}/lines/${id(unit)}`, { lines }, sub(unit));
  }
  await cast.refused('沙县想看永安的报量', 'forbidden', 'GET', `${path}/lines/${id('永安')}`, undefined, sub('沙县'));

  step('各县核对自己的明细并签署其哈希');
  for (const { unit } of demands) {
    const own = await api.get<Reported>(`${path}/lines/${id(unit)}`, sub(unit));
    if (hashJson(own.signed) !== own.hash) check(`${unit}的哈希可以自行复算`, hashJson(own.signed), own.hash);
    await api.post(`${path}/signatures`, { hash: own.hash }, sub(unit));
  }
  say('十一个单位全部签署');

  await moveTo('2026-03-13T18:00:00+08:00');
  step('锁定：按品类与片区汇总，合计与承诺量分毫不差');
  const { status, locked } = await api.post<Round>(`${path}/lock`, undefined, sub(lead));
  const sums = Object.fromEntries(
    (locked?.lots ?? []).map(({ family, zone, sums: [sum] }) => [`${family} ${zone}`, [sum?.total, sum?.committed]]),
  );
  check('四个标段的合计与承诺量', sums, expected.sums);
  check('报量已锁定', status, 'locked');
  return path;
}

const divisionOf: Readonly<Record<string, string>> = {
  三元: '350404',
  沙县: '350405',
  永安: '350481',
  大田: '350425',
  尤溪: '350426',
  明溪: '350421',
  清流: '350423',
  宁化: '350424',
  将乐: '350428',
  泰宁: '350429',
  建宁: '350430',
};

/** What a county reports. */
function linesOf(unit: string, division: string) {
  const found = demands.find((one) => one.unit === unit);
  if (found === undefined) throw new Error(`nobody reports for ${unit}`);
  const common = { commitment: '0.8', deliveryPoint: { division, address: `${unit}城区项目部` } };
  const { rebar, wire } = found;
  return [
    {
      ...goods.rebar,
      ...common,
      quantity: { ...rebar, ...(rebar.unit === 'TNE' && { basis: 'theoretical' }) },
      month: '2026-05',
    },
    { ...goods.wire, ...common, quantity: { value: wire, unit: 'TNE', basis: 'weighed' }, month: '2026-06' },
  ];
}
