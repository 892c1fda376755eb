import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { DomainError } from '../kernel/errors.ts';
import { z } from '../kernel/zod-now.ts';
import { alg } from './jwe.ts';
import { bytes } from './shape.ts';

/** A public P-256 key that one seals to, as it is published: its `kid` is its RFC 7638 thumbprint. */
export interface PublicKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly alg: typeof alg;
  readonly use: 'enc';
}

const publicKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: bytes(32),
  y: bytes(32),
  kid: z.string(),
  alg: z.literal(alg).exactOptional(),
  use: z.literal('enc').exactOptional(),
});

/**
 * The value as such a key. A private half, a point that is not on the curve and a `kid` that is not the thumbprint
 * are refused: @throws `sealing-key-invalid`
 */
export async function readPublicKey(value: unknown): Promise<PublicKey> {
  const read = publicKey.safeParse(value);
  if (!read.success) throw new DomainError('rule', 'sealing-key-invalid');
  const { kid, x, y } = read.data;
  const bare = { kty: 'EC', crv: 'P-256', x, y } as const;
  const onCurve = await crypto.subtle.importKey('jwk', bare, { name: 'ECDH', namedCurve: 'P-256' }, true, []).then(
    () => true,
    () => false,
  );
  if (!onCurve || (await calculateJwkThumbprint(bare)) !== kid) throw new DomainError('rule', 'sealing-key-invalid');
  return { ...bare, kid, alg, use: 'enc' };
}

/** A P-256 pair for sealing, its `kid` the RFC 7638 thumbprint. */
export async function generateSealingKey(): Promise<{ publicJwk: JWK; privateJwk: JWK }> {
  const pair = await generateKeyPair(alg, { crv: 'P-256', extractable: true });
  const exported = await exportJWK(pair.publicKey);
  const named = { kid: await calculateJwkThumbprint(exported), alg, use: 'enc' };
  return { publicJwk: { ...exported, ...named }, privateJwk: { ...(await exportJWK(pair.privateKey)), ...named } };
}
