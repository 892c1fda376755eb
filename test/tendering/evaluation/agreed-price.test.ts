import { describe, expect, it } from 'vitest';
import type { OpenedBid } from '../../../functions/tendering/bid-record.ts';
import { evaluate } from '../../../functions/tendering/evaluation/evaluate.ts';
import { noFindings } from '../../../functions/tendering/evaluation/findings.ts';
import { rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { bid, draft, idFrom, lot, rebarItem } from '../fixtures.ts';

const member = (n: number, amount?: string) => ({
  supplier: idFrom('org', 10 + n),
  prices: amount === undefined ? [] : [{ item: rebarItem(1).id, unitPrice: { amount, currency: 'CNY' } as const }],
});

function invalidOf(offered: OpenedBid, agreed?: string): readonly string[] {
  const competition = { agreement: idFrom('agr', 1), members: [member(1, agreed), member(2, '9999')], excluded: [] };
  const documents = draft({ regime: 'framework-second-stage', competition, lots: [lot(1)] });
  const evaluation = evaluate(documents, rulePackOf('framework-second-stage'), [], [offered], noFindings);
  return evaluation.lots[0]?.bids[0]?.invalid ?? [];
}

const net = (amount: string): OpenedBid => {
  const offered = bid(1, [1, amount]);
  const lots = offered.lots.map((one) => ({
    ...one,
    items: one.items.map((item) => ({ ...item, taxIncluded: false })),
  }));
  return { ...offered, lots };
};

describe('in a second stage each member’s own agreed price is its ceiling', () => {
  it.each([
    ['at it', bid(1, [1, '3500']), []],
    ['below it', bid(1, [1, '3499.9999']), []],
    ['above it by the least', bid(1, [1, '3500.0001']), ['above-agreed-price']],
    ['at it with the tax that comes on top', net('3097.3451'), []],
    ['above it with that tax', net('3097.3452'), ['above-agreed-price']],
  ] as const)('%s', (_, offered, invalid) => {
    expect(invalidOf(offered, '3500')).toEqual(invalid);
  });

  it('what no price was agreed for cannot be offered', () => {
    expect(invalidOf(bid(1, [1, '1']))).toEqual(['above-agreed-price']);
  });

  it('and elsewhere there is no such ceiling', () => {
    const evaluation = evaluate(draft(), rulePackOf('soe-voluntary'), [], [bid(1, [1, '99999'])], noFindings);
    expect(evaluation.lots[0]?.bids[0]?.invalid).toEqual([]);
  });
});
