import type { Membership } from '../../shared/kernel/actor.ts';
import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { BidHeader, Layers } from '../../shared/sealing/envelope.ts';
import { base64url, sha256 } from '../../shared/sealing/hash.ts';
import { ceremonyOf, type Tender } from './tender-state.ts';

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
  const { draft, buyer, documentsVersion = 0, sealingKey, excluded = [] } = state;
  const ceremony = ceremonyOf(state);
  return {
    tender,
    status: state.status === 'published' ? 'open' : state.status === 'cancelled' ? 'cancelled' : 'frozen',
    deadline: draft.deadline,
    documentsVersion,
    kid: ceremony?.publicKey.kid ?? sealingKey?.kid ?? '',
    layers: ceremony === undefined ? 1 : 2,
    lots: draft.lots.map((lot) => lotMark(lot.id)),
    buyer: { id: buyer.id, uscc: buyer.uscc },
    excluded,
    head,
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
 * @throws `not-found`, `tender-cancelled`, `tender-closed`, `…-may-not-bid`
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

/** Who may not bid: the buyer, its declared affiliates, the platform's operator and its affiliates. @throws `…-may-not-bid` */
export function checkUntied(
  { buyer, excluded }: Pick<Gate, 'buyer' | 'excluded'>,
  bidder: Membership,
  operatorAffiliates: readonly string[],
): void {
  if (bidder.organisation === buyer.id) throw new DomainError('forbidden', 'buyer-may-not-bid');
  if (excluded.includes(bidder.uscc) || bidder.affiliates.includes(buyer.uscc)) {
    throw new DomainError('forbidden', 'affiliate-may-not-bid');
  }
  if ([bidder.uscc, ...bidder.affiliates].some((uscc) => operatorAffiliates.includes(uscc))) {
    throw new DomainError('forbidden', 'operator-affiliate-may-not-bid');
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
