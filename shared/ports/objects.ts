import type { Instant } from '../kernel/time.ts';

/** Where and how a client uploads a file of known hash and size, past the gateway. */
export interface Upload {
  readonly url: string;
  readonly method: 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAt: Instant;
}

/** Places for sealed attachments (密封附件): who may upload cannot read. */
export interface Uploads {
  /** `sha256` in hex and `size` in bytes are enforced by the store. */
  presign(key: string, sha256: string, size: number, at: Instant): Promise<Upload>;
}

/** What the opening process may read. */
export interface SealedObjects {
  /** The size in bytes, undefined when nothing is there. */
  size(key: string): Promise<number | undefined>;
}
