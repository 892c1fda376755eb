import { parseMoney, parseUnitPrice } from '../../../shared/kernel/money.ts';
import { compare, div, fraction, type Ratio, ratio, roundHalfUp, sub } from '../../../shared/kernel/ratio.ts';
import { bySupplier, type EvaluatedBid, type EvaluatedLot } from './evaluation.ts';
import { type Lead, type LeadId, leadOf, parameter } from './indicators.ts';

/** What is known of how a bid came, beside what is in it. */
export interface Traces {
  /** Keyed pseudonyms (假名): the same mark is the same thing, and says nothing else. */
  readonly marks?: { readonly address?: string; readonly contact?: string; readonly user?: string };
  /** What can be read of the envelope without opening it; attachments by the SHA-256 of their ciphertext. */
  readonly envelope?: { readonly epk?: string; readonly iv?: string; readonly attachments: readonly string[] };
}

/** Signs of collusion (串通投标迹象) that can be seen in one lot: Bidding Law Regulation art. 40, MOF Order 87 art. 37. */
export function collusionSigns(lot: EvaluatedLot, tracesOf: (supplier: string) => Traces): Lead[] {
  const traces = lot.bids.map(({ supplier }) => ({ supplier, ...tracesOf(supplier) }));
  const shared = (id: LeadId, kind: string, valuesOf: (one: Traces) => readonly (string | undefined)[]): Lead[] => {
    const groups = grouped(traces, valuesOf);
    return groups.map(([value, suppliers]) => leadOf(id, lot.lot, suppliers, { [kind]: value }));
  };
  return [
    ...shared('R044', 'contact', ({ marks }) => [marks?.contact]),
    ...shared('same-address', 'address', ({ marks }) => [marks?.address]),
    ...shared('same-user', 'user', ({ marks }) => [marks?.user]),
    ...shared('same-envelope', 'epk', ({ envelope }) => [envelope?.epk]),
    ...shared('same-envelope', 'iv', ({ envelope }) => [envelope?.iv]),
    ...shared('same-envelope', 'attachment', ({ envelope }) => envelope?.attachments ?? []),
    ...regularDistances(lot),
    ...likeLines(lot),
  ];
}

/** The values that several suppliers share, each with them, in order. */
function grouped<T extends { readonly supplier: string }>(
  list: readonly T[],
  valuesOf: (one: T) => readonly (string | undefined)[],
): [string, string[]][] {
  const groups = new Map<string, Set<string>>();
  for (const one of list) {
    for (const value of valuesOf(one)) {
      if (value !== undefined) groups.set(value, (groups.get(value) ?? new Set()).add(one.supplier));
    }
  }
  return [...groups]
    .filter(([, suppliers]) => suppliers.size > 1)
    .map(([value, suppliers]): [string, string[]] => [value, [...suppliers].sort()])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Runs of prices, from low to high, that lie equal differences or equal ratios apart. */
function regularDistances({ lot, bids }: EvaluatedLot): Lead[] {
  const sorted = bids
    .map(({ supplier, price }) => ({ supplier, amount: price.amount, price: ratio(parseMoney(price)) }))
    .filter(({ price }) => price.n > 0n)
    .sort((a, b) => compare(a.price, b.price) || bySupplier(a, b));
  const steps = {
    difference: sorted.slice(1).map(({ price }, at) => sub(price, sorted[at]?.price ?? price)),
    ratio: sorted.slice(1).map(({ price }, at) => div(price, sorted[at]?.price ?? price)),
  };
  const least = parameter('regular-distances', 'minimumBids');
  return (['difference', 'ratio'] as const).flatMap((kind) =>
    runs(steps[kind].map(fraction)).flatMap(({ from, length }) => {
      const run = sorted.slice(from, from + length + 1);
      const step = steps[kind][from];
      const still = run[0]?.amount === run[1]?.amount;
      if (step === undefined || still || compare(ratio(BigInt(run.length)), least) < 0) return [];
      const evidence = {
        [kind]: kind === 'difference' ? roundHalfUp(div(step, ratio(100n)), 2) : roundHalfUp(step, 6),
        prices: run.map(({ amount }) => amount).join(', '),
      };
      return [
        leadOf(
          'regular-distances',
          lot,
          run.map(({ supplier }) => supplier),
          evidence,
        ),
      ];
    }),
  );
}

/** Where the same value stands several times in a row. */
function runs(values: readonly string[]): { readonly from: number; readonly length: number }[] {
  const found: { from: number; length: number }[] = [];
  for (const [at, value] of values.entries()) {
    const last = found.at(-1);
    if (last !== undefined && values[last.from] === value) last.length += 1;
    else found.push({ from: at, length: 1 });
  }
  return found;
}

/** Bids whose unit prices stand in one ratio on every line, or differ by one amount on every line. */
function likeLines({ lot, bids }: EvaluatedLot): Lead[] {
  const priced = bids.flatMap((bid) => {
    const prices = unitPrices(bid);
    return prices === undefined ? [] : [{ supplier: bid.supplier, prices, first: prices[0] ?? ratio(0n) }];
  });
  const firsts = new Map(priced.map(({ supplier, first }) => [supplier, first]));
  const firstOf = (supplier: string): Ratio => firsts.get(supplier) ?? ratio(1n);
  const proportional = grouped(priced, ({ prices, first }) => [
    prices.map((price) => fraction(div(price, first))).join(),
  ]);
  const parallel = grouped(priced, ({ prices, first }) => [prices.map((price) => fraction(sub(price, first))).join()]);
  const compared = (suppliers: readonly string[], by: (price: Ratio, other: Ratio) => Ratio, places: number) =>
    Object.fromEntries(
      suppliers.map((supplier) => [supplier, roundHalfUp(by(firstOf(supplier), firstOf(suppliers[0] ?? '')), places)]),
    );
  return [
    ...proportional.map(([, suppliers]) => leadOf('proportional-lines', lot, suppliers, compared(suppliers, div, 6))),
    ...parallel.flatMap(([, suppliers]) => {
      const same = new Set(suppliers.map((supplier) => fraction(firstOf(supplier)))).size === 1;
      return same ? [] : [leadOf('parallel-lines', lot, suppliers, compared(suppliers, sub, 4))];
    }),
  ];
}

/** The unit prices of a bid by item; of fewer different ones than the indicator asks for nothing can be read. */
function unitPrices({ lines, invalid }: EvaluatedBid): readonly Ratio[] | undefined {
  if (invalid.includes('item-missing')) return undefined;
  const prices = lines.map(({ unitPrice }) => parseUnitPrice(unitPrice));
  const different = ratio(BigInt(new Set(prices.map(fraction)).size));
  return compare(different, parameter('proportional-lines', 'minimumLines')) < 0 ? undefined : prices;
}
