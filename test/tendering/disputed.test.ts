import { describe, expect, it } from 'vitest';
import { evaluate } from '../../functions/tendering/evaluation/evaluate.ts';
import { noFindings } from '../../functions/tendering/evaluation/findings.ts';
import type { TenderEvent } from '../../functions/tendering/events.ts';
import type { Remedy, Subject } from '../../functions/tendering/remedy-events.ts';
import { rulePackOf } from '../../functions/tendering/rules/pack.ts';
import { type TenderCommand, tenderDecider } from '../../functions/tendering/tender.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { given } from '../support/given.ts';
import { carriedOut, committeeEntered, openedUnder } from './committee/fixtures.ts';
import { at, bid, bidsFrozen, calendar, draft, drafted, idFrom, lot, openedAt, published } from './fixtures.ts';

const soe = draft({ regime: 'soe-voluntary' });
const evaluation = evaluate(
  soe,
  rulePackOf('soe-voluntary'),
  [],
  [bid(1, [1, '3500']), bid(2, [1, '3600'])],
  noFindings,
);
const nothing = evaluate(soe, rulePackOf('soe-voluntary'), [], [], noFindings);
const result = (of = evaluation) => ({
  at: openedAt,
  calendar,
  tender: idFrom('tnd', 1),
  evaluation: of,
  evaluationHash: 'ef'.repeat(32),
});
const candidates: TenderCommand = { type: 'publishCandidates', ties: [], ...result() };
const award: TenderCommand = { type: 'award', ...result(), at: '2026-04-30T01:00:00.000Z' };
const failure: TenderCommand = { type: 'declareFailed', why: '均无效', ...result(nothing) };
const succession: TenderCommand = {
  type: 'revokeAward',
  lot: lot(1).id,
  ground: 'withdrew',
  reason: '放弃',
  ...result(),
};
const cancel: TenderCommand = { type: 'cancelTender', at: openedAt, reason: '项目取消' };
const withdraw: TenderCommand = { type: 'withdrawResult', at: openedAt, reason: '评审有误' };
const clarify: TenderCommand = {
  type: 'issueClarification',
  at,
  calendar,
  clarification: idFrom('clr', 1),
  text: '补充说明',
  affectsBids: false,
  files: [],
};

const objected = (about: Subject): TenderEvent => ({
  type: 'ObjectionFiled',
  v: 1,
  data: { objection: idFrom('obj', 1), about, lot: lot(1).id, filedAt: at, answerBy: at, article: '54' },
});
const complained = (about: Subject): TenderEvent => ({
  type: 'ComplaintFiled',
  v: 1,
  data: {
    complaint: idFrom('cmp', 1),
    objection: idFrom('obj', 1),
    about,
    filedAt: at,
    decideBy: at,
    article: '61',
  },
});
const decided = (remedy: Remedy): TenderCommand => ({
  type: 'decideComplaint',
  at: openedAt,
  complaint: idFrom('cmp', 1),
  decision: 'upheld',
  suspends: false,
  reasons: '属实',
  remedy,
  lot: lot(1).id,
});
const pausing: TenderEvent = {
  type: 'ComplaintDecided',
  v: 1,
  data: {
    complaint: idFrom('cmp', 1),
    decision: 'accepted',
    suspends: true,
    reasons: '受理并暂停',
    remedy: 'none',
    lot: null,
    decidedAt: at,
  },
};

const open = [drafted({ regime: 'soe-voluntary' }), published];
const opened = openedUnder('soe-voluntary');
const standstill = carriedOut(opened, candidates);
const awarded = carriedOut(standstill, award);
const failed = carriedOut(opened, failure);
const on = (past: readonly TenderEvent[], ...more: readonly TenderEvent[]) => given(tenderDecider, ...past, ...more);

describe('while the supervisor has paused a procedure', () => {
  const pause = (about: Subject) => [complained(about), pausing];

  it('it is neither ended nor led on', () => {
    for (const command of [cancel, clarify])
      on(open, ...pause('documents'))
        .when(command)
        .refuses('procedure-paused');
    for (const command of [cancel, candidates, failure]) {
      on(opened, ...pause('opening'))
        .when(command)
        .refuses('procedure-paused');
    }
    for (const command of [cancel, withdraw, award]) {
      on(standstill, ...pause('result'))
        .when(command)
        .refuses('procedure-paused');
    }
    on(awarded, ...pause('result'))
      .when(succession)
      .refuses('procedure-paused');
  });
});

describe('while an objection is open', () => {
  it('to the opening or the result: nothing is ended, published or awarded', () => {
    for (const command of [cancel, candidates, failure]) {
      on(opened, objected('opening')).when(command).refuses('objection-open-here');
    }
    for (const command of [cancel, award])
      on(standstill, objected('result')).when(command).refuses('objection-open-here');
    on(awarded, objected('result')).when(succession).refuses('objection-open-here');
  });

  it('to the documents: the tender may be cancelled, and to the result the result withdrawn', () => {
    on(open, objected('documents')).when(cancel).yields({ type: 'TenderCancelled' });
    on(standstill, objected('result')).when(withdraw).yields({ type: 'ResultWithdrawn' });
  });
});

describe('what follows when a complaint is upheld', () => {
  it('documents are amended before the opening only', () => {
    on(open, complained('documents')).when(decided('amend')).yields({ type: 'ComplaintDecided' });
    for (const past of [[...open, bidsFrozen()], opened, standstill, awarded]) {
      on(past, complained('documents')).when(decided('amend')).refuses('remedy-not-possible', '/remedy');
    }
  });

  it('an award is revoked only where there is one', () => {
    on(awarded, complained('result')).when(decided('revoke-award')).yields({ type: 'ComplaintDecided' });
    on(standstill, complained('result')).when(decided('revoke-award')).refuses('remedy-not-possible');
    const answered = {
      type: 'answerObjection',
      at: openedAt,
      objection: idFrom('obj', 1),
      decision: 'upheld',
    } as const;
    on(standstill, objected('result'))
      .when({ ...answered, answer: '属实', remedy: 'revoke-award' })
      .refuses('remedy-not-possible');
  });

  it('a cancelled tender does not come to life again', () => {
    for (const past of [carriedOut(opened, cancel), carriedOut(standstill, cancel), carriedOut(open, cancel)]) {
      on(past, complained('opening')).when(decided('evaluate-again')).refuses('remedy-not-possible');
    }
    on(awarded, complained('result')).when(decided('evaluate-again')).refuses('remedy-not-possible');
  });

  it('one where nothing could be awarded is evaluated again, and is no failed one then', () => {
    on(failed, complained('opening'))
      .when(decided('evaluate-again'))
      .yields({ type: 'ComplaintDecided' }, { type: 'ResultWithdrawn' });
    const again = fold(tenderDecider, carriedOut([...failed, complained('opening')], decided('evaluate-again')));
    expect(again.status).toBe('opened');
    expect(again).not.toHaveProperty('failure');
    on(carriedOut([...failed, complained('opening')], decided('evaluate-again')))
      .when(candidates)
      .yields({
        type: 'CandidatesPublished',
      });
  });

  it('one that was never opened is not evaluated', () => {
    const never: TenderEvent = { type: 'TenderFailed', v: 1, data: { reason: 'too-few-bidders', article: '28' } };
    on([...open, bidsFrozen(), never], complained('opening'))
      .when(decided('evaluate-again'))
      .refuses('remedy-not-possible');
  });
});

describe('a committee that the rules do not ask for', () => {
  it('reports, once it is formed or being drawn, before candidates are published', () => {
    on(opened, committeeEntered).when(candidates).refuses('report-missing');
    on(opened, committeeEntered).when(failure).refuses('report-missing');
    const prepared: TenderEvent = {
      type: 'DrawPrepared',
      v: 1,
      data: { draw: 1, experts: 5, representatives: 0, list: 'ab'.repeat(32), count: 9, preparedAt: at },
    };
    on(opened, prepared).when(candidates).refuses('report-missing');
    on(opened).when(candidates).yields({ type: 'CandidatesPublished' });
  });
});

describe('a bid security', () => {
  it('is returned after a cancellation or a failure too, if bids were opened', () => {
    const held = {
      supplier: idFrom('org', 11),
      lot: lot(1).id,
      form: 'transfer',
      issuer: '三明农商银行',
      number: '1',
      amount: { amount: '5000.00', currency: 'CNY' },
      validTo: '2026-12-31',
    } as const;
    const back: TenderCommand = {
      type: 'returnSecurity',
      at: openedAt,
      supplier: held.supplier,
      lot: held.lot,
      returnedOn: '2026-03-24',
      interest: { amount: '0.50', currency: 'CNY' },
      held,
    };
    for (const past of [opened, carriedOut(opened, cancel), failed, awarded]) {
      on(past).when(back).yields({ type: 'SecurityReturned' });
    }
    for (const past of [open, carriedOut(open, cancel)]) on(past).when(back).refuses('tender-status');
  });
});
