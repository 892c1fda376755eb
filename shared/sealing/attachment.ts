import { DomainError } from '../kernel/errors.ts';
import type { SealedAttachment } from './bid.ts';
import { base64url, fromBase64url, sha256Hex } from './hash.ts';
import { attachmentBlock, attachmentLimits, attachmentOverhead } from './sizes.ts';

/** A file before sealing. */
export interface PlainAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

const prefix = 8;
const ivLength = 12;

/**
 * Seals one attachment (附件加密) under a random key of its own. The sealed file is, to the byte:
 *
 *     iv (12 random bytes) ‖ AES-256-GCM ciphertext ‖ tag (16 bytes), with no additional data
 *
 * of the padded plaintext
 *
 *     length of the content (8 bytes, unsigned, big-endian) ‖ content ‖ zero bytes
 *
 * which is the smallest whole number of 65,536-byte blocks that fits, so that the length tells no more than
 * its block. `size` and `sha256` are those of the sealed file; `key` goes into the bid's private part.
 * `fixed` is for test vectors only.
 * @throws `attachment-too-large` where the sealed file alone exceeds 50 MiB.
 */
export async function sealAttachment(
  file: PlainAttachment,
  fixed?: { readonly key: Uint8Array; readonly iv: Uint8Array },
): Promise<{ sealed: Uint8Array<ArrayBuffer>; entry: SealedAttachment }> {
  const length = Math.ceil((prefix + file.content.length) / attachmentBlock) * attachmentBlock;
  checkTotal(length + attachmentOverhead);
  const padded = new Uint8Array(length);
  new DataView(padded.buffer).setBigUint64(0, BigInt(file.content.length));
  padded.set(file.content, prefix);
  const key = Uint8Array.from(fixed?.key ?? crypto.getRandomValues(new Uint8Array(32)));
  const iv = Uint8Array.from(fixed?.iv ?? crypto.getRandomValues(new Uint8Array(ivLength)));
  const encrypted = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await gcmKey(key, 'encrypt'), padded);
  const sealed = new Uint8Array(length + attachmentOverhead);
  sealed.set(iv);
  sealed.set(new Uint8Array(encrypted), ivLength);
  const { name, mediaType } = file;
  return { sealed, entry: { name, mediaType, size: sealed.length, sha256: sha256Hex(sealed), key: base64url(key) } };
}

/**
 * The content of a sealed attachment.
 * @throws `attachment-mismatch` where the file's size or hash is not the one the bid lists,
 * `attachment-undecryptable` where its key does not open it or its padding is not as `sealAttachment` makes it.
 */
export async function openAttachment(sealed: Uint8Array, entry: SealedAttachment): Promise<Uint8Array> {
  if (sealed.length !== entry.size || sha256Hex(sealed) !== entry.sha256) {
    throw new DomainError('rule', 'attachment-mismatch', { name: entry.name });
  }
  const content = unpadded(await decrypt(Uint8Array.from(sealed), entry));
  if (!content) throw undecryptable(entry);
  return content;
}

/** Refuses more than 20 attachments, or more than 50 MiB of sealed files. @throws `attachment-too-many`, `attachment-too-large` */
export function checkAttachments(entries: readonly { readonly size: number }[]): void {
  const { files: max } = attachmentLimits;
  if (entries.length > max) throw new DomainError('rule', 'attachment-too-many', { count: entries.length, max });
  checkTotal(entries.reduce((sum, entry) => sum + entry.size, 0));
}

function checkTotal(size: number): void {
  const { totalBytes: max } = attachmentLimits;
  if (size > max) throw new DomainError('too-large', 'attachment-too-large', { size, max });
}

const undecryptable = (entry: SealedAttachment) =>
  new DomainError('rule', 'attachment-undecryptable', { name: entry.name });

const gcmKey = (key: Uint8Array<ArrayBuffer>, usage: 'encrypt' | 'decrypt') =>
  crypto.subtle.importKey('raw', key, 'AES-GCM', false, [usage]);

async function decrypt(sealed: Uint8Array<ArrayBuffer>, entry: SealedAttachment): Promise<Uint8Array> {
  try {
    const key = await gcmKey(fromBase64url(entry.key), 'decrypt');
    const algorithm = { name: 'AES-GCM', iv: sealed.subarray(0, ivLength) };
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.subarray(ivLength)));
  } catch {
    throw undecryptable(entry);
  }
}

function unpadded(padded: Uint8Array): Uint8Array | undefined {
  if (padded.length === 0 || padded.length % attachmentBlock !== 0) return undefined;
  const length = new DataView(padded.buffer, padded.byteOffset).getBigUint64(0);
  const used = BigInt(prefix) + length;
  if (used > BigInt(padded.length) || BigInt(padded.length) - used >= BigInt(attachmentBlock)) return undefined;
  const end = Number(used);
  return padded.subarray(end).every((byte) => byte === 0) ? padded.slice(prefix, end) : undefined;
}
