import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../functions/tendering/draft.ts';
import { evaluate } from '../../functions/tendering/evaluation/evaluate.ts';
import { noFindings } from '../../functions/tendering/evaluation/findings.ts';
import type { Award, TenderEvent } from '../../functions/tendering/events.ts';
import type { AgreementTerms } from '../../functions/tendering/framework.ts';
import { agreementOf, frameworkOf } from '../../functions/tendering/framework-awarded.ts';
import { rulePackOf } from '../../functions/tendering/rules/pack.ts';
import { type TenderCommand, tenderDecider } from '../../functions/tendering/tender.ts';
import type { In } from '../../functions/tendering/tender-state.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { isId } from '../../shared/kernel/id.ts';
import { add, equal, parseDecimal, sum } from '../../shared/kernel/ratio.ts';
import {
  bid,
  bidsFrozen,
  buyer,
  calendar,
  draft,
  drafted,
  idFrom,
  lot,
  opened,
  openedAt,
  published,
  rebarItem,
  reported,
} from './fixtures.ts';

const terms: AgreementTerms = {
  from: '2026-05-01',
  to: '2027-04-30',
  price: { rule: 'fixed' },
  tolerance: '5',
  confirmDays: 3,
  acceptDays: 7,
  disputeDays: 15,
  paymentDays: 30,
};
const tender = idFrom('tnd', 1);
const later = '2026-03-30T01:00:00.000Z';
const reserves = { rule: 'reserves', reserves: 1 } as const;
const bids = [bid(1, [1, '3500'], [2, '3400']), bid(2, [1, '3450'], [2, '3600']), bid(3, [1, '3520.5'], [2, '3500'])];

function awarded(more: Partial<Draft>): { readonly events: readonly TenderEvent[]; readonly last: TenderEvent[] } {
  const evaluation = evaluate(draft(more), rulePackOf('bidding-compulsory'), [], bids, noFindings);
  const evaluated = { calendar, tender, evaluation, evaluationHash: 'ef'.repeat(32) };
  const past = [drafted(more), published, bidsFrozen(), opened, reported()];
  const commands: TenderCommand[] = [
    { type: 'publishCandidates', at: openedAt, ties: [], ...evaluated },
    { type: 'award', at: later, ...evaluated },
  ];
  const events: TenderEvent[] = [...past];
  for (const command of commands) events.push(...tenderDecider.decide(command, fold(tenderDecider, events)));
  return { events, last: events.slice(past.length + 1) };
}

function revoked(events: readonly TenderEvent[], more: Partial<Draft>, supplier: number): readonly TenderEvent[] {
  const evaluation = evaluate(draft(more), rulePackOf('bidding-compulsory'), [], bids, noFindings);
  return tenderDecider.decide(
    {
      type: 'revokeAward',
      at: later,
      calendar,
      tender,
      evaluation,
      evaluationHash: 'ef'.repeat(32),
      lot: idFrom('lot', 1),
      supplier: idFrom('org', 10 + supplier),
      ground: 'withdrew',
      reason: '放弃中标',
    } as TenderCommand,
    fold(tenderDecider, events),
  );
}

describe('a framework agreement', () => {
  const more = { agreementTerm: terms, lots: [lot(1, { allocation: reserves }), lot(2)] };

  it('comes with the award, in the same decision, where the documents say its terms', () => {
    const { last } = awarded(more);
    expect(last.map(({ type }) => type)).toEqual(['TenderAwarded', 'FrameworkAwarded']);
    expect(last[1]?.data).toMatchObject({
      agreement: agreementOf(tender),
      tender,
      revision: 1,
      awardedAt: later,
      lead: buyer,
      buyers: [buyer],
      terms,
    });
    expect(isId('agreement', agreementOf(tender))).toBe(true);
    expect(agreementOf(idFrom('tnd', 2))).not.toBe(agreementOf(tender));
  });

  it('is none where the goods are bought once', () => {
    expect(awarded({}).last.map(({ type }) => type)).toEqual(['TenderAwarded']);
  });

  it('names winners at their awards and reserves at the prices of their bids, of which nothing is awarded', () => {
    const [, framework] = awarded(more).last;
    const [first, second] = (framework as Extract<TenderEvent, { type: 'FrameworkAwarded' }>).data.lots;
    expect(first?.suppliers).toMatchObject([
      { name: '供应商2', rank: 1, role: 'winner', lines: [{ quantity: '100', unitPrice: { amount: '3450' } }] },
      { name: '供应商1', rank: 2, role: 'reserve', lines: [{ quantity: '0', unitPrice: { amount: '3500' } }] },
    ]);
    expect(second?.suppliers.map(({ name, role }) => [name, role])).toEqual([['供应商1', 'winner']]);
    expect(first?.items[0]).toMatchObject({ id: rebarItem(1).id, buyer: buyer.id, free: '0' });
  });

  it('is said anew when an award changes, and the tender knows how often', () => {
    const { events } = awarded(more);
    const again = revoked(events, more, 2);
    expect(again.map(({ type }) => type)).toEqual(['AwardRevoked', 'FrameworkAwarded']);
    const framework = again[1] as Extract<TenderEvent, { type: 'FrameworkAwarded' }>;
    expect(framework.data).toMatchObject({ agreement: agreementOf(tender), revision: 2 });
    expect(framework.data.lots[0]?.suppliers.map(({ name, role }) => [name, role])).toEqual([
      ['供应商1', 'winner'],
      ['供应商3', 'reserve'],
    ]);
    const state = fold(tenderDecider, [...events, ...again]) as In<'awarded'>;
    expect(state.framework).toEqual({ agreement: agreementOf(tender), revision: 2 });
  });

  it('belongs, item by item, to whose demand it was', () => {
    const counties = [buyer, { ...buyer, id: idFrom('org', 2), name: '沙县区住房和城乡建设局' }];
    const item = { ...rebarItem(1), demand: { line: idFrom('dln', 1), buyer: idFrom('org', 2) } };
    const joint = { round: idFrom('rnd', 1), hash: 'ab'.repeat(32), buyers: counties, excluded: [] };
    const { last } = awarded({ ...more, joint, lots: [lot(1, { items: [item] }), lot(2)] });
    const { data } = last[1] as Extract<TenderEvent, { type: 'FrameworkAwarded' }>;
    expect(data.buyers.map(({ id }) => id)).toEqual([buyer.id, idFrom('org', 2)]);
    expect(data.lots.map(({ items }) => items[0]?.buyer)).toEqual([idFrom('org', 2), buyer.id]);
    expect(JSON.stringify(data.lots)).not.toContain('demand');
  });
});

describe('several awards a lot', () => {
  it('are the winners of the agreement, in the order of their shares, with those who stand behind them', () => {
    const step = { value: '35', unit: 'TNE', basis: 'theoretical' } as const;
    const shares = { rule: 'shares', shares: ['0.6', '0.4'], step, reserves: 1 } as const;
    const more = { agreementTerm: terms, lots: [lot(1, { allocation: shares }), lot(2)] };
    const { events, last } = awarded(more);
    const lotOf = (event: TenderEvent | undefined) =>
      (event as Extract<TenderEvent, { type: 'FrameworkAwarded' }>).data.lots[0];
    const shown = (event: TenderEvent | undefined) =>
      lotOf(event)?.suppliers.map(({ name, role, rank, lines }) => [name, role, rank, lines[0]?.quantity]);
    expect(shown(last[1])).toEqual([
      ['供应商2', 'winner', 1, '35'],
      ['供应商1', 'winner', 2, '35'],
      ['供应商3', 'reserve', 3, '0'],
    ]);
    // Less than a step is left to whoever of them is asked last.
    expect(lotOf(last[1])?.items[0]?.free).toBe('30');
    const [, again] = revoked(events, more, 1);
    expect(shown(again)).toEqual([
      ['供应商2', 'winner', 1, '35'],
      ['供应商3', 'winner', 2, '35'],
    ]);
  });

  const quantity = fc.bigInt({ min: 0n, max: 10_000_000_000n });
  const text = (millionths: bigint) => `${millionths / 1_000_000n}.${String(millionths % 1_000_000n).padStart(6, '0')}`;
  const parts = fc.array(fc.tuple(quantity, quantity, quantity), { minLength: 1, maxLength: 5 });

  it('leave free exactly what no winner is awarded', () => {
    fc.assert(
      fc.property(parts, (items) => {
        const asked = items.map((three, at) => rebarItem(at + 1, text(three.reduce((a, b) => a + b, 1n))));
        const lots = [lot(1, { items: asked })];
        const award = (n: 0 | 1 | 2): Award => ({
          lot: lot(1).id,
          rank: n + 1,
          share: '1/3',
          supplier: idFrom('org', 11 + n),
          name: `供应商${n + 1}`,
          uscc: '913504041000003660',
          amount: { amount: '1.00', currency: 'CNY' },
          lines: asked.map(({ id }, at) => ({
            item: id,
            quantity: { value: text(items[at]?.[n] ?? 0n), unit: 'TNE', basis: 'theoretical' },
            unitPrice: { amount: '3500', currency: 'CNY' },
            taxIncluded: true,
            taxRate: '0.13',
            amount: { amount: '1.00', currency: 'CNY' },
          })),
        });
        const state = { ...(fold(tenderDecider, awarded({}).events) as In<'awarded'>) };
        const awards = [award(0), award(1)];
        const evaluation = { method: 'lowest-evaluated-price', lots: [], incomplete: [] } as const;
        const { lots: made } = frameworkOf(tender, { ...state, draft: draft({ lots }), awards }, evaluation);
        for (const { id, quantity, free } of made[0]?.items ?? []) {
          const given = made[0]?.suppliers.flatMap(({ lines }) => lines.filter((line) => line.item === id)) ?? [];
          const all = add(sum(given.map((line) => parseDecimal(line.quantity, 6))), parseDecimal(free, 6));
          expect(equal(all, parseDecimal(quantity.value, 6))).toBe(true);
        }
      }),
    );
  });

  it('never come to more than was asked for', () => {
    const state = fold(tenderDecider, awarded({}).events) as In<'awarded'>;
    const [first] = state.awards as [Award];
    const twice = { ...state, awards: [first, first] };
    const evaluation = { method: 'lowest-evaluated-price', lots: [], incomplete: [] } as const;
    expect(() => frameworkOf(tender, twice, evaluation)).toThrow(RangeError);
  });
});
