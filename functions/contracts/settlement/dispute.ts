import { DomainError, fieldError } from '../../../shared/kernel/errors.ts';
import { type Money, parseMoney } from '../../../shared/kernel/money.ts';
import { parseDecimal } from '../../../shared/kernel/ratio.ts';
import type { PriceSteps, StatementDisputed } from '../statement-events.ts';
import { minus, readAmounts, shownAmounts, withVatInside } from './amount.ts';
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

/** What an accepted dispute changes: each line's claim less what was stated, its VAT by the line's rate. */
export function conceded(statement: Priceable, claims: StatementDisputed['data']['lines']): Differences {
  const prices = numbered<PriceSteps>();
  const lines = claims.map(({ line: name, claimed: amount }) => {
    const line = statement.lines.find((each) => each.line === name);
    const steps = line && statement.prices[line.price];
    if (line === undefined || steps === undefined)
      throw new DomainError('rule', 'statement-line-unknown', { line: name });
    const now = withVatInside(parseMoney(amount), parseDecimal(line.taxRate, 4));
    return { ...line, price: prices.of(steps), ...shownAmounts(minus(now, readAmounts(line))) };
  });
  return { prices: prices.all, before: prices.all, lines, total: totalOf(lines) };
}
