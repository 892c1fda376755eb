import { deliveredPrice, type Fen, type Money, money, toFenHalfUp } from '../../shared/kernel/money.ts';
import { mul, parseDecimal } from '../../shared/kernel/ratio.ts';
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

/** What a line is worth, as its award counts it: delivered, half-up to the fen. */
export const worth = (line: AgreedLine): Fen => toFenHalfUp(mul(parseDecimal(line.quantity, 6), deliveredPrice(line)));

/**
 * The parts of all buyers. Each line of an award is rounded to the fen and has one buyer, so that the buyers' contracts
 * with a supplier sum to its award exactly.
 */
export function sharesOf({ buyers, lots, revision }: Framework, revisions: Readonly<Record<string, number>>): Share[] {
  return buyers.map(({ id: buyer }) => ({
    buyer,
    lots: lots.flatMap((lot): ShareLot[] => {
      const items = lot.items.filter((item) => item.buyer === buyer);
      if (items.length === 0) return [];
      const own = new Set(items.map(({ id }) => id));
      const suppliers = lot.suppliers.map(({ supplier, rank, role, lines: all }) => {
        const lines = all.filter(({ item }) => own.has(item));
        return { supplier, rank, role, lines, amount: money(sumOf(lines)) };
      });
      const { id, title } = lot;
      return [{ lot: id, title, revision: revisions[id] ?? revision, items, suppliers }];
    }),
  }));
}

const sumOf = (lines: readonly AgreedLine[]): Fen => lines.reduce((sum, line) => sum + worth(line), 0n);
