import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkComposition,
  checkDistinct,
  checkDrawOffered,
  checkPool,
  expertsNeeded,
  membersNeeded,
  type Proposed,
} from '../../../functions/tendering/committee/seats.ts';
import { type Regime, rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { refusal } from '../../support/given.ts';

const ruleOf = (regime: Regime) => rulePackOf(regime).committee;
const government = ruleOf('government-procurement');
const bidding = ruleOf('bidding-compulsory');
const voluntary = ruleOf('soe-voluntary');
const yuan = (amount: string) => ({ amount, currency: 'CNY' as const });
const lots = (...estimates: string[]) => estimates.map((estimate) => ({ estimate: yuan(estimate) }));
/** `buyers` representatives first, then experts; the last chairs unless said. */
const seats = (experts: number, buyers = 0, chair = experts + buyers - 1): Proposed[] =>
  Array.from({ length: experts + buyers }, (_, at) => ({
    kind: at < buyers ? 'buyer' : 'expert',
    chair: at === chair,
  }));
const refusedWith = (attempt: () => unknown): string[] => refusal(attempt).errors.map(({ code }) => code);

describe('the size of a committee', () => {
  it('is five under both laws, seven in government procurement from ten million on, the number included', () => {
    expect(membersNeeded(bidding, lots('20000000.00'))).toBe(5);
    expect(membersNeeded(government, lots('9999999.99'))).toBe(5);
    expect(membersNeeded(government, lots('10000000.00'))).toBe(7);
    expect(membersNeeded(government, lots('4000000.00', '6000000.00'))).toBe(7);
    expect(membersNeeded(voluntary, lots('20000000.00'))).toBe(0);
  });

  it('counts a lot without an estimate with its ceiling, and one without either not at all', () => {
    expect(membersNeeded(government, [{ ceiling: yuan('9000000.00') }, { estimate: yuan('1000000.00') }, {}])).toBe(7);
    expect(membersNeeded(government, [{ ceiling: yuan('9000000.00'), estimate: yuan('8000000.00') }])).toBe(5);
    expect(membersNeeded(government, [{}])).toBe(5);
  });

  it.each([
    [5, 4],
    [7, 5],
    [9, 6],
    [3, 2],
  ])('of %i members %i are experts at least', (members, experts) => {
    expect(expertsNeeded(bidding, members)).toBe(experts);
  });

  it('is refused when it is too small, even, or has too few experts, each with the article', () => {
    const small = lots('350000.00');
    checkComposition(bidding, small, seats(4, 1));
    checkComposition(bidding, small, seats(6, 3));
    checkComposition(government, small, seats(5));
    expect(refusedWith(() => checkComposition(bidding, small, seats(3)))).toEqual(['committee-too-small']);
    expect(refusedWith(() => checkComposition(bidding, small, seats(6)))).toEqual(['committee-even']);
    expect(refusedWith(() => checkComposition(bidding, small, seats(3, 2)))).toEqual(['committee-experts-short']);
    const error = refusal(() => checkComposition(government, lots('10000000.00'), seats(2, 2)));
    expect(error.code).toBe('committee-invalid');
    expect(error.errors).toEqual([
      {
        pointer: '/members',
        code: 'committee-too-small',
        params: { needed: 7, members: 4, article: government.article },
      },
      { pointer: '/members', code: 'committee-even', params: { members: 4, article: government.article } },
      {
        pointer: '/members',
        code: 'committee-experts-short',
        params: { needed: 3, experts: 2, article: government.article },
      },
    ]);
  });

  it('is odd, and two thirds experts exactly, whatever is proposed and taken', () => {
    fc.assert(
      fc.property(fc.nat(15), fc.nat(8), (experts, buyers) => {
        fc.pre(experts > 0);
        const taken = (() => {
          try {
            checkComposition(bidding, [], seats(experts, buyers));
            return true;
          } catch {
            return false;
          }
        })();
        const members = experts + buyers;
        expect(taken).toBe(members >= 5 && members % 2 === 1 && 3 * experts >= 2 * members);
      }),
    );
  });
});

describe('the chair', () => {
  it('is one', () => {
    const nobody = seats(5, 0, -1);
    const two = seats(5).map((seat, at) => ({ ...seat, chair: at < 2 }));
    for (const wrong of [nobody, two])
      expect(refusedWith(() => checkComposition(bidding, [], wrong))).toEqual(['committee-one-chair']);
  });

  it('is no representative of the buyer where the pack says so', () => {
    const chaired = seats(4, 1, 0);
    expect(refusedWith(() => checkComposition(government, [], chaired))).toEqual(['committee-buyer-chairs']);
    checkComposition(bidding, [], chaired);
  });
});

describe('where members come from', () => {
  it('is a statutory pool by its reference where that is compulsory, and never a draw of the platform', () => {
    const pool = { name: '福建省综合性评标专家库', reference: 'FJ-2026-000317' };
    for (const rule of [government, bidding]) {
      checkPool(rule, pool);
      expect(refusedWith(() => checkPool(rule, undefined))).toEqual(['pool-reference-required']);
      expect(refusal(() => checkDrawOffered(rule)).code).toBe('draw-not-offered');
    }
    checkPool(voluntary, undefined);
    checkDrawOffered(voluntary);
  });

  it('gives nobody two seats', () => {
    checkDistinct([{ sub: 'zhang' }, { sub: 'wang' }]);
    const error = refusal(() => checkDistinct([{ sub: 'zhang' }, { sub: 'wang' }, { sub: 'zhang' }]));
    expect([error.code, error.errors[0]?.pointer]).toEqual(['duplicate-member', '/members/2/sub']);
  });
});
