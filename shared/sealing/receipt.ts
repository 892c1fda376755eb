import type { ZodType } from 'zod';
import { DomainError } from '../kernel/errors.ts';
import { z } from '../kernel/zod-now.ts';
import type { Commitment } from './bid.ts';
import { hashJson } from './hash.ts';
import { type Jwks, type Sign, signJson, verifyJson } from './jws.ts';
import { hex, id, instant, readAs } from './shape.ts';

/** The platform's signed word that it holds a bid, or its withdrawal (投标回执). */
export interface Receipt {
  readonly receiptId: string;
  readonly tender: string;
  readonly supplier: string;
  /** From 1; each replacement and the withdrawal is the next. */
  readonly revision: number;
  /** `receiptHash` of the supplier's previous receipt; `null` at revision 1. */
  readonly previous: string | null;
  readonly state: 'sealed' | 'withdrawn';
  /** SHA-256 of the envelope's JCS; `null` when withdrawn, as there is no envelope. */
  readonly sha256: string | null;
  /** The commitment of the envelope's header; `null` when withdrawn. */
  readonly cmt: Commitment | null;
  readonly receivedAt: string;
  /** The hash of the tender's newest event at that time, which anchors the chain in the bidder's hands. */
  readonly chainHead: string;
}

const receiptType = 'jicai-receipt+json';

const receiptSchema: ZodType<Receipt> = z
  .strictObject({
    receiptId: id('receipt'),
    tender: id('tender'),
    supplier: id('organisation'),
    revision: z.int().positive(),
    previous: hex.nullable(),
    state: z.enum(['sealed', 'withdrawn']),
    sha256: hex.nullable(),
    cmt: z.strictObject({ disclosed: hex, private: hex }).nullable(),
    receivedAt: instant,
    chainHead: hex,
  })
  .refine((receipt) => (receipt.previous === null) === (receipt.revision === 1), { error: 'not-allowed' })
  .refine(
    ({ state, sha256, cmt }) =>
      state === 'sealed' ? sha256 !== null && cmt !== null : sha256 === null && cmt === null,
    { error: 'not-allowed' },
  );

/** SHA-256 of the receipt's JCS, in hex. */
export const receiptHash = (receipt: Receipt): string => hashJson(receipt);

/** The receipt as a compact JWS, ES256, over its JCS, `typ` `jicai-receipt+json`. */
export const signReceipt = (receipt: Receipt, sign: Sign, kid: string): Promise<string> =>
  signJson(receipt, receiptType, sign, kid);

/**
 * The receipt of a JWS, its signature checked against the published keys.
 * @throws `receipt-invalid`
 */
export async function verifyReceipt(jws: string, jwks: Jwks): Promise<Receipt> {
  const value = await verifyJson(jws, receiptType, jwks).catch(() => {
    throw new DomainError('rule', 'receipt-invalid');
  });
  return readAs(receiptSchema, value, 'receipt-invalid');
}
