import { describe, expect, it } from 'vitest';
import type { TenderEvent } from '../../functions/tendering/events.ts';
import { gateOf, passGate } from '../../functions/tendering/gate.ts';
import { rulePackOf } from '../../functions/tendering/rules/pack.ts';
import { type TenderCommand, tenderDecider } from '../../functions/tendering/tender.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { type Instant, parseInstant } from '../../shared/kernel/time.ts';
import { given, refusal } from '../support/given.ts';
import { ended, freezing, later, reveal, revealing, startReveal, submit } from './ceremony-fixtures.ts';
import { carriedOut, committeeEntered, openedUnder } from './committee/fixtures.ts';
import {
  at,
  bidsFrozen,
  calendar,
  deadline,
  drafted,
  frozen,
  idFrom,
  openedAt,
  published,
  supplier,
} from './fixtures.ts';
import { evaluatedUnder } from './model.ts';

/** Long before anything that has happened in these tests. */
const back = parseInstant('2026-02-20T09:00:00+08:00');
const soe = evaluatedUnder('soe-voluntary');
const candidates: TenderCommand = { type: 'publishCandidates', at: openedAt, calendar, ties: [], ...soe };
const opened = openedUnder('soe-voluntary');
const standstill = carriedOut(opened, candidates);
const award = (when: Instant): TenderCommand => ({ type: 'award', at: when, calendar, ...soe });
const awarded = carriedOut(standstill, award(parseInstant('2026-04-30T09:00:00+08:00')));
const amend = (when: Instant, changes: object): TenderCommand => ({
  type: 'amendTender',
  at: when,
  calendar,
  changes,
  reason: '修改指标',
  files: [],
});
const on = (past: readonly TenderEvent[]) => given(tenderDecider, ...past);
const ask: TenderCommand = {
  type: 'askQuestion',
  at: back,
  question: idFrom('qst', 1),
  text: '何处交货？',
  by: { org: idFrom('org', 11), name: '供应商1' },
};

describe('a clock that jumps back', () => {
  it('opens nothing before the deadline, and nothing twice', () => {
    on([drafted(), published])
      .when({ type: 'freezeBids', at: back, frozen: frozen(3, 3) })
      .refuses('too-early');
    on([drafted(), published])
      .when({ type: 'freezeBids', at: deadline, frozen: frozen(3, 3) })
      .refuses('too-early');
    on([drafted(), published, bidsFrozen()])
      .when({ type: 'freezeBids', at: back, frozen: frozen(4, 4) })
      .changesNothing();
    const opening = { decryptedAt: back, opened: 4, unopened: [], records: 'ab'.repeat(32) };
    on(opened).when({ type: 'recordOpening', opening }).changesNothing();
    const { state } = on([drafted(), published, bidsFrozen()]);
    const [event] = tenderDecider.decide({ type: 'recordOpening', opening }, state);
    expect(event).toMatchObject({ type: 'TenderOpened', data: { lawfulAt: deadline } });
  });

  it('takes no bid once bids are frozen, and lets nothing be asked or changed', () => {
    const request = { at: back, bidder: supplier(1), operatorAffiliates: [] };
    const gate = (past: readonly TenderEvent[]) => gateOf(idFrom('tnd', 1), fold(tenderDecider, past), 'head');
    expect(passGate(gate([drafted(), published]), request).status).toBe('open');
    for (const past of [[drafted(), published, bidsFrozen()], opened, standstill, awarded]) {
      expect(refusal(() => passGate(gate(past), request)).code).toBe('tender-closed');
      for (const command of [ask, amend(back, {})]) on(past).when(command).refuses('tender-status');
    }
    const cancelled = carriedOut([drafted(), published], { type: 'cancelTender', at: deadline, reason: '项目取消' });
    expect(refusal(() => passGate(gate(cancelled), request)).code).toBe('tender-cancelled');
  });

  it('never moves a deadline earlier, nor the version of the documents back', () => {
    const amended = carriedOut(
      [drafted(), published],
      amend(at, { deadline: parseInstant('2026-04-20T09:00:00+08:00') }),
    );
    on(amended).when(amend(back, { deadline })).refuses('deadline-earlier', '/changes/deadline');
    on(amended)
      .when(amend(back, { title: '新标题' }))
      .yields({
        type: 'TenderAmended',
        data: { documentsVersion: 3, draft: { deadline: '2026-04-20T01:00:00.000Z' } },
      });
  });

  it('makes no result earlier: the standstill is counted from its publication', () => {
    on(standstill).when(award(back)).refuses('standstill-running');
    on(standstill)
      .when({ ...candidates, at: back })
      .refuses('tender-status');
    on(awarded).when(award(back)).refuses('tender-status');
    on(awarded).when({ type: 'withdrawResult', at: back, reason: '评审有误' }).refuses('tender-status');
  });

  it('gives no second word to whoever judged, nor to a report that is made', () => {
    const reported: TenderEvent = {
      type: 'EvaluationReported',
      v: 1,
      data: { evaluation: soe.evaluationHash, reportedAt: openedAt },
    };
    const word = { seat: 1, bid: { supplier: idFrom('org', 11), lots: [] } } as const;
    const opinion = { qualified: true, reasons: [], brands: {}, consortium: false };
    on([...openedUnder('bidding-compulsory'), committeeEntered, reported])
      .when({ type: 'judgeBidder', at: back, ...word, opinion, asked: [] })
      .refuses('evaluation-reported');
  });

  it('takes no share once bidders reveal, and reveals nothing once that has ended', () => {
    on([...freezing, revealing])
      .when(submit('usr_a', back))
      .refuses('shares-closed');
    on(freezing).when(startReveal(back)).refuses('too-early');
    on([...freezing, revealing, ended])
      .when(reveal(later(70)))
      .refuses('reveal-closed');
    on([...freezing, revealing])
      .when({ type: 'endReveal', at: back })
      .refuses('too-early');
  });

  it('leaves an answered objection answered', () => {
    const filed: TenderEvent = {
      type: 'ObjectionFiled',
      v: 1,
      data: { objection: idFrom('obj', 1), about: 'documents', lot: null, filedAt: at, answerBy: at, article: '22' },
    };
    const answer: TenderCommand = {
      type: 'answerObjection',
      at,
      objection: idFrom('obj', 1),
      decision: 'dismissed',
      answer: '不予采纳',
      remedy: 'none',
    };
    const answered = carriedOut([drafted(), published, filed], answer);
    on(answered)
      .when({ ...answer, at: back })
      .refuses('not-found');
    on(answered)
      .when({ type: 'freezeBids', at: back, frozen: frozen(3, 3) })
      .refuses('too-early');
  });

  it('publishes under the rules in force then, or not at all', () => {
    const early = parseInstant('1999-01-01T09:00:00+08:00');
    const publish = { type: 'publishTender', calendar, excluded: [], at: early } as const;
    const key = { kid: 'kid', publicJwk: {}, wrapped: 'wrapped' };
    on([drafted()])
      .when({ ...publish, sealingKey: key })
      .refuses('rule-pack-unknown');
    expect(rulePackOf('bidding-compulsory').version > '1999-01-01').toBe(true);
  });
});
