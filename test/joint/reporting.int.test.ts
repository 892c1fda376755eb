import { beforeAll, describe, expect, it } from 'vitest';
import { start, type TestApp, testApp } from '../support/app.ts';
import type { Party } from '../support/world.ts';
import {
  at,
  bars,
  counties,
  lockedRound,
  opened,
  outcome,
  report,
  roundBody,
  shown,
  signed,
  south,
  tonnes,
} from './calls.ts';

let t: TestApp;
let units: Party[];
const unit = (n: number) => units[n] as Party;

beforeAll(async () => {
  t = await testApp();
  units = await counties(t.call, 4);
});

describe('reporting', () => {
  it('holds this year against the last: the previous round, and what the lead entered', async () => {
    const { call } = t;
    const previousRound = await lockedRound(t, units);
    t.clock.now = start;
    expect(
      outcome(await call('POST', '/v1/demand-rounds', roundBody(units, { previousRound }), { as: unit(1).sub })),
    ).toEqual([422, 'previous-round-unknown']);
    const id = await opened(t, unit(0), units, { previousRound });
    const bare = await report(call, id, unit(1), [tonnes('14', south)]);
    expect(outcome(bare)).toEqual([200, undefined]);
    expect(bare.body.lastYear).toMatchObject([{ last: '20/1', now: '14/1', change: '-3/10', over: false }]);
    const fallen = await report(call, id, unit(1), [tonnes('13', south)]);
    expect([fallen.body.code, fallen.body.errors[0].pointer]).toEqual(['deviation-unexplained', '/lines/0/reason']);
    expect((await report(call, id, unit(1), [tonnes('13', { ...south, reason: '项目收尾' })])).status).toBe(200);
    const gone = await report(call, id, unit(1), []);
    expect([gone.body.code, gone.body.errors[0].pointer]).toEqual(['omission-unexplained', '/omissions']);
    const { category, attributes } = tonnes('1') as unknown as { category: string; attributes: object };
    expect(
      (await report(call, id, unit(1), [], { omissions: [{ category, attributes, reason: '完工' }] })).status,
    ).toBe(200);

    await report(call, id, unit(3), [tonnes('100')]);
    const figures = [{ category, attributes, quantity: { value: '50', unit: 'TNE', basis: 'weighed' } }];
    const enter = (n: number, as = unit(0)) =>
      call('PUT', at(id, `/history/${unit(n).id}`), { figures }, { as: as.sub });
    expect((await enter(3, unit(3))).status).toBe(403);
    expect((await enter(3)).body).toMatchObject({
      participant: unit(3).id,
      figures: [{ canonical: { exact: '50/1' } }],
    });
    const seen = async (as: string) =>
      (await call('GET', at(id, `/lines/${unit(3).id}`), undefined, { as })).body.entered;
    expect([await seen(unit(0).sub), await seen(unit(3).sub)]).toMatchObject([figures, figures]);
    expect(outcome(await signed(call, id, unit(3)))).toEqual([422, 'deviation-unexplained']);
    expect((await report(call, id, unit(3), [tonnes('100', { reason: '新开工' })])).status).toBe(200);
    expect((await signed(call, id, unit(3))).status).toBe(200);
    expect(outcome(await enter(3))).toEqual([200, undefined]);
    figures[0] = { ...(figures[0] as (typeof figures)[0]), quantity: { value: '51', unit: 'TNE', basis: 'weighed' } };
    expect(outcome(await enter(3))).toEqual([409, 'history-signed']);
  });

  it('moves its window, is cancelled, and keeps what a stale request would undo', async () => {
    const { call } = t;
    t.clock.now = start;
    const id = await opened(t, unit(0), units);
    const tag = (await call('GET', at(id), undefined, { as: unit(0).sub })).headers.get('etag') ?? '';
    const later = { closesAt: '2026-03-15T18:00:00+08:00' };
    expect((await call('PATCH', at(id), later, { as: unit(0).sub, headers: { 'If-Match': tag } })).body.closesAt).toBe(
      '2026-03-15T10:00:00.000Z',
    );
    expect(outcome(await call('PATCH', at(id), later, { as: unit(0).sub, headers: { 'If-Match': tag } }))).toEqual([
      412,
      'etag-mismatch',
    ]);
    expect(outcome(await call('PATCH', at(id), {}, { as: unit(0).sub }))).toEqual([400, 'required']);
    expect(
      (await call('POST', at(id, '/cancellation'), { reason: '并入下一批' }, { as: unit(0).sub })).body.status,
    ).toBe('cancelled');
    expect(outcome(await report(call, id, unit(1), [bars()]))).toEqual([409, 'round-status']);
  });

  it('refuses a body that is none, by field', async () => {
    const { call } = t;
    t.clock.now = start;
    const id = await opened(t, unit(0), units);
    const wrong = async (line: object) => {
      const { status, body } = await report(call, id, unit(1), [line]);
      return [status, body.errors?.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`)];
    };
    expect(await wrong(tonnes('0'))).toEqual([400, ['/lines/0/quantity quantity-zero']]);
    expect(await wrong(bars({ commitment: '1.1' }))).toEqual([400, ['/lines/0/commitment out-of-range']]);
    expect(await wrong(bars({ commitment: 0.8 }))).toEqual([400, ['/lines/0/commitment number-not-string']]);
    expect(await wrong(bars({ month: '2026-13' }))).toEqual([400, ['/lines/0/month month-malformed']]);
    expect(await wrong(bars({ brand: 'x' }))).toEqual([400, ['/lines/0/brand unknown-field']]);
    expect(await wrong(bars({ attributes: { grade: 'HRB400E', diameter: 21, length: 12 } }))).toEqual([
      422,
      [expect.stringMatching(/^\/lines\/0\/attributes\/diameter /)],
    ]);
    expect((await shown(call, id, unit(1).sub)).participants?.[1]?.standing).toBe('invited');
  });
});
