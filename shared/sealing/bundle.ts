import type { JWK } from 'jose';
import type { ZodType } from 'zod';
import { z } from '../kernel/zod-now.ts';
import { type Commitment, checkDisclosed, checkDisclosedPart, type Disclosed, type DisclosedPart } from './bid.ts';
import type { Jwks } from './jws.ts';
import { hex, id, instant, readAs } from './shape.ts';

/** All that is needed to check a tender without trusting who ran it (可验证数据包). */
export interface Bundle {
  readonly version: 1;
  readonly tender: { readonly id: string; readonly deadline: string; readonly [member: string]: unknown };
  /** The tender's chain from its first event, each as the exact JCS string that was hashed. */
  readonly events: readonly string[];
  /** Private values of events that have become public, in the order of the log. */
  readonly revealed: readonly RevealedValue[];
  /** All leaf hashes of the frozen set, ordered by `receiptId`; withdrawn bids are among them. */
  readonly leaves: readonly string[];
  /** The receipts that may be shown, as compact JWS, in the order of the leaves. */
  readonly receipts: readonly { readonly jws: string; readonly leafIndex: number }[];
  readonly root: string;
  readonly opened: readonly OpenedBid[];
  readonly evaluation: unknown;
  readonly award: unknown;
  readonly rulePack: unknown;
  /** The public keys: that sign, that bids were sealed to, and that of a ceremony. */
  readonly keys: { readonly receipts: Jwks; readonly sealing: JWK; readonly ceremony?: JWK };
  /** The `LogHead` of these events, as compact JWS. */
  readonly head: string;
  /** `SignedHead`s as compact JWS, made day by day. */
  readonly headSignatures: readonly string[];
}

/** A private value with its salt: SHA-256(salt ‖ JCS(value)) is what the event `seq` carries under this name. */
export interface RevealedValue {
  readonly seq: number;
  readonly name: string;
  readonly salt: string;
  readonly value: unknown;
}

/** A bid as it was published at the opening (已开标投标). */
export interface OpenedBid {
  readonly supplier: string;
  readonly name: string;
  readonly uscc: string;
  /** As it stood when the bid was received; policy deductions go by it. */
  readonly sizeClass?: string;
  readonly disclosed: Disclosed | DisclosedPart;
  readonly cmt: Commitment;
  /**
   * Whether lots of this bid failed, which stay unknown. Then `disclosed` is a part and cannot be hashed against
   * `cmt` by the public, only by the bidder, who has the whole.
   */
  readonly part?: true;
}

const openedSchema: ZodType<OpenedBid> = z
  .strictObject({
    supplier: id('organisation'),
    name: z.string(),
    uscc: z.string(),
    sizeClass: z.string().exactOptional(),
    disclosed: z.unknown(),
    cmt: z.strictObject({ disclosed: hex, private: hex }),
    part: z.literal(true).exactOptional(),
  })
  .transform((bid) => ({
    ...bid,
    disclosed: bid.part === undefined ? checkDisclosed(bid.disclosed) : checkDisclosedPart(bid.disclosed),
  }));

/** Any value of JSON, as long as there is one. */
const present = z.unknown().refine((value) => value !== undefined, { error: 'required' });
const jwk = z.looseObject({ kty: z.string() });

const bundleSchema: ZodType<Bundle> = z.strictObject({
  version: z.literal(1),
  tender: z.looseObject({ id: id('tender'), deadline: instant }),
  events: z.array(z.string()),
  revealed: z.array(z.strictObject({ seq: z.int().positive(), name: z.string(), salt: z.string(), value: present })),
  leaves: z.array(hex),
  receipts: z.array(z.strictObject({ jws: z.string(), leafIndex: z.int().nonnegative() })),
  root: hex,
  opened: z.array(openedSchema),
  evaluation: present,
  award: present,
  rulePack: present,
  keys: z.strictObject({
    receipts: z.strictObject({ keys: z.array(jwk) }),
    sealing: jwk,
    ceremony: jwk.exactOptional(),
  }),
  head: z.string(),
  headSignatures: z.array(z.string()),
});

/** The value as a bundle. @throws `bundle-malformed`, or `bid-content-invalid` for a disclosed part that is none. */
export const readBundle = (value: unknown): Bundle => readAs(bundleSchema, value, 'bundle-malformed', 'malformed');
