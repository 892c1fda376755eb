import { describe, expect, it } from 'vitest';
import type { FindingCommand } from '../../../functions/tendering/evaluating.ts';
import type { TenderEvent } from '../../../functions/tendering/events.ts';
import { tenderDecider } from '../../../functions/tendering/tender.ts';
import { given } from '../../support/given.ts';
import { drafted, lot, published } from '../fixtures.ts';
import { bidder, bidOf, carriedOut, committeeEntered, later, lots, now, openedUnder } from './fixtures.ts';

const requirements = [
  { key: 'licence', kind: 'qualification', text: '营业执照', completable: true },
  { key: 'delivery', kind: 'substantive', text: '十日内到货', completable: false },
] as const;
const under = (...[regime]: Parameters<typeof openedUnder>) => [
  ...openedUnder(regime, { requirements }),
  committeeEntered,
];
const bidding = under('bidding-compulsory');
const government = under('government-procurement');
const [first = ''] = lots;

const opinion = { qualified: true, reasons: [], brands: {}, consortium: false };
const judge = (seat: number | null, more: object = {}) =>
  ({
    type: 'judgeBidder',
    at: now,
    seat,
    bid: bidOf(1),
    opinion: { ...opinion, ...more },
    asked: [],
  }) as const satisfies FindingCommand;
const not = (requirement: string) => ({ qualified: false, reasons: [{ requirement, text: '不符' }] });
const asked = (kind: 'completion' | 'low-price' | 'correction', more: object = {}) => ({
  clarification: 'clr_1',
  supplier: bidder(1),
  kind,
  lot: kind === 'completion' ? null : first,
  requirement: kind === 'completion' ? 'licence' : null,
  due: later,
  answered: false,
  ...more,
});
const hash = 'ab'.repeat(32);
const sign = (seat: number, more: object = {}) =>
  ({ type: 'signReport', at: now, seat, seen: hash, evaluation: hash, missing: [], dissent: null, ...more }) as const;
describe('who judges a bidder', () => {
  it('in government procurement the buyer the qualification, the committee the rest', () => {
    const { when } = given(tenderDecider, ...government);
    when(judge(null)).yields({ type: 'BidderJudged', data: { seat: null, supplier: bidder(1), round: 1 } });
    when(judge(null, not('delivery'))).refuses('requirement-of-others');
    when(judge(1, not('delivery'))).yields({ type: 'BidderJudged', data: { seat: 1 }, veiled: true });
    when({ ...judge(1, not('licence')), asked: [asked('completion', { answered: true })] }).refuses(
      'requirement-of-others',
    );
  });

  it('under the bidding law the committee alone, and of it who sits', () => {
    const { when } = given(tenderDecider, ...bidding);
    expect(when(judge(null)).refuses('not-yours-to-judge').kind).toBe('forbidden');
    expect(when(judge(7)).refuses('not-found').kind).toBe('not-found');
    given(tenderDecider, ...openedUnder('bidding-compulsory'))
      .when(judge(null))
      .refuses('not-yours-to-judge');
  });

  it('the buyer both, where no committee is', () => {
    const alone = openedUnder('soe-voluntary', { requirements });
    given(tenderDecider, ...alone)
      .when(judge(null, not('delivery')))
      .yields({ type: 'BidderJudged' });
    given(tenderDecider, ...alone)
      .when(judge(1))
      .refuses('not-found');
  });

  it('nobody before the opening, nor after the report', () => {
    given(tenderDecider, drafted(), published).when(judge(1)).refuses('tender-status');
    const reported = carriedOut(bidding, ...[1, 2, 3, 4, 5].map((seat) => sign(seat)));
    given(tenderDecider, ...reported)
      .when(judge(1))
      .refuses('evaluation-reported');
  });
});

describe('what may be completed', () => {
  it('is asked for, answered or overdue before it disqualifies', () => {
    const { when } = given(tenderDecider, ...bidding);
    when(judge(1, not('licence'))).refuses('completion-first', '/reasons/0/requirement');
    const others = asked('completion', { supplier: bidder(2), answered: true });
    when({ ...judge(1, not('licence')), asked: [others] }).refuses('completion-first');
    when({ ...judge(1, not('licence')), asked: [asked('completion', { due: now })] }).yields({ type: 'BidderJudged' });
  });

  it('is what the documents say, of what one judges', () => {
    const ask = (seat: number | null, more: object = {}): FindingCommand => ({
      type: 'askBidder',
      at: now,
      seat,
      bid: bidOf(1),
      clarification: 'clr_1',
      kind: 'completion',
      lot: null,
      requirement: 'licence',
      due: later,
      text: '请补正',
      ...more,
    });
    given(tenderDecider, ...bidding)
      .when(ask(1))
      .yields({ type: 'BidderAsked', private: { text: '请补正' }, veiled: true });
    given(tenderDecider, ...bidding)
      .when(ask(1, { requirement: 'delivery' }))
      .refuses('requirement-not-completable');
    given(tenderDecider, ...bidding)
      .when(ask(1, { requirement: 'x' }))
      .refuses('requirement-unknown', '/requirement');
    given(tenderDecider, ...bidding)
      .when(ask(1, { due: now }))
      .refuses('due-past', '/due');
    given(tenderDecider, ...government)
      .when(ask(1))
      .refuses('requirement-of-others');
    given(tenderDecider, ...government)
      .when(ask(null))
      .yields({ type: 'BidderAsked', data: { seat: null } });
    const price = { kind: 'low-price', requirement: null, lot: first } as const;
    given(tenderDecider, ...government)
      .when(ask(1, price))
      .yields({ type: 'BidderAsked', data: { lot: first } });
    given(tenderDecider, ...government)
      .when(ask(null, price))
      .refuses('not-yours-to-judge');
    given(tenderDecider, ...government)
      .when(ask(1, { ...price, lot: lot(9).id }))
      .refuses('lot-not-bid-for', '/lot');
  });

  it('is answered by the bidder in time, a correction with yes or no', () => {
    const answer = (
      open: ReturnType<typeof asked> | undefined,
      confirmed: boolean | null,
      at = now,
    ): FindingCommand => ({
      type: 'answerAsBidder',
      at,
      asked: open,
      confirmed,
      text: '附后',
    });
    const { when } = given(tenderDecider, ...bidding);
    when(answer(asked('completion'), null)).yields({ type: 'BidderAnswered', private: { text: '附后' } });
    when(answer(asked('correction'), false)).yields({ type: 'BidderAnswered', data: { confirmed: false } });
    when(answer(asked('correction'), null)).refuses('confirmation-required', '/confirmed');
    when(answer(asked('low-price'), true)).refuses('confirmation-not-asked', '/confirmed');
    when(answer(undefined, null)).refuses('not-found');
    expect(when(answer(asked('completion'), null, later)).refuses('clarification-closed').kind).toBe('too-late');
  });
});

describe('a price', () => {
  const price = (
    seat: number | null,
    accepted: boolean,
    open: readonly ReturnType<typeof asked>[] = [],
  ): FindingCommand => ({
    type: 'judgePrice',
    at: now,
    seat,
    bid: bidOf(1),
    lot: first,
    kind: 'low-price',
    accepted,
    reason: '说明充分',
    asked: open,
  });

  it('is refused only after the bidder was asked about it', () => {
    const { when } = given(tenderDecider, ...bidding);
    when(price(1, true)).yields({ type: 'PriceJudged', data: { accepted: true, seat: 1 } });
    when(price(1, false)).refuses('clarification-first', '/accepted');
    when(price(1, false, [asked('low-price')])).refuses('clarification-first');
    when(price(1, false, [asked('correction', { answered: true })])).refuses('clarification-first');
    when(price(1, false, [asked('low-price', { answered: true })])).yields({ type: 'PriceJudged' });
    when(price(null, true)).refuses('not-yours-to-judge');
  });
});

describe('the report', () => {
  it('is made by the last signature under the same evaluation', () => {
    const four = carriedOut(bidding, ...[1, 2, 3, 4].map((seat) => sign(seat)));
    expect(four.at(-1)).toMatchObject({ type: 'ReportSigned', veiled: true });
    given(tenderDecider, ...four)
      .when(sign(5, { dissent: '评分偏高' }))
      .yields(
        { type: 'ReportSigned', data: { dissent: '评分偏高' } },
        { type: 'EvaluationReported', data: { evaluation: hash } },
      );
    given(tenderDecider, ...four)
      .when(sign(4))
      .refuses('report-signed');
    given(tenderDecider, ...four)
      .when(sign(5, { seen: 'cd'.repeat(32) }))
      .refuses('evaluation-changed');
  });

  it('wants all signatures again after something was found', () => {
    const found = carriedOut(carriedOut(bidding, ...[1, 2, 3, 4].map((seat) => sign(seat))), judge(5));
    expect(carriedOut(found, sign(5)).at(-1)?.type).toBe('ReportSigned');
    given(tenderDecider, ...found)
      .when(sign(4))
      .yields({ type: 'ReportSigned' });
  });

  it('waits for what is missing, and for seats that are vacant', () => {
    const missing = [{ kind: 'opinion', supplier: bidder(1), by: 'committee' }] as const;
    const error = given(tenderDecider, ...bidding)
      .when(sign(1, { missing }))
      .refuses('evaluation-incomplete');
    expect(error.errors).toMatchObject([{ code: 'missing-opinion', params: { supplier: bidder(1) } }]);
    const left: TenderEvent = {
      type: 'MemberRecused',
      v: 1,
      data: { seat: 5, ground: 'unavailable', recusedAt: now },
      private: { reason: '出差' },
    };
    given(tenderDecider, ...bidding, left)
      .when(sign(1))
      .refuses('seat-vacant');
    given(tenderDecider, ...bidding, left)
      .when(sign(5))
      .refuses('not-found');
  });

  it('is made again in another round when the result falls, in which each may judge anew', () => {
    const reported = carriedOut(bidding, judge(1), ...[1, 2, 3, 4, 5].map((seat) => sign(seat)));
    const withdrawn: TenderEvent = {
      type: 'ResultWithdrawn',
      v: 1,
      data: { ground: 'own-finding', reason: '评分有误', withdrawnAt: now },
    };
    given(tenderDecider, ...reported, withdrawn)
      .when(judge(1))
      .yields({ data: { round: 2, seat: 1 } });
    given(tenderDecider, ...reported, withdrawn)
      .when(sign(1))
      .yields({ type: 'ReportSigned', data: { round: 2 } });
  });
});
