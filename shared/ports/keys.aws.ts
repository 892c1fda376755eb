import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import {
  GenerateDataKeyPairWithoutPlaintextCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
} from '@aws-sdk/client-kms';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { once } from '../kernel/once.ts';
import type { ReceiptKey, SealingKeys, Secrets } from './keys.ts';

/** The part of KMS's client that the keys use. */
export type Kms = Pick<KMSClient, 'send'>;

export const kms = (region: string): Kms => new KMSClient({ region });

/** Sealing keys made inside KMS, wrapped under one customer key and bound to their tender. */
export function kmsSealingKeys(client: Kms, vaultKey: string): SealingKeys {
  return {
    async create(tender) {
      const pair = await client.send(
        new GenerateDataKeyPairWithoutPlaintextCommand({
          KeyId: vaultKey,
          KeyPairSpec: 'ECC_NIST_P256',
          EncryptionContext: { tender },
        }),
      );
      const { kid, jwk } = await publicJwk(pair.PublicKey);
      return {
        kid,
        publicJwk: { ...jwk, kid, alg: 'ECDH-ES+A256KW', use: 'enc' },
        wrapped: Buffer.from(present(pair.PrivateKeyCiphertextBlob)).toString('base64'),
      };
    },
  };
}

/** The receipt key, which never leaves KMS. */
export function kmsReceiptKey(client: Kms, receiptKey: string): ReceiptKey {
  const published = once(async () => {
    const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: receiptKey }));
    return publicJwk(PublicKey);
  });
  return {
    kid: async () => (await published()).kid,
    async sign(signingInput) {
      const { Signature } = await client.send(
        new SignCommand({
          KeyId: receiptKey,
          SigningAlgorithm: 'ECDSA_SHA_256',
          // RAW takes 4,096 bytes at most.
          MessageType: 'DIGEST',
          Message: createHash('sha256').update(signingInput).digest(),
        }),
      );
      return rawSignature(present(Signature));
    },
    async jwks() {
      const { kid, jwk } = await published();
      return { keys: [{ ...jwk, kid, alg: 'ES256', use: 'sig' }] };
    },
  };
}

/** Secrets derived by an HMAC key that never leaves KMS. */
export function kmsSecrets(client: Kms, secretKey: string): Secrets {
  return {
    async derive(purpose) {
      const { Mac } = await client.send(
        new GenerateMacCommand({ KeyId: secretKey, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(purpose) }),
      );
      return present(Mac);
    },
  };
}

/**
 * The raw 64 bytes r‖s (RFC 7518 §3.4) of a DER-encoded ECDSA signature on P-256 (RFC 3279 §2.2.3), whose integers
 * are signed: one byte longer where the first bit is set, shorter where they begin with zeros.
 */
export function rawSignature(der: Uint8Array): Uint8Array {
  const malformed = () => new Error('not a DER signature on P-256');
  if (der[0] !== 0x30 || der[1] !== der.length - 2) throw malformed();
  const raw = new Uint8Array(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0;
    const integer = der.subarray(at + 2, at + 2 + length);
    const digits = integer[0] === 0 ? integer.subarray(1) : integer;
    if (der[at] !== 0x02 || length === 0 || integer.length !== length || digits.length > 32) throw malformed();
    raw.set(digits, end - digits.length);
    at += 2 + length;
  }
  if (at !== der.length) throw malformed();
  return raw;
}

async function publicJwk(spki: Uint8Array | undefined): Promise<{ kid: string; jwk: JWK }> {
  const key = createPublicKey({ key: Buffer.from(present(spki)), format: 'der', type: 'spki' });
  const jwk = key.export({ format: 'jwk' }) as JsonWebKey as JWK;
  return { kid: await calculateJwkThumbprint(jwk), jwk };
}

/** KMS's answers are typed as if any part might be missing. */
function present<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('KMS left out a part of its answer');
  return part;
}
