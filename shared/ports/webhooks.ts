/** One delivery to a webhook: its body, and the headers that sign it. */
export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How it went (投递结果): the receiver's status, or why there was none. Nothing of its answer is kept. */
export type PostingOutcome =
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly fault: 'address-refused' | 'unreachable' | 'timed-out' };

/** Posts to addresses that others chose. */
export interface WebhookPoster {
  post(posting: Posting): Promise<PostingOutcome>;
}

const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Whether a webhook may stand at an address: `https` to a name, without user, password or fragment; `loopback` lets a platform
 * on one machine post to that machine. Where a name leads is looked at each time something is posted.
 */
export function mayStandAt(address: string, { loopback }: { readonly loopback: boolean }): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (loopback && loopbackHosts.includes(url.hostname)) return ['http:', 'https:'].includes(url.protocol);
  const named = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(url.hostname) && !/^[\d.]+$/.test(url.hostname);
  return named && url.protocol === 'https:';
}
