import { describe, expect, it } from 'vitest';
import { statementId } from '../../functions/contracts/issue-statement.ts';
import { buildDeps } from '../../functions/deps.ts';
import { testApp } from '../support/app.ts';
import { counting } from '../support/counting.ts';
import { issued, settled } from './settlement-calls.ts';

describe('what it costs', () => {
  it('to read a statement, its lines and what is unpaid, and to issue one', async () => {
    const app = await testApp();
    const its = await settled(app);
    const id = await issued(app, its);
    const db = counting(app.db);
    const deps = await buildDeps({ ...app.deps, db });
    const cost = async (call: () => Promise<unknown>): Promise<number> => {
      db.reset();
      await call();
      return db.reads;
    };
    expect(await cost(() => deps.statements.load(id, { consistent: true }))).toBe(1);
    expect(await cost(() => deps.statements.content(id))).toBe(3);
    expect(await cost(() => deps.statements.payables('buyer', its.lead.id, { limit: 20 }))).toBe(0.5);
    expect(await cost(() => deps.statements.unpaid('buyer', its.lead.id))).toBe(1);
    expect(await cost(() => deps.statements.firstMonth(its.lead.id, '2026-05-01T01:00:00.000Z'))).toBe(0.5);
    expect(await cost(() => deps.statements.firstMonth(undefined, '2029-05-01T01:00:00.000Z'))).toBe(0.5);
    expect(await cost(() => deps.statements.page(its.id, { limit: 20 }, (each) => each))).toBe(0.5);
    expect(await cost(() => deps.priceIndices.settling(its.index, { from: '2026-03-01', to: '2026-03-31' }))).toBe(1);
    expect(await cost(() => deps.priceIndices.settling(its.index, { from: '2026-04-01', to: '2026-04-30' }))).toBe(2);
    db.reset();
    const again = statementId({ agreement: its.id, buyer: its.lead.id, supplier: its.supplier.id, month: '2026-04' });
    const { state } = await deps.statements.load(id, { consistent: true });
    if (state.status === 'none') throw new Error('it is there');
    const { agreement, buyer, supplier, payment, rating, disputeDays } = state;
    const content = await deps.statements.content(id);
    const priced = { ...content, total: { net: 1n, vat: 0n, gross: 1n } };
    if (rating === undefined) throw new Error('it is rated');
    const head = { agreement, buyer, supplier, month: '2026-04' };
    const cause = {
      actor: { kind: 'system', process: 'stream' },
      as: 'system',
      at: '2026-05-01T01:00:00.000Z',
    } as const;
    db.reset();
    await deps.statements.handle(
      again,
      { type: 'issue', at: cause.at, head, by: 'buyer', priced, rating, payment, disputeDays },
      cause,
    );
    expect(db.formula).toBe(36);
  });
});
