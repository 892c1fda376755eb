import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  brandKey,
  checkOpinion,
  decidedByBuyer,
  decidedByVotes,
  kindsOf,
  type Opinion,
  type OpinionContext,
  type Vote,
} from '../../../functions/tendering/committee/votes.ts';
import type { Requirement } from '../../../functions/tendering/draft.ts';
import { rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { refusal } from '../../support/given.ts';
import { at, idFrom } from '../fixtures.ts';

const lot = idFrom('lot', 1);
const later = '2026-03-25T01:00:00.000Z';
const requirements: Requirement[] = [
  { key: 'licence', kind: 'qualification', text: '具有有效的营业执照', completable: true },
  { key: 'iso', kind: 'qualification', text: '产品符合 GB/T 1499.2', completable: false },
  { key: 'delivery', kind: 'substantive', text: '接到通知后十日内到货', completable: false },
];
const context = (more: Partial<OpinionContext> = {}): OpinionContext => ({
  requirements,
  kinds: ['qualification', 'substantive'],
  lots: [lot],
  completions: [],
  at,
  ...more,
});
const yes: Opinion = { qualified: true, reasons: [], brands: { [lot]: '闽钢' }, consortium: false };
const no = (...reasons: Opinion['reasons']): Opinion => ({ ...yes, qualified: false, reasons });
const late = { requirement: 'delivery', text: '承诺十五日内到货，超过十日' };
const vote = (seat: number, opinion: Opinion): Vote => ({ seat, ...opinion });

describe('who judges', () => {
  const kinds = (regime: Parameters<typeof rulePackOf>[0], hasCommittee: boolean) => {
    const rule = rulePackOf(regime).qualificationBy;
    return [kindsOf(rule, 'buyer', hasCommittee), kindsOf(rule, 'committee', hasCommittee)];
  };
  const both = ['qualification', 'substantive'];

  it('in government procurement the buyer the qualification, the committee whether the bid responds', () => {
    expect(kinds('government-procurement', true)).toEqual([['qualification'], ['substantive']]);
  });
  it('under the bidding law the committee both', () => {
    expect(kinds('bidding-compulsory', true)).toEqual([[], both]);
  });
  it('the buyer both where there is no committee', () => {
    expect(kinds('soe-voluntary', false)).toEqual([both, []]);
  });
});

describe('an opinion', () => {
  const refused = (opinion: Opinion, more: Partial<OpinionContext> = {}) => {
    const { code, errors } = refusal(() => checkOpinion(opinion, context(more)));
    return [code, ...errors.map(({ pointer }) => pointer)];
  };

  it('that a bidder is qualified needs no reason', () => checkOpinion(yes, context()));

  it('that it is not needs one, which stands on the documents or the law', () => {
    checkOpinion(no(late), context());
    checkOpinion(
      no({ article: '《招标投标法实施条例》第五十一条第（六）项', text: '未对实质性要求作出响应' }),
      context(),
    );
    expect(refused(no())).toEqual(['reasons-required', '/reasons']);
    expect(refused(no(late, { text: '印象不好' }))).toEqual(['reason-without-ground', '/reasons/1']);
    expect(refused(no({ requirement: 'iso9001', text: '无证书' }))).toEqual([
      'requirement-unknown',
      '/reasons/0/requirement',
    ]);
  });

  it('stands on what its body judges alone', () => {
    expect(refused(no(late), { kinds: ['qualification'] })).toEqual([
      'requirement-of-others',
      '/reasons/0/requirement',
    ]);
  });

  it('disqualifies for what may be completed only once that was asked for, and answered or overdue', () => {
    const missing = no({ requirement: 'licence', text: '营业执照复印件缺页' });
    const asked = (due: string, answered = false, requirement = 'licence') => ({
      completions: [{ requirement, due, answered }],
    });
    expect(refused(missing)).toEqual(['completion-first', '/reasons/0/requirement']);
    expect(refused(missing, asked(later))).toEqual(['completion-first', '/reasons/0/requirement']);
    expect(refused(missing, asked(at, true, 'iso'))).toEqual(['completion-first', '/reasons/0/requirement']);
    checkOpinion(missing, context(asked(later, true)));
    checkOpinion(missing, context(asked(at)));
    checkOpinion(no({ requirement: 'iso', text: '检验报告不合格' }), context());
  });

  it('names brands of lots that the bidder bids for', () => {
    const elsewhere = idFrom('lot', 2);
    expect(refused({ ...yes, brands: { [elsewhere]: '闽钢' } })).toEqual(['lot-not-bid-for', `/brands/${elsewhere}`]);
  });
});

describe('a decision', () => {
  it('of the buyer is one', () => {
    const decided = decidedByBuyer(no(late));
    expect(decided).toMatchObject({ by: 'buyer', qualified: false, for: 0, against: 1, reasons: [late] });
  });

  it('of a committee waits for more than half of the seats', () => {
    expect(decidedByVotes([], 5)).toBeUndefined();
    expect(decidedByVotes([vote(1, yes), vote(2, yes), vote(3, no(late)), vote(4, no(late))], 5)).toBeUndefined();
    expect(decidedByVotes([vote(1, yes), vote(2, yes), vote(3, yes)], 5)).toMatchObject({ qualified: true, for: 3 });
  });

  it('keeps the reasons of those who prevailed, each with its seat', () => {
    const other = { article: '《招标投标法》第四十二条', text: '不满足实质性要求' };
    const votes = [vote(4, no(other)), vote(1, no(late)), vote(2, yes), vote(5, no(late, other))];
    expect(decidedByVotes(votes, 5)).toMatchObject({
      by: 'committee',
      qualified: false,
      for: 1,
      against: 3,
      reasons: [
        { ...late, seat: 1 },
        { ...other, seat: 4 },
        { ...late, seat: 5 },
        { ...other, seat: 5 },
      ],
    });
  });

  it('takes the brand and the consortium that most of the votes name, else what the lowest seat says', () => {
    const brand = (seat: number, name: string, consortium = false): Vote =>
      vote(seat, { ...yes, brands: { [lot]: name }, consortium });
    const named = (...votes: Vote[]) => decidedByVotes(votes, 3);
    expect(named(brand(1, '闽光'), brand(2, '闽钢'), brand(3, '闽钢', true))).toMatchObject({
      brands: { [lot]: '闽钢' },
      consortium: false,
    });
    expect(named(brand(2, 'ＭＧ', true), brand(3, '闽钢'))?.brands).toEqual({ [lot]: 'ＭＧ' });
    expect(named(brand(3, '闽钢'), brand(2, 'MinGang'), brand(1, 'ＭＩＮＧＡＮＧ'))?.brands).toEqual({
      [lot]: 'ＭＩＮＧＡＮＧ',
    });
    expect(brandKey('ＭＩＮＧＡＮＧ')).toBe(brandKey('mingang'));
  });

  it('is that of the majority of the seats, the same in whatever order votes come, and always there once all voted', () => {
    const ballots = fc
      .integer({ min: 0, max: 4 })
      .chain((half) => fc.array(fc.boolean(), { minLength: 2 * half + 1, maxLength: 2 * half + 1 }))
      .map((opinions) => opinions.map((qualified, n) => vote(n + 1, qualified ? yes : no(late))));
    fc.assert(
      fc.property(ballots, fc.nat(), (votes, by) => {
        const seats = votes.length;
        const against = votes.filter(({ qualified }) => !qualified).length;
        const decided = decidedByVotes(votes, seats);
        expect(decided?.qualified).toBe(against < seats - against);
        const turned = [...votes.slice(by % seats), ...votes.slice(0, by % seats)];
        expect(decidedByVotes(turned, seats)).toEqual(decided);
        const part = decidedByVotes(votes.slice(0, by % seats), seats);
        expect(part === undefined || part.qualified === decided?.qualified).toBe(true);
      }),
    );
  });
});
