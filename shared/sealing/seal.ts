import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  FlattenedEncrypt,
  flattenedDecrypt,
  generateKeyPair,
  type JWK,
} from 'jose';
import { DomainError } from '../kernel/errors.ts';
import { canonical } from '../kernel/json.ts';
import { checkDisclosed, checkPrivate, commit, type Disclosed, type Private } from './bid.ts';
import { type BidHeader, type Envelope, readEnvelope } from './envelope.ts';
import { fromBase64url, hashJson } from './hash.ts';
import { pad, unpad } from './pad.ts';

const alg = 'ECDH-ES+A256KW';
const enc = 'A256GCM';

/** What a bidder seals, and the tender's public key (P-256, with `kid`). */
export interface SealInput {
  readonly disclosed: Disclosed;
  readonly private: Private;
  readonly key: JWK;
}

/** The secrets of one envelope. Only test vectors fix them: using one twice breaks AES-GCM. */
export interface Ephemeral {
  /** The 32-byte content key. */
  readonly cek: Uint8Array;
  /** 12 bytes. */
  readonly iv: Uint8Array;
  /** The private half of `epk`, extractable. */
  readonly epk?: CryptoKey;
}

/**
 * Seals a bid (密封投标): the JCS of `{disclosed, private}`, padded, encrypted to the tender's key with
 * ECDH-ES+A256KW and A256GCM, under a protected header that commits to both parts.
 * @throws `bid-content-invalid` for content that the opening would refuse, `bid-too-large` over 128 KiB,
 * `sealing-key-invalid` for a key that is not P-256 or has no `kid`.
 */
export async function sealBid(input: SealInput, ephemeral: Ephemeral = freshEphemeral()): Promise<Envelope> {
  const disclosed = checkDisclosed(input.disclosed);
  const secret = checkPrivate(input.private);
  const plaintext = pad(new TextEncoder().encode(canonical({ disclosed, private: secret })));
  const envelope = await encrypt(plaintext, headerOf(disclosed, secret), input.key, ephemeral);
  readEnvelope(envelope);
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
 * For a single recipient jose puts `alg` and `epk` into the protected header, where ours leaves no place for
 * them. So the two halves of RFC 7516 §5.1 are made one by one, both by jose: the content key wrapped for the
 * recipient around an empty plaintext, then the content under that key, which jose calls `dir`.
 */
async function encrypt(plaintext: Uint8Array, header: BidHeader, key: JWK, ephemeral: Ephemeral): Promise<Envelope> {
  const { kid } = key;
  if (key.kty !== 'EC' || key.crv !== 'P-256' || !kid) throw new DomainError('rule', 'sealing-key-invalid');
  const { x, y } = key;
  const wrapping = new FlattenedEncrypt(new Uint8Array())
    .setUnprotectedHeader({ alg, enc })
    .setContentEncryptionKey(ephemeral.cek);
  if (ephemeral.epk) wrapping.setKeyManagementParameters({ epk: ephemeral.epk });
  const wrapped = await wrapping.encrypt({ kty: 'EC', crv: 'P-256', x, y } as JWK).catch(() => {
    throw new DomainError('rule', 'sealing-key-invalid');
  });
  const content = await new FlattenedEncrypt(plaintext)
    .setProtectedHeader({ ...header })
    .setUnprotectedHeader({ alg: 'dir' })
    .setInitializationVector(ephemeral.iv)
    .encrypt(ephemeral.cek);
  const { epk } = JSON.parse(new TextDecoder().decode(fromBase64url(wrapped.protected ?? '')));
  const { encrypted_key = '' } = wrapped;
  const { protected: encoded = '', iv = '', ciphertext, tag = '' } = content;
  return {
    protected: encoded,
    recipients: [{ header: { alg, kid, epk: { kty: 'EC', crv: 'P-256', x: epk.x, y: epk.y } }, encrypted_key }],
    iv,
    ciphertext,
    tag,
  };
}

const freshEphemeral = (): Ephemeral => ({
  cek: crypto.getRandomValues(new Uint8Array(32)),
  iv: crypto.getRandomValues(new Uint8Array(12)),
});

/**
 * Opens a sealed bid (开封) and believes nothing of it: AES-GCM does not commit to its key, so both parts must
 * hash to the header's `cmt`, and the content must be that of the header's tender, supplier, version and lots.
 * The plaintext need not be JCS itself, as the commitments are over the JCS of its parts. A `CryptoKey` is an
 * ECDH P-256 private key with the usage `deriveBits`, as imported from PKCS #8.
 * @throws `bid-not-sealed`, `bid-undecryptable`, `bid-commitment-mismatch`, `bid-content-invalid`,
 * `bid-header-mismatch`
 */
export async function openBid(
  envelope: unknown,
  privateKey: CryptoKey | JWK,
): Promise<{ disclosed: Disclosed; private: Private }> {
  const { header } = readEnvelope(envelope);
  const content = parse(await decrypt(envelope as Envelope, privateKey));
  if (!commits(header, content)) throw new DomainError('rule', 'bid-commitment-mismatch');
  const { disclosed, private: secret } = checked(content);
  if (canonical(headerOf(disclosed, secret)) !== canonical(header))
    throw new DomainError('rule', 'bid-header-mismatch');
  return { disclosed, private: secret };
}

async function decrypt(envelope: Envelope, privateKey: CryptoKey | JWK): Promise<Uint8Array> {
  const { recipients, ...shared } = envelope;
  try {
    const options = { keyManagementAlgorithms: [alg], contentEncryptionAlgorithms: [enc] };
    return (await flattenedDecrypt({ ...shared, ...recipients[0] }, privateKey, options)).plaintext;
  } catch {
    throw new DomainError('rule', 'bid-undecryptable');
  }
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

/** A P-256 pair for sealing, its `kid` the RFC 7638 thumbprint: for tests and for running locally. */
export async function generateSealingKey(): Promise<{ publicJwk: JWK; privateJwk: JWK }> {
  const pair = await generateKeyPair(alg, { crv: 'P-256', extractable: true });
  const publicKey = await exportJWK(pair.publicKey);
  const named = { kid: await calculateJwkThumbprint(publicKey), alg, use: 'enc' };
  return { publicJwk: { ...publicKey, ...named }, privateJwk: { ...(await exportJWK(pair.privateKey)), ...named } };
}
