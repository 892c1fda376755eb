import { describe, expect, it } from 'vitest';
import { commit } from '../../shared/sealing/bid.ts';
import { base64urlLength } from '../../shared/sealing/hash.ts';
import { paddedSizes } from '../../shared/sealing/pad.ts';
import { checkRevealed, openRevealed, sealRevealed } from '../../shared/sealing/reveal.ts';
import { headerOf } from '../../shared/sealing/seal.ts';
import { ceremonyKey, disclosed, idFrom, sealing, secret } from './fixtures.ts';
import { codeOf } from './holders.ts';

const header = headerOf(disclosed, secret);

describe('what a bidder reveals', () => {
  it('is what its header commits to, of that tender, supplier, version and lots', () => {
    expect(() => checkRevealed(disclosed, header)).not.toThrow();
    expect(() => checkRevealed({ ...disclosed, validUntil: '2030-01-01' }, header)).toThrow('bid-commitment-mismatch');
    const [first] = disclosed.lots;
    for (const change of [
      { tender: idFrom('tnd', 9) },
      { supplier: idFrom('org', 9) },
      { documentsVersion: 3 },
      { lots: first ? [first] : [] },
    ]) {
      const other = { ...disclosed, ...change };
      const committed = { ...header, cmt: commit(other, secret) };
      expect(() => checkRevealed(other, committed), JSON.stringify(change)).toThrow('bid-header-mismatch');
    }
  });

  it('is kept so that only the tender’s key opens it, and its length tells its bucket alone', async () => {
    const sealed = await sealRevealed(disclosed, sealing.publicJwk);
    expect(JSON.stringify(sealed)).not.toContain('3287');
    expect(paddedSizes).toContain(base64urlLength(sealed.ciphertext));
    expect(await openRevealed(sealed, sealing.privateJwk)).toEqual(disclosed);
    expect(await codeOf(openRevealed(sealed, ceremonyKey.privateJwk))).toBe('bid-undecryptable');
  });
});
