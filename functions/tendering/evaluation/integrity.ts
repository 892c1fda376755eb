import { compare, max, parseDecimal, type Ratio, ratio, roundHalfUp } from '../../../shared/kernel/ratio.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Draft } from '../draft.ts';
import { collusionSigns, type Traces } from './collusion.ts';
import { bySupplier, type EvaluatedLot } from './evaluation.ts';
import { quantile } from './fences.ts';
import { type Lead, leadOf, parameter } from './indicators.ts';
import { bounds, isDisqualified, lotIndicators } from './lot-indicators.ts';

/** How a bidder fared (投标业绩), a bid for a lot counting as one. */
export interface BidderRecord {
  readonly supplier: string;
  readonly submitted: number;
  readonly valid: number;
  readonly won: number;
  readonly disqualified: number;
}

/** What the leads are read from. */
export interface IntegrityFacts {
  readonly method: Draft['method'];
  readonly deadline: Instant;
  readonly lots: readonly EvaluatedLot[];
  readonly bids: readonly (Traces & { readonly supplier: string; readonly receivedAt: Instant })[];
  /** The winners by lot, the first in rank first; where they are not known yet, the bids that rank first alone. */
  readonly winners?: ReadonlyMap<string, readonly { readonly supplier: string }[]>;
  /**
   * Of tenders before this one, this one in `bidders` too: distances of the second-lowest price from the winning one,
   * and how bidders fared. Without it bidders are judged by the lots of this tender.
   */
  readonly history?: { readonly differences: readonly string[]; readonly bidders: readonly BidderRecord[] };
}

/**
 * Leads for people (诚信线索), never automatic: the indicators of Open Contracting's "Cardinal" that apply to a lot or
 * a bidder, and the signs of collusion that can be seen. By lot as they stand, what is of bidders last.
 */
export function integrityLeads(facts: IntegrityFacts): Lead[] {
  const { method, deadline, lots, bids, history } = facts;
  const differences = (history?.differences ?? []).map((decimal) => parseDecimal(decimal, 12));
  const came = new Map(bids.map((bid) => [bid.supplier, bid]));
  const ofLots = lots.flatMap((lot) => [
    ...lotIndicators({
      method,
      deadline,
      lot,
      winner: winnersOf(facts, lot)[0],
      receivedAt: (supplier) => came.get(supplier)?.receivedAt,
      differences,
    }),
    ...collusionSigns(lot, (supplier) => came.get(supplier) ?? {}),
  ]);
  const here = recordsOf(facts);
  const bidding = new Set(here.map(({ supplier }) => supplier));
  const records = history?.bidders ?? here;
  return [...ofLots, ...seldomWon(records, bidding), ...oftenDisqualified(records, bidding)];
}

function winnersOf({ winners }: IntegrityFacts, { lot, bids }: EvaluatedLot): readonly string[] {
  const first = winners === undefined ? bids.filter(({ rank }) => rank === 1) : (winners.get(lot) ?? []);
  return winners === undefined && first.length > 1 ? [] : first.map(({ supplier }) => supplier);
}

/** How the bidders fared in the lots of this tender. */
function recordsOf(facts: IntegrityFacts): BidderRecord[] {
  const records = new Map<string, BidderRecord>();
  for (const lot of facts.lots) {
    const winners = winnersOf(facts, lot);
    for (const bid of lot.bids) {
      const { supplier } = bid;
      const before = records.get(supplier) ?? { supplier, submitted: 0, valid: 0, won: 0, disqualified: 0 };
      const out = isDisqualified(bid);
      records.set(supplier, {
        supplier,
        submitted: before.submitted + 1,
        valid: before.valid + (out ? 0 : 1),
        won: before.won + (winners.includes(supplier) ? 1 : 0),
        disqualified: before.disqualified + (out ? 1 : 0),
      });
    }
  }
  return [...records.values()].sort(bySupplier);
}

/** R025: bidders among the busiest that win too small a share of their valid bids. */
function seldomWon(records: readonly BidderRecord[], bidding: ReadonlySet<string>): Lead[] {
  const ratioOf = ({ won, valid }: BidderRecord) => share(won, valid);
  const tried = records.filter(({ valid }) => valid > 0);
  const busy = quantile(
    tried.map(({ valid }) => count(valid)),
    parameter('R025', 'percentile'),
  );
  const least = max(busy, parameter('R025', 'minimumBids'));
  const { lower } = bounds('R025', tried.map(ratioOf));
  return tried
    .filter((one) => bidding.has(one.supplier) && compare(count(one.valid), least) >= 0)
    .filter((one) => compare(ratioOf(one), lower) <= 0)
    .map((one) => {
      const evidence = { won: String(one.won), valid: String(one.valid), ratio: roundHalfUp(ratioOf(one), 4) };
      return leadOf('R025', null, [one.supplier], evidence);
    });
}

/** R038 by bidder: too large a share of its bids was disqualified. */
function oftenDisqualified(records: readonly BidderRecord[], bidding: ReadonlySet<string>): Lead[] {
  const ratioOf = ({ disqualified, submitted }: BidderRecord) => share(disqualified, submitted);
  const sent = records.filter(({ submitted }) => compare(count(submitted), parameter('R038', 'minimumBids')) >= 0);
  const { upper } = bounds('R038', sent.map(ratioOf));
  return sent
    .filter((one) => bidding.has(one.supplier) && one.disqualified > 0)
    .filter((one) => compare(ratioOf(one), upper) >= 0)
    .map((one) => {
      const { disqualified, submitted } = one;
      const counts = { disqualified: String(disqualified), submitted: String(submitted) };
      return leadOf('R038', null, [one.supplier], { ...counts, ratio: roundHalfUp(ratioOf(one), 4) });
    });
}

const count = (n: number): Ratio => ratio(BigInt(n));
const share = (part: number, whole: number): Ratio => ratio(BigInt(part), BigInt(Math.max(1, whole)));
