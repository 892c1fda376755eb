import { DomainError } from '../kernel/errors.ts';

/** The only lengths a sealed plaintext has, in bytes, so that a ciphertext tells no more than its bucket. */
export const paddedSizes: readonly number[] = [4, 16, 64, 128].map((kib) => kib * 1024);

/**
 * The lengths of the outer plaintext of a bid that is sealed twice. It is a sealed bid, so its length tells nothing
 * that the header and the inner ciphertext's bucket do not: each size holds the bids of one bucket, under headers of
 * any lawful length, and the largest keeps the whole envelope within 256 KiB.
 */
export const outerSizes: readonly number[] = [8, 16, 32, 96, 184].map((kib) => kib * 1024);

const space = 0x20;

/**
 * Pads with spaces to the smallest of these sizes that fits.
 * @throws `bid-too-large` over the largest.
 */
export function pad(bytes: Uint8Array, sizes: readonly number[] = paddedSizes): Uint8Array {
  const size = sizes.find((candidate) => bytes.length <= candidate);
  if (size === undefined) {
    throw new DomainError('too-large', 'bid-too-large', { size: bytes.length, max: sizes.at(-1) ?? 0 });
  }
  const padded = new Uint8Array(size).fill(space);
  padded.set(bytes);
  return padded;
}

/** Without the trailing spaces; a JSON text never ends in one. */
export function unpad(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === space) end -= 1;
  return bytes.subarray(0, end);
}
