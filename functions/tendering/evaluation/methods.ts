import {
  add,
  compare,
  div,
  min,
  mul,
  negate,
  one,
  parseDecimal,
  type Ratio,
  ratio,
  sub,
  sum,
  zero,
} from '../../../shared/kernel/ratio.ts';
import type { Draft, Lot } from '../draft.ts';
import type { RulePack } from '../rules/pack.ts';
import { type EvaluatedBid, figure, type Missing, type Spread } from './evaluation.ts';
import type { FindingsIndex } from './findings.ts';
import type { Keys } from './ranking.ts';
import { type Gathered, type Given, gather, spreadsOf } from './sheets.ts';

/** A valid bid as the method sees it. */
export interface Priced {
  readonly supplier: string;
  /** The price after its policy deduction, in yuan. */
  readonly evaluated: Ratio;
}

/** What a method makes of a bid: by what it is ranked, and what the evaluation shows of how. */
export interface Judged {
  readonly keys: Keys;
  readonly shown: () => Pick<EvaluatedBid, 'scores' | 'weighted'>;
}

/** A method of evaluation (评标方法), with what the committee gave already in it. */
export interface Judge {
  readonly missing: readonly Missing[];
  readonly spreads: readonly Spread[];
  readonly judge: (bids: readonly Priced[]) => ReadonlyMap<string, Judged>;
}

/** The method of a tender, for the valid bids of one lot. */
export function judgeOf(
  method: Draft['method'],
  lot: Lot,
  suppliers: readonly string[],
  rules: RulePack,
  findings: FindingsIndex,
): Judge {
  switch (method) {
    case 'lowest-evaluated-price':
      return { missing: [], spreads: [], judge: lowestPrice };
    case 'scoring': {
      const factors = (lot.scoring?.factors ?? []).map(({ key }) => key);
      const gathered = factors.length === 0 ? none : gather(lot.id, factors, suppliers, findings);
      const spreads = spreadsOf(factors, gathered, rules.scoreSpread.value);
      return { missing: gathered.missing, spreads, judge: scoring(lot, gathered) };
    }
    case 'weighted-price': {
      const criteria = (lot.criteria ?? []).map(({ key }) => key);
      const gathered = criteria.length === 0 ? none : gather(lot.id, criteria, suppliers, findings);
      return { missing: gathered.missing, spreads: [], judge: weightedPrice(lot, gathered) };
    }
  }
}

const none: Gathered = { given: new Map(), missing: [] };
const hundred = ratio(100n);

/** Lowest evaluated price (最低评标价法; MOF Order 87 art. 54, 56; Bidding Law art. 41). */
const lowestPrice: Judge['judge'] = (bids) =>
  new Map(bids.map(({ supplier, evaluated }) => [supplier, { keys: [evaluated], shown: () => ({}) }]));

/**
 * Comprehensive scoring (综合评分法; MOF Order 87 art. 55, 57). Price score = lowest evaluated ÷ evaluated × 100; a
 * factor's score is the mean of the experts'; total = Σ weight × score. Ordered by total, then by the lower evaluated
 * price. Deductions count for the lowest and for the bid alike.
 */
function scoring({ scoring }: Lot, { given }: Gathered): Judge['judge'] {
  const priceWeight = scoring?.priceWeight ?? '1';
  const priceShare = parseDecimal(priceWeight, 4);
  const factors = (scoring?.factors ?? []).map(({ key, weight }) => ({ key, weight, share: parseDecimal(weight, 4) }));
  const quality = new Map([...given].map(([supplier, means]) => [supplier, sum(weigh(factors, means))]));
  return (bids) => {
    const lowest = bids.map(({ evaluated }) => evaluated).reduce(min, bids[0]?.evaluated ?? one);
    const judged = bids.map(({ supplier, evaluated }): readonly [string, Judged] => {
      const score = evaluated.n === 0n ? hundred : mul(div(lowest, evaluated), hundred);
      const weighted = mul(score, priceShare);
      const total = add(weighted, quality.get(supplier) ?? zero);
      const shown = () => {
        const means = given.get(supplier) ?? [];
        const parts = weigh(factors, means);
        return {
          scores: {
            price: { weight: priceWeight, score: figure(score), weighted: figure(weighted) },
            factors: factors.map(({ key: factor, weight }, at) => {
              const { seats, mean } = means[at] ?? nothing;
              return { factor, weight, seats, score: figure(mean), weighted: figure(parts[at] ?? zero) };
            }),
            total: figure(total),
          },
        };
      };
      return [supplier, { keys: [negate(total), evaluated], shown }];
    });
    return new Map(judged);
  };
}

const nothing: Given = { seats: [], mean: zero };

const weigh = (factors: readonly { readonly share: Ratio }[], means: readonly Given[]): Ratio[] =>
  factors.map(({ share }, at) => mul((means[at] ?? nothing).mean, share));

/**
 * Weighted price (加权价格): coefficient = 1 + Σ v ÷ (1 − Σ max), v being the mean of the seats' values of a criterion
 * and max its best; ranked on evaluated price ÷ coefficient. Source: openprocurement, auctions by "features".
 * Throws RangeError where the criteria are worth the whole price, which no published tender has.
 */
function weightedPrice(lot: Lot, { given }: Gathered): Judge['judge'] {
  const criteria = (lot.criteria ?? []).map(({ key, options }) => {
    const values = options.map(({ value }) => ({ max: value, share: parseDecimal(value, 4) }));
    const [best = { max: '0', share: zero }] = values.sort((a, b) => compare(b.share, a.share));
    return { key, ...best };
  });
  const rest = sub(one, sum(criteria.map(({ share }) => share)));
  if (rest.n <= 0n) throw new RangeError('criteria worth the whole price');
  return (bids) => {
    const judged = bids.map(({ supplier, evaluated }): readonly [string, Judged] => {
      const means = given.get(supplier) ?? [];
      const coefficient = add(one, div(sum(means.map(({ mean }) => mean)), rest));
      const price = div(evaluated, coefficient);
      const shown = () => ({
        weighted: {
          criteria: criteria.map(({ key: criterion, max }, at) => {
            const { seats, mean } = means[at] ?? nothing;
            return { criterion, max, seats, value: figure(mean, 4) };
          }),
          coefficient: figure(coefficient, 4),
          price: figure(price),
        },
      });
      return [supplier, { keys: [price], shown }];
    });
    return new Map(judged);
  };
}
