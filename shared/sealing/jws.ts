import { compactVerify, createLocalJWKSet, type JWK } from 'jose';
import { canonical } from '../kernel/json.ts';
import { base64url } from './hash.ts';

/** Signs with a key that may live elsewhere: 64 bytes, `r ‖ s`, over the SHA-256 of what is given (ES256). */
export type Sign = (signingInput: Uint8Array) => Promise<Uint8Array>;

/** Public keys (RFC 7517 §5), as published at `/.well-known/jicai-receipts.json`. */
export interface Jwks {
  readonly keys: readonly JWK[];
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

/** The value of such a JWS; rejects where signature, type or form is not as `signJson` makes it. */
export async function verifyJson(jws: string, typ: string, jwks: Jwks): Promise<unknown> {
  const keys = createLocalJWKSet({ keys: [...jwks.keys] });
  const { payload, protectedHeader } = await compactVerify(jws, keys, { algorithms: ['ES256'] });
  if (protectedHeader.typ !== typ) throw new TypeError('another type');
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload);
  const value: unknown = JSON.parse(text);
  if (canonical(value) !== text) throw new TypeError('not canonical');
  return value;
}
