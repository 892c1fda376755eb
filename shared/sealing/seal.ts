import type { CryptoKey, JWK } from 'jose';
import { DomainError } from '../kernel/errors.ts';
import { canonical } from '../kernel/json.ts';
import { checkDisclosed, checkPrivate, commit, type Disclosed, type Private } from './bid.ts';
import { type BidHeader, type Envelope, maxEnvelope, readEnvelope } from './envelope.ts';
import { hashJson } from './hash.ts';
import { decryptWith, type Ephemeral, enc, encryptTo, freshEphemeral } from './jwe.ts';
import { outerSizes, pad, unpad } from './pad.ts';

/** What a bidder seals, and the public keys (P-256, with `kid`) that it is sealed to. */
export interface SealInput {
  readonly disclosed: Disclosed;
  readonly private: Private;
  /** The tender's key, of the vault. */
  readonly key: JWK;
  /** The key of the ceremony, of a tender that is opened by one. */
  readonly ceremonyKey?: JWK | undefined;
}

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(canonical(value));

/**
 * Seals a bid (密封投标): the JCS of `{disclosed, private}`, padded, encrypted to the tender's key with
 * ECDH-ES+A256KW and A256GCM, under a protected header that commits to both parts. Where there is a ceremony, the JCS
 * of that envelope, padded, is encrypted the same way to the ceremony's key, under the same header with `cty` `JWE`.
 * `ephemeral` is of the inner layer, `outer` of the other.
 * @throws `bid-content-invalid` for content that the opening would refuse, `bid-too-large` over 128 KiB,
 * `sealing-key-invalid` for a key that is not P-256 or has no `kid`.
 */
export async function sealBid(
  input: SealInput,
  ephemeral: Ephemeral = freshEphemeral(),
  outer: Ephemeral = freshEphemeral(),
): Promise<Envelope> {
  const disclosed = checkDisclosed(input.disclosed);
  const secret = checkPrivate(input.private);
  const header = headerOf(disclosed, secret);
  const inner = await encryptTo(input.key, header, pad(encode({ disclosed, private: secret })), ephemeral);
  const { ceremonyKey } = input;
  const around = { ...header, cty: 'JWE' };
  const envelope =
    ceremonyKey === undefined ? inner : await encryptTo(ceremonyKey, around, pad(encode(inner), outerSizes), outer);
  readEnvelope(envelope);
  const size = encode(envelope).length;
  if (size > maxEnvelope) throw new DomainError('too-large', 'bid-too-large', { size, max: maxEnvelope });
  return envelope;
}

/** The protected header that belongs to this content. */
export function headerOf(disclosed: Disclosed, secret: Private): BidHeader {
  return {
    enc,
    typ: 'jicai-bid+json',
    tnd: disclosed.tender,
    org: disclosed.supplier,
    ver: disclosed.documentsVersion,
    lots: disclosed.lots.map((lot) => lot.lotId).sort(),
    cmt: commit(disclosed, secret),
    ...(secret.attachments && { att: secret.attachments.map(({ sha256, size }) => ({ sha256, size })) }),
  };
}

/**
 * Opens a sealed bid (开封) and believes nothing of it: AES-GCM does not commit to its key, so both parts must
 * hash to the header's `cmt`, and the content must be that of the header's tender, supplier, version and lots.
 * The plaintext need not be JCS itself, as the commitments are over the JCS of its parts. With a ceremony's key the
 * bid must be sealed twice, under the same header, and without one once. A `CryptoKey` is an ECDH P-256 private key
 * with the usage `deriveBits`, as imported from PKCS #8.
 * @throws `bid-not-sealed`, `bid-layers-wrong`, `bid-undecryptable`, `bid-commitment-mismatch`,
 * `bid-content-invalid`, `bid-header-mismatch`
 */
export async function openBid(
  envelope: unknown,
  privateKey: CryptoKey | JWK,
  ceremonyKey?: CryptoKey | JWK,
): Promise<{ disclosed: Disclosed; private: Private }> {
  const { header, layers } = readEnvelope(envelope);
  if (layers !== (ceremonyKey === undefined ? 1 : 2)) throw new DomainError('rule', 'bid-layers-wrong');
  const inner =
    ceremonyKey === undefined ? (envelope as Envelope) : await unwrap(envelope as Envelope, header, ceremonyKey);
  const content = parse(await decryptWith(privateKey, inner));
  if (!commits(header, content)) throw new DomainError('rule', 'bid-commitment-mismatch');
  const { disclosed, private: secret } = checked(content);
  if (canonical(headerOf(disclosed, secret)) !== canonical(header))
    throw new DomainError('rule', 'bid-header-mismatch');
  return { disclosed, private: secret };
}

/** The envelope inside the outer layer. It says of itself what the outer one says, or is another bid. */
async function unwrap(envelope: Envelope, header: BidHeader, ceremonyKey: CryptoKey | JWK): Promise<Envelope> {
  const plaintext = await decryptWith(ceremonyKey, envelope);
  let inner: Envelope;
  let read: ReturnType<typeof readEnvelope>;
  try {
    inner = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(unpad(plaintext)));
    read = readEnvelope(inner);
  } catch {
    // What is inside is named no further: a member's name may tell what is not to be shown.
    throw new DomainError('rule', 'bid-not-sealed');
  }
  if (read.layers !== 1) throw new DomainError('rule', 'bid-layers-wrong');
  if (canonical(read.header) !== canonical(header)) throw new DomainError('rule', 'bid-header-mismatch');
  return inner;
}

function parse(plaintext: Uint8Array): { disclosed: unknown; private: unknown } {
  const invalid = new DomainError('rule', 'bid-content-invalid');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(unpad(plaintext)));
  } catch {
    throw invalid;
  }
  if (typeof value !== 'object' || value === null) throw invalid;
  if (Object.keys(value).sort().join() !== 'disclosed,private') throw invalid;
  return value as { disclosed: unknown; private: unknown };
}

/** The content at fault is named by place and rule, never quoted: it may be of a lot that is not opened. */
function checked(content: { disclosed: unknown; private: unknown }): { disclosed: Disclosed; private: Private } {
  try {
    return { disclosed: checkDisclosed(content.disclosed), private: checkPrivate(content.private) };
  } catch (error) {
    const errors = error instanceof DomainError ? error.errors.map(({ pointer, code }) => ({ pointer, code })) : [];
    throw new DomainError('rule', 'bid-content-invalid', {}, errors);
  }
}

function commits(header: BidHeader, content: { disclosed: unknown; private: unknown }): boolean {
  try {
    return hashJson(content.disclosed) === header.cmt.disclosed && hashJson(content.private) === header.cmt.private;
  } catch {
    // Nested too deep, or text that is not Unicode: it has no JCS.
    throw new DomainError('rule', 'bid-content-invalid');
  }
}
