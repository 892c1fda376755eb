import { describe, expect, it } from 'vitest';
import { linesOf } from '../../functions/contracts/settlement/lines.ts';
import { ratingOf } from '../../functions/contracts/settlement/rating.ts';
import { statement } from '../../functions/contracts/statement.ts';
import type { StatementEvent } from '../../functions/contracts/statement-events.ts';
import { leftOf, statementAt } from '../../functions/contracts/statement-state.ts';
import { ageingOf, payableOf } from '../../functions/contracts/statement-views.ts';
import { given } from '../support/given.ts';
import { accepted, ids, line, yuan } from './settlement-fixtures.ts';

const priced = linesOf({ rule: 'fixed' }, [accepted({ n: 1 }), accepted({ n: 2, settled: '10' })], new Map());
const head = { agreement: ids.agreement, buyer: ids.buyer, supplier: ids.supplier, month: '2026-05' };
const payment = { days: 30, rule: 'organ', article: 'art. 9', interest: '0.0005', interestArticle: 'art. 17' };
const rating = ratingOf('2026-05', { callOffs: [], deliveries: [] });
const at = '2026-06-01T01:00:00.000Z';
const later = '2026-06-20T01:00:00.000Z';
const issue = { type: 'issue', at, head, by: 'buyer', priced, rating, payment, disputeDays: 7 } as const;
const issued = statement.decide(issue, { status: 'none' });
const name = (n: number): string => `${ids.delivery(n)}/${line.item}`;
const claim = { line: name(2), stated: yuan('33130.00'), claimed: yuan('30000.00') };
const dispute = { type: 'dispute', dispute: 'dsp_1', by: 'buyer', lines: [claim], reason: '短量', at } as const;
const standing = (...more: StatementEvent[]) => given(statement, ...issued, ...more);
function did(...commands: Parameters<typeof statement.decide>[0][]): StatementEvent[] {
  const past: StatementEvent[] = [...issued];
  for (const command of commands) past.push(...statement.decide(command, given(statement, ...past).state));
  return past;
}

describe('a statement', () => {
  it('is of a month that is over, has lines, and is issued once', () => {
    const fresh = given(statement);
    fresh
      .when(issue)
      .yields({ type: 'StatementIssued', data: { amount: yuan('149018.74') } }, { type: 'PerformanceRated' });
    fresh.when({ ...issue, at: '2026-05-31T15:59:59.999Z' }).refuses('month-not-over');
    // What was asked for in its last second may still be being written.
    fresh.when({ ...issue, at: '2026-05-31T16:01:59.999Z' }).refuses('month-not-over');
    fresh.when({ ...issue, priced: { ...priced, lines: [] } }).refuses('nothing-to-settle');
    const long = { ...priced, lines: Array(501).fill(priced.lines[0]) };
    fresh.when({ ...issue, priced: long }).refuses('statement-too-long');
    standing().when(issue).refuses('statement-issued');
    fresh.when({ type: 'agree', at, by: 'buyer' }).refuses('not-found');
  });

  it('counts as confirmed at the end of the window, before whatever comes later', () => {
    expect(statementAt(standing().state, '2026-06-08T15:59:59.999Z').status).toBe('issued');
    expect(statementAt(standing().state, '2026-06-08T16:00:00.000Z')).toMatchObject({
      status: 'confirmed',
      dues: [{ amount: yuan('149018.74'), dueOn: '2026-07-08' }],
    });
    standing().when({ type: 'timePassed', at }).changesNothing();
    standing()
      .when({ type: 'timePassed', at: later })
      .yields({ type: 'StatementConfirmed', data: { deemed: true, at: '2026-06-08T16:00:00.000Z' } });
    standing()
      .when({ type: 'agree', at: later, by: 'buyer' })
      .yields({ type: 'StatementConfirmed', data: { deemed: true } });
    standing()
      .when({ ...dispute, at: later })
      .refuses('dispute-window-over');
  });

  it('keeps what is disputed out of what is due until it is settled', () => {
    const disputed = did(dispute, { type: 'timePassed', at: later });
    expect(given(statement, ...disputed).state).toMatchObject({ dues: [{ amount: yuan('115888.74') }] });
    const settle = { type: 'settleDispute', at: later, dispute: 'dsp_1', reason: '属实' } as const;
    const now = given(statement, ...disputed);
    now
      .when({ ...settle, by: 'supplier', outcome: 'accepted' })
      .yields({ data: { due: { amount: yuan('33130.00'), dueOn: '2026-07-20' } } });
    now.when({ ...settle, by: 'buyer', outcome: 'withdrawn' }).yields({ data: { outcome: 'withdrawn' } });
    now.when({ ...settle, by: 'buyer', outcome: 'accepted' }).refuses('dispute-not-yours');
    now.when({ ...settle, by: 'buyer', dispute: 'dsp_2', outcome: 'withdrawn' }).refuses('not-found');
    const over = given(statement, ...did(dispute, { ...settle, by: 'buyer', outcome: 'withdrawn' }));
    over.when({ ...settle, by: 'buyer', outcome: 'withdrawn' }).changesNothing();
    over.when({ ...settle, by: 'supplier', outcome: 'accepted' }).refuses('dispute-settled');
  });

  it('is not disputed by who agreed to it, nor a line twice', () => {
    given(statement, ...did({ type: 'agree', at, by: 'buyer' }))
      .when(dispute)
      .refuses('statement-agreed');
    given(statement, ...did(dispute))
      .when({ ...dispute, dispute: 'dsp_2', by: 'supplier' })
      .refuses('line-in-dispute', '/lines/0/line');
    const both = did({ type: 'agree', at, by: 'buyer' }, { type: 'agree', at, by: 'supplier' });
    expect(both.at(-1)).toMatchObject({ type: 'StatementConfirmed', data: { deemed: false, at } });
  });

  it('is paid by its buyer and no more than is left; one below zero is paid back', () => {
    const pay = {
      type: 'pay',
      at: later,
      by: 'buyer',
      id: 'pay_1',
      amount: yuan('149018.74'),
      paidOn: '2026-06-20',
      reference: 'B1',
    } as const;
    const past = did(pay);
    const { state } = given(statement, ...past);
    expect(state.status === 'none' || leftOf(state)).toBe(0n);
    given(statement, ...past)
      .when({ ...pay, reference: 'B2', amount: yuan('0.01') })
      .refuses('payment-exceeds-due', '/amount');
    standing()
      .when({ ...pay, amount: yuan('0.00') })
      .refuses('payment-of-nothing');
    standing()
      .when({ ...pay, by: 'supplier' })
      .refuses('not-the-payer');
    standing()
      .when({ ...pay, paidOn: '2026-06-21' })
      .refuses('day-in-the-future', '/paidOn');
  });

  it('is aged as it is, though its row was written before the window ended', () => {
    const { state } = given(statement, ...did(dispute));
    if (state.status === 'none') throw new Error('it is there');
    const row = payableOf('stm_1', state);
    expect(ageingOf(row, at)).toMatchObject({ confirmed: false, open: [], disputed: yuan('33130.00') });
    expect(ageingOf(row, '2026-08-20T01:00:00.000Z')).toMatchObject({
      confirmed: true,
      open: [{ amount: yuan('115888.74'), age: '31-60' }],
    });
  });
});
