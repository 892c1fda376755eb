import type { SizeClass } from '../../../shared/kernel/actor.ts';
import { mul, one, parseDecimal, type Ratio, sub } from '../../../shared/kernel/ratio.ts';
import type { Deduction } from '../draft.ts';

/**
 * The policy deduction of a bidder (价格扣除; 政府采购促进中小企业发展管理办法, 财库〔2022〕19号): of a consortium the
 * one for consortia, else the one of its size class; never both.
 */
export function deductionOf(
  deductions: readonly Deduction[],
  bidder: { readonly sizeClass?: SizeClass; readonly consortium?: boolean },
): Deduction | undefined {
  const kind = bidder.consortium ? 'consortium' : bidder.sizeClass;
  return deductions.find((one) => one.for === kind);
}

/** Price × (1 − rate): for the comparison only, the contract is made at the price (MOF Order 87 art. 55). */
export const deduct = (price: Ratio, deduction: Deduction | undefined): Ratio =>
  deduction === undefined ? price : mul(price, sub(one, parseDecimal(deduction.rate, 4)));
