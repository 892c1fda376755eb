import { deliveredPrice, type Fen, parseMoney } from '../../../shared/kernel/money.ts';
import type { Quantity } from '../../../shared/kernel/quantity.ts';
import { compare, parseDecimal, type Ratio } from '../../../shared/kernel/ratio.ts';
import type { Day } from '../../../shared/kernel/time.ts';
import type { LotTerms, OfferedItem, OfferedLot } from '../../../shared/sealing/bid.ts';
import type { OpenedBid } from '../bid-record.ts';
import type { Lot } from '../draft.ts';
import type { AskedItem, SummedLot } from './arithmetic.ts';
import type { EvaluatedLine, InvalidReason } from './evaluation.ts';
import type { Qualification } from './findings.ts';

/** A lot, read once for all bids. */
export interface AskedLot extends SummedLot {
  readonly lot: Lot;
  readonly known: ReadonlySet<string>;
  /** Until when bids must be valid at least. */
  readonly validity: Day;
  /** By supplier and item the highest unit price, tax included, of a second stage; undefined elsewhere. */
  readonly agreed?: ReadonlyMap<string, ReadonlyMap<string, Ratio>> | undefined;
  /** Whether bidders that offer one brand count as one. */
  readonly brandsCountOnce: boolean;
}

/** What is looked at of a bid for a lot. */
export interface Looked {
  readonly bid: OpenedBid;
  readonly offer: OfferedLot;
  /** As corrected. */
  readonly lines: readonly EvaluatedLine[];
  readonly price: Fen;
  readonly qualification: Qualification | undefined;
}

/**
 * Why a bid does not respond to the documents (符合性审查; MOF Order 87 art. 50, 63; Bidding Law Regulation art. 51),
 * its bidder's qualification first (art. 44).
 */
export function faultsOf(
  asked: AskedLot,
  { bid, offer: offered, lines, price, qualification }: Looked,
): InvalidReason[] {
  const { lot, items, partial, known, validity, agreed } = asked;
  const offers = offered.items;
  const byItem = new Map(offers.map((offer) => [offer.itemId, offer]));
  const checks: readonly (readonly [InvalidReason, boolean])[] = [
    ['not-qualified', qualification?.qualified === false],
    ['item-missing', !partial && items.some(({ item }) => !byItem.has(item.id))],
    ['item-unknown', offers.some((offer) => !known.has(offer.itemId))],
    ['unit-differs', items.some((one) => unitDiffers(one, byItem.get(one.item.id))) || termsDiffer(lot, offered)],
    ['quantity-short', items.some((one) => quantityShort(one, byItem.get(one.item.id)))],
    ['above-ceiling', lot.ceiling !== undefined && price > parseMoney(lot.ceiling)],
    ['above-agreed-price', agreed !== undefined && lines.some((line) => isAbove(line, agreed.get(bid.supplier)))],
    ['validity-short', bid.validUntil < validity],
    ['freight-missing', lacksFreight(asked, offered)],
    ['terms-not-asked', attachesTerms(lot, offered)],
  ];
  return checks.filter(([, fails]) => fails).map(([reason]) => reason);
}

/** Without an agreed price there is nothing that may be offered. */
function isAbove(
  { item, unitPrice, taxIncluded, taxRate }: EvaluatedLine,
  agreed?: ReadonlyMap<string, Ratio>,
): boolean {
  const ceiling = agreed?.get(item);
  return ceiling === undefined || compare(deliveredPrice({ unitPrice, taxIncluded, taxRate }), ceiling) > 0;
}

/** Some item is offered without freight, where the documents ask for it apart. */
const lacksFreight = ({ items, freightOf }: AskedLot, offer: OfferedLot): boolean =>
  freightOf !== undefined &&
  offer.items.some((offered) => {
    const asked = items.find(({ item }) => item.id === offered.itemId);
    return asked !== undefined && freightOf(asked.item, offered, offer) === undefined;
  });

/**
 * Conditions attached to a bid (附加条件) make it invalid (MOF Order 87 art. 63; Regulation art. 51): capacity, least
 * order and tiers where the lot is awarded whole or by shares, freight where it is asked for otherwise. A stock point
 * beside another basis says nothing.
 */
const attachesTerms = ({ allocation, freight }: Lot, { items, terms }: OfferedLot): boolean =>
  (allocation.rule !== 'optimised' && quantitiesOf(terms).length > 0) ||
  (freight?.basis !== 'quoted' && items.some((offered) => offered.freight !== undefined));

const termsDiffer = ({ allocation }: Lot, { terms }: OfferedLot): boolean =>
  allocation.rule === 'optimised' &&
  quantitiesOf(terms).some(({ unit, basis }) => unit !== allocation.step.unit || basis !== allocation.step.basis);

const quantitiesOf = ({ capacity, minimumOrder, tiers = [] }: LotTerms = {}): readonly Quantity[] =>
  [capacity, minimumOrder, ...tiers.map(({ from }) => from)].filter((one) => one !== undefined);

const unitDiffers = ({ item: { quantity } }: AskedItem, offer: OfferedItem | undefined): boolean =>
  offer?.quantityOffered !== undefined &&
  (offer.quantityOffered.unit !== quantity.unit || offer.quantityOffered.basis !== quantity.basis);

function quantityShort({ quantity }: AskedItem, offer: OfferedItem | undefined): boolean {
  const offered = offer?.quantityOffered;
  return offered !== undefined && compare(parseDecimal(offered.value, 6), quantity) < 0;
}
