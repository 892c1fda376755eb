import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical } from '../kernel/json.ts';
import { sha256, sha256Hex } from './hash.ts';
import type { Receipt } from './receipt.ts';

/*
 * The Merkle tree of RFC 9162 §2.1 over receipts. Its input are leaf hashes in hex, ordered by `receiptId`;
 * indexes start at 0.
 */

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** SHA-256(0x00 ‖ JCS of the receipt without its signature), in hex. */
export const leafHash = (receipt: Receipt): string =>
  sha256Hex(concatBytes(leafPrefix, utf8ToBytes(canonical(receipt))));

const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concatBytes(nodePrefix, left, right));

/** The largest power of two smaller than `size`, for a size of at least 2. */
function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function subtree(leaves: readonly string[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return sha256(new Uint8Array());
  if (leaves.length === 1) return hexToBytes(first);
  const left = split(leaves.length);
  return nodeHash(subtree(leaves.slice(0, left)), subtree(leaves.slice(left)));
}

/** The Merkle root (默克尔根) of the leaves, in hex; of no leaves, SHA-256 of nothing. RFC 9162 §2.1.1. */
export const root = (leaves: readonly string[]): string => bytesToHex(subtree(leaves));

/** The inclusion proof of a leaf, from the leaf's sibling up. RFC 9162 §2.1.3.1. */
export function inclusionProof(leaves: readonly string[], index: number): string[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError(`no leaf ${index}`);
  if (leaves.length === 1) return [];
  const at = split(leaves.length);
  const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
  return index < at
    ? [...inclusionProof(left, index), root(right)]
    : [...inclusionProof(right, index - at), root(left)];
}

/** What shows that a leaf stands at its place in a tree. */
export interface Inclusion {
  readonly leaf: string;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly string[];
  readonly root: string;
}

/** Whether the proof leads from the leaf at its index to the root. RFC 9162 §2.1.3.2. */
export function verifyInclusion({ leaf, index, size, proof, root: expected }: Inclusion): boolean {
  if (![index, size].every(Number.isSafeInteger) || index < 0 || index >= size) return false;
  if (![leaf, expected, ...proof].every((hash) => /^[0-9a-f]{64}$/.test(hash))) return false;
  let place = index;
  let last = size - 1;
  let hash: Uint8Array = hexToBytes(leaf);
  for (const sibling of proof.map(hexToBytes)) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash);
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && bytesToHex(hash) === expected;
}
