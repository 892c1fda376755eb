import { parseMoney, yuan } from '../../../shared/kernel/money.ts';
import { compare, mul, parseDecimal } from '../../../shared/kernel/ratio.ts';
import type { Lot } from '../draft.ts';
import { allocationFindings, linesFindings } from './check-allocation.ts';
import { type CheckInput, decimalOf, type Finding, finding, inconsistent } from './finding.ts';

/** What the pack says of method, award, money and deductions of a draft's lots. */
export function lotFindings(input: CheckInput): readonly Finding[] {
  const { draft, pack, day } = input;
  const found: Finding[] = [];
  const { method, lots } = draft;
  if (!pack.methods.value.includes(method)) {
    const params = { method, allowed: pack.methods.value.join(', ') };
    found.push(finding(day, 'method-not-allowed', '/method', pack.methods, 'refused', params));
  }
  found.push(...standardGoodsFindings(input));
  const preference = pack.domesticPreference;
  if (!/^0(\.0+)?$/.test(preference.value)) {
    found.push(finding(day, 'domestic-preference', '', preference, 'advised', { rate: preference.value }));
  }
  const ofLots = lots.flatMap((lot, at) => [
    ...allocationFindings(input, lot, `/lots/${at}`),
    ...moneyFindings(input, lot, `/lots/${at}`),
    ...deductionFindings(input, lot, `/lots/${at}`),
  ]);
  return [...found, ...ofLots, ...linesFindings(input)];
}

/** MOF Order 87 art. 54: goods whose technique and service follow one standard go by the lowest evaluated price. */
function standardGoodsFindings({ draft, pack, day }: CheckInput): readonly Finding[] {
  const { standardGoods, standardCategories } = pack;
  if (draft.method === 'lowest-evaluated-price') return [];
  const categories = [...new Set(draft.lots.flatMap((lot) => lot.items.map((item) => item.category)))];
  if (categories.length === 0 || !categories.every((code) => standardCategories.value.includes(code))) return [];
  const params = { categories: categories.join(', ') };
  return [finding(day, 'standard-goods', '/method', standardGoods, standardGoods.value, params)];
}

/** Reg. 26 and 27, MOF Order 87 art. 12: the ceiling and the security against the estimate, which is not said. */
function moneyFindings({ pack, day }: CheckInput, lot: Lot, pointer: string): readonly Finding[] {
  const [estimate, ceiling, security] = [lot.estimate, lot.ceiling, lot.bidSecurity].map((money) =>
    money === undefined ? undefined : yuan(parseMoney(money)),
  );
  const found: Finding[] = [];
  if (ceiling !== undefined && ceiling.n <= 0n) {
    found.push(inconsistent('ceiling-not-positive', `${pointer}/ceiling`));
  }
  if (ceiling !== undefined && estimate !== undefined && compare(ceiling, estimate) > 0) {
    const rule = pack.ceilingWithinEstimate;
    found.push(finding(day, 'ceiling-above-estimate', `${pointer}/ceiling`, rule, rule.value));
  }
  if (security !== undefined && security.n > 0n) {
    const [rule, place] = [pack.bidSecurity, `${pointer}/bidSecurity`];
    const params = { fraction: rule.value };
    if (estimate === undefined) {
      found.push(finding(day, 'bid-security-unchecked', place, rule, 'advised', params));
    } else if (compare(security, mul(estimate, parseDecimal(rule.value, 4))) > 0) {
      found.push(finding(day, 'bid-security-high', place, rule, 'refused', params));
    }
  }
  return found;
}

function deductionFindings({ pack, day }: CheckInput, { deductions = [] }: Lot, lot: string): readonly Finding[] {
  const rule = pack.deductions;
  return deductions.flatMap((deduction, at): readonly Finding[] => {
    const pointer = `${lot}/deductions/${at}`;
    if (deductions.findIndex((one) => one.for === deduction.for) < at) {
      return [inconsistent('deduction-repeated', pointer)];
    }
    const range = rule.value[deduction.for];
    if (range === null) {
      return [finding(day, 'deduction-not-allowed', pointer, rule, 'refused', { for: deduction.for })];
    }
    const rate = decimalOf(deduction.rate, `${pointer}/rate`);
    if ('fault' in rate) return [rate.fault];
    const [least, most] = range;
    const within = compare(rate.value, parseDecimal(least, 4)) >= 0 && compare(rate.value, parseDecimal(most, 4)) <= 0;
    const params = { for: deduction.for, least, most };
    return within ? [] : [finding(day, 'deduction-out-of-range', `${pointer}/rate`, rule, 'refused', params)];
  });
}
