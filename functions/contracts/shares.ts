import type { Money } from '../../shared/kernel/money.ts';
import { money, parseUnitPrice, split, toFenHalfUp } from '../../shared/kernel/money.ts';
import { add, mul, parseDecimal, type Ratio, sum, zero } from '../../shared/kernel/ratio.ts';
import type { Framework } from './agreement-events.ts';
import type { AgreedItem } from './call-off-events.ts';

type Lot = Framework['lots'][number];
type Supplier = Lot['suppliers'][number];
/** The offer of a supplier for one item, with the quantity that it is awarded (中选明细). */
export type AgreedLine = Supplier['lines'][number];

/** A supplier in a buyer's part of a lot; `amount` is its part of the lot's award, exact to the fen over all buyers. */
export interface ShareSupplier {
  readonly supplier: string;
  readonly rank: number;
  readonly role: Supplier['role'];
  readonly lines: readonly AgreedLine[];
  readonly amount: Money;
}

/** A buyer's part of a lot (采购单位份额): its own items, and who supplies them. */
export interface ShareLot {
  readonly lot: string;
  readonly title: string;
  readonly revision: number;
  readonly items: readonly AgreedItem[];
  readonly suppliers: readonly ShareSupplier[];
}

/** All that one buyer may call off. */
export interface Share {
  readonly buyer: string;
  readonly lots: readonly ShareLot[];
}

/** What a line is worth: yuan, freight included. */
export const worth = ({ quantity, unitPrice, freight }: AgreedLine): Ratio =>
  mul(parseDecimal(quantity, 6), priceOf({ unitPrice, ...(freight === undefined ? {} : { freight }) }));

/** Yuan a unit, freight included. */
export const priceOf = ({ unitPrice, freight }: Pick<AgreedLine, 'unitPrice' | 'freight'>): Ratio =>
  add(parseUnitPrice(unitPrice), freight === undefined ? zero : parseUnitPrice(freight));

/**
 * The parts of all buyers. The award of a lot to a supplier is rounded once, to the fen, and split over its buyers by what
 * their parts are worth (largest remainder), so that their contracts sum to the award exactly.
 */
export function sharesOf({ buyers, lots, revision }: Framework, revisions: Readonly<Record<string, number>>): Share[] {
  const parts = lots.map((lot) => ({
    lot,
    amounts: amountsOf(
      lot,
      buyers.map(({ id }) => id),
    ),
  }));
  return buyers.map(({ id: buyer }) => ({
    buyer,
    lots: parts.flatMap(({ lot, amounts }): ShareLot[] => {
      const items = lot.items.filter((item) => item.buyer === buyer);
      if (items.length === 0) return [];
      const own = new Set(items.map(({ id }) => id));
      const suppliers = lot.suppliers.map(({ supplier, rank, role, lines }) => ({
        supplier,
        rank,
        role,
        lines: lines.filter(({ item }) => own.has(item)),
        amount: money(amounts.get(supplier)?.get(buyer) ?? 0n),
      }));
      const { id, title } = lot;
      return [{ lot: id, title, revision: revisions[id] ?? revision, items, suppliers }];
    }),
  }));
}

/** Fen by supplier and buyer. */
function amountsOf({ items, suppliers }: Lot, buyers: readonly string[]): Map<string, Map<string, bigint>> {
  const buyerOf = new Map(items.map(({ id, buyer }) => [id, buyer]));
  return new Map(
    suppliers.map(({ supplier, lines }) => {
      const worths = buyers.map((buyer) => sum(lines.filter(({ item }) => buyerOf.get(item) === buyer).map(worth)));
      const total = toFenHalfUp(sum(worths));
      const parts = total === 0n ? worths.map(() => 0n) : split(total, worths);
      return [supplier, new Map(buyers.map((buyer, at) => [buyer, parts[at] ?? 0n]))];
    }),
  );
}
