import { type CryptoKey, FlattenedEncrypt, flattenedDecrypt, type JWK } from 'jose';
import { DomainError } from '../kernel/errors.ts';
import type { Envelope } from './envelope.ts';
import { fromBase64url } from './hash.ts';

/** How a key is agreed on and wrapped (RFC 7518 §4.6), and how content is encrypted (§5.3). */
export const alg = 'ECDH-ES+A256KW';
export const enc = 'A256GCM';

/** The secrets of one envelope. Only test vectors fix them: using one twice breaks AES-GCM. */
export interface Ephemeral {
  /** The 32-byte content key. */
  readonly cek: Uint8Array;
  /** 12 bytes. */
  readonly iv: Uint8Array;
  /** The private half of `epk`, extractable. */
  readonly epk?: CryptoKey;
}

export const freshEphemeral = (): Ephemeral => ({
  cek: crypto.getRandomValues(new Uint8Array(32)),
  iv: crypto.getRandomValues(new Uint8Array(12)),
});

/**
 * One layer of sealing. For a single recipient jose puts `alg` and `epk` into the protected header, where ours leaves
 * no place for them. So the two halves of RFC 7516 §5.1 are made one by one, both by jose: the content key wrapped for
 * the recipient around an empty plaintext, then the content under that key, which jose calls `dir`.
 * @throws `sealing-key-invalid` for a key that is not P-256 or has no `kid`
 */
export async function encryptTo(
  key: JWK,
  header: object,
  plaintext: Uint8Array,
  ephemeral: Ephemeral,
): Promise<Envelope> {
  const { kid, x, y } = key;
  if (key.kty !== 'EC' || key.crv !== 'P-256' || !kid) throw new DomainError('rule', 'sealing-key-invalid');
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

/** What is inside one layer. @throws `bid-undecryptable` */
export async function decryptWith(privateKey: CryptoKey | JWK, envelope: Envelope): Promise<Uint8Array> {
  const { recipients, ...shared } = envelope;
  try {
    const options = { keyManagementAlgorithms: [alg], contentEncryptionAlgorithms: [enc] };
    return (await flattenedDecrypt({ ...shared, ...recipients[0] }, privateKey, options)).plaintext;
  } catch {
    throw new DomainError('rule', 'bid-undecryptable');
  }
}
