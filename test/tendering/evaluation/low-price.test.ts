import { describe, expect, it } from 'vitest';
import { lowPriceOf } from '../../../functions/tendering/evaluation/low-price.ts';
import { rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { div, parseDecimal, ratio, sum } from '../../../shared/kernel/ratio.ts';
import vectors from '../vectors/abnormally-low.json' with { type: 'json' };
import { at, cny, evaluated, lotId, oneLot, only, org } from './support.ts';

const thresholds = rulePackOf('bidding-compulsory').abnormallyLow.value;
const yuan = (text: string) => parseDecimal(text, 2);

describe('an abnormally low price', () => {
  it.each(vectors.cases)(
    '$winner beside $initialOthers, the next $next: $flags',
    ({ winner, initialOthers, next, flags }) => {
      const others = initialOthers.map(yuan);
      const meanOfOthers = div(sum(others), ratio(BigInt(others.length)));
      const low = lowPriceOf(org(1), { price: yuan(winner), meanOfOthers, next: yuan(next) }, thresholds);
      expect(low.flags).toEqual(flags);
    },
  );

  const lowOf = (...prices: string[]) =>
    only(
      evaluated(
        oneLot(),
        prices.map((price, n) => at(n, price)),
      ),
    ).lowPrices.map(({ supplier, flags }) => [supplier, flags]);

  it('is said of each bid against the mean of the others and the next, with the distances', () => {
    const [low] = only(evaluated(oneLot(), [at(1, '500'), at(2, '1000'), at(3, '1200')])).lowPrices;
    expect(low).toEqual({
      supplier: org(1),
      belowMean: { exact: '6/11', shown: '0.5455' },
      belowNext: { exact: '1/2', shown: '0.5000' },
      flags: ['mean', 'next'],
    });
  });

  it('needs more than one bid; to reach a threshold is enough, to miss it by a fen is not', () => {
    expect(lowOf('1')).toEqual([]);
    expect(lowOf('700', '1000')).toEqual([[org(0), ['next']]]);
    expect(lowOf('700.01', '1000')).toEqual([]);
    expect(lowOf('600', '1000')).toEqual([[org(0), ['mean', 'next']]]);
  });

  it('does not break on prices of nothing', () => {
    const free = oneLot({
      items:
        oneLot().lots[0]?.items.map((item) => ({ ...item, quantity: { ...item.quantity, value: '0.000001' } })) ?? [],
    });
    expect(only(evaluated(free, [at(1, '1'), at(2, '2')])).lowPrices).toEqual([]);
  });

  it('changes nothing by itself: only what the committee finds does', () => {
    const bids = [at(1, '100'), at(2, '1000'), at(3, '1200')];
    expect(only(evaluated(oneLot(), bids)).bids[0]).toMatchObject({ supplier: org(1), rank: 1, invalid: [] });
    const finding = { supplier: org(1), lot: lotId, kind: 'low-price', reason: '原材料发票不足以证明' } as const;
    const proved = only(evaluated(oneLot(), bids, { prices: [{ ...finding, accepted: true }] }));
    expect(proved.bids[0]).toMatchObject({ supplier: org(1), rank: 1 });
    const refused = only(evaluated(oneLot(), bids, { prices: [{ ...finding, accepted: false }] }));
    expect(refused.bids.at(-1)).toMatchObject({
      supplier: org(1),
      rank: null,
      invalid: ['abnormally-low'],
      reasons: [{ for: 'abnormally-low', text: '原材料发票不足以证明' }],
    });
    expect(refused.lowPrices).toEqual(proved.lowPrices);
  });
});

describe('a lot', () => {
  it('fails where too few are qualified and responsive, or no bid is valid', () => {
    const tender = oneLot({ ceiling: cny('1000') }, { regime: 'government-procurement' });
    const three = [at(1, '900'), at(2, '950'), at(3, '980')];
    expect(only(evaluated(tender, three))).not.toHaveProperty('failed');
    const few = only(evaluated(tender, [...three.slice(0, 2), at(3, '1000.01')]));
    expect(few).toMatchObject({ failed: 'too-few-qualified', bidders: { counted: 2, needed: 3 } });
    const unqualified = { [org(2)]: { qualified: false, reasons: ['无纳税记录', '信用记录不良'] } };
    const found = only(evaluated(tender, three, { qualification: unqualified }));
    expect(found).toMatchObject({ failed: 'too-few-qualified' });
    expect(found.bids[1]?.reasons).toEqual([
      { for: 'not-qualified', text: '无纳税记录' },
      { for: 'not-qualified', text: '信用记录不良' },
    ]);
    expect(only(evaluated(tender, [])).failed).toBe('no-valid-bid');
    expect(only(evaluated(oneLot({ ceiling: cny('1') }), three)).failed).toBe('no-valid-bid');
  });

  it('does not fail because a low price was not proved: that bidder was qualified and responsive', () => {
    const tender = oneLot({}, { regime: 'government-procurement' });
    const prices = [{ supplier: org(1), lot: lotId, kind: 'low-price', accepted: false, reason: '未说明' } as const];
    const result = only(evaluated(tender, [at(1, '100'), at(2, '950'), at(3, '980')], { prices }));
    expect(result.bidders.counted).toBe(3);
    expect(result.bids.map(({ rank }) => rank)).toEqual([1, 2, null]);
  });

  it('waits for the qualification of each bidder where the documents ask for one', () => {
    const requirements = [{ key: 'licence', kind: 'qualification', text: '营业执照', completable: true } as const];
    const qualification = { [org(1)]: { qualified: true, reasons: [] } };
    const bids = [at(2, '2'), at(1, '1')];
    expect(evaluated(oneLot({}, { requirements }), bids, { qualification }).incomplete).toEqual([
      { kind: 'qualification', supplier: org(2) },
    ]);
    expect(evaluated(oneLot(), bids).incomplete).toEqual([]);
  });
});
