import { describe, expect, it } from 'vitest';
import { evaluate } from '../../functions/tendering/evaluation/evaluate.ts';
import { noFindings } from '../../functions/tendering/evaluation/findings.ts';
import type { TenderEvent } from '../../functions/tendering/events.ts';
import { type Regime, rulePackOf } from '../../functions/tendering/rules/pack.ts';
import { type TenderCommand, tenderDecider } from '../../functions/tendering/tender.ts';
import { withYear } from '../../shared/kernel/calendar.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { parseInstant } from '../../shared/kernel/time.ts';
import { given } from '../support/given.ts';
import { bid, bidsFrozen, calendar, draft, drafted, idFrom, lot, opened, openedAt, published } from './fixtures.ts';

const tender = (past: readonly TenderEvent[]) => given(tenderDecider, ...past);
const under = (regime: Regime): TenderEvent => ({
  ...(published as Extract<TenderEvent, { type: 'TenderPublished' }>),
  data: { ...(published as Extract<TenderEvent, { type: 'TenderPublished' }>).data, rules: rulePackOf(regime) },
});
const openedUnder = (regime: Regime): TenderEvent[] => [drafted(), under(regime), bidsFrozen(), opened];

const [first, second] = [idFrom('org', 11), idFrom('org', 12)];
const objection = idFrom('obj', 1);
const complaint = idFrom('cpl', 1);
const filed = (about: 'documents' | 'opening' | 'result', answerBy = '2026-03-27T16:00:00.000Z'): TenderEvent => ({
  type: 'ObjectionFiled',
  v: 1,
  data: { objection, about, lot: idFrom('lot', 1), filedAt: openedAt, answerBy, article: '第五十四条' },
  private: { text: '有异议。', by: { org: first, name: '供应商1' } },
});
const answer = (remedy: Extract<TenderCommand, { type: 'answerObjection' }>['remedy']) =>
  ({ type: 'answerObjection', at: openedAt, objection, decision: 'upheld', answer: '成立。', remedy }) as const;
const complained = (about: 'documents' | 'result' = 'result'): TenderEvent => ({
  type: 'ComplaintFiled',
  v: 1,
  data: { complaint, objection, about, filedAt: openedAt, decideBy: '2026-05-10T16:00:00.000Z', article: '第六十条' },
  private: { text: '不服。', by: { org: first, name: '供应商1' } },
});
const paused: TenderEvent = {
  type: 'ComplaintDecided',
  v: 1,
  data: {
    complaint,
    decision: 'accepted',
    suspends: true,
    reasons: '受理。',
    remedy: 'none',
    lot: null,
    decidedAt: openedAt,
  },
};

const evaluation = evaluate(
  draft(),
  rulePackOf('soe-voluntary'),
  [],
  [bid(1, [1, '3400'], [2, '3400']), bid(2, [1, '3450'], [2, '3450']), bid(3, [1, '3500'], [2, '3500'])],
  noFindings,
);
const evaluated = { at: openedAt, calendar, tender: idFrom('tnd', 1), evaluation, evaluationHash: 'ef'.repeat(32) };
const publish = { type: 'publishCandidates', ties: [], ...evaluated } as const;
const carriedOut = (past: readonly TenderEvent[], command: TenderCommand): TenderEvent[] => [
  ...past,
  ...tenderDecider.decide(command, fold(tenderDecider, past)),
];
const standstill = (at = openedAt) => carriedOut(openedUnder('soe-voluntary'), { ...publish, at });
const awarded = () => carriedOut(standstill(), { type: 'award', ...evaluated, at: '2026-04-10T01:00:00.000Z' });

describe('what follows an objection', () => {
  it('never brings back what is over: neither a cancelled nor a failed tender is evaluated again', () => {
    const cancelled: TenderEvent = {
      type: 'TenderCancelled',
      v: 1,
      data: { reason: '项目取消', cancelledAt: openedAt },
    };
    const { when } = tender([...openedUnder('soe-voluntary'), filed('opening'), cancelled]);
    const refused = when(answer('evaluate-again')).refuses('remedy-not-possible', '/remedy');
    expect(refused.params).toEqual({ allowed: 'none' });
    when(answer('none')).yields({ type: 'ObjectionAnswered' });
  });

  it('is possible while it can be carried out', () => {
    tender([...standstill(), filed('result')])
      .when(answer('revoke-award'))
      .refuses('remedy-not-possible', '/remedy');
    tender([...standstill(), filed('result')])
      .when(answer('evaluate-again'))
      .yields({ type: 'ObjectionAnswered' }, { type: 'ResultWithdrawn' });
    tender([...awarded(), filed('result')])
      .when(answer('evaluate-again'))
      .refuses('remedy-not-possible', '/remedy');
    tender([...awarded(), filed('result')])
      .when(answer('revoke-award'))
      .yields({ type: 'ObjectionAnswered' });
    const decide = {
      type: 'decideComplaint',
      at: openedAt,
      complaint,
      decision: 'upheld',
      suspends: false,
      reasons: '属实。',
      remedy: 'amend',
      lot: null,
    } as const;
    tender([...openedUnder('soe-voluntary'), complained('documents')])
      .when(decide)
      .refuses('remedy-not-possible', '/remedy');
  });

  it('names a lot of this tender that is awarded', () => {
    const decide = {
      type: 'decideComplaint',
      at: openedAt,
      complaint,
      decision: 'upheld',
      suspends: false,
      reasons: '属实。',
      remedy: 'revoke-award',
    } as const;
    const { when } = tender([...awarded(), complained()]);
    when({ ...decide, lot: idFrom('lot', 9) }).refuses('lot-unknown', '/lot');
    when({ ...decide, lot: null }).refuses('lot-required', '/lot');
    when({ ...decide, lot: idFrom('lot', 1) }).yields({ type: 'ComplaintDecided' });
  });
});

describe('a pause by the supervisor (Reg. art. 62)', () => {
  it('stops candidates, failure and succession, not only the award', () => {
    const past = [...openedUnder('soe-voluntary'), complained(), paused];
    tender(past).when(publish).refuses('procedure-paused');
    tender(past)
      .when({ type: 'declareFailed', why: '无有效投标', ...evaluated })
      .refuses('procedure-paused');
    const revoke = { type: 'revokeAward', lot: idFrom('lot', 1), ground: 'withdrew', reason: '放弃。' } as const;
    tender([...awarded(), complained(), paused])
      .when({ ...revoke, ...evaluated })
      .refuses('procedure-paused');
    tender(awarded())
      .when({ ...revoke, ...evaluated })
      .yields({ type: 'AwardRevoked', data: { article: rulePackOf('soe-voluntary').succession.article } });
  });

  it('an open objection to the opening keeps a tender from being declared failed', () => {
    tender([...openedUnder('soe-voluntary'), filed('opening')])
      .when({ type: 'declareFailed', why: '无有效投标', ...evaluated })
      .refuses('objection-open-here');
  });
});

describe('a complaint about an objection that nobody answered (Reg. art. 60; GPL art. 55)', () => {
  const complain = (at: string, regime: Regime) => {
    const kept = {
      id: objection,
      about: 'result',
      lot: null,
      org: first,
      answerBy: parseInstant('2026-03-31T00:00:00+08:00'),
      answeredAt: null,
    } as const;
    const command = {
      type: 'fileComplaint',
      at: parseInstant(at),
      calendar,
      complaint,
      objection: kept,
      text: '逾期未答复。',
      by: { org: first, name: '供应商1' },
    } as const;
    return tender(openedUnder(regime)).when(command);
  };

  // The answer was due on Monday 30 March; of what follows 4 to 6 April are days off.
  it.each([
    ['bidding-compulsory', '2026-03-30T23:59:59.999+08:00', 'objection-unanswered'],
    ['bidding-compulsory', '2026-03-31T00:00:00.000+08:00', undefined],
    ['bidding-compulsory', '2026-04-09T23:59:59.999+08:00', undefined],
    ['bidding-compulsory', '2026-04-10T00:00:00.000+08:00', 'complaint-too-late'],
    ['government-procurement', '2026-04-21T23:59:59.999+08:00', undefined],
    ['government-procurement', '2026-04-22T00:00:00.000+08:00', 'complaint-too-late'],
  ] as const)('%s at %s: %s', (regime, at, code) => {
    if (code === undefined) complain(at, regime).yields({ type: 'ComplaintFiled' });
    else complain(at, regime).refuses(code);
  });
});

describe('objections while a provisional standstill runs', () => {
  it('are taken until its end as the year’s notice, once imported, has it', () => {
    const at = parseInstant('2026-12-30T09:00:00+08:00');
    const past = standstill(at);
    const imported = withYear(calendar, {
      year: 2027,
      source: '国务院办公厅关于2027年部分节假日安排的通知',
      verified: true,
      holidays: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'],
      workingWeekends: [],
    });
    const object = (when: string, known = imported) =>
      ({
        type: 'fileObjection',
        at: parseInstant(when),
        calendar: known,
        objection,
        about: 'result',
        lot: null,
        text: '有异议。',
        by: { org: second, name: '供应商2' },
      }) as const;
    tender(past).when(object('2027-01-05T23:59:59.999+08:00')).yields({ type: 'ObjectionFiled' });
    tender(past).when(object('2027-01-06T00:00:00+08:00')).refuses('objection-too-late');
    tender(past).when(object('2027-01-05T09:00:00+08:00', calendar)).refuses('objection-too-late');
  });
});

describe('a tie', () => {
  it('is ordered once', () => {
    const prices = [bid(1, [1, '3400']), bid(2, [1, '3400']), bid(3, [1, '3500'])];
    const tied = evaluate(draft({ lots: [lot(1)] }), rulePackOf('soe-voluntary'), [], prices, noFindings);
    const order = [idFrom('org', 11), idFrom('org', 12)];
    const tie = { lot: idFrom('lot', 1), order, reason: '按交货期先后。' };
    const { when } = tender(openedUnder('soe-voluntary'));
    when({ ...publish, evaluation: tied, ties: [tie, { ...tie, order: [...order].reverse() }] }).refuses(
      'tie-repeated',
      '/ties/1',
    );
    when({ ...publish, evaluation: tied, ties: [tie] }).yields({ type: 'CandidatesPublished' });
  });
});
