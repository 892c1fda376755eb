import { amountInWords } from '../../shared/kernel/amount-words.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import { deliveredPrice, type Fen, type Money, money, parseMoney, toFenHalfUp } from '../../shared/kernel/money.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import { compare, mul, parseDecimal } from '../../shared/kernel/ratio.ts';
import type { LotTerms, OfferedItem, OfferedLot } from '../../shared/sealing/bid.ts';
import type { Offer } from '../../shared/sealing/prepare.ts';
import { askedValidity, type BidDraft, lineOf, lotOf, quantityOf } from './draft.ts';
import type { Item, Lot, Tender } from './tender.ts';
import { typedFreight, typedPercent, typedPrice, typedQuantity } from './typed.ts';

/** A line that is offered, and what it comes to, tax and freight included, to the fen. */
export interface ReadLine {
  readonly item: Item;
  readonly offered: OfferedItem;
  readonly amount: Fen;
}

/** What is typed for a lot, read; without a price it is not bid for. */
export interface ReadLot {
  readonly lot: Lot;
  readonly lines: readonly ReadLine[];
  readonly total: Fen;
  readonly offer: OfferedLot;
  readonly concerns: readonly Concern[];
}

/** What is no fault of the writing, and likely to be one of the bid: shown before it is sealed, never in the way. */
export type Concern = 'lines-missing' | 'above-ceiling' | 'above-agreed' | 'freight-unknown';

/** A draft, read (读取草稿): what would be sealed, what each cell is refused for, and what each line and lot comes to. */
export interface ReadBid {
  readonly lots: readonly ReadLot[];
  readonly offer: Omit<Offer, 'supplier'>;
  readonly answers: JsonObject | undefined;
  /** By the cell's id: the code of what is wrong with it. */
  readonly faults: ReadonlyMap<string, string>;
  readonly shortValidity: boolean;
}

/** What every part of the editor needs: the draft, how it reads, and what takes a changed one. */
export interface WritingProps {
  readonly draft: BidDraft;
  readonly read: ReadBid;
  readonly onChange: (draft: BidDraft) => void;
}

export const cellOf = (of: string, what: string): string => `${of}-${what}`;

/** Reads a cell; what is wrong with it is noted, and an empty one is nothing. */
type ReadCell = <T>(cell: string, text: string, read: (text: string) => T) => T | undefined;

export function readBid(tender: Tender, draft: BidDraft, supplier: string): ReadBid {
  const faults = new Map<string, string>();
  const cell: ReadCell = (id, text, read) => {
    if (text.trim() === '') return undefined;
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      faults.set(id, error.code);
      return undefined;
    }
  };
  const agreed = agreedPrices(tender, supplier);
  const lots = tender.lots.flatMap((lot) => readLot(lot, draft, { cell, faults }, agreed));
  const bidFor = new Set(lots.map(({ lot }) => lot.id));
  const packages = draft.packages.flatMap(({ lots: all, discount }, at) => {
    const read = cell(cellOf('package', `${at}`), discount, typedPercent);
    const of = all.filter((id) => bidFor.has(id));
    // What would count for nothing is told, and not left out in silence.
    if (of.length < 2) faults.set(cellOf('package', `${at}`), 'package-lots');
    else if (read === undefined && discount.trim() === '') faults.set(cellOf('package', `${at}`), 'blank');
    return read === undefined || of.length < 2 ? [] : [{ lots: of, discount: read }];
  });
  const answers = Object.entries(draft.answers).filter(([, answer]) => answer.trim() !== '');
  return {
    lots,
    offer: {
      lots: lots.map(({ offer }) => offer),
      ...(packages.length > 0 && { packages }),
      validUntil: draft.validUntil,
    },
    answers: answers.length > 0 ? Object.fromEntries(answers) : undefined,
    faults,
    shortValidity: draft.validUntil < askedValidity(tender),
  };
}

function readLot(
  lot: Lot,
  draft: BidDraft,
  { cell, faults }: { readonly cell: ReadCell; readonly faults: Map<string, string> },
  agreed: ReadonlyMap<string, Money> | undefined,
): readonly ReadLot[] {
  const { taxIncluded, ...written } = lotOf(draft, lot);
  const terms = termsOf(lot, written, cell, faults);
  const rateTo = zoneRates(lot, terms?.stockDivision);
  const lines = lot.items.flatMap((item): readonly ReadLine[] => {
    const { price, tax, freight } = lineOf(draft, item);
    const amount = cell(cellOf(item.id, 'price'), price, typedPrice);
    const taxRate = cell(cellOf(item.id, 'tax'), tax, typedPercent) ?? '0';
    const apart = lot.freight?.basis === 'quoted' ? cell(cellOf(item.id, 'freight'), freight, typedFreight) : undefined;
    if (amount === undefined) return [];
    const offered: OfferedItem = {
      itemId: item.id,
      unitPrice: yuan(amount),
      taxIncluded,
      taxRate,
      ...(apart !== undefined && { freight: yuan(apart) }),
    };
    const delivered = deliveredPrice({ ...offered, freight: offered.freight ?? rateTo(item) });
    return [{ item, offered, amount: toFenHalfUp(mul(quantityOf(item), delivered)) }];
  });
  if (lines.length === 0) return [];
  const total = lines.reduce((all, { amount }) => all + amount, 0n);
  const offer: OfferedLot = {
    lotId: lot.id,
    items: lines.map(({ offered }) => offered),
    total: money(total),
    totalInWords: amountInWords(total),
    ...(terms && { terms }),
  };
  const unknown = ({ item, offered }: ReadLine): boolean =>
    (lot.freight?.basis === 'quoted' && offered.freight === undefined) ||
    (lot.freight?.basis === 'zone-table' && rateTo(item) === undefined);
  const above = ({ item, offered }: ReadLine): boolean => {
    const most = agreed?.get(item.id);
    return most !== undefined && compare(deliveredPrice(offered), parseDecimal(most.amount, 12)) > 0;
  };
  const concerns: readonly (readonly [Concern, boolean])[] = [
    ['lines-missing', lot.allocation.rule !== 'optimised' && lines.length < lot.items.length],
    ['above-ceiling', lot.ceiling !== undefined && total > parseMoney(lot.ceiling)],
    ['above-agreed', lines.some(above)],
    ['freight-unknown', lines.some(unknown)],
  ];
  return [{ lot, lines, total, offer, concerns: concerns.filter(([, is]) => is).map(([concern]) => concern) }];
}

const yuan = (amount: string) => ({ amount, currency: 'CNY' as const });

type WrittenTerms = Omit<ReturnType<typeof lotOf>, 'taxIncluded'>;

function termsOf(lot: Lot, written: WrittenTerms, cell: ReadCell, faults: Map<string, string>): LotTerms | undefined {
  const read = (what: string, text: string): Quantity | undefined => {
    const value = cell(cellOf(lot.id, what), text, typedQuantity);
    return value === undefined || lot.allocation.rule !== 'optimised' ? undefined : { ...lot.allocation.step, value };
  };
  const capacity = read('capacity', written.capacity);
  const minimumOrder = read('minimum', written.minimumOrder);
  const tiers = written.tiers.flatMap(({ from, discount }, at) => {
    const begins = read(`tier-${at}`, from);
    const less = cell(cellOf(lot.id, `discount-${at}`), discount, typedPercent);
    if (from.trim() === '') faults.set(cellOf(lot.id, `tier-${at}`), 'blank');
    if (discount.trim() === '') faults.set(cellOf(lot.id, `discount-${at}`), 'blank');
    return begins === undefined || less === undefined ? [] : [{ from: begins, discount: less }];
  });
  const stock = lot.freight?.basis === 'zone-table' && written.stock !== '' ? written.stock : undefined;
  const terms: LotTerms = {
    ...(capacity && { capacity }),
    ...(minimumOrder && { minimumOrder }),
    ...(tiers.length > 0 && { tiers }),
    ...(stock !== undefined && { stockDivision: stock }),
  };
  return Object.keys(terms).length > 0 ? terms : undefined;
}

/** Freight by the documents' table, from the stock point to where an item goes. */
function zoneRates({ freight }: Lot, stock: string | undefined): (item: Item) => Money | undefined {
  if (freight?.basis !== 'zone-table') return () => undefined;
  return ({ deliveryPoint }) =>
    freight.zones.find(({ from, to }) => from === stock && to === deliveryPoint.division)?.perUnit;
}

/** In a second stage (二次竞价) what the bidder agreed to at most, by item. */
function agreedPrices({ competition }: Tender, supplier: string): ReadonlyMap<string, Money> | undefined {
  const own = competition?.members.find((member) => member.supplier === supplier);
  return own && new Map(own.prices.map(({ item, unitPrice }) => [item, unitPrice]));
}
