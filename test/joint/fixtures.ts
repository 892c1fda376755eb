import type { DemandLine, Participant, Report, RoundEvent, Terms, Unit } from '../../functions/joint/events.ts';
import { lockedOf, type Reports } from '../../functions/joint/lots.ts';
import { type LineInput, markOf, reportOf } from '../../functions/joint/report.ts';

export const id = (kind: string, n: number): string => `${kind}_0195f000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const round = id('rnd', 1);
const names = [
  '明溪县雪峰建设投资有限公司',
  '宁化县翠江城建有限公司',
  '大田县岩城建设有限公司',
  '尤溪县紫阳建设有限公司',
];
const divisions = ['350421', '350424', '350425', '350426'];

/** The n-th county, from 0. */
export const unit = (n: number): Unit => ({
  participant: {
    id: id('org', n + 1),
    name: names[n] ?? `第${n}单位`,
    uscc: `9135042010000${String(n).padStart(5, '0')}`,
    division: divisions[n % 4] ?? '350421',
  },
  affiliates: [],
});
export const org = (n: number): string => unit(n).participant.id;
export const lead: Participant = unit(0).participant;

/** Open from 2026-03-02 09:00 to 2026-03-20 18:00 in Shanghai; goods from April to December. */
export const terms: Terms = {
  title: '2026年度三明市县域钢材联合采购',
  category: 'steel',
  opensAt: '2026-03-02T01:00:00.000Z',
  closesAt: '2026-03-20T10:00:00.000Z',
  deliveryWindow: { from: '2026-04-01', to: '2026-12-31' },
  zones: [
    { key: 'north', title: '北部片区', divisions: ['350421', '350424'] },
    { key: 'south', title: '南部片区', divisions: ['350425', '350426'] },
  ],
};
export const opensAt = terms.opensAt;
export const during = '2026-03-10T01:00:00.000Z';
export const afterwards = terms.closesAt;

/** 300 bars of rebar, 20 mm × 12 m. */
export const bars: LineInput = {
  category: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
  quantity: { value: '300', unit: 'H87' },
  commitment: '0.8',
  deliveryPoint: { division: '350421', address: '雪峰镇民生路 8 号工地' },
  month: '2026-05',
};
export const tonnes = (value: string, more: Partial<LineInput> = {}): LineInput => ({
  ...bars,
  quantity: { value, unit: 'TNE', basis: 'weighed' },
  ...more,
});

let lines = 100;
const newId = (): string => id('dln', ++lines);

export const reported = (
  inputs: readonly LineInput[],
  {
    known = [],
    about = terms,
    omissions = [],
  }: { known?: readonly DemandLine[]; about?: Terms; omissions?: Report['omissions'] } = {},
): Report => reportOf({ lines: inputs, omissions }, about, known, newId);

/** The past of a round, told event by event. */
export const opened = (invited = 3, about: Terms = terms): RoundEvent => ({
  type: 'RoundOpened',
  v: 1,
  data: { round, ...about, lead, invited: Array.from({ length: invited }, (_, n) => org(n)), openedAt: opensAt },
});
export const reports = (n: number, report: Report): RoundEvent => ({
  type: 'DemandReported',
  v: 1,
  data: { ...unit(n), ...markOf(round, org(n), terms, report), reportedAt: during },
  private: { report },
});
export const signs = (n: number, report: Report): RoundEvent => ({
  type: 'DemandSigned',
  v: 1,
  data: { ...unit(n), hash: markOf(round, org(n), terms, report).hash, signedAt: during },
});
export const reportsOf = (...all: readonly Report[]): Reports => new Map(all.map((report, n) => [org(n), report]));
export const locks = (all: Reports, version = 1): RoundEvent => ({
  type: 'RoundLocked',
  v: 1,
  data: { ...lockedOf({ round, ...terms }, version, all), lockedAt: afterwards },
});

/** Everyone has reported and signed, and it is locked. */
export const lockedPast = (...all: readonly Report[]): RoundEvent[] => [
  opened(all.length),
  ...all.flatMap((report, n) => [reports(n, report), signs(n, report)]),
  locks(reportsOf(...all)),
];
