import {
  add,
  compare,
  div,
  equal,
  max,
  min,
  mul,
  one,
  parseDecimal,
  parseFraction,
  type Ratio,
  ratio,
  roundHalfUp,
  sub,
  sum,
  toDecimal,
  zero,
} from '../../../shared/kernel/ratio.ts';
import { type Day, daysBetween } from '../../../shared/kernel/time.ts';
import data from '../data/weights.json' with { type: 'json' };
import { amountIn, measureOf, written } from './amount.ts';
import type { Look } from './conditions.ts';
import type { LandedCost } from './cost.ts';
import type { Candidate, Factor, FactorName, Reason } from './model.ts';

/** The published weights (公布的权重): they sum to 1. */
export const weights: Readonly<Record<FactorName, Ratio>> = Object.fromEntries(
  Object.entries(data.weights).map(([name, weight]) => [name, parseDecimal(weight, 4)]),
) as Record<FactorName, Ratio>;
export const weightsVersion: string = data.version;

/** In so many days freshness falls from 1 to 0. */
export const freshDays: number = data.freshDays;
const unrated = parseDecimal(data.unratedRecord, 4);

/** What a score stands on beside the pair. */
export interface Standing {
  /** The one of the two that is looked at: the other looks. */
  readonly other: Candidate;
  readonly cost: LandedCost | undefined;
  /** What the landed cost is held against: see {@link Best}. */
  readonly best: Ratio | undefined;
  readonly today: Day;
}

type Judged = Reason & { readonly score: Ratio };

/** The factors of a match in their published order, each from 0 to 1. */
export function factorsOf(look: Look, standing: Standing): readonly Factor[] {
  const judged: Record<FactorName, Judged> = {
    cost: cost(standing),
    time: time(look),
    quantity: quantity(look),
    spec: spec(look),
    record: record(standing),
    freshness: freshness(standing),
  };
  return (Object.keys(weights) as FactorName[]).map((name) => ({ name, weight: weights[name], ...judged[name] }));
}

/** The weighted sum, from 0 to 100. */
export function scoreOf(factors: readonly Factor[]): Ratio {
  return mul(ratio(100n), sum(factors.map(({ weight, score }) => mul(weight, score))));
}

/** For who wants the least landed cost over this one; for who offers its own price over what it comes to there. */
function cost({ other, cost: landed, best }: Standing): Judged {
  if (landed === undefined || best === undefined) return { score: zero, code: 'cost-unknown', params: {} };
  const params = { landed: yuan(landed.total), best: yuan(best), price: yuan(landed.price) };
  const score = landed.total.n === 0n ? one : div(best, landed.total);
  if (landed.freight === undefined) return { score, code: 'cost-without-freight', params };
  const code = other.side === 'offered' ? 'cost-landed' : 'cost-carried';
  return { score, code, params: { ...params, freight: yuan(landed.freight) } };
}

/** How much of the wanted window the offer leaves to choose from. */
function time({ wanted, window }: Look): Judged {
  const [asked, common] = [daysIn(wanted.window), daysIn(window)];
  return { score: ratio(BigInt(common), BigInt(asked)), code: 'time-slack', params: { common, asked } };
}

const daysIn = ({ from, to }: Look['window']): number => daysBetween(from, to) + 1;

/** How much of what is wanted the offer covers. */
function quantity(look: Look): Judged {
  const measure = measureOf(look);
  const [asked, offered] = [look.wanted.quantity, look.offered.quantity].map((each) =>
    each === undefined ? undefined : amountIn(look, each, measure),
  );
  if (asked === undefined || offered === undefined) return { score: zero, code: 'quantity-not-stated', params: {} };
  const score = compare(offered, asked) >= 0 ? one : div(offered, asked);
  return {
    score,
    code: 'quantity-covered',
    params: { asked: shown(asked), offered: shown(offered), unit: written(measure) },
  };
}

function spec({ fit }: Look): Judged {
  const { closeness: score, substitutions, open } = fit;
  const [first] = substitutions;
  if (first !== undefined) return { score, code: 'spec-substituted', params: { ...first } };
  const [ask] = open;
  if (ask !== undefined) return { score, code: 'spec-open', params: { attribute: ask } };
  return { score, code: equal(score, one) ? 'spec-exact' : 'spec-close', params: {} };
}

/** A party's record of performance as it counts. */
export const recordOf = ({ record: rated }: Candidate): Ratio =>
  rated === undefined ? unrated : max(zero, min(one, parseFraction(rated)));

function record({ other }: Standing): Judged {
  if (other.record === undefined) return { score: unrated, code: 'record-none', params: {} };
  const score = recordOf(other);
  return { score, code: 'record-rated', params: { rating: roundHalfUp(mul(score, ratio(100n)), 0) } };
}

/** From 1 on the day on which the other side last said that its post stands, to 0. */
function freshness({ other, today }: Standing): Judged {
  const age = Math.max(0, daysBetween(other.confirmedOn, today));
  const score = max(zero, sub(one, ratio(BigInt(age), BigInt(data.freshDays))));
  return { score, code: 'fresh-since', params: { days: age } };
}

const yuan = (amount: Ratio): string => roundHalfUp(amount, 2);
const shown = (amount: Ratio): string => toDecimal(amount, 6) ?? roundHalfUp(amount, 6);

/** Whether the weights sum to 1, as their publication says. */
export const weighsOne = (): boolean => equal(Object.values(weights).reduce(add, zero), one);
