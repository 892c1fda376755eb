import type { SizeClass } from '../../shared/kernel/actor.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { Commitment, Disclosed, DisclosedPart, Private } from '../../shared/sealing/bid.ts';
import type { OpenedBid as PublicBid } from '../../shared/sealing/bundle.ts';
import type { Receipt } from '../../shared/sealing/receipt.ts';

/** A bid after the opening (开标记录), an item of its own. */
export interface BidRecord {
  readonly supplier: string;
  readonly name: string;
  readonly uscc: string;
  readonly sizeClass?: SizeClass;
  /** USCCs that it declared as its affiliates when it bid; shown to nobody. */
  readonly affiliates?: readonly string[];
  /** The receipt that is its leaf. */
  readonly receipt: Receipt;
  readonly cmt: Commitment;
  /** The opened lots that it bids for. */
  readonly lots: readonly string[];
  /** Whether lots of the bid failed; which, is never shown. */
  readonly part: boolean;
  readonly attachments: readonly { readonly sha256: string; readonly size: number; readonly present: boolean }[];
  /** What came out, or why nothing did; `revealed` where its bidder itself showed it. */
  readonly result:
    | { readonly state: 'opened'; readonly disclosed: Disclosed | DisclosedPart; readonly revealed?: true }
    | { readonly state: 'unopened'; readonly reason: string };
}

/** What of an opened bid only the committee and the supervisor's leads are for (评标委员会专用). */
export interface PrivateRecord {
  readonly supplier: string;
  /** Absent where the envelope could not be opened. */
  readonly private?: Private;
  readonly receivedAt: Instant;
  readonly marks: { readonly user?: string; readonly address?: string; readonly contact?: string };
  /** What two envelopes of different bidders never share by chance. */
  readonly envelope: { readonly epk?: string; readonly iv?: string; readonly attachments: readonly string[] };
}

/** A bid as it came out of its envelope (已开标投标), lots that failed left out. */
export interface OpenedBid {
  readonly supplier: string;
  readonly name: string;
  readonly uscc: string;
  readonly sizeClass?: SizeClass;
  readonly lots: Disclosed['lots'];
  readonly validUntil: Day;
}

/** What the public may see of an opened bid; nothing of one that could not be opened. */
export function shownBids(records: readonly BidRecord[]): PublicBid[] {
  return [...records]
    .sort((a, b) => (a.supplier < b.supplier ? -1 : 1))
    .flatMap(({ supplier, name, uscc, sizeClass, cmt, part, result }) => {
      if (result.state === 'unopened') return [];
      const size = sizeClass === undefined ? {} : { sizeClass };
      return [{ supplier, name, uscc, ...size, disclosed: result.disclosed, cmt, ...(part ? { part } : {}) }];
    });
}

/** The bids that are evaluated. */
export function openedBids(records: readonly BidRecord[]): OpenedBid[] {
  return records.flatMap(({ supplier, name, uscc, sizeClass, result }) => {
    if (result.state === 'unopened') return [];
    const { lots, validUntil } = result.disclosed;
    return [{ supplier, name, uscc, lots, validUntil, ...(sizeClass === undefined ? {} : { sizeClass }) }];
  });
}
