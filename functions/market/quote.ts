import { checkAgainst } from '../../shared/commodity/category.ts';
import { isDivision } from '../../shared/commodity/places.ts';
import { DomainError, type FieldError, faultsOf } from '../../shared/kernel/errors.ts';
import { deliveredPrice, type Fen, parseUnitPrice, toFenHalfUp } from '../../shared/kernel/money.ts';
import { parseQuantity } from '../../shared/kernel/quantity.ts';
import { compare, isZero, mul, one, parseDecimal } from '../../shared/kernel/ratio.ts';
import { addDays, addDuration, dayOf, type Instant } from '../../shared/kernel/time.ts';
import rules from './data/enquiry-rules.json' with { type: 'json' };
import type { Quote } from './enquiry-events.ts';
import { checkAmount, checkSubject, type Kind } from './goods.ts';

/** A quote as it is written (未校验的报价): the price is of one unit of its quantity, on the quantity's basis. */
export type WrittenQuote = {
  readonly [Name in keyof Omit<Quote, 'kind' | 'subject' | 'per' | 'weighingBasis'>]:
    | Quote[Name]
    | (undefined extends Quote[Name] ? undefined : never);
};

/** All of it, with tax and freight (报价总额): to the fen, half up, once. */
export const totalOf = (quote: Pick<Quote, 'unitPrice' | 'taxIncluded' | 'taxRate' | 'freight' | 'quantity'>): Fen =>
  toFenHalfUp(mul(deliveredPrice(quote), parseQuantity(quote.quantity)));

/**
 * The quote in its one written form, if it can be accepted as it stands: goods described in full, as the catalogue wants
 * them. A single fault is thrown as itself, several as `quote-invalid`, each with its pointer: those of attributes
 * (`checkAgainst`), of units and bases (`checkQuantity`), and `quantity-zero`, `price-zero`, `tax-rate-out-of-range`,
 * `division-unknown`, `coordinates-incomplete`, `validity-past`, `validity-too-long`, `delivery-before-validity`,
 * `delivery-too-far`, `payment-days-out-of-range`.
 */
export function checkQuote(written: WrittenQuote, kind: Kind, subject: string, at: Instant): Quote {
  const goods = checkSubject(kind, subject);
  const errors = [
    ...faultsOf(() => checkAgainst(goods, { ...written.attributes }, '/attributes'), '/attributes'),
    ...faultsOf(() => checkAmount(kind, subject, written.quantity, '/quantity'), '/quantity'),
    ...priceFaults(written),
    ...placeFaults(written),
    ...timeFaults(written, at),
  ];
  const [first, ...others] = errors;
  if (first !== undefined && others.length === 0) throw new DomainError('rule', first.code, first.params, errors);
  if (first !== undefined) throw new DomainError('rule', 'quote-invalid', { count: errors.length }, errors);
  const { unit: per, basis } = written.quantity;
  const attributes = checkAgainst(goods, { ...written.attributes }, '/attributes');
  const unit = { per, ...(basis === undefined ? {} : { weighingBasis: basis }) };
  return { ...(written as Omit<Quote, 'kind' | 'subject' | 'per'>), kind, subject, attributes, ...unit };
}

function priceFaults(written: WrittenQuote): FieldError[] {
  const { unitPrice, quantity, taxRate } = written;
  if (isZero(parseQuantity(quantity))) return [{ pointer: '/quantity/value', code: 'quantity-zero' }];
  if (compare(parseDecimal(taxRate, 4), one) > 0) return [{ pointer: '/taxRate', code: 'tax-rate-out-of-range' }];
  const nothing = isZero(parseUnitPrice(unitPrice)) || totalOf(written as Quote) === 0n;
  return nothing ? [{ pointer: '/unitPrice/amount', code: 'price-zero' }] : [];
}

function placeFaults({ deliverTo: { division, lon, lat } }: WrittenQuote): FieldError[] {
  if (!isDivision(division)) return [{ pointer: '/deliverTo/division', code: 'division-unknown' }];
  return (lon === undefined) === (lat === undefined) ? [] : [{ pointer: '/deliverTo', code: 'coordinates-incomplete' }];
}

function timeFaults({ validUntil, deliverBy, paymentDays }: WrittenQuote, at: Instant): FieldError[] {
  const { validDays, deliveryDays, paymentDays: days } = rules.quotes;
  const faults: FieldError[] = [];
  const refuse = (member: string, code: string, params = {}): void =>
    void faults.push({ pointer: `/${member}`, code, params });
  if (validUntil <= at) refuse('validUntil', 'validity-past', { now: at });
  if (validUntil > addDuration(at, `P${validDays}D`)) refuse('validUntil', 'validity-too-long', { max: validDays });
  if (deliverBy < dayOf(validUntil)) refuse('deliverBy', 'delivery-before-validity');
  if (deliverBy > addDays(dayOf(at), deliveryDays)) refuse('deliverBy', 'delivery-too-far', { max: deliveryDays });
  if (paymentDays < days.min || paymentDays > days.max) refuse('paymentDays', 'payment-days-out-of-range', days);
  return faults;
}
