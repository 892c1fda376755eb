import { type Instant, millis } from '../kernel/time.ts';

/** Where and how a client uploads a file of known hash and size, past the gateway. */
export interface Upload {
  readonly url: string;
  readonly method: 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAt: Instant;
}

/** How long an upload's address is good for: 15 minutes, and never beyond `until`. */
export const uploadSeconds = (at: Instant, until?: Instant): number =>
  until === undefined ? 900 : Math.max(1, Math.min(900, Math.floor((millis(until) - millis(at)) / 1000)));

/** Places for sealed attachments (密封附件): who may upload cannot read. */
export interface Uploads {
  /** `sha256` in hex and `size` in bytes are enforced by the store; the address ends at `until` at the latest. */
  presign(file: { key: string; sha256: string; size: number }, at: Instant, until?: Instant): Promise<Upload>;
}

/** What the opening process may read. */
export interface SealedObjects {
  /** The size in bytes, undefined when nothing is there. */
  size(key: string): Promise<number | undefined>;
}
