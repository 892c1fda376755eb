import type { Instant } from '../kernel/time.ts';
import type { Upload } from './objects.ts';

/** Where a client fetches a file, past the gateway. */
export interface Download {
  readonly url: string;
  readonly expiresAt: Instant;
}

/** Files of the platform (文件): imports, exports, snapshots. Nothing sealed is ever among them. */
export interface Files {
  put(key: string, content: Uint8Array, mediaType: string): Promise<void>;
  /** Undefined when nothing is there. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** The size in bytes, undefined when nothing is there. */
  size(key: string): Promise<number | undefined>;
  /** Lets nobody replace or delete a file before then, where the store locks; a later lock lasts, an earlier changes nothing. */
  lock(key: string, until: Instant): Promise<void>;
  /** `sha256` in hex and `size` in bytes are enforced by the store. */
  presignUpload(key: string, file: { readonly sha256: string; readonly size: number }, at: Instant): Promise<Upload>;
  /** `name` is what the file is called when it is saved. */
  presignDownload(key: string, name: string, at: Instant): Promise<Download>;
}
