import type { ZodType } from 'zod';
import { DomainError, fieldError } from '../kernel/errors.ts';
import { z } from '../kernel/zod-now.ts';
import type { Commitment } from './bid.ts';
import { base64urlLength, fromBase64url } from './hash.ts';
import { outerSizes, paddedSizes } from './pad.ts';
import { bytes, hex, id, readAs } from './shape.ts';
import { attachmentBlock, attachmentLimits, attachmentOverhead } from './sizes.ts';

/** A sealed bid (密封投标文件): JWE in General JSON serialisation (RFC 7516 §7.2.1) with one recipient. */
export interface Envelope {
  readonly protected: string;
  readonly recipients: readonly [
    {
      readonly header: {
        readonly alg: 'ECDH-ES+A256KW';
        readonly kid: string;
        readonly epk: { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };
      };
      readonly encrypted_key: string;
    },
  ];
  readonly iv: string;
  readonly ciphertext: string;
  readonly tag: string;
}

/** The protected header: all that is legible, and authenticated, before the opening. */
export interface BidHeader {
  readonly enc: 'A256GCM';
  readonly typ: 'jicai-bid+json';
  readonly tnd: string;
  readonly org: string;
  readonly ver: number;
  /** Lot ids, sorted, each once. */
  readonly lots: readonly string[];
  readonly cmt: Commitment;
  /** The sealed attachments in the order of `private.attachments`; absent where there are none. */
  readonly att?: readonly { readonly sha256: string; readonly size: number }[];
}

const attachment = z.strictObject({
  sha256: hex,
  size: z
    .int()
    .min(attachmentBlock + attachmentOverhead)
    .refine((size) => size % attachmentBlock === attachmentOverhead, { error: 'not-allowed' }),
});

/** How often a bid is sealed (密封层数): to the vault's key, and around that to the key of a ceremony. */
export type Layers = 1 | 2;

/** The most bytes that an envelope has as JCS. */
export const maxEnvelope = 256 * 1024;

const headerSchema: ZodType<BidHeader & { readonly cty?: 'JWE' }> = z.strictObject({
  enc: z.literal('A256GCM'),
  typ: z.literal('jicai-bid+json'),
  tnd: id('tender'),
  org: id('organisation'),
  ver: z.int().positive(),
  lots: z
    .array(id('lot'))
    .min(1)
    .refine((lots) => lots.every((lot, at) => at === 0 || lot > (lots[at - 1] ?? '')), { error: 'not-sorted' }),
  cmt: z.strictObject({ disclosed: hex, private: hex }),
  att: z
    .array(attachment)
    .min(1)
    .max(attachmentLimits.files)
    .refine((list) => list.reduce((sum, file) => sum + file.size, 0) <= attachmentLimits.totalBytes, {
      error: 'attachment-too-large',
    })
    .exactOptional(),
  cty: z.literal('JWE').exactOptional(),
});

const envelopeSchema = z.strictObject({
  protected: z
    .string()
    .min(1)
    .max(64 * 1024),
  recipients: z.tuple([
    z.strictObject({
      header: z.strictObject({
        alg: z.literal('ECDH-ES+A256KW'),
        kid: z.string().min(1).max(256),
        epk: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: bytes(32), y: bytes(32) }),
      }),
      encrypted_key: bytes(40),
    }),
  ]),
  iv: bytes(12),
  ciphertext: z.string(),
  tag: bytes(16),
});

/**
 * What can be known of a sealed bid without any key: its protected header, the id of the key it is sealed to (of the
 * outer one where it is sealed twice), and how often it is sealed, which the content type `JWE` tells.
 * @throws `bid-not-sealed`, with pointers into the request body `{envelope}`, for anything that is not exactly
 * such an envelope: a plain bid, a missing or unknown member, another algorithm, more than one recipient, or a
 * ciphertext that is not padded.
 */
export function readEnvelope(value: unknown): { header: BidHeader; kid: string; layers: Layers } {
  const envelope: Envelope = readAs(envelopeSchema, value, 'bid-not-sealed', 'rule', '/envelope');
  const { cty, ...header } = readAs(
    headerSchema,
    headerJson(envelope),
    'bid-not-sealed',
    'rule',
    '/envelope/protected',
  );
  const layers = cty === undefined ? 1 : 2;
  const sizes = layers === 1 ? paddedSizes : outerSizes;
  if (!sizes.includes(base64urlLength(envelope.ciphertext) ?? 0)) {
    throw new DomainError('rule', 'bid-not-sealed', {}, [{ pointer: '/envelope/ciphertext', code: 'not-padded' }]);
  }
  return { header, kid: envelope.recipients[0].header.kid, layers };
}

function headerJson(envelope: Envelope): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64url(envelope.protected)));
  } catch {
    throw fieldError('bid-not-sealed', '/envelope/protected');
  }
}
