import { createHash } from 'node:crypto';
import serialize from 'canonicalize';
import { expect } from 'vitest';
import type { RoundView } from '../../functions/joint/views.ts';
import { type Call, type Reply, start, type TestApp } from '../support/app.ts';
import { type Party, party } from '../support/world.ts';

export const at = (id: string, rest = ''): string => `/v1/demand-rounds/${id}${rest}`;
export const outcome = ({ status, body }: Reply) => [status, body?.code];
export const once = (key: string) => ({ 'Idempotency-Key': key });
export const hour = 3_600_000;

/** Verified buyers, the first of them the lead. */
export const counties = (call: Call, count: number): Promise<Party[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => party(call, n + 1, 'buyer')));

/** 300 bars of rebar, 20 mm × 12 m, for 三元. */
export const bars = (more: object = {}) => ({
  category: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
  quantity: { value: '300', unit: 'H87' },
  commitment: '0.8',
  deliveryPoint: { division: '350404', address: '列东街项目部 3 号门' },
  month: '2026-05',
  ...more,
});
export const tonnes = (value: string, more: object = {}) =>
  bars({ quantity: { value, unit: 'TNE', basis: 'weighed' }, ...more });

/** From the tests' first moment on for ten days; goods from April to December. */
export const roundBody = (units: readonly Party[], more: object = {}) => ({
  title: '2026年度三明市县域钢材联合采购',
  category: 'steel',
  participants: units.map(({ id }) => id),
  opensAt: '2026-03-02T09:00:00+08:00',
  closesAt: '2026-03-12T18:00:00+08:00',
  deliveryWindow: { from: '2026-04-01', to: '2026-12-31' },
  ...more,
});
export const closed = Date.parse('2026-03-12T18:00:00+08:00');

export async function opened({ call }: Pick<TestApp, 'call'>, lead: Party, units: readonly Party[], more: object = {}) {
  const reply = await call('POST', '/v1/demand-rounds', roundBody(units, more), { as: lead.sub });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.id as string;
}

export const report = (call: Call, id: string, unit: Party, lines: readonly object[], more: object = {}) =>
  call('PUT', at(id, `/lines/${unit.id}`), { lines, ...more }, { as: unit.sub });

/** The hash as anybody can make it from what is shown: the SHA-256 of the JCS of `signed`. */
export const recomputed = ({ body }: Reply): string =>
  createHash('sha256')
    .update(serialize(body.signed) ?? '')
    .digest('hex');

export async function signed(call: Call, id: string, unit: Party): Promise<Reply> {
  const shown = await call('GET', at(id, `/lines/${unit.id}`), undefined, { as: unit.sub });
  return call('POST', at(id, '/signatures'), { hash: recomputed(shown) }, { as: unit.sub });
}

/** Each unit reports its lines and signs them. */
export async function reportedBy(call: Call, id: string, all: readonly (readonly [Party, readonly object[]])[]) {
  for (const [unit, lines] of all) {
    const reply = await report(call, id, unit, lines);
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    expect(outcome(await signed(call, id, unit))).toEqual([200, undefined]);
  }
}

export const lock = (call: Call, id: string, lead: Party, body?: object): Promise<Reply> =>
  call('POST', at(id, '/lock'), body, { as: lead.sub });

export const shown = async (call: Call, id: string, as?: string): Promise<RoundView> =>
  (await call('GET', at(id), undefined, { as })).body;

export const tenderBody = (more: object = {}) => ({
  title: '2026年度县域钢材联合采购招标',
  regime: 'bidding-compulsory',
  deadline: '2026-04-20T09:00:00+08:00',
  bidValidityDays: 90,
  ...more,
});

/** Of the south, another lot. */
export const south = { deliveryPoint: { division: '350425', address: '均溪镇工地' } };

/** Three units have reported and signed, and the round is locked. */
export async function lockedRound(t: TestApp, units: readonly Party[]): Promise<string> {
  t.clock.now = start;
  const [a, b, c] = units as [Party, Party, Party];
  const id = await opened(t, a, [a, b, c]);
  await reportedBy(t.call, id, [
    [a, [bars(), tonnes('10.5')]],
    [b, [tonnes('20', south)]],
    [c, [tonnes('30', south), tonnes('7', { month: '2026-06' })]],
  ]);
  expect((await lock(t.call, id, a)).status).toBe(200);
  return id;
}
