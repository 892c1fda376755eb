import { type AllocationAsked, allocate } from '../../../functions/tendering/allocate.ts';
import type { OptimisedAllocation } from '../../../functions/tendering/allocation.ts';
import type { Lot } from '../../../functions/tendering/draft.ts';
import { askedItem, sumOf } from '../../../functions/tendering/evaluation/arithmetic.ts';
import { type Evaluation, figure } from '../../../functions/tendering/evaluation/evaluation.ts';
import { freightOf } from '../../../functions/tendering/evaluation/freight.ts';
import { deduct } from '../../../functions/tendering/evaluation/policy.ts';
import type { AllocationOutcome } from '../../../functions/tendering/optimise/outcome.ts';
import type { AllocatedBid } from '../../../functions/tendering/optimise/problems.ts';
import { money, yuan } from '../../../shared/kernel/money.ts';
import { highsSolver } from '../../../shared/ports/solver.highs.ts';
import type { LotTerms, OfferedItem } from '../../../shared/sealing/bid.ts';
import { draft, lot, rebarItem } from '../fixtures.ts';

export const solver = highsSolver();

/** A lot of rebar for two counties, awarded in truckloads of 35 t at the least cost. */
export const optimised = (n: number, rules: Partial<OptimisedAllocation> = {}, more: Partial<Lot> = {}): Lot =>
  lot(n, {
    items: [rebarItem(n * 10 + 1, '100'), rebarItem(n * 10 + 2, '80')],
    allocation: {
      rule: 'optimised',
      step: { value: '35', unit: 'TNE', basis: 'theoretical' },
      gap: '0',
      nodes: 1000,
      otherwise: 'best-found',
      ...rules,
    },
    ...more,
  });

export const tonnes = (value: string) => ({ value, unit: 'TNE' }) as const;

/** What a supplier offers for a lot: one price for all items but those left out. */
export interface Offered {
  readonly lot: Lot;
  readonly price: string;
  readonly terms?: LotTerms;
  readonly item?: Partial<OfferedItem>;
  readonly not?: readonly string[];
}

export const bid = (
  supplier: string,
  offers: readonly Offered[],
  packages?: AllocatedBid['packages'],
): AllocatedBid => ({
  supplier,
  ...(packages && { packages }),
  lots: offers.map(({ lot: of, price, terms, item, not = [] }) => ({
    lotId: of.id,
    ...(terms && { terms }),
    items: of.items
      .filter(({ id }) => !not.includes(id))
      .map(({ id }) => ({
        itemId: id,
        unitPrice: { amount: price, currency: 'CNY' },
        taxIncluded: true,
        taxRate: '0.13',
        ...item,
      })),
  })),
});

/** The evaluation of valid bids, with the deductions of suppliers who have one. */
export function evaluated(
  lots: readonly Lot[],
  bids: readonly AllocatedBid[],
  deductions: Readonly<Record<string, string>> = {},
): Evaluation {
  return {
    method: 'lowest-evaluated-price',
    incomplete: [],
    lots: lots.map((each) => ({
      lot: each.id,
      bidders: { counted: bids.length, needed: 1 },
      bids: bids.flatMap(({ supplier, lots: offered }) => {
        const offer = offered.find(({ lotId }) => lotId === each.id);
        if (offer === undefined) return [];
        const { lines, price } = sumOf(
          { items: each.items.map(askedItem), partial: true, freightOf: freightOf(each) },
          offer,
        );
        const rate = deductions[supplier];
        const deduction = rate === undefined ? undefined : ({ for: 'small', rate } as const);
        return [
          {
            supplier,
            name: supplier,
            uscc: supplier,
            lines,
            price: money(price),
            ...(deduction && { deduction }),
            evaluated: figure(deduct(yuan(price), deduction)),
            invalid: [],
            rank: null,
          },
        ];
      }),
      ties: [],
      draws: [],
      withoutDeductions: [],
      lowPrices: [],
      spreads: [],
    })),
  };
}

/** What becomes of lots and bids. */
export const allocated = (
  lots: readonly Lot[],
  bids: readonly AllocatedBid[],
  more: Partial<AllocationAsked> = {},
): Promise<AllocationOutcome> =>
  allocate({ draft: draft({ lots }), evaluation: evaluated(lots, bids), bids, solver, ...more });

/** Who has how many tonnes of each lot. */
export const tonnesOf = ({ groups }: AllocationOutcome) =>
  Object.fromEntries(
    groups.flatMap(({ lots }) =>
      lots.map(({ lot: id, awards }) => [
        id,
        Object.fromEntries(awards.map(({ supplier, quantity }) => [supplier, quantity.value])),
      ]),
    ),
  );
