import { compactVerify, createLocalJWKSet, decodeProtectedHeader, type JWK } from 'jose';
import { DomainError } from '../kernel/errors.ts';
import { canonical } from '../kernel/json.ts';
import { base64url, base64urlLength } from './hash.ts';

/** Signs with a key that may live elsewhere: 64 bytes, `r ‖ s`, over the SHA-256 of what is given (ES256). */
export type Sign = (signingInput: Uint8Array) => Promise<Uint8Array>;

/** Public keys (RFC 7517 §5), as published at `/.well-known/jicai-receipts.json`. */
export interface Jwks {
  readonly keys: readonly JWK[];
}

/** The JWKS that a value is. @throws `keys-invalid` */
export function readKeys(value: unknown): Jwks {
  if (!Array.isArray((value as Jwks | null)?.keys)) throw new DomainError('malformed', 'keys-invalid');
  return value as Jwks;
}

/**
 * A compact JWS, ES256, over the JCS of a value; its header is `{"alg":"ES256","kid":…,"typ":…}`. The type
 * keeps a signature made for one purpose from serving another. Written out, as the private key of a key
 * service cannot be handed to a JOSE library.
 */
export async function signJson(value: unknown, typ: string, sign: Sign, kid: string): Promise<string> {
  const encode = (text: string) => base64url(new TextEncoder().encode(text));
  const input = `${encode(canonical({ alg: 'ES256', kid, typ }))}.${encode(canonical(value))}`;
  return `${input}.${base64url(await sign(new TextEncoder().encode(input)))}`;
}

type KeySet = ReturnType<typeof createLocalJWKSet>;
/** A bundle has thousands of signatures under one key, which is imported once. */
const sets = new WeakMap<Jwks, KeySet>();

function keySetOf(jwks: Jwks): KeySet {
  const set = sets.get(jwks) ?? createLocalJWKSet({ keys: [...jwks.keys] });
  sets.set(jwks, set);
  return set;
}

/** The value of such a JWS; rejects where signature, type or form is not as `signJson` makes it. */
export async function verifyJson(jws: string, typ: string, jwks: Jwks): Promise<unknown> {
  const { payload, protectedHeader } = await compactVerify(jws, keySetOf(jwks), { algorithms: ['ES256'] });
  // Nothing signs the signature: its text must be the only one of its 64 bytes.
  if (base64urlLength(jws.split('.')[2]) !== 64) throw new TypeError('not canonical');
  if (protectedHeader.typ !== typ) throw new TypeError('another type');
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload);
  const value: unknown = JSON.parse(text);
  if (canonical(value) !== text) throw new TypeError('not canonical');
  return value;
}

/** The id of the key that a JWS says it is signed with; undefined for what is no JWS. */
export function kidOf(jws: string): string | undefined {
  try {
    return decodeProtectedHeader(jws).kid;
  } catch {
    return undefined;
  }
}
