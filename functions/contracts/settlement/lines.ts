import { canonical } from '../../../shared/kernel/json.ts';
import { parseUnitPrice } from '../../../shared/kernel/money.ts';
import { parseQuantity } from '../../../shared/kernel/quantity.ts';
import { div, isZero, max, mul, parseDecimal, roundHalfUp, toDecimal } from '../../../shared/kernel/ratio.ts';
import { byText } from '../../../shared/kernel/text.ts';
import { dayOf } from '../../../shared/kernel/time.ts';
import { hashJson } from '../../../shared/sealing/hash.ts';
import type { Framework } from '../agreement-events.ts';
import type { AcceptedLine, DeliveredLine, DeliveryAccepted, DeliveryMade } from '../delivery-events.ts';
import type { PriceSteps, StatementLine } from '../statement-events.ts';
import { type Amounts, amountsOf, inPriceUnit, minus, nothing, plus, readAmounts, shownAmounts } from './amount.ts';
import { type Window, windowOf } from './dates.ts';
import { type Priced, type Reading, settlementPrice } from './price.ts';

/** A delivery that was accepted, or counts as such. */
export interface AcceptedDelivery {
  readonly id: string;
  readonly delivery: DeliveryMade['data'];
  readonly acceptance: DeliveryAccepted['data'];
}

/** What must be read of a series before lines can be priced. */
export interface Wanted extends Window {
  readonly index: string;
}

export type Readings = ReadonlyMap<string, Reading>;
export const readingKey = ({ index, from, to }: Wanted): string => `${index}/${from}/${to}`;

/** Prices and lines, and what they come to. */
export interface Priceable {
  readonly prices: readonly PriceSteps[];
  readonly lines: readonly StatementLine[];
  readonly total: Amounts;
}

type Rule = Framework['terms']['price'];

/** The windows of series that these deliveries are priced by, each once. */
export function wantedFor(rule: Rule, deliveries: readonly AcceptedDelivery[]): Wanted[] {
  const wanted = settledLines(deliveries).flatMap(({ delivery, of }) => wantedOf(rule, delivery, of) ?? []);
  return [...new Map(wanted.map((each) => [readingKey(each), each])).values()];
}

function wantedOf(rule: Rule, delivery: DeliveryMade['data'], { of }: DeliveredLine): Wanted | undefined {
  if (rule.rule === 'fixed' || of.priceIndex === undefined) return undefined;
  const window = windowOf(rule.dates, dayOf(delivery.orderedAt), dayOf(delivery.deliveredAt));
  return { index: of.priceIndex.index, ...window };
}

/**
 * The lines of accepted deliveries, each at its settlement price; what was rejected whole is no line. Every amount is
 * rounded by its line, so that lines always sum to the total.
 * @throws what {@link settlementPrice} and `inPriceUnit` throw
 */
export function linesOf(rule: Rule, deliveries: readonly AcceptedDelivery[], readings: Readings): Priceable {
  const prices = numbered<PriceSteps>();
  const lines: StatementLine[] = [];
  for (const { id, delivery, acceptance, of: delivered, accepted } of settledLines(deliveries)) {
    const line = delivered.of;
    const wanted = wantedOf(rule, delivery, delivered);
    const unit = line.canonical.unit;
    const steps = settlementPrice(rule, { ...line, unit }, wanted && readings.get(readingKey(wanted)));
    const amounts = amountOf(steps, { settled: accepted.settled, unit, ...line });
    lines.push({
      line: `${id}/${line.item}`,
      delivery: id,
      callOff: delivery.callOff,
      item: line.item,
      category: line.category,
      goods: hashJson([line.category, line.attributes]),
      acceptedOn: acceptance.day,
      ordered: line.canonical,
      limit: limitOf(delivered, accepted),
      accepted: accepted.accepted,
      settled: accepted.settled,
      settledBy: accepted.settledBy,
      unit,
      price: prices.of(steps),
      taxIncluded: line.taxIncluded,
      taxRate: line.taxRate,
      ...shownAmounts(amounts),
    });
  }
  return { prices: prices.all, lines, total: totalOf(lines) };
}

/** Delivered lines beside what was found of them, but for those of which nothing is paid, in the order of acceptance. */
function settledLines(deliveries: readonly AcceptedDelivery[]) {
  return [...deliveries]
    .sort((a, b) => byText(a.acceptance.day, b.acceptance.day) || byText(a.id, b.id))
    .flatMap((each) =>
      each.delivery.lines.flatMap((of) => {
        const accepted = each.acceptance.lines.find(({ item }) => item === of.item);
        return accepted === undefined || isNothing(accepted) ? [] : [{ ...each, of, accepted }];
      }),
    );
}

function limitOf({ of: { canonical: asked, quantity }, limit }: DeliveredLine, { settled }: AcceptedLine): string {
  const within = div(mul(parseQuantity(asked), parseDecimal(limit, 6)), parseQuantity(quantity));
  const most = max(within, inPriceUnit(settled, asked.unit));
  return toDecimal(most) ?? roundHalfUp(most, 6);
}

const isNothing = ({ settled }: AcceptedLine): boolean => isZero(inPriceUnit(settled, settled.unit));

type Taxed = Pick<StatementLine, 'settled' | 'unit' | 'taxIncluded' | 'taxRate'>;

function amountOf(steps: PriceSteps, { settled, unit, taxIncluded, taxRate }: Taxed): Amounts {
  const price = parseUnitPrice(steps.price);
  return amountsOf(inPriceUnit(settled, unit), price, { included: taxIncluded, rate: taxRate });
}

export const totalOf = (lines: readonly StatementLine[]): Amounts =>
  lines.reduce((sum, line) => plus(sum, readAmounts(line)), nothing);

/** A line as it is priced now, whichever statement or correction that stands in. */
export interface PricedLine {
  readonly line: StatementLine;
  readonly steps: PriceSteps;
}

/** Lines as a statement and the corrections of its series left them. */
export function pricedNow(first: Priceable, corrections: readonly Priceable[]): PricedLine[] {
  const steps = new Map<string, PriceSteps>();
  for (const { prices, lines } of [first, ...corrections]) {
    for (const { line, price } of lines) steps.set(line, prices[price] as PriceSteps);
  }
  return first.lines.map((line) => ({ line, steps: steps.get(line.line) as PriceSteps }));
}

/** The windows that lines were priced by, each once. */
export function wantedAgain(lines: readonly PricedLine[]): Wanted[] {
  const wanted = lines.flatMap(({ steps: { index } }) =>
    index === undefined ? [] : [{ index: index.index, from: index.from, to: index.to }],
  );
  return [...new Map(wanted.map((each) => [readingKey(each), each])).values()];
}

/** What changed in them: lines with the differences only, and both prices of each by one number. */
export interface Differences extends Priceable {
  readonly before: readonly PriceSteps[];
}

/** Lines priced again by series that were corrected since; those whose price stays are left out. */
export function differences(lines: readonly PricedLine[], readings: Readings): Differences {
  const pairs = numbered<{ readonly now: PriceSteps; readonly before: PriceSteps }>();
  const changed = lines.flatMap(({ line, steps: before }): StatementLine[] => {
    if (before.index === undefined) return [];
    const now = settlementPrice(ruleOf(before), goodsOf(line, before), readings.get(readingKey(before.index)));
    if (now.price.amount === before.price.amount) return [];
    const amounts = minus(amountOf(now, line), amountOf(before, line));
    return [{ ...line, price: pairs.of({ now, before }), ...shownAmounts(amounts) }];
  });
  return {
    prices: pairs.all.map(({ now }) => now),
    before: pairs.all.map(({ before }) => before),
    lines: changed,
    total: totalOf(changed),
  };
}

const ruleOf = ({ rule, index }: PriceSteps) => (rule === 'band' ? { rule, band: index?.band ?? '0' } : { rule });

function goodsOf({ unit, taxIncluded, taxRate }: StatementLine, { bid, freight, index }: PriceSteps): Priced {
  return {
    unitPrice: bid,
    ...(freight === undefined ? {} : { freight }),
    ...(index === undefined
      ? {}
      : { priceIndex: { index: index.index, base: index.base, surcharge: index.surcharge } }),
    unit,
    taxIncluded,
    taxRate,
  };
}

/** Values by number, equal ones once. */
export function numbered<T>() {
  const all: T[] = [];
  const numbers = new Map<string, number>();
  return {
    all,
    of(value: T): number {
      const name = canonical(value);
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, all.length);
      return all.push(value) - 1;
    },
  };
}
