import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as node from '../../shared/ports/sha256.node.ts';
import * as anywhere from '../../shared/sealing/sha256.ts';

test('Node hashes as a browser does, whatever the bytes or the text', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string({ unit: 'binary' }), (bytes, text) => {
      expect(node.sha256(bytes)).toEqual(anywhere.sha256(bytes));
      expect(node.sha256Hex(bytes)).toBe(anywhere.sha256Hex(bytes));
      expect(node.sha256Hex(text)).toBe(anywhere.sha256Hex(text));
    }),
  );
  // Half a character is hashed as its replacement, by both.
  expect(node.sha256Hex('\ud800')).toBe(anywhere.sha256Hex('\ud800'));
});
