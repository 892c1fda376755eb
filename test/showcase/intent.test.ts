import { describe, expect, it } from 'vitest';
import { conversionAt, type ExistingIntent, type IntentCommand, intent } from '../../functions/showcase/intent.ts';
import { type ExistingMatchmaking, matchmaking } from '../../functions/showcase/matchmaking.ts';
import { figuresOf } from '../../functions/showcase/matchmaking-figures.ts';
import { markedMeeting } from '../../functions/showcase/meeting.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { given } from '../support/given.ts';
import { at, carriedOut, firm, meeting, mme, onTheDay, terms, timetableOf } from './matchmaking-fixtures.ts';

describe('a meeting on the day', () => {
  const mark = (presence: { held: boolean; absent?: readonly string[] }, by = 'organiser') =>
    ({ type: 'mark', at: onTheDay, event: mme, pair: { a: firm(1).id, b: firm(2).id }, presence, by }) as const;

  it('was held, or somebody did not come; the last mark counts', () => {
    const past = carriedOut(markedMeeting, mark({ held: true }));
    given(markedMeeting, ...past)
      .when(mark({ held: true }, firm(1).id))
      .changesNothing();
    given(markedMeeting, ...past)
      .when(mark({ held: false, absent: [firm(2).id] }))
      .yields({ data: { absent: [firm(2).id] } });
    given(markedMeeting)
      .when(mark({ held: false }))
      .refuses('absence-unsaid', '/absent');
    given(markedMeeting)
      .when(mark({ held: true, absent: [firm(1).id] }))
      .refuses('absent-though-held', '/absent');
    given(markedMeeting)
      .when(mark({ held: false, absent: [firm(3).id] }))
      .refuses('firm-not-in-meeting', '/absent/0');
  });
});

const money = (amount: string) => ({ amount, currency: 'CNY' }) as const;
const record = (by?: string, other = 2): IntentCommand => ({
  type: 'record',
  at: onTheDay,
  event: mme,
  heldOn: terms.day,
  parties: [firm(1), firm(other)],
  terms: { subject: 'steel.rebar', estimate: money('100.10'), remark: '首批' },
  ...(by === undefined ? {} : { by }),
});
const confirm = (n: number): IntentCommand => ({ type: 'confirm', at: onTheDay, firm: firm(n).id });
const says = (n: number, day: 7 | 30 | 90, amount?: string): IntentCommand => ({
  type: 'answer',
  at: '2026-06-20T00:00:00.000Z',
  answered: {
    firm: firm(n).id,
    day,
    ...(amount === undefined ? { answer: 'quoted' } : { answer: 'ordered', amount: money(amount) }),
  },
});
const order = (quote: string, amount: string, now: string): IntentCommand => ({
  type: 'countOrder',
  at: now,
  order: { quote, amount: money(amount), at: now },
});
const intended = (...commands: readonly IntentCommand[]) =>
  fold(intent, carriedOut(intent, ...commands)) as ExistingIntent;

describe('an intent', () => {
  const having = (...commands: readonly IntentCommand[]) => given(intent, ...carriedOut(intent, ...commands));

  it('stands once both stand to it', () => {
    expect(intended(record(firm(1).id)).status).toBe('recorded');
    expect(intended(record(firm(1).id), confirm(2)).status).toBe('confirmed');
    expect(intended(record(), confirm(1)).status).toBe('recorded');
    having(record(firm(1).id))
      .when(confirm(1))
      .changesNothing();
    having(record(firm(1).id), confirm(2))
      .when({ type: 'decline', at, firm: firm(2).id })
      .refuses('intent-confirmed');
    having(record(firm(1).id), { type: 'decline', at, firm: firm(2).id })
      .when(confirm(2))
      .refuses('intent-declined');
    expect(JSON.stringify(carriedOut(intent, record())[0]?.data)).not.toMatch(/100\.10|首批/);
  });

  it('is answered for by each party, from the day on that it is asked after, for 120 days', () => {
    const answer = (now: string): IntentCommand => ({ ...says(1, 30), at: now }) as IntentCommand;
    having(record()).when(answer('2026-04-18T00:00:00.000Z')).refuses('follow-up-early');
    having(record()).when(answer('2026-07-18T00:00:00.000Z')).refuses('follow-up-over');
    having(record()).when(answer('2026-04-19T00:00:00.000Z')).yields({ type: 'FollowUpAnswered' });
    having(record(), says(1, 30)).when(says(1, 30)).changesNothing();
    const bare = { firm: firm(1).id, day: 7, answer: 'ordered' } as const;
    having(record())
      .when({ type: 'answer', at: '2026-04-01T00:00:00.000Z', answered: bare })
      .refuses('amount-required', '/amount');
  });

  it('counts an order of the market once, by the end of the day that is asked after', () => {
    const seventh = '2026-03-27T15:59:59.000Z';
    having(record(), order('qte_1', '5.00', seventh))
      .when(order('qte_1', '5.00', seventh))
      .changesNothing();
    const one = intended(record(), order('qte_1', '5.00', seventh), order('qte_2', '7.05', '2026-03-27T16:00:00.000Z'));
    expect([7, 30].map((day) => conversionAt(one, day as 7).amount)).toEqual([500n, 1205n]);
  });

  it('counts what the parties say where the market knows of no order: the lower of the two, of what both stand to', () => {
    const both = [record(firm(1).id), confirm(2), says(1, 7, '20.00'), says(2, 30, '18.00')] as const;
    expect([7, 30, 90].map((day) => conversionAt(intended(...both), day as 7).amount)).toEqual([2000n, 1800n, 1800n]);
    expect(conversionAt(intended(record(firm(1).id), says(1, 7, '20.00')), 90).ordered).toBe(false);
    expect(conversionAt(intended(...both, order('qte_1', '5.00', onTheDay)), 90).amount).toBe(500n);
  });
});

describe('the figures', () => {
  const intents = (others: readonly number[]) =>
    others.map((n) => intended(record(firm(1).id, n), confirm(n), order(`qte_${n}`, '0.10', onTheDay)));
  const marks = [
    { a: firm(1).id, b: firm(2).id, held: true },
    { a: firm(1).id, b: firm(3).id, held: false, absent: [firm(3).id] },
  ];
  const past = carriedOut(matchmaking, { type: 'announce', at, terms }, timetableOf(meeting));
  const state = fold(matchmaking, past) as ExistingMatchmaking;
  const of = (others: readonly number[], all: boolean, now = '2026-04-20T00:00:00.000Z') =>
    figuresOf(state, 5, marks, intents(others), now, all);

  it('add up exactly, for the days that have come', () => {
    expect(of([2, 3, 4], false)).toMatchObject({
      registered: 5,
      proposed: 1,
      meetings: 1,
      held: 1,
      notHeld: 1,
      came: 2,
      intents: 3,
      confirmed: 3,
      estimate: money('300.30'),
      converted: [
        { day: 7, orders: 3, amount: money('0.30') },
        { day: 30, orders: 3, amount: money('0.30') },
      ],
    });
  });

  it('show no sum of fewer than three pairs but to the organiser, and never a firm', () => {
    const few = of([2, 3], false);
    expect(few.estimate).toBeUndefined();
    expect(few.converted).toEqual([
      { day: 7, orders: 2 },
      { day: 30, orders: 2 },
    ]);
    expect(of([2, 3], true).estimate).toEqual(money('200.20'));
    expect(JSON.stringify(of([2, 3, 4], true))).not.toMatch(/org_|企业/);
  });
});
