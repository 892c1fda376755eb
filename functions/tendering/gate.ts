import type { Membership } from '../../shared/kernel/actor.ts';
import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { BidHeader, Layers } from '../../shared/sealing/envelope.ts';
import { base64url, sha256 } from '../../shared/sealing/hash.ts';
import { ceremonyOf, type ExistingTender, type Tender } from './tender-state.ts';

/** What must be known to take a bid (投标入口): one small item, read instead of the tender. */
export interface Gate {
  readonly tender: string;
  readonly status: 'open' | 'cancelled' | 'frozen';
  readonly deadline: Instant;
  readonly documentsVersion: number;
  /** The id of the key that bids are sealed to. */
  readonly kid: string;
  /** How often they are sealed: twice where a ceremony opens them, and `kid` is then the ceremony's. */
  readonly layers: Layers;
  /** A mark of each lot: see `lotMark`. */
  readonly lots: readonly string[];
  readonly buyer: { readonly id: string; readonly uscc: string };
  /** USCCs that may not bid. */
  readonly excluded: readonly string[];
  /** USCCs of those who buy with the buyer; none but in a joint tender. */
  readonly buyers?: readonly string[];
  /** Who alone may bid: the members of an agreement, in its second stage. */
  readonly members?: readonly string[];
  /** The hash of the tender's newest event, for receipts. */
  readonly head: string;
}

/** The first 8 bytes of the SHA-256 of a lot's id: enough to tell a tender's lots apart, and short. */
export const lotMark = (lot: string): string => base64url(sha256(new TextEncoder().encode(lot)).subarray(0, 8));
export const lotMarkLength = 11;

/** The gate of a tender; none before publication. */
export function gateOf(tender: string, state: Tender, head: string | null): Gate | undefined {
  if (state.status === 'none' || state.status === 'draft' || head === null) return undefined;
  if (state.status === 'cancelled' && state.publishedAt === undefined) return undefined;
  const { draft, documentsVersion = 0, sealingKey } = state;
  const ceremony = ceremonyOf(state);
  return {
    tender,
    status: state.status === 'published' ? 'open' : state.status === 'cancelled' ? 'cancelled' : 'frozen',
    deadline: draft.deadline,
    documentsVersion,
    kid: ceremony?.publicKey.kid ?? sealingKey?.kid ?? '',
    layers: ceremony === undefined ? 1 : 2,
    lots: draft.lots.map((lot) => lotMark(lot.id)),
    ...biddersOf(state),
    head,
  };
}

/** Who may bid for a tender and who may not, as far as it says. */
export type Bidders = Pick<Gate, 'buyer' | 'excluded' | 'buyers' | 'members'>;

export function biddersOf(tender: ExistingTender): Bidders {
  const { buyer, draft } = tender;
  const { joint, competition } = draft;
  return {
    buyer: { id: buyer.id, uscc: buyer.uscc },
    excluded: ('excluded' in tender && tender.excluded) || [],
    ...(joint === undefined ? {} : { buyers: joint.buyers.map(({ uscc }) => uscc) }),
    ...(competition === undefined ? {} : { members: competition.members.map(({ supplier }) => supplier) }),
  };
}

/** A request to put or withdraw a bid, as far as the gate looks at it. */
export interface BidRequest {
  readonly at: Instant;
  readonly bidder: Membership;
  readonly operatorAffiliates: readonly string[];
}

export interface SealedBidRequest extends BidRequest {
  readonly header: BidHeader;
  readonly kid: string;
  readonly layers: Layers;
  readonly documentsVersion: number;
}

/**
 * Whether the gate is open for this bidder now: received strictly before the deadline (电子招标投标办法, Order 20,
 * art. 27); never the buyer, its declared affiliates, or the platform's operator and affiliates (art. 23).
 * @throws `not-found`, `tender-cancelled`, `tender-closed`, and what `checkUntied` throws
 */
export function passGate(gate: Gate | undefined, request: BidRequest): Gate {
  if (gate === undefined) throw new DomainError('not-found', 'not-found');
  if (gate.status === 'cancelled') throw new DomainError('conflict', 'tender-cancelled');
  if (gate.status === 'frozen' || request.at >= gate.deadline) {
    throw new DomainError('too-late', 'tender-closed', { deadline: gate.deadline });
  }
  checkUntied(gate, request.bidder, request.operatorAffiliates);
  return gate;
}

/**
 * Who may not bid: the buyers, their declared affiliates, the platform's operator and its affiliates; in a second stage
 * whoever is no member of the agreement. @throws `…-may-not-bid`, `not-a-member`
 */
export function checkUntied(
  { buyer, excluded, buyers = [], members }: Bidders,
  bidder: Membership,
  operatorAffiliates: readonly string[],
): void {
  if (bidder.organisation === buyer.id || buyers.includes(bidder.uscc)) {
    throw new DomainError('forbidden', 'buyer-may-not-bid');
  }
  if (excluded.includes(bidder.uscc) || [buyer.uscc, ...buyers].some((uscc) => bidder.affiliates.includes(uscc))) {
    throw new DomainError('forbidden', 'affiliate-may-not-bid');
  }
  if ([bidder.uscc, ...bidder.affiliates].some((uscc) => operatorAffiliates.includes(uscc))) {
    throw new DomainError('forbidden', 'operator-affiliate-may-not-bid');
  }
  if (members !== undefined && !members.includes(bidder.organisation)) {
    throw new DomainError('forbidden', 'not-a-member');
  }
}

/**
 * Whether this envelope is for this tender, by this bidder, on these documents. Nothing here needs a key.
 * @throws `bid-header-mismatch`, `stale-documents-version`, `bid-layers-wrong`, `sealing-key-wrong`,
 * `lot-unknown`
 */
export function passEnvelope(gate: Gate, { header, kid, layers, documentsVersion, bidder }: SealedBidRequest): void {
  if (documentsVersion !== gate.documentsVersion) {
    throw fieldError('stale-documents-version', '/documentsVersion', { current: gate.documentsVersion });
  }
  const foreign = header.tnd !== gate.tender || header.org !== bidder.organisation || header.ver !== documentsVersion;
  if (foreign) throw fieldError('bid-header-mismatch', '/envelope/protected');
  if (layers !== gate.layers) throw fieldError('bid-layers-wrong', '/envelope/protected');
  if (kid !== gate.kid) throw fieldError('sealing-key-wrong', '/envelope/recipients/0/header/kid');
  if (!header.lots.every((lot) => gate.lots.includes(lotMark(lot))))
    throw fieldError('lot-unknown', '/envelope/protected');
}
