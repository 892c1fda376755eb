/** What is derived from the platform's secret each time it is needed, and stored nowhere (派生密钥). */
export interface NoticeSecrets {
  /** The six digits that an address is confirmed by. */
  emailCode(request: string, address: string): string;
  /** What ends the mail of a subscription, without a login. */
  unsubscribeToken(subscription: string): string;
  /** The `n`-th signing secret of a webhook: 32 bytes. */
  webhookSecret(webhook: string, n: number): Uint8Array;
}

/** Made of an HMAC under a key of its own: each use has its own prefix. */
export const noticeSecrets = (mac: (text: string) => Uint8Array): NoticeSecrets => ({
  emailCode(request, address) {
    const [a = 0, b = 0, c = 0, d = 0] = mac(`code ${request} ${address}`);
    return String((((a & 0x7f) << 24) | (b << 16) | (c << 8) | d) % 1_000_000).padStart(6, '0');
  },
  unsubscribeToken: (subscription) =>
    `${subscription}.${[...mac(`unsubscribe ${subscription}`).slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`,
  webhookSecret: (webhook, n) => mac(`webhook ${webhook} ${n}`),
});

/** The subscription that a token ends the mail of, undefined for one that we did not make. */
export function subscriptionOf(token: string, { unsubscribeToken }: NoticeSecrets): string | undefined {
  const [subscription = ''] = token.split('.');
  const expected = unsubscribeToken(subscription);
  // Each character is looked at, whatever comes before.
  let different = token.length === expected.length ? 0 : 1;
  for (let at = 0; at < expected.length; at += 1) different |= token.charCodeAt(at) ^ expected.charCodeAt(at);
  return different === 0 ? subscription : undefined;
}
