import type { FieldError } from '../../shared/kernel/errors.ts';
import { type Money, parseUnitPrice } from '../../shared/kernel/money.ts';
import { compare, parseDecimal, ratio } from '../../shared/kernel/ratio.ts';
import type { Day } from '../../shared/kernel/time.ts';

/**
 * A series of published prices and its value at the base day, both a unit of the item; `surcharge` is added to the
 * series for goods of another size or grade (规格加价).
 */
export interface IndexLink {
  readonly index: string;
  readonly base: Money;
  readonly surcharge?: Money | undefined;
}

/** How settlement prices follow the market (价格条款). */
export type PriceRule =
  | { readonly rule: 'fixed' }
  /** Index + (bid − base) (指数加价); index × bid ÷ base (下浮率). */
  | { readonly rule: 'index-premium' | 'index-discount'; readonly dates: DateRule }
  /** The bid, but for what the index moves beyond a band around its base (调价幅度), a fraction. */
  | { readonly rule: 'band'; readonly band: string; readonly dates: DateRule };

/** Which published days settle a delivery (取价规则): of the call-off, of the delivery, or the mean of its week, ten days or month. */
export type DateRule = 'order-day' | 'delivery-day' | 'week' | 'ten-days' | 'month';

/** What a framework agreement (框架协议) that follows the award says. Periods are days, percentages decimals such as `"5"`. */
export interface AgreementTerms {
  readonly from: Day;
  readonly to: Day;
  readonly price: PriceRule;
  /** The one tolerance on quantities, in per cent. */
  readonly tolerance: string;
  /** Within which a supplier confirms a call-off, a buyer accepts a delivery, and either disputes a statement. */
  readonly confirmDays: number;
  readonly acceptDays: number;
  readonly disputeDays: number;
  readonly paymentDays: number;
  /** Bulk cement: within ±3 ‰ of the delivery note by the note (散装水泥磅差). */
  readonly weighing?: 'received' | 'note-within-3-per-mille' | undefined;
  /** Whether what is left may be called off after the term, and until when. */
  readonly rollOver?: { readonly until: Day } | undefined;
}

/** The locked demand round that a joint tender stands on (联合采购): the tender cannot drift from it. */
export interface JointDemand {
  readonly round: string;
  /** The hash of the whole round. */
  readonly hash: string;
  /** Who buys: all participants; the lead is the tender's buyer. */
  readonly buyers: readonly {
    readonly id: string;
    readonly name: string;
    readonly uscc: string;
    readonly division: string;
  }[];
  /** USCCs of the participants and their affiliates: none of them may bid. */
  readonly excluded: readonly string[];
}

/**
 * A second stage under a framework agreement (二次竞价): its members alone bid, at most at their own agreed prices, which
 * are by the tender's items, tax and freight included, exact within 8 decimals. `excluded` are the USCCs of the buyer's affiliates as the agreement knows them.
 */
export interface Competition {
  readonly agreement: string;
  readonly members: readonly {
    readonly supplier: string;
    readonly prices: readonly { readonly item: string; readonly unitPrice: Money }[];
  }[];
  readonly excluded: readonly string[];
}

/** The largest tolerance on quantities, in per cent (合同数量允差). */
export const maxTolerance = 20;

/** What contradicts itself in the terms of an agreement, as field errors of the draft that they stand in. */
export function termFaults({ from, to, tolerance, price, rollOver }: AgreementTerms): readonly FieldError[] {
  const at = '/agreementTerm';
  const checks: readonly (readonly [FieldError, boolean])[] = [
    [{ pointer: `${at}/to`, code: 'term-reversed', params: { from } }, to < from],
    [
      { pointer: `${at}/rollOver/until`, code: 'roll-over-within-term', params: { to } },
      rollOver !== undefined && rollOver.until <= to,
    ],
    [
      { pointer: `${at}/tolerance`, code: 'tolerance-too-large', params: { max: maxTolerance } },
      compare(parseDecimal(tolerance, 2), ratio(BigInt(maxTolerance))) > 0,
    ],
    [
      { pointer: `${at}/price/band`, code: 'band-out-of-range' },
      price.rule === 'band' && (!/^0\./.test(price.band) || parseDecimal(price.band, 4).n <= 0n),
    ],
  ];
  return checks.filter(([, fails]) => fails).map(([error]) => error);
}

/** An index that stands at nothing cannot be followed. */
export const indexFaults = ({ base }: IndexLink, pointer: string): readonly FieldError[] =>
  parseUnitPrice(base).n > 0n ? [] : [{ pointer: `${pointer}/base/amount`, code: 'index-base-not-positive' }];
