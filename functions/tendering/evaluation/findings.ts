/** What those who examine the bidders found (资格审查). */
export interface Qualification {
  readonly qualified: boolean;
  readonly reasons: readonly string[];
  /** The brand of the core product by lot (核心产品品牌). */
  readonly brands?: Readonly<Record<string, string>>;
  /** Whether it bids in a consortium with small or micro firms (联合体). */
  readonly consortium?: boolean;
}

/** What came of asking about a price: of a low one whether it is proved, of a corrected one whether it is confirmed. */
export interface PriceFinding {
  readonly supplier: string;
  readonly lot: string;
  readonly kind: 'low-price' | 'correction';
  readonly accepted: boolean;
  readonly reason: string;
}

/** The scores of one seat for one bid (评分表): by factor from 0 to 100, or by criterion its value. */
export interface Sheet {
  readonly seat: number;
  readonly supplier: string;
  readonly lot: string;
  readonly scores: Readonly<Record<string, string>>;
}

/**
 * All that decides beside the documents and the opened bids (评审认定). It comes from the tender's public log, so that
 * anyone can evaluate again; `root` is the Merkle root of the frozen receipts, in hex.
 */
export interface Findings {
  readonly qualification: Readonly<Record<string, Qualification>>;
  /** The newest of a supplier, lot and kind counts. */
  readonly prices: readonly PriceFinding[];
  /** The newest of a supplier, lot and seat counts; the sheets of a recused expert are not here. */
  readonly sheets: readonly Sheet[];
  readonly root: string;
}

export const noFindings: Findings = { qualification: {}, prices: [], sheets: [], root: '' };

/** The findings by what they are asked for. */
export interface FindingsIndex {
  readonly root: string;
  readonly qualification: (supplier: string) => Qualification | undefined;
  readonly price: (kind: PriceFinding['kind'], lot: string, supplier: string) => PriceFinding | undefined;
  /** The seats that have scored anything of a lot, in order. */
  readonly seats: (lot: string) => readonly number[];
  readonly scores: (lot: string, supplier: string, seat: number) => Sheet['scores'];
}

export function indexFindings({ qualification, prices, sheets, root }: Findings): FindingsIndex {
  const bidders = new Map(Object.entries(qualification));
  const asked = new Map(prices.map((one) => [key(one.kind, one.lot, one.supplier), one]));
  const given = new Map(sheets.map((one) => [key(one.lot, one.supplier, one.seat), one.scores]));
  const seats = new Map<string, Set<number>>();
  for (const { lot, seat } of sheets) seats.set(lot, (seats.get(lot) ?? new Set()).add(seat));
  const ordered = new Map([...seats].map(([lot, all]) => [lot, [...all].sort((a, b) => a - b)]));
  return {
    root,
    qualification: (supplier) => bidders.get(supplier),
    price: (kind, lot, supplier) => asked.get(key(kind, lot, supplier)),
    seats: (lot) => ordered.get(lot) ?? [],
    scores: (lot, supplier, seat) => given.get(key(lot, supplier, seat)) ?? {},
  };
}

const key = (...parts: readonly (string | number)[]): string => parts.join('\n');
