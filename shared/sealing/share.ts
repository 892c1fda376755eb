import { CompactEncrypt, type CryptoKey, compactDecrypt, decodeProtectedHeader, type JWK } from 'jose';
import type { ZodType } from 'zod';
import { DomainError } from '../kernel/errors.ts';
import { canonical } from '../kernel/json.ts';
import { z } from '../kernel/zod-now.ts';
import { base64url, fromBase64url, hashJson } from './hash.ts';
import { alg, enc } from './jwe.ts';
import { bytes, id, readAs } from './shape.ts';
import { maxSealedShare } from './sizes.ts';

/** A share of a ceremony's private key (份额): 32 bytes, and its coordinate from 1 to 255. */
export type Share = Uint8Array;

const shareLength = 33;
const typ = 'jicai-share+json';

/** Whose share of which key it is, and the dealer's commitment to it. */
export interface ShareTerms {
  readonly tender: string;
  readonly holder: string;
  /** The `kid` of the ceremony's key. */
  readonly ceremony: string;
  readonly commitment: string;
}

/**
 * What binds the dealer to a share and the holder to handing in that one (份额承诺值): SHA-256, in hex, of the JCS of
 * `{typ, tender, holder, ceremony, share}`. A share has 256 random bits, so that nothing can be guessed from it.
 */
export const shareCommitment = ({ tender, holder, ceremony }: Omit<ShareTerms, 'commitment'>, share: Share): string =>
  hashJson({ typ, tender, holder, ceremony, share: base64url(share) });

/** The protected header of a sealed share: all that is legible. */
export interface ShareHeader {
  readonly alg: typeof alg;
  readonly enc: typeof enc;
  readonly typ: typeof typ;
  /** The key that it is sealed to. */
  readonly kid: string;
  readonly tnd: string;
  readonly hld: string;
  readonly cer: string;
}

const headerSchema: ZodType<ShareHeader> = z.strictObject({
  alg: z.literal(alg),
  enc: z.literal(enc),
  typ: z.literal(typ),
  kid: z.string().min(1).max(256),
  tnd: id('tender'),
  hld: z.string().min(1).max(128),
  cer: bytes(32),
  epk: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: bytes(32), y: bytes(32) }),
});

/**
 * Seals a share: a compact JWE of the JCS of `{share}`, whose protected header names the tender, the holder and the
 * ceremony's key. @throws `sealing-key-invalid`
 */
export async function sealShare(share: Share, terms: ShareTerms, { kid, kty, crv, x, y }: JWK): Promise<string> {
  if (!kid) throw new DomainError('rule', 'sealing-key-invalid');
  const header = { alg, enc, typ, kid, tnd: terms.tender, hld: terms.holder, cer: terms.ceremony };
  return new CompactEncrypt(new TextEncoder().encode(canonical({ share: base64url(share) })))
    .setProtectedHeader(header)
    .encrypt({ kty, crv, x, y } as JWK)
    .catch(() => {
      throw new DomainError('rule', 'sealing-key-invalid');
    });
}

/** What can be known of a sealed share without a key. @throws `share-not-sealed` for anything that is not just that */
export function readShare(sealed: string): ShareHeader {
  const notSealed = new DomainError('rule', 'share-not-sealed');
  if (sealed.length > maxSealedShare || !/^[\w-]+(\.[\w-]+){4}$/.test(sealed)) throw notSealed;
  let header: unknown;
  try {
    header = decodeProtectedHeader(sealed);
  } catch {
    throw notSealed;
  }
  return readAs(headerSchema, header, 'share-not-sealed');
}

/** Whether a sealed share says that it is this one, sealed to this key. @throws `share-not-sealed`, `share-header-mismatch` */
export function checkShareHeader(sealed: string, { tender, holder, ceremony }: ShareTerms, kid?: string): void {
  const header = readShare(sealed);
  const same = header.tnd === tender && header.hld === holder && header.cer === ceremony;
  if (!same || (kid !== undefined && header.kid !== kid)) throw new DomainError('rule', 'share-header-mismatch');
}

const content = z.strictObject({ share: bytes(shareLength) });

/**
 * Opens a sealed share (打开份额) and believes nothing of it: it must be the one of these terms.
 * @throws `share-not-sealed`, `share-header-mismatch`, `share-undecryptable`, `share-commitment-mismatch`
 */
export async function openShare(sealed: string, privateKey: CryptoKey | JWK, terms: ShareTerms): Promise<Share> {
  checkShareHeader(sealed, terms);
  const options = { keyManagementAlgorithms: [alg], contentEncryptionAlgorithms: [enc] };
  const { plaintext } = await compactDecrypt(sealed, privateKey, options).catch(() => {
    throw new DomainError('rule', 'share-undecryptable');
  });
  const share = shareOf(plaintext);
  if (share === undefined || shareCommitment(terms, share) !== terms.commitment) {
    throw new DomainError('rule', 'share-commitment-mismatch');
  }
  return share;
}

function shareOf(plaintext: Uint8Array): Share | undefined {
  try {
    const { data } = content.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext)));
    return data && new Uint8Array(fromBase64url(data.share));
  } catch {
    return undefined;
  }
}
