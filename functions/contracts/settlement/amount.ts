import { DomainError } from '../../../shared/kernel/errors.ts';
import { type Fen, type Money, money, parseMoney, toFenHalfUp } from '../../../shared/kernel/money.ts';
import { parseQuantity, type Quantity, type UnitCode } from '../../../shared/kernel/quantity.ts';
import { add, div, mul, one, parseDecimal, type Ratio, ratio } from '../../../shared/kernel/ratio.ts';
import { massFactor } from './price.ts';

/** Net, VAT and gross in fen (不含税金额、税额、价税合计): the first two always sum to the third. */
export interface Amounts {
  readonly net: Fen;
  readonly vat: Fen;
  readonly gross: Fen;
}

export const nothing: Amounts = { net: 0n, vat: 0n, gross: 0n };

/**
 * What a quantity costs: the price's side of tax is rounded half-up to the fen first, the VAT next, and the third is
 * their sum or difference.
 */
export function amountsOf(
  settled: Ratio,
  price: Ratio,
  tax: { readonly included: boolean; readonly rate: string },
): Amounts {
  const total = toFenHalfUp(mul(settled, price));
  const rate = parseDecimal(tax.rate, 4);
  if (tax.included) return withVatInside(total, rate);
  const vat = toFenHalfUp(mul(ratio(total, 100n), rate));
  return { net: total, vat, gross: total + vat };
}

/** The same for a gross amount, whatever it came from; a negative one mirrors its opposite. */
export function withVatInside(gross: Fen, rate: Ratio): Amounts {
  const net = toFenHalfUp(div(ratio(gross, 100n), add(one, rate)));
  return { net, vat: gross - net, gross };
}

/** A settled quantity in the unit that its price is told in. @throws `settled-unit-differs` */
export function inPriceUnit(settled: Quantity, unit: UnitCode): Ratio {
  const factor = massFactor(unit, settled.unit);
  if (factor === undefined) throw new DomainError('conflict', 'settled-unit-differs', { settled: settled.unit, unit });
  return mul(parseQuantity(settled), factor);
}

export const plus = (a: Amounts, b: Amounts): Amounts => ({
  net: a.net + b.net,
  vat: a.vat + b.vat,
  gross: a.gross + b.gross,
});

export const minus = (a: Amounts, b: Amounts): Amounts => plus(a, { net: -b.net, vat: -b.vat, gross: -b.gross });

/** As JSON carries them. */
export interface ShownAmounts {
  readonly net: Money;
  readonly vat: Money;
  readonly amount: Money;
}

export const shownAmounts = ({ net, vat, gross }: Amounts): ShownAmounts => ({
  net: money(net),
  vat: money(vat),
  amount: money(gross),
});

export const readAmounts = ({ net, vat, amount }: ShownAmounts): Amounts => ({
  net: parseMoney(net),
  vat: parseMoney(vat),
  gross: parseMoney(amount),
});
