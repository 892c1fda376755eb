import * as z from 'zod';
import { type Commitment, checkDisclosed, checkDisclosedPart, type Disclosed, type DisclosedPart } from './bid.ts';
import type { Jwks } from './jws.ts';
import { hex, id, instant, readAs } from './shape.ts';

/** All that is needed to check a tender without trusting who ran it (可验证数据包). */
export interface Bundle {
  readonly version: 1;
  readonly tender: { readonly id: string; readonly deadline?: string; readonly [member: string]: unknown };
  /** The tender's chain from its first event, each as the exact JCS string that was hashed. */
  readonly events: readonly string[];
  /** All leaf hashes of the frozen set, ordered by `receiptId`; withdrawn bids are among them. */
  readonly leaves: readonly string[];
  /** The receipts that may be shown, as compact JWS. */
  readonly receipts: readonly { readonly jws: string; readonly leafIndex: number }[];
  readonly root: string;
  readonly opened: readonly OpenedBid[];
  readonly evaluation: unknown;
  readonly award: unknown;
  readonly rulePack?: unknown;
  readonly keys: { readonly receipts: Jwks };
  /** `SignedHead`s as compact JWS, made day by day. */
  readonly headSignatures?: readonly string[];
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

/** The head of a chain as it is signed once a day and kept in write-once storage. */
export interface SignedHead {
  readonly stream: string;
  readonly seq: number;
  readonly head: string;
  readonly signedAt: string;
}

export const headType = 'jicai-head+json';

const openedSchema: z.ZodType<OpenedBid> = z
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

const bundleSchema = z.object({
  version: z.literal(1),
  tender: z.looseObject({ id: id('tender'), deadline: instant.exactOptional() }),
  events: z.array(z.string()),
  leaves: z.array(hex),
  receipts: z.array(z.object({ jws: z.string(), leafIndex: z.int().nonnegative() })),
  root: hex,
  opened: z.array(openedSchema),
  evaluation: z.unknown(),
  award: z.unknown(),
  rulePack: z.unknown().optional(),
  keys: z.object({ receipts: z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }) }),
  headSignatures: z.array(z.string()).exactOptional(),
});

const signedHeadSchema: z.ZodType<SignedHead> = z.strictObject({
  stream: z.string(),
  seq: z.int().positive(),
  head: hex,
  signedAt: instant,
});

/** The value as a bundle. @throws `bundle-malformed`, or `bid-content-invalid` for a disclosed part that is none. */
export const readBundle = (value: unknown): Bundle => readAs(bundleSchema, value, 'bundle-malformed', 'malformed');

export const readSignedHead = (value: unknown): SignedHead => readAs(signedHeadSchema, value, 'head-invalid');
