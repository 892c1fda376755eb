import { sha256, sha256Hex } from '#sha256';
import { canonical } from '../kernel/json.ts';

export { sha256, sha256Hex };

/** SHA-256 of the value's JCS (RFC 8785), in lower-case hex. */
export const hashJson = (value: unknown): string => sha256Hex(canonical(value));

/** Lower-case hex of 32 bytes. */
export const hexHash = /^[0-9a-f]{64}$/;

/** base64url without padding (RFC 4648 §5). */
export function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const decode = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

/**
 * How many bytes an unpadded base64url text carries, or `undefined` where it is not one. One text for one
 * value: padding, white space, the other alphabet and stray trailing bits are refused.
 */
export function base64urlLength(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const tail = text.slice(text.length - (text.length % 4));
  return base64url(decode(tail)) === tail ? Math.floor((text.length * 3) / 4) : undefined;
}

/** The bytes of unpadded base64url. @throws `SyntaxError` for what `base64urlLength` refuses. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  if (base64urlLength(text) === undefined) throw new SyntaxError('not base64url');
  return decode(text);
}
