import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../../functions/tendering/award.ts';
import { evaluate } from '../../../functions/tendering/evaluation/evaluate.ts';
import { noFindings } from '../../../functions/tendering/evaluation/findings.ts';
import { rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { refusal } from '../../support/given.ts';
import { bid, draft, idFrom, lot, rebarItem } from '../fixtures.ts';
import deductions from '../vectors/price-score.json' with { type: 'json' };
import { evaluated, only } from './support.ts';

const oneLot = (more = {}) => draft({ lots: [lot(1, more)] });

describe('the lowest evaluated price', () => {
  it('is exact to the fen, line by line', () => {
    const items = [rebarItem(1, '33.333'), { ...rebarItem(2, '0.001'), id: idFrom('itm', 2) }];
    const offer = bid(1, [1, '3333.3333']);
    const items2 = [
      ...(offer.lots[0]?.items ?? []),
      { ...offer.lots[0]?.items[0], itemId: idFrom('itm', 2), unitPrice: { amount: '5', currency: 'CNY' } },
    ];
    const result = only(
      evaluated(oneLot({ items }), [{ ...offer, lots: [{ lotId: idFrom('lot', 1), items: items2 as never }] }]),
    );
    // 33.333 × 3333.3333 = 111 109.9988889; 0.001 × 5 = 0.005, half up 0.01
    expect(result.bids[0]?.lines).toMatchObject([
      { exact: '1111099988889/10000000', amount: { amount: '111110.00' } },
      { exact: '1/200', amount: { amount: '0.01' } },
    ]);
    expect(result.bids[0]).toMatchObject({
      price: { amount: '111110.01' },
      evaluated: { shown: '111110.01' },
      rank: 1,
    });
  });

  it('adds the tax where it is not included', () => {
    const offer = bid(1, [1, '3000']);
    const net = {
      ...offer,
      lots: offer.lots.map((one) => ({ ...one, items: one.items.map((item) => ({ ...item, taxIncluded: false })) })),
    };
    expect(only(evaluated(oneLot(), [net])).bids[0]?.price.amount).toBe('339000.00');
  });

  it.each(deductions.cases)('takes policy deductions for the comparison only: $deductions', (vector) => {
    const sizes = ['large', 'small', 'micro'] as const;
    const rates = vector.deductions.flatMap((rate, at) => (rate === '0' ? [] : [{ for: sizes[at], rate }]));
    const bids = vector.prices.map((price, at) => ({ ...bid(at, [1, price]), sizeClass: sizes[at] ?? 'large' }));
    const tender = oneLot({ items: [rebarItem(1, '1')], deductions: rates });
    const result = only(evaluated(tender, bids));
    for (const [at, price] of vector.prices.entries()) {
      const found = result.bids.find((one) => one.supplier === bids[at]?.supplier);
      expect(found).toMatchObject({
        price: { amount: `${price}.00` },
        evaluated: { shown: `${vector.evaluated[at]}.00` },
      });
    }
  });

  it('refuses a bid for a lot with its reasons, and the others go on', () => {
    const tender = draft({ lots: [lot(1, { ceiling: { amount: '360000.00', currency: 'CNY' } })] });
    const short = bid(3, [1, '3000']);
    const [first] = short.lots[0]?.items ?? [];
    const offered = { ...first, quantityOffered: { value: '99.999', unit: 'TNE', basis: 'theoretical' } } as never;
    const result = only(
      evaluated(tender, [
        bid(1, [1, '3600.01']),
        { ...bid(2, [1, '3500']), validUntil: '2026-06-21' },
        { ...short, lots: [{ lotId: idFrom('lot', 1), items: [offered] }] },
        {
          ...bid(4, [1, '3400']),
          lots: [{ lotId: idFrom('lot', 1), items: [{ ...first, itemId: idFrom('itm', 9) } as never] }],
        },
        { ...bid(5, [1, '3599.99']), validUntil: '2026-06-22' },
      ]),
    );
    const reasons = Object.fromEntries(result.bids.map((one) => [one.name, one.invalid]));
    expect(reasons).toEqual({
      供应商1: ['above-ceiling'],
      供应商2: ['validity-short'],
      供应商3: ['quantity-short'],
      供应商4: ['item-missing', 'item-unknown'],
      供应商5: [],
    });
    expect(result.bids.map((one) => one.rank)).toEqual([1, null, null, null, null]);
    const exactly = { ...first, quantityOffered: { value: '100.000', unit: 'TNE', basis: 'theoretical' } } as never;
    const whole = { ...short, lots: [{ lotId: idFrom('lot', 1), items: [exactly] }] };
    expect(only(evaluated(tender, [whole])).bids[0]?.invalid).toEqual([]);
  });

  it('leaves failed lots out altogether', () => {
    const result = evaluate(
      draft(),
      rulePackOf('bidding-compulsory'),
      [idFrom('lot', 2)],
      [bid(1, [1, '3500'])],
      noFindings,
    );
    expect(result.lots.map((one) => one.lot)).toEqual([idFrom('lot', 1)]);
  });

  it('ranks by the exact price whatever the order of the bids, and equals share a rank', () => {
    const price = fc.integer({ min: 1, max: 60 }).map(String);
    fc.assert(
      fc.property(fc.array(price, { minLength: 1, maxLength: 12 }), fc.infiniteStream(fc.nat()), (prices, keys) => {
        const bids = prices.map((amount, n) => bid(n, [1, amount]));
        const shuffled = bids
          .map((one) => ({ one, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const result = evaluated(oneLot(), shuffled);
        expect(result).toEqual(evaluated(oneLot(), bids));
        const amounts = only(result).bids.map((one) => BigInt(one.price.amount.replace('.', '')));
        for (const [at, amount] of amounts.entries()) {
          const rank = only(result).bids[at]?.rank;
          expect(rank).toBe(amounts.filter((other) => other < amount).length + 1);
        }
        const tied = only(result).ties.reduce((sum, group) => sum + group.length, 0);
        expect(tied).toBe(amounts.filter((amount) => amounts.filter((other) => other === amount).length > 1).length);
      }),
    );
  });
});

describe('candidates', () => {
  const tie = evaluated(oneLot(), [bid(1, [1, '3500']), bid(2, [1, '3500']), bid(3, [1, '3600'])]);
  const [one, two] = [idFrom('org', 11), idFrom('org', 12)];

  it('that tie are ordered by the purchaser, with a reason, or not at all', () => {
    const error = refusal(() => candidatesOf(tie, 3, []));
    expect(error).toMatchObject({ code: 'tie-unresolved', params: { suppliers: `${one}, ${two}` } });
    const ordered = candidatesOf(tie, 3, [{ lot: idFrom('lot', 1), order: [two, one], reason: '技术参数优' }]);
    expect(ordered[0]?.candidates).toMatchObject([
      { rank: 1, supplier: two, tieReason: '技术参数优' },
      { rank: 2, supplier: one },
      { rank: 3, name: '供应商3' },
    ]);
  });

  it('are never ordered where nothing ties', () => {
    const wrong = { lot: idFrom('lot', 1), order: [one, idFrom('org', 13)], reason: '想' };
    expect(refusal(() => candidatesOf(tie, 3, [wrong])).code).toBe('tie-order-wrong');
  });

  it('a tie below the last place needs no order', () => {
    const low = evaluated(
      oneLot(),
      [1, 2, 3].map((n) => bid(n, [1, `${n}`])).concat([bid(4, [1, '9']), bid(5, [1, '9'])]),
    );
    expect(candidatesOf(low, 3, [])[0]?.candidates.map((candidate) => candidate.name)).toEqual([
      '供应商1',
      '供应商2',
      '供应商3',
    ]);
  });
});
