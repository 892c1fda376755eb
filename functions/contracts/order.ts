import { checkQuantityOf } from '../../shared/commodity/category.ts';
import { convertIn } from '../../shared/commodity/conversion.ts';
import { orderable } from '../../shared/commodity/process.ts';
import { DomainError, type FieldError, fieldError } from '../../shared/kernel/errors.ts';
import { fromMillionths } from '../../shared/kernel/movement.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import { parseDecimal, toDecimal } from '../../shared/kernel/ratio.ts';
import { addDays, type Day, dayOf, endOfDay, type Instant } from '../../shared/kernel/time.ts';
import type { Quoted } from './agreement-events.ts';
import { type ExistingAgreement, lastDay, mustTakeOrders, supplies } from './agreement-state.ts';
import type { AgreedItem, CallOffLine, CallOffPlaced } from './call-off-events.ts';
import { limitOf } from './delivery.ts';
import { accounts, millionthsOf, withTolerance } from './ledger.ts';
import type { AgreedLine, Share, ShareLot } from './shares.ts';

/** A line as a buyer asks for it. */
export interface AskedLine {
  readonly itemId: string;
  readonly quantity: Quantity;
  readonly deliverTo?: AgreedItem['deliveryPoint'] | undefined;
  readonly deliverBy: Day;
}

/** What is called off of whom: under which agreement, by which buyer. */
export interface Order {
  readonly id: string;
  readonly state: ExistingAgreement;
  readonly share: Share;
  readonly supplier: string;
  readonly lines: readonly AskedLine[];
  readonly at: Instant;
  /** Whose quota an item is taken from, where not the supplier's own: a reserve's that takes a winner's place. */
  readonly holders?: Readonly<Record<string, string>> | undefined;
  /** Prices that a mini-competition won, by item. */
  readonly prices?:
    | Readonly<Record<string, Pick<AgreedLine, 'unitPrice' | 'taxIncluded' | 'taxRate' | 'freight'>>>
    | undefined;
  readonly follows?: string | undefined;
  readonly competition?: string | undefined;
  /** The accepted quote that it carries out. */
  readonly quoted?: Quoted | undefined;
}

interface Found {
  readonly item: AgreedItem;
  readonly lot: ShareLot;
}

/** A buyer's item, and its part of the lot. */
export function found(share: Share, id: string): Found | undefined {
  for (const lot of share.lots) {
    const item = lot.items.find((each) => each.id === id);
    if (item !== undefined) return { item, lot };
  }
  return undefined;
}

const lineOf = (lot: ShareLot, supplier: string, item: string): AgreedLine | undefined =>
  lot.suppliers.find((each) => each.supplier === supplier)?.lines.find((each) => each.item === item);

/** Who may be called upon for an item now. */
export const suppliersOf = (state: ExistingAgreement, share: Share, id: string): readonly string[] => {
  const { lot } = found(share, id) ?? {};
  return (lot?.suppliers ?? [])
    .filter(({ supplier, lines }) => lines.some(({ item }) => item === id) && supplies(state, lot?.lot ?? '', supplier))
    .map(({ supplier }) => supplier);
};

/**
 * The one who is asked, where the buyer names nobody: the only one who supplies all of the lines.
 * @throws `item-unknown` for what is not the buyer's own, `supplier-needed` where there are several or none.
 */
export function onlySupplier(state: ExistingAgreement, share: Share, lines: readonly AskedLine[]): string {
  refuse(lines.flatMap(({ itemId }, at) => (found(share, itemId) ? [] : [unknownItem(itemId, at)])));
  const each = lines.map(({ itemId }) => suppliersOf(state, share, itemId));
  const all = (each[0] ?? []).filter((supplier) => each.every((some) => some.includes(supplier)));
  const [only, ...others] = all;
  if (only === undefined || others.length > 0)
    throw fieldError('supplier-needed', '/supplier', { suppliers: all.join(', ') || '—' });
  return only;
}

const unknownItem = (item: string, at: number): FieldError => ({
  pointer: `/lines/${at}/itemId`,
  code: 'item-unknown',
  params: { item },
});

/** The accounts that an order takes from. */
export function accountsOf({ share, supplier, lines, holders = {} }: Order): string[] {
  return lines.flatMap(({ itemId }) => {
    const { lot, item } = found(share, itemId) ?? {};
    if (lot === undefined || item === undefined) return [];
    const holder = holders[itemId] ?? supplier;
    return [
      accounts.quota(share.buyer, holder, itemId, lot.revision),
      ...(item.free === '0' ? [] : [accounts.free(itemId, lot.revision)]),
    ];
  });
}

/**
 * The call-off of an order, as the ledger holds: what the quota does not hold is taken from what is free for any winner.
 * What a quote settled is placed as it was accepted, however late it is told.
 * @throws `agreement-closed`, `plain-order`, `agreement-not-begun`; with the pointer of each line `item-unknown`, `line-repeated`,
 * `item-not-supplied`, `deliver-by-outside-term`, what {@link canonicalOf} throws; `quota-exceeded` with what is left.
 */
export function ordered(order: Order, held: ReadonlyMap<string, bigint>): CallOffPlaced['data'] {
  const { id, state, share, supplier, at, follows, competition, quoted } = order;
  if (quoted === undefined) mustTakeOrders(state, at);
  if (dayOf(at) < state.terms.from)
    throw new DomainError('conflict', 'agreement-not-begun', { from: state.terms.from });
  return {
    agreement: id,
    buyer: share.buyer,
    supplier,
    lines: linesOf(order, held),
    placedAt: at,
    confirmBy: endOfDay(addDays(dayOf(at), state.terms.confirmDays)),
    until: lastDay(state),
    ...(follows === undefined ? {} : { follows }),
    ...(competition === undefined ? {} : { competition }),
    ...(quoted === undefined ? {} : { quoted }),
  };
}

/** The lines alone, for a change; see {@link ordered}. */
export function linesOf(order: Order, held: ReadonlyMap<string, bigint>): CallOffLine[] {
  const faults: FieldError[] = [];
  const short: FieldError[] = [];
  const seen = new Set<string>();
  const lines: CallOffLine[] = [];
  for (const [at, asked] of order.lines.entries()) {
    const pointer = `/lines/${at}`;
    const where = found(order.share, asked.itemId);
    if (where === undefined) faults.push(unknownItem(asked.itemId, at));
    else if (seen.has(asked.itemId)) faults.push({ pointer: `${pointer}/itemId`, code: 'line-repeated' });
    else {
      const attempt = (): CallOffLine | { readonly left: FieldError } => oneLine(order, asked, where, held, pointer);
      const line = orFaults(attempt, faults);
      if (line !== undefined && 'left' in line) short.push(line.left);
      else if (line !== undefined) lines.push(line);
    }
    seen.add(asked.itemId);
  }
  refuse(faults);
  const [first] = short;
  if (first !== undefined) throw new DomainError('conflict', first.code, first.params, short);
  return lines;
}

function orFaults<T>(attempt: () => T, faults: FieldError[]): T | undefined {
  try {
    return attempt();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    faults.push(...error.errors);
    return undefined;
  }
}

function refuse(faults: readonly FieldError[]): void {
  const [first] = faults;
  if (first !== undefined) throw new DomainError('rule', first.code, first.params, faults);
}

function oneLine(
  { state, share, supplier, at, holders = {}, prices = {}, follows, quoted }: Order,
  asked: AskedLine,
  { item, lot }: Found,
  held: ReadonlyMap<string, bigint>,
  pointer: string,
): CallOffLine | { readonly left: FieldError } {
  const agreed = lineOf(lot, supplier, item.id);
  const holder = holders[item.id] ?? supplier;
  if (agreed === undefined || (holder === supplier && !supplies(state, lot.lot, supplier))) {
    throw fieldError('item-not-supplied', `${pointer}/itemId`, { item: item.id, supplier });
  }
  const { deliverBy } = asked;
  const late = deliverBy > lastDay(state) || (deliverBy < dayOf(at) && follows === undefined && quoted === undefined);
  if (late) throw fieldError('deliver-by-outside-term', `${pointer}/deliverBy`, { until: lastDay(state) });
  const canonical = canonicalOf(item, asked.quantity, `${pointer}/quantity`);
  const { tolerance } = state.terms;
  const opening = withTolerance(lineOf(lot, holder, item.id)?.quantity ?? '0', tolerance);
  const freeOpening = withTolerance(item.free, tolerance);
  const quota = held.get(accounts.quota(share.buyer, holder, item.id, lot.revision)) ?? millionthsOf(opening);
  const free = held.get(accounts.free(item.id, lot.revision)) ?? millionthsOf(freeOpening);
  const wanted = millionthsOf(canonical.value);
  if (wanted > quota + free) {
    const params = { item: item.id, left: fromMillionths(quota + free), unit: canonical.unit };
    return { left: { pointer: `${pointer}/quantity`, code: 'quota-exceeded', params } };
  }
  const { unitPrice, freight, taxIncluded, taxRate } = prices[item.id] ?? agreed;
  return {
    item: item.id,
    lot: lot.lot,
    category: item.category,
    attributes: item.attributes,
    quantity: asked.quantity,
    canonical,
    fromFree: fromMillionths(wanted > quota ? wanted - quota : 0n),
    holder,
    opening,
    freeOpening,
    revision: lot.revision,
    deliverable: limitOf(asked, tolerance),
    unitPrice,
    ...(freight === undefined ? {} : { freight }),
    taxIncluded,
    taxRate,
    ...(item.priceIndex === undefined ? {} : { priceIndex: item.priceIndex }),
    deliverTo: asked.deliverTo ?? item.deliveryPoint,
    deliverBy,
  };
}

/** Units that goods are counted in. */
export const counted: readonly string[] = ['H87', 'BG'];
const places = 6;

/**
 * A quantity in the unit and on the basis of the agreement's item, exactly; what ends later than 6 decimals is rounded up,
 * so that the ledger never gives more than it holds.
 * @throws `quantity-zero`, `quantity-not-whole`, `bases-differ`, and what `checkQuantity` and `convert` throw.
 */
export function canonicalOf(
  { category, attributes, quantity: agreed }: AgreedItem,
  asked: Quantity,
  pointer: string,
): Quantity {
  const value = parseDecimal(asked.value, places);
  if (value.n <= 0n) throw fieldError('quantity-zero', `${pointer}/value`);
  if (counted.includes(asked.unit) && value.d !== 1n)
    throw fieldError('quantity-not-whole', `${pointer}/value`, { unit: asked.unit });
  checkQuantityOf(orderable(category), asked, pointer);
  const { exact, quantity } = converted(category, attributes, asked, agreed.unit, pointer);
  if (quantity.basis !== agreed.basis) {
    throw fieldError('bases-differ', `${pointer}/basis`, { a: quantity.basis ?? '-', b: agreed.basis ?? '-' });
  }
  const decimal = toDecimal(exact, places) ?? roundUp(exact);
  return { value: decimal, unit: agreed.unit, ...(agreed.basis === undefined ? {} : { basis: agreed.basis }) };
}

function converted(
  category: string,
  attributes: AgreedItem['attributes'],
  quantity: Quantity,
  to: Quantity['unit'],
  pointer: string,
) {
  try {
    return convertIn(orderable(category), { attributes, quantity, to });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const [first] = error.errors;
    throw fieldError(first?.code ?? error.code, `${pointer}/unit`, { ...first?.params, ...error.params });
  }
}

function roundUp({ n, d }: { readonly n: bigint; readonly d: bigint }): string {
  const scale = 10n ** BigInt(places);
  return fromMillionths((n * scale + d - 1n) / d);
}
