import { DomainError, fieldError } from '../../../shared/kernel/errors.ts';
import { type Money, parseMoney } from '../../../shared/kernel/money.ts';
import { parseDecimal } from '../../../shared/kernel/ratio.ts';
import type { PriceSteps, StatementDisputed, StatementLine } from '../statement-events.ts';
import { minus, shownAmounts, withVatInside } from './amount.ts';
import { type Differences, numbered, type Priceable, totalOf } from './lines.ts';

/** A line that somebody disputes, and what it should come to. */
export interface Claim {
  readonly line: string;
  readonly amount: Money;
}

/** Claims beside what the statement says. @throws `statement-line-unknown`, `claim-as-stated` */
export function claimed(lines: Priceable['lines'], claims: readonly Claim[]): StatementDisputed['data']['lines'] {
  return claims.map(({ line, amount }, at) => {
    const stated = lines.find((each) => each.line === line)?.amount;
    if (stated === undefined) throw fieldError('statement-line-unknown', `/lines/${at}/line`, { line });
    if (parseMoney(stated) === parseMoney(amount)) throw fieldError('claim-as-stated', `/lines/${at}/amount`);
    return { line, stated, claimed: amount };
  });
}

/**
 * What an accepted dispute changes: each line's claim less what it comes to by the statement and its corrections so far,
 * its VAT by the line's rate; lines that come to their claim already are left out.
 */
export function conceded(
  statement: Priceable,
  claims: StatementDisputed['data']['lines'],
  corrections: readonly Pick<Priceable, 'lines'>[],
): Differences {
  const prices = numbered<PriceSteps>();
  const lines = claims.flatMap(({ line: name, claimed: amount }): StatementLine[] => {
    const line = statement.lines.find((each) => each.line === name);
    const steps = line && statement.prices[line.price];
    if (line === undefined || steps === undefined)
      throw new DomainError('rule', 'statement-line-unknown', { line: name });
    const stands = totalOf([line, ...corrections.flatMap((each) => each.lines.filter((of) => of.line === name))]);
    const change = minus(withVatInside(parseMoney(amount), parseDecimal(line.taxRate, 4)), stands);
    return change.gross === 0n ? [] : [{ ...line, price: prices.of(steps), ...shownAmounts(change) }];
  });
  return { prices: prices.all, before: prices.all, lines, total: totalOf(lines) };
}
