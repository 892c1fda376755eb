import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../shared/kernel/json.ts';
import { saltedHash, verifyChain } from '../../shared/sealing/chain.ts';
import { base64url, fromBase64url, sha256Hex } from '../../shared/sealing/hash.ts';
import { inclusionProof, root, verifyInclusion } from '../../shared/sealing/tree.ts';

const leavesOf = (size: number) => Array.from({ length: size }, (_, n) => sha256Hex(`leaf ${n}`));

describe('the tree', () => {
  it('proves every leaf of every size from 1 to 64, and no other leaf, place, size or root', () => {
    for (let size = 1; size <= 64; size += 1) {
      const leaves = leavesOf(size);
      const top = root(leaves);
      for (const [index, leaf] of leaves.entries()) {
        const proof = inclusionProof(leaves, index);
        const claim = { leaf, index, size, proof, root: top };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, leaf: sha256Hex('forged') })).toBe(false);
        expect(verifyInclusion({ ...claim, root: sha256Hex('forged') })).toBe(false);
        expect(verifyInclusion({ ...claim, index: index + 1 })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: [...proof, leaf] })).toBe(false);
        if (size > 1) expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
      }
    }
  });

  it('has another root for any leaf changed, added, removed or moved', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(), (size, n) => {
        const leaves = leavesOf(size);
        const at = n % size;
        const others = [
          leaves.with(at, sha256Hex('forged')),
          leaves.toSpliced(at, 1),
          leaves.toSpliced(at, 0, sha256Hex('slipped in')),
          leaves.with(at, leaves[(at + 1) % size] ?? '').with((at + 1) % size, leaves[at] ?? ''),
        ];
        for (const other of others) expect(root(other)).not.toBe(root(leaves));
      }),
    );
  });

  it('is SHA-256 of nothing when empty, and refuses to prove what it lacks', () => {
    expect(root([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(() => inclusionProof([], 0)).toThrow(RangeError);
    expect(verifyInclusion({ leaf: sha256Hex(''), index: 0, size: 0, proof: [], root: root([]) })).toBe(false);
  });
});

describe('the chain', () => {
  const eventsOf = (size: number) =>
    Array.from({ length: size }, (_, n) => canonical({ seq: n + 1, type: 'Noted', data: { n } }));

  it('shows any event edited, removed or moved', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), fc.nat(), (size, n) => {
        const events = eventsOf(size);
        const { head, brokenAt, seqBroken } = verifyChain(events);
        expect([brokenAt, seqBroken]).toEqual([undefined, undefined]);
        const at = n % (size - 1);
        const edited = verifyChain(events.with(at, canonical({ seq: at + 1, type: 'Noted', data: { n: -1 } })));
        expect(edited.head).not.toBe(head);
        expect(edited.hashes.slice(0, at)).toEqual(verifyChain(events).hashes.slice(0, at));
        expect(verifyChain(events.toSpliced(at, 1)).seqBroken).toBe(at);
        const moved = events.with(at, events[at + 1] ?? '').with(at + 1, events[at] ?? '');
        expect(verifyChain(moved).seqBroken).toBe(at);
        expect(verifyChain(events.slice(0, -1)).head).not.toBe(head);
      }),
    );
  });

  it('takes only canonical objects', () => {
    expect(verifyChain(['{"seq": 1}']).brokenAt).toBe(0);
    expect(verifyChain(['{"seq":1}', 'null']).brokenAt).toBe(1);
    expect(verifyChain([])).toEqual({ hashes: [], head: null, events: [] });
  });

  it('hides a private value behind its salt', () => {
    const salt = base64url(new Uint8Array(16));
    expect(saltedHash(salt, { a: 1, b: 2 })).toBe(saltedHash(salt, { b: 2, a: 1 }));
    expect(saltedHash(salt, 1)).not.toBe(saltedHash(base64url(new Uint8Array(17)), 1));
  });
});

it('base64url has one text for one value', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(fromBase64url(base64url(bytes))).toEqual(bytes);
      expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
    }),
  );
  for (const text of ['AB', 'AA==', 'A', 'A+', 'A A']) expect(() => fromBase64url(text)).toThrow(SyntaxError);
});
