import { type Fen, yuan } from '../../../shared/kernel/money.ts';
import { compare, div, one, parseDecimal, type Ratio, ratio, sub } from '../../../shared/kernel/ratio.ts';
import type { RulePack } from '../rules/pack.ts';
import { bySupplier, figure, type LowPrice } from './evaluation.ts';

type Thresholds = RulePack['abnormallyLow']['value'];

/** 1 − price ÷ other: how far below. */
const below = (price: Ratio, other: Ratio): Ratio => sub(one, div(price, other));

/**
 * Whether a price may be abnormally low (异常低价; MOF Order 87 art. 60): its distance below the mean of the others, and
 * below the next, against the pack's thresholds; reaching one is enough. Nothing follows from it but a question.
 */
export function lowPriceOf(
  supplier: string,
  { price, meanOfOthers, next }: { price: Ratio; meanOfOthers: Ratio; next: Ratio | undefined },
  { ofMean, ofNext }: Thresholds,
): LowPrice {
  const [belowMean, belowNext] = [below(price, meanOfOthers), next && below(price, next)];
  const flags: LowPrice['flags'][number][] = [];
  if (compare(belowMean, parseDecimal(ofMean, 4)) >= 0) flags.push('mean');
  if (belowNext !== undefined && compare(belowNext, parseDecimal(ofNext, 4)) >= 0) flags.push('next');
  return {
    supplier,
    belowMean: figure(belowMean, 4),
    ...(belowNext && { belowNext: figure(belowNext, 4) }),
    flags,
  };
}

/** The low prices among the responsive bids of a lot, lowest first. Where there is but one, there is nothing to compare. */
export function lowPrices(
  bids: readonly { readonly supplier: string; readonly price: Fen }[],
  thresholds: Thresholds,
): LowPrice[] {
  if (bids.length < 2) return [];
  const sorted = [...bids].sort((a, b) => (a.price === b.price ? bySupplier(a, b) : a.price < b.price ? -1 : 1));
  const total = sorted.reduce((sum, { price }) => sum + price, 0n);
  return sorted.flatMap(({ supplier, price }, at) => {
    const meanOfOthers = ratio(total - price, 100n * BigInt(sorted.length - 1));
    const next = sorted[at + 1];
    if (meanOfOthers.n === 0n || next?.price === 0n) return [];
    const low = lowPriceOf(supplier, { price: yuan(price), meanOfOthers, next: next && yuan(next.price) }, thresholds);
    return low.flags.length > 0 ? [low] : [];
  });
}
