import { createHmac } from 'node:crypto';

/** A signing secret as its holder sees it: `whsec_` and base64. */
export const secretText = (secret: Uint8Array): string => `whsec_${Buffer.from(secret).toString('base64')}`;

/**
 * The headers of a delivery (Standard Webhooks 1.0.0, symmetric): an HMAC-SHA256 of `id.timestamp.body` by each secret that
 * signs. `seconds` is the time of this try since 1970; an id has no full stop.
 */
export function signedHeaders(
  { id, seconds, body }: { readonly id: string; readonly seconds: number; readonly body: string },
  secrets: readonly Uint8Array[],
): Readonly<Record<string, string>> {
  const sign = (secret: Uint8Array): string =>
    `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': secrets.map(sign).join(' '),
  };
}
