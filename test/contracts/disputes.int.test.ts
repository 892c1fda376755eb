import { describe, expect, it } from 'vitest';
import { createApp } from '../../functions/app.ts';
import { correctDisputed, correctStatement } from '../../functions/contracts/correct-statement.ts';
import { correctionId, statementId } from '../../functions/contracts/issue-statement.ts';
import { buildDeps } from '../../functions/deps.ts';
import { tick } from '../../functions/tick.ts';
import { type Money, money, parseMoney } from '../../shared/kernel/money.ts';
import { caller, type TestApp, testApp } from '../support/app.ts';
import { atCall, faulty } from '../support/faulty.ts';
import {
  act,
  at,
  issue,
  issued,
  month,
  reactToLast,
  received,
  record,
  type Settled,
  settled,
  statement,
} from './settlement-calls.ts';
import { yuan } from './settlement-fixtures.ts';

const world = async (): Promise<{ app: TestApp; its: Settled }> => {
  const app = await testApp();
  return { app, its: await settled(app) };
};
/** The same tables, as a process sees them that dies at its n-th write. */
const dying = async (app: TestApp, n: number) =>
  caller(
    createApp(
      await buildDeps({ ...app.deps, db: faulty(app.db, atCall(n, { before: 'death' }, 'TransactWriteCommand')) }),
    ),
  );
const firstLine = async (app: TestApp, its: Settled, id: string) =>
  (await statement(app, id, '/lines', its.lead.sub)).body.lines[0];

describe('a dispute', () => {
  it('leaves the rest to become due, beside the clock; accepted, it corrects, though the process dies between', async () => {
    const { app, its } = await world();
    const id = await issued(app, its);
    const { line, amount } = await firstLine(app, its, id);
    const lower = yuan('7000.00');
    const claim = { lines: [{ line, amount: lower }], reason: '地磅误差' };
    const raised = await act(app, id, '/disputes', claim, its.lead.sub, { 'Idempotency-Key': 'd1' });
    expect([raised.status, raised.body.disputes.length]).toEqual([201, 1]);
    expect((await act(app, id, '/disputes', claim, its.lead.sub, { 'Idempotency-Key': 'd1' })).body).toEqual(
      raised.body,
    );
    expect((await act(app, id, '/disputes', claim, its.supplier.sub)).body).toMatchObject({
      status: 422,
      code: 'line-in-dispute',
    });
    const unknown = { ...claim, lines: [{ line: 'dlv/itm', amount: lower }] };
    expect((await act(app, id, '/disputes', unknown, its.lead.sub)).body.errors).toMatchObject([
      { pointer: '/lines/0/line' },
    ]);

    const list = await app.call('GET', '/v1/statements?state=disputed', undefined, { as: its.supplier.sub });
    expect(list.body.items.map((each: { id: string }) => each.id)).toEqual([id]);
    at(app, '2026-04-09T00:00:00+08:00');
    const [late] = await Promise.all([act(app, id, '/disputes', unknown, its.lead.sub), tick(app.deps)]);
    expect(late.status).toBe(422);
    const other = (await statement(app, id, '/lines', its.lead.sub)).body.lines[1];
    const over = await act(
      app,
      id,
      '/disputes',
      { ...claim, lines: [{ line: other.line, amount: lower }] },
      its.lead.sub,
    );
    expect(over.body.code).toBe('dispute-window-over');
    const undisputed = (await statement(app, id, '', its.supplier.sub)).body;
    expect(undisputed.dues).toEqual([{ amount: other.amount, dueOn: '2026-05-08' }]);

    const { dispute } = undisputed.disputes[0];
    const settle = { outcome: 'accepted', reason: '复磅属实' };
    expect((await act(app, id, `/disputes/${dispute}/settlement`, settle, its.lead.sub)).body.code).toBe(
      'dispute-not-yours',
    );
    const call = await dying(app, 2);
    const dead = await call('POST', `/v1/statements/${id}/disputes/${dispute}/settlement`, settle, {
      as: its.supplier.sub,
    });
    expect(dead.status).toBe(500);
    expect((await statement(app, id, '/corrections', its.lead.sub)).body.items).toEqual([]);
    await reactToLast(app, 'statement', id);
    const again = await act(app, id, `/disputes/${dispute}/settlement`, settle, its.supplier.sub);
    expect(again.body.dues).toEqual([
      { amount: other.amount, dueOn: '2026-05-08' },
      { amount, dueOn: '2026-05-09' },
    ]);
    const { items } = (await statement(app, id, '/corrections', its.lead.sub)).body;
    const difference = amount.amount === '7122.50' ? '-122.50' : '-3683.75';
    expect(items).toMatchObject([{ reason: 'dispute-accepted', amount: yuan(difference) }]);
    expect((await statement(app, items[0].id, '', its.lead.sub)).body).toMatchObject({
      status: 'confirmed',
      confirmed: { deemed: false },
    });
    expect((await act(app, id, '/corrections', undefined, its.lead.sub)).body.code).toBe('nothing-to-correct');
  });

  it('withdrawn before the window ends leaves all of it due; both sides may confirm sooner', async () => {
    const { app, its } = await world();
    const id = await issued(app, its);
    const { line } = await firstLine(app, its, id);
    const raised = await act(
      app,
      id,
      '/disputes',
      { lines: [{ line, amount: yuan('1.00') }], reason: '价格' },
      its.supplier.sub,
    );
    const path = `/disputes/${raised.body.disputes[0].dispute}/settlement`;
    const withdraw = { outcome: 'withdrawn', reason: '已核实' };
    expect((await act(app, id, path, withdraw, its.lead.sub)).body.code).toBe('dispute-not-yours');
    await act(app, id, path, withdraw, its.supplier.sub);
    expect((await act(app, id, '/confirmation', undefined, its.lead.sub)).body).toMatchObject({
      status: 'issued',
      agreedBy: ['buyer'],
    });
    const whole = (await act(app, id, '/confirmation', undefined, its.supplier.sub)).body;
    expect(whole).toMatchObject({
      status: 'confirmed',
      confirmed: { deemed: false },
      dues: [{ amount: yuan('17806.25'), dueOn: '2026-05-06' }],
    });
  });
});

describe('a line whose price is corrected while it is disputed', () => {
  /** 3.00 a tonne too much, as a point was wrong: the claim says so. */
  async function wrong() {
    const { app, its } = await world();
    const id = await issued(app, its);
    const { line, amount } = await firstLine(app, its, id);
    const right = yuan(amount.amount === '7122.50' ? '7062.50' : '10593.75');
    const claim = { lines: [{ line, amount: right }], reason: '指数有误' };
    const { body } = await act(app, id, '/disputes', claim, its.lead.sub);
    await record(app, its, { '2026-03-06': '346.00' }, { reason: '勘误' });
    return { app, its, id, line, amount, right, dispute: body.disputes[0].dispute as string };
  }
  const accepted = { outcome: 'accepted', reason: '属实' };

  it('comes to the claim, not below it', async () => {
    const { app, its, id, line, amount, right, dispute } = await wrong();
    expect((await act(app, id, '/corrections', undefined, its.lead.sub)).status).toBe(201);
    expect((await act(app, id, `/disputes/${dispute}/settlement`, accepted, its.supplier.sub)).status).toBe(200);
    await reactToLast(app, 'statement', id);
    const { items } = (await statement(app, id, '/corrections', its.lead.sub)).body;
    expect(items).toMatchObject([{ reason: 'index-corrected' }]);
    const { lines } = (await statement(app, items[0].id, '/lines', its.lead.sub)).body;
    const change = lines.find((each: { line: string }) => each.line === line).amount;
    expect(money(parseMoney(amount) + parseMoney(change))).toEqual(right);
  });

  it('is corrected by each in turn when both come at once', async () => {
    const { app, its, id, dispute } = await wrong();
    const call = await dying(app, 2);
    expect(
      (await call('POST', `/v1/statements/${id}/disputes/${dispute}/settlement`, accepted, { as: its.supplier.sub }))
        .status,
    ).toBe(500);
    const cause = {
      actor: { kind: 'system', process: 'stream' },
      as: 'system',
      at: '2026-04-02T01:00:00.000Z',
    } as const;
    await Promise.all([
      correctStatement(app.deps, id, cause),
      correctDisputed(app.deps, id, dispute, cause),
      correctStatement(app.deps, id, cause),
      correctDisputed(app.deps, id, dispute, cause),
    ]);
    const { items } = (await statement(app, id, '/corrections', its.lead.sub)).body;
    const [first, second, ...more] = [1, 2, 3].flatMap((n) =>
      items.filter((each: { id: string }) => each.id === correctionId(id, n)),
    );
    expect([items.length, more]).toEqual([second === undefined ? 1 : 2, []]);
    // After the correction the claim is met; before it the correction follows, with a window of its own.
    expect([first.reason, second?.reason]).toEqual(
      second === undefined ? ['index-corrected', undefined] : ['dispute-accepted', 'index-corrected'],
    );
  });

  it('is corrected by the newest points, though two corrections came in one instant', async () => {
    const { app, its, id } = await wrong();
    for (const price of ['345.00', '341.00', '347.00', '340.00']) {
      await record(app, its, { '2026-03-06': price }, { reason: '勘误' });
      expect((await act(app, id, '/corrections', undefined, its.lead.sub)).status).toBe(201);
    }
    expect((await act(app, id, '/corrections', undefined, its.lead.sub)).body.code).toBe('nothing-to-correct');
    const { items } = (await statement(app, id, '/corrections', its.lead.sub)).body;
    expect(new Set(items.map(({ issuedAt }: { issuedAt: string }) => issuedAt)).size).toBe(1);
    const sum = items.reduce((fen: bigint, each: { amount: Money }) => fen + parseMoney(each.amount), 0n);
    // 50 t at 350.125 instead of 356.125.
    expect(money(sum)).toEqual(yuan('-300.00'));
  });
});

describe('what comes twice, at once, or not at all', () => {
  it('is issued once by ten at the same instant, and again after a death', async () => {
    const { app, its } = await world();
    at(app, '2026-03-10T09:00:00+08:00');
    const first = await issued(app, its);
    const racers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => issue(app, its, { 'Idempotency-Key': `r${n}` })),
    );
    expect(racers.map(({ body }) => body.code)).toEqual(Array(10).fill('statement-issued'));
    expect(first).toBe(statementId({ agreement: its.id, buyer: its.lead.id, supplier: its.supplier.id, month }));

    const other = await world();
    at(other.app, '2026-03-10T09:00:00+08:00');
    await record(other.app, other.its, { '2026-03-05': '350.00' });
    await received(other.app, other.its, '10');
    at(other.app, '2026-04-01T09:00:00+08:00');
    const call = await dying(other.app, 1);
    const body = { month, supplier: other.its.supplier.id };
    expect(
      (await call('POST', `/v1/agreements/${other.its.id}/statements`, body, { as: other.its.lead.sub })).status,
    ).toBe(500);
    const all = await Promise.all(Array.from({ length: 6 }, () => issue(other.app, other.its)));
    expect(all.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it('is corrected once by several that look at it at the same instant', async () => {
    const { app, its } = await world();
    const id = await issued(app, its);
    await record(app, its, { '2026-03-06': '360.00' }, { reason: '勘误' });
    const cause = {
      actor: { kind: 'system', process: 'stream' },
      as: 'system',
      at: '2026-04-02T01:00:00.000Z',
    } as const;
    const made = await Promise.all(Array.from({ length: 5 }, () => correctStatement(app.deps, id, cause)));
    expect(new Set(made.filter((each) => each !== undefined)).size).toBe(1);
    expect((await statement(app, id, '/corrections', its.lead.sub)).body.items).toHaveLength(1);
  });

  it('records points that two tell at once one after the other, and pays no more than is left to ten at once', async () => {
    const { app, its } = await world();
    const two = await Promise.all([
      record(app, its, { '2026-02-01': '1.00' }),
      record(app, its, { '2026-02-01': '2.00' }),
    ]);
    expect(two.map(({ status }) => status).sort()).toEqual([200, 422]);
    const id = await issued(app, its);
    const pay = (n: number) =>
      act(app, id, '/payments', { amount: yuan('10000.00'), paidOn: '2026-04-01', reference: `P${n}` }, its.lead.sub);
    const paid = await Promise.all(Array.from({ length: 10 }, (_, n) => pay(n)));
    expect(paid.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await statement(app, id, '', its.lead.sub)).body.left).toEqual(yuan('7806.25'));
  });
});
