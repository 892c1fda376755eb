import { DomainError } from '../kernel/errors.ts';

/** The only lengths a sealed plaintext has, in bytes, so that a ciphertext tells no more than its bucket. */
export const paddedSizes: readonly number[] = [4, 16, 64, 128].map((kib) => kib * 1024);

const space = 0x20;

/**
 * Pads with spaces to 4, 16, 64 or 128 KiB, the smallest that fits.
 * @throws `bid-too-large` over 128 KiB.
 */
export function pad(bytes: Uint8Array): Uint8Array {
  const size = paddedSizes.find((candidate) => bytes.length <= candidate);
  if (size === undefined) {
    throw new DomainError('too-large', 'bid-too-large', { size: bytes.length, max: paddedSizes.at(-1) ?? 0 });
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
