import { type Money, money, parseMoney } from '../../../shared/kernel/money.ts';
import { compare, parseDecimal, roundHalfUp, toDecimal } from '../../../shared/kernel/ratio.ts';
import type { Day } from '../../../shared/kernel/time.ts';
import type { MatchFault, PriceSteps, StatementLine } from '../statement-events.ts';
import { inPriceUnit } from './amount.ts';

/** An invoice (发票) as its supplier tells of it. */
export interface Invoice {
  readonly number: string;
  readonly amount: Money;
  readonly issuedOn: Day;
  readonly lines?: readonly InvoiceLine[] | undefined;
}

/** One of its lines, named by the statement's: quantity in the unit of the price. */
export interface InvoiceLine {
  readonly line: string;
  readonly quantity: string;
  readonly unitPrice: Money;
  readonly taxRate: string;
  readonly amount: Money;
}

/** What an invoice is held against. */
export interface Matched {
  readonly amount: Money;
  /** What other invoices without a fault come to already. */
  readonly invoiced: Money;
  readonly lines: readonly StatementLine[];
  readonly prices: readonly PriceSteps[];
  readonly disputed: readonly string[];
}

/**
 * The three-way match (三单匹配): call-off, delivery and invoice, line by line; every difference is named, none hides
 * another. Without lines the invoice is held against what is left of the statement.
 */
export function matchFaults(invoice: Invoice, statement: Matched): MatchFault[] {
  const left = parseMoney(statement.amount) - parseMoney(statement.invoiced);
  const { lines } = invoice;
  const faults: MatchFault[] = [];
  if (lines === undefined) {
    if (parseMoney(invoice.amount) !== left) {
      faults.push({ code: 'amount-differs', expected: money(left).amount, found: invoice.amount.amount });
    }
    faults.push(...statement.disputed.map((line) => ({ code: 'line-disputed', line })));
  } else {
    const sum = lines.reduce((fen, { amount }) => fen + parseMoney(amount), 0n);
    if (sum !== parseMoney(invoice.amount)) {
      faults.push({ code: 'lines-sum-differs', expected: money(sum).amount, found: invoice.amount.amount });
    }
    if (parseMoney(invoice.amount) > left) {
      faults.push({ code: 'over-invoiced', expected: money(left).amount, found: invoice.amount.amount });
    }
    faults.push(...lines.flatMap((line, at) => lineFaults(line, lines.slice(0, at), statement)));
  }
  const first = statement.lines.map(({ acceptedOn }) => acceptedOn).sort()[0];
  if (first !== undefined && invoice.issuedOn < first) {
    faults.push({ code: 'invoiced-before-delivery', expected: first, found: invoice.issuedOn });
  }
  return faults;
}

function lineFaults(of: InvoiceLine, before: readonly InvoiceLine[], statement: Matched): MatchFault[] {
  const { line } = of;
  const stated = statement.lines.find((each) => each.line === line);
  const price = stated && statement.prices[stated.price]?.price;
  if (stated === undefined || price === undefined) return [{ code: 'line-unknown', line }];
  const faults: MatchFault[] = [];
  const differs = (code: string, expected: string, found: string) => faults.push({ code, line, expected, found });
  if (before.some((each) => each.line === line)) faults.push({ code: 'line-twice', line });
  if (statement.disputed.includes(line)) faults.push({ code: 'line-disputed', line });

  const settled = inPriceUnit(stated.settled, stated.unit);
  const quantity = parseDecimal(of.quantity, 6);
  if (compare(quantity, settled) !== 0) {
    differs('quantity-differs-from-delivery', toDecimal(settled) ?? roundHalfUp(settled, 6), of.quantity);
  }
  if (compare(quantity, parseDecimal(stated.limit, 12)) > 0)
    differs('quantity-over-call-off', stated.limit, of.quantity);
  if (compare(parseDecimal(of.unitPrice.amount, 4), parseDecimal(price.amount, 4)) !== 0) {
    differs('price-differs', price.amount, of.unitPrice.amount);
  }
  if (compare(parseDecimal(of.taxRate, 4), parseDecimal(stated.taxRate, 4)) !== 0) {
    differs('tax-rate-differs', stated.taxRate, of.taxRate);
  }
  if (parseMoney(of.amount) !== parseMoney(stated.amount)) {
    differs('line-amount-differs', stated.amount.amount, of.amount.amount);
  }
  return faults;
}
