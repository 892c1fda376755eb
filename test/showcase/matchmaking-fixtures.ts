import type { EventTerms, Firm, Meeting } from '../../functions/showcase/events.ts';
import type { MatchmakingCommand } from '../../functions/showcase/matchmaking.ts';
import type { Registering } from '../../functions/showcase/registration.ts';
import { type Decider, type DomainEvent, fold } from '../../shared/kernel/decider.ts';

/** What commands came to, one after the other. */
export function carriedOut<C, E extends DomainEvent, S>(
  decider: Decider<C, E, S>,
  ...commands: readonly C[]
): readonly E[] {
  const past: E[] = [];
  for (const command of commands) past.push(...decider.decide(command, fold(decider, past)));
  return past;
}

export const at = '2026-03-02T01:00:00.000Z';
/** Registration has closed. */
export const closed = '2026-03-18T10:00:00.000Z';
/** The first slot has begun. */
export const onTheDay = '2026-03-20T01:05:00.000Z';
/** The last slot has ended. */
export const after = '2026-03-20T02:00:00.000Z';

export const mme = 'mme_0195f000-0000-7000-8000-00000000000a';
const org = (n: number): string => `org_0195f000-0000-7000-8000-00000000000${n}`;
export const firm = (n: number): Firm => ({
  id: org(n),
  name: `三明市第${n}企业有限公司`,
  uscc: `91350404100000${n}00X`,
});

/** Three slots of twenty minutes, on 20 March from 9 o'clock in Shanghai. */
export const terms: EventTerms = {
  title: '三明市钢材建材“手拉手”对接会',
  host: '三明市工业和信息化局',
  place: { division: '350404', address: '三元区会展中心' },
  day: '2026-03-20',
  slots: ['01:00', '01:20', '01:40'].map((from, n) => ({
    from: `2026-03-20T${from}:00.000Z`,
    to: ['2026-03-20T01:20:00.000Z', '2026-03-20T01:40:00.000Z', '2026-03-20T02:00:00.000Z'][n] ?? '',
  })),
  tables: 2,
  places: 6,
  subjects: ['steel.rebar'],
  registrationClosesAt: '2026-03-18T10:00:00.000Z',
};

export const registering: Registering = {
  people: [{ name: '林工', phone: '0598-5550700' }],
  posts: ['pst_1'],
  subjects: ['steel.rebar'],
  products: [],
  absent: [],
  wishes: [],
  vetoes: [],
};

export const meeting: Meeting = {
  a: org(1),
  b: org(2),
  slot: 0,
  table: 1,
  value: '80.00',
  subject: 'steel.rebar',
  score: '80.00',
};

export const head = {
  basis: 'b'.repeat(64),
  problem: 'c'.repeat(64),
  status: 'optimal',
  worth: { musts: 0, firms: 2, value: '80.00' },
  bound: { musts: 0, firms: 2, value: '80.00' },
  gap: '0.00',
  registered: 2,
  proposed: 1,
} as const;

export const timetableOf = (...meetings: readonly Meeting[]): MatchmakingCommand => ({
  type: 'recordTimetable',
  at: closed,
  head,
  meetings,
});
