import { dayOf } from '../../../shared/kernel/time.ts';
import paymentRules from './data/payment.json' with { type: 'json' };
import { type CheckInput, type Finding, finding, inconsistent } from './finding.ts';
import type { Rule } from './pack.ts';

/** The law of payment, the same under every regime: the longest period that may be agreed, and the usual one (付款期限). */
const payment = paymentRules as Readonly<Record<keyof typeof paymentRules, Rule>>;

/** What is said of the framework agreement that is to follow the award, and of the indices that its prices follow. */
export function agreementFindings({ draft, day }: CheckInput): readonly Finding[] {
  const { agreementTerm: terms, deadline, lots } = draft;
  const items = lots.flatMap((lot, at) =>
    lot.items.map((item, place) => ({ item, pointer: `/lots/${at}/items/${place}/priceIndex` })),
  );
  const followed = terms !== undefined && terms.price.rule !== 'fixed';
  const links = items.flatMap(({ item: { priceIndex }, pointer }) => {
    if (followed && priceIndex === undefined) return [inconsistent('price-index-missing', pointer)];
    return !followed && priceIndex !== undefined ? [inconsistent('price-index-not-used', pointer)] : [];
  });
  if (terms === undefined) return links;
  const over = terms.to <= dayOf(deadline);
  return [
    ...links,
    ...(over ? [inconsistent('agreement-over', '/agreementTerm/to', { deadline: dayOf(deadline) })] : []),
    ...paymentFindings(day, terms.paymentDays),
  ];
}

function paymentFindings(day: CheckInput['day'], agreed: number): readonly Finding[] {
  const pointer = '/agreementTerm/paymentDays';
  const [longest, usual] = [payment.longest.value, payment.usual.value];
  if (agreed > longest)
    return [finding(day, 'payment-days-long', pointer, payment.longest, 'refused', { max: longest })];
  if (agreed <= usual) return [];
  return [finding(day, 'payment-days-unusual', pointer, payment.usual, 'advised', { days: usual })];
}
