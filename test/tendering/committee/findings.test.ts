import { describe, expect, it } from 'vitest';
import { findingsOfLog, gatherFindings, givenBy } from '../../../functions/tendering/committee/findings.ts';
import type { Opinion } from '../../../functions/tendering/committee/votes.ts';
import type { FindingCommand } from '../../../functions/tendering/evaluating.ts';
import type { BidderJudged, PriceJudged } from '../../../functions/tendering/evaluation-events.ts';
import type { TenderEvent } from '../../../functions/tendering/events.ts';
import { bidder, bidOf, carriedOut, committeeEntered, lots, now, openedUnder } from './fixtures.ts';

const [first = ''] = lots;
const requirements = [{ key: 'delivery', kind: 'substantive', text: '十日内到货', completable: false }] as const;
const bidding = [...openedUnder('bidding-compulsory', { requirements }), committeeEntered];
const opinion: Opinion = { qualified: true, reasons: [], brands: {}, consortium: false };
const not = (requirement: string) => ({ qualified: false, reasons: [{ requirement, text: '不符' }] });
const judge = (seat: number, more: Partial<Opinion> = {}): FindingCommand => ({
  type: 'judgeBidder',
  at: now,
  seat,
  bid: bidOf(1),
  opinion: { ...opinion, ...more },
  asked: [],
});

describe('what was found', () => {
  const seats = [1, 2, 3].map((seat) => ({ seat, kind: 'expert', chair: seat === 1 }) as const);
  const judged = (seat: number | null, qualified: boolean, round = 1): BidderJudged['data'] => ({
    round,
    seat,
    supplier: bidder(1),
    qualified,
    reasons: qualified ? [] : [{ requirement: 'delivery', text: `席位${seat}：超期` }],
    brands: { [first]: seat === null ? '甲' : '乙' },
    consortium: seat !== null,
    judgedAt: now,
  });
  const none = { opinions: [], prices: [], sheets: [] };
  const found = (...opinions: BidderJudged['data'][]) =>
    gatherFindings({ ...none, opinions }, seats).qualification[bidder(1)];

  it('tells one’s own of each bidder, the newest, and nobody else’s', () => {
    const opinions = [judged(1, true), judged(1, false, 2), judged(2, true), judged(null, true)];
    const given = { ...none, explanations: [], opinions };
    expect(givenBy(given, (seat) => seat === 1).opinions).toEqual([judged(1, false, 2)]);
    expect(givenBy(given, (seat) => seat === null).opinions).toEqual([judged(null, true)]);
    expect(givenBy(given, () => false).opinions).toEqual([]);
  });

  it('counts by more than half of those who sit, of each the newest', () => {
    expect(found(judged(1, true), judged(2, false))).toBeUndefined();
    expect(found(judged(1, true), judged(2, false), judged(3, false))).toMatchObject({
      qualified: false,
      reasons: ['delivery：席位2：超期', 'delivery：席位3：超期'],
      brands: { [first]: '乙' },
      consortium: true,
    });
    expect(found(judged(3, true, 2), judged(1, true), judged(2, false), judged(3, false))?.qualified).toBe(true);
    expect(found(judged(1, true), judged(2, false), judged(9, false))).toBeUndefined();
  });

  it('needs the buyer’s word and the committee’s, where both judge', () => {
    const two = [judged(1, true), judged(2, true)];
    expect(found(judged(null, false), ...two)).toMatchObject({ qualified: false, brands: { [first]: '乙' } });
    expect(found(judged(null, true))).toMatchObject({ qualified: true, brands: { [first]: '甲' }, consortium: false });
    expect(found(judged(null, true), ...two)?.qualified).toBe(true);
  });

  it('is of a price what the majority says, with the reason of its lowest seat', () => {
    const price = (seat: number | null, accepted: boolean): PriceJudged['data'] => ({
      round: 1,
      seat,
      supplier: bidder(1),
      lot: first,
      kind: 'low-price',
      accepted,
      reason: `席位${seat}`,
      judgedAt: now,
    });
    const prices = (...list: PriceJudged['data'][]) => gatherFindings({ ...none, prices: list }, seats).prices;
    expect(prices(price(1, true), price(2, false))).toEqual([]);
    expect(prices(price(3, false), price(1, true), price(2, false))).toEqual([
      { supplier: bidder(1), lot: first, kind: 'low-price', accepted: false, reason: '席位2' },
    ]);
    expect(gatherFindings({ ...none, prices: [price(null, true)] }, []).prices).toHaveLength(1);
  });

  it('is gathered from the log alone, without what a member who left had found', () => {
    const votes = carriedOut(
      bidding,
      judge(1),
      judge(2),
      judge(3, not('delivery')),
      judge(4, not('delivery')),
      judge(5),
    );
    expect(findingsOfLog(votes).qualification[bidder(1)]?.qualified).toBe(true);
    const left: TenderEvent = { type: 'MemberRecused', v: 1, data: { seat: 5, ground: 'unavailable', recusedAt: now } };
    const seat = { seat: 6, kind: 'expert', chair: false } as const;
    const next: TenderEvent = { type: 'MemberReplaced', v: 1, data: { left: 5, seat, pool: null, replacedAt: now } };
    expect(findingsOfLog([...votes, left, next]).qualification).toEqual({});
    const again = carriedOut([...votes, left, next], judge(6, not('delivery')));
    expect(findingsOfLog(again).qualification[bidder(1)]?.qualified).toBe(false);
  });
});
