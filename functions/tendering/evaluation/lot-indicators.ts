import { type Fen, money, parseMoney } from '../../../shared/kernel/money.ts';
import { compare, equal, type Ratio, ratio, roundHalfUp } from '../../../shared/kernel/ratio.ts';
import { type Instant, millis } from '../../../shared/kernel/time.ts';
import type { Draft } from '../draft.ts';
import type { EvaluatedBid, EvaluatedLot } from './evaluation.ts';
import { fences } from './fences.ts';
import { type Lead, type LeadId, leadOf, parameter } from './indicators.ts';

/** What the indicators look at of a lot. */
export interface LotFacts {
  readonly method: Draft['method'];
  readonly deadline: Instant;
  readonly lot: EvaluatedLot;
  readonly winner: string | undefined;
  readonly receivedAt: (supplier: string) => Instant | undefined;
  /** Of other lots: (second-lowest valid price − winning price) ÷ winning price. */
  readonly differences: readonly Ratio[];
}

/** Whether somebody found a bid invalid; to yield to another of one's brand is not that. */
export const isDisqualified = ({ invalid }: EvaluatedBid): boolean => invalid.some((reason) => reason !== 'same-brand');
const isValid = ({ invalid }: EvaluatedBid): boolean => invalid.length === 0;

/** The "Cardinal" indicators of one lot: see their definitions in the data. */
export function lotIndicators(facts: LotFacts): Lead[] {
  const { lot } = facts;
  const found = lot.bids.length === 1 ? [leadOf('R018', lot.lot, suppliersOf(lot.bids), { bids: '1' })] : [];
  return [...found, ...identicalPrices(lot), ...disqualifications(facts), ...ofTheWinner(facts)];
}

function identicalPrices({ lot, bids }: EvaluatedLot): Lead[] {
  const byPrice = Map.groupBy(bids, ({ price }) => price.amount);
  return [...byPrice].flatMap(([price, same]) =>
    same.length > 1 ? [leadOf('R028', lot, suppliersOf(same), { price, bids: String(same.length) })] : [],
  );
}

function disqualifications({ lot: { lot, bids } }: LotFacts): Lead[] {
  const out = bids.filter(isDisqualified);
  const share = ratio(BigInt(out.length), BigInt(Math.max(1, bids.length)));
  const enough = compare(ratio(BigInt(bids.length)), parameter('R038', 'minimumBids')) >= 0;
  if (!enough || compare(share, parameter('R038', 'threshold')) < 0) return [];
  const evidence = { disqualified: String(out.length), submitted: String(bids.length), ratio: roundHalfUp(share, 4) };
  return [leadOf('R038', lot, suppliersOf(out), evidence)];
}

function ofTheWinner(facts: LotFacts): Lead[] {
  const { lot, winner, deadline, receivedAt, method } = facts;
  const won = lot.bids.find(({ supplier }) => supplier === winner);
  if (won === undefined) return [];
  const leads: Lead[] = [];
  const received = receivedAt(won.supplier);
  if (received !== undefined && millis(received) >= millis(deadline)) {
    leads.push(leadOf('R030', lot.lot, [won.supplier], { receivedAt: received, deadline }));
  }
  const out = lot.bids.filter(isDisqualified);
  const alone = lot.bids.filter((bid) => !isDisqualified(bid)).length === 1 && isValid(won);
  if (alone && compare(ratio(BigInt(out.length)), parameter('R035', 'threshold')) >= 0) {
    leads.push(leadOf('R035', lot.lot, suppliersOf(out), { winner: won.supplier, disqualified: String(out.length) }));
  }
  if (method === 'lowest-evaluated-price') leads.push(...lowestOut(lot, won));
  leads.push(...distanceToNext(facts, won));
  return leads;
}

function lowestOut({ lot, bids }: EvaluatedLot, won: EvaluatedBid): Lead[] {
  const lowest = lowestOf(bids) ?? priceOf(won);
  const at = bids.filter((bid) => priceOf(bid) === lowest);
  if (!at.every(isDisqualified)) return [];
  return [leadOf('R036', lot, suppliersOf(at), { lowest: money(lowest).amount, winning: won.price.amount })];
}

/** R024 and R058: the second-lowest valid price is too near, or too far. */
function distanceToNext({ lot, differences }: LotFacts, won: EvaluatedBid): Lead[] {
  const others = lot.bids.filter((bid) => isValid(bid) && bid.supplier !== won.supplier);
  const winning = priceOf(won);
  const next = lowestOf(others);
  if (next === undefined || winning === 0n || next < winning) return [];
  const difference = ratio(next - winning, winning);
  const { lower } = bounds('R024', differences);
  const { upper } = bounds('R058', differences);
  const near = others.filter((bid) => priceOf(bid) === next);
  const evidence = { winning: won.price.amount, next: money(next).amount, difference: roundHalfUp(difference, 4) };
  const lead = (id: LeadId) => leadOf(id, lot.lot, [won.supplier, ...suppliersOf(near)], evidence);
  return [
    ...(compare(difference, lower) <= 0 ? [lead('R024')] : []),
    ...(compare(difference, upper) >= 0 ? [lead('R058')] : []),
  ];
}

/** The fences of the past, or the indicator's parameter where the past is too short, or too even, to have any. */
export function bounds(id: LeadId, past: readonly Ratio[]): { readonly lower: Ratio; readonly upper: Ratio } {
  const threshold = parameter(id, 'threshold');
  const known = compare(ratio(BigInt(past.length)), parameter(id, 'population')) >= 0 ? fences(past) : undefined;
  return known === undefined || equal(known.lower, known.upper) ? { lower: threshold, upper: threshold } : known;
}

function lowestOf(bids: readonly EvaluatedBid[]): Fen | undefined {
  const [lowest] = bids.map((bid) => ratio(priceOf(bid))).sort(compare);
  return lowest?.n;
}

const priceOf = ({ price }: EvaluatedBid): Fen => parseMoney(price);
const suppliersOf = (bids: readonly EvaluatedBid[]): string[] => bids.map(({ supplier }) => supplier).sort();
