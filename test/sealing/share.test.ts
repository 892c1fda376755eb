import { CompactEncrypt, type CryptoKey } from 'jose';
import { describe, expect, it } from 'vitest';
import { combineHanded, combineShares, resealShare } from '../../shared/sealing/ceremony.ts';
import { base64url, fromBase64url } from '../../shared/sealing/hash.ts';
import { openBid, sealBid } from '../../shared/sealing/seal.ts';
import { checkShareHeader, openShare, readShare, shareCommitment } from '../../shared/sealing/share.ts';
import { bytesOf, disclosed, idFrom, sealing, secret } from './fixtures.ts';
import { arranged, codeOf, opened, type Party, sealedOf, terms } from './holders.ts';

const { tender } = disclosed;
const { people, ceremony } = await arranged(2, 3);
const [anna, bo, chen] = people as [Party, Party, Party];
const shares = await Promise.all(
  people.map(async (party) => ({ holder: party.holder, share: await opened(party, ceremony) })),
);

describe('a sealed share', () => {
  it('says whose it is, and of which tender and key', () => {
    expect(readShare(sealedOf(ceremony, 'user-0'))).toMatchObject({
      typ: 'jicai-share+json',
      tnd: tender,
      hld: 'user-0',
      cer: ceremony.publicKey.kid,
      kid: anna.pair.publicJwk.kid,
    });
  });

  it('opens for nobody but its holder', async () => {
    const sealed = sealedOf(ceremony, 'user-0');
    expect(await codeOf(openShare(sealed, bo.pair.privateJwk, terms(ceremony, 'user-0')))).toBe('share-undecryptable');
    expect(await codeOf(openShare(sealed, anna.pair.privateJwk, terms(ceremony, 'user-1')))).toBe(
      'share-header-mismatch',
    );
  });

  it('is refused when it is swapped with that of another holder, tender or ceremony', async () => {
    const { ceremony: other } = await arranged(2, 3);
    const own = terms(ceremony, 'user-0');
    for (const wrong of [
      { ...own, tender: idFrom('tnd', 99) },
      { ...own, holder: 'user-1' },
      { ...own, ceremony: other.publicKey.kid },
    ]) {
      expect(await codeOf(openShare(sealedOf(ceremony, 'user-0'), anna.pair.privateJwk, wrong))).toBe(
        'share-header-mismatch',
      );
    }
    const elsewhere = terms(other, 'user-0').commitment;
    expect(
      await codeOf(openShare(sealedOf(ceremony, 'user-0'), anna.pair.privateJwk, { ...own, commitment: elsewhere })),
    ).toBe('share-commitment-mismatch');
  });

  it('is refused when any part of it is changed', async () => {
    const sealed = sealedOf(ceremony, 'user-0');
    const parts = sealed.split('.');
    for (const at of parts.keys()) {
      const bytes = fromBase64url(parts[at] ?? '');
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      const changed = parts.with(at, base64url(bytes)).join('.');
      expect(await codeOf(openShare(changed, anna.pair.privateJwk, terms(ceremony, 'user-0')))).toMatch(
        /^share-(not-sealed|undecryptable)$/,
      );
    }
    const header = JSON.parse(new TextDecoder().decode(fromBase64url(parts[0] ?? '')));
    for (const change of [
      { enc: 'A128GCM' },
      { alg: 'ECDH-ES' },
      { typ: 'JWE' },
      { kid: '' },
      { tnd: 'tnd_1' },
      { hld: '' },
      { cer: 'short' },
      { zip: 'DEF' },
      { epk: { ...header.epk, crv: 'P-384' } },
    ]) {
      const changed = parts.with(0, base64url(new TextEncoder().encode(JSON.stringify({ ...header, ...change }))));
      expect(() => readShare(changed.join('.')), JSON.stringify(change)).toThrow('share-not-sealed');
    }
    for (const text of ['', 'a.b.c', '....', `${sealed}.`, `${sealed}${'A'.repeat(2048)}`]) {
      expect(() => readShare(text)).toThrow('share-not-sealed');
    }
  });

  it('is sealed again for the opening, to the vault and to nobody else', async () => {
    const own = terms(ceremony, 'user-0');
    const share = await opened(anna, ceremony);
    const handed = await resealShare(share, own, sealing.publicJwk);
    expect(() => checkShareHeader(handed, own, 'test-seal')).not.toThrow();
    expect(() => checkShareHeader(handed, own, 'another')).toThrow('share-header-mismatch');
    expect(await openShare(handed, sealing.privateJwk, own)).toEqual(share);
    expect(await codeOf(openShare(handed, anna.pair.privateJwk, own))).toBe('share-undecryptable');
    expect(await codeOf(resealShare(new Uint8Array(33).fill(1), own, sealing.publicJwk))).toBe(
      'share-commitment-mismatch',
    );
  });
});

describe('shares that are handed in', () => {
  const handedBy = async (party: Party) => ({
    holder: party.holder,
    sealed: await resealShare(await opened(party, ceremony), terms(ceremony, party.holder), sealing.publicJwk),
  });
  /** What a holder sends who has changed its share, or does not know how. */
  const forged = async (holder: string, share: unknown) => {
    const header = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM', typ: 'jicai-share+json', kid: 'test-seal' };
    const sealed = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(share)))
      .setProtectedHeader({ ...header, tnd: tender, hld: holder, cer: ceremony.publicKey.kid })
      .encrypt({ ...sealing.publicJwk, alg: 'ECDH-ES+A256KW' });
    return { holder, sealed };
  };

  it('make the key; a wrong one is named and does no harm', async () => {
    const wrong = await forged('user-1', { share: base64url(new Uint8Array(33).fill(7)) });
    const handed = [await handedBy(anna), wrong, await handedBy(chen)];
    const combined = await combineHanded(tender, ceremony, handed, sealing.privateJwk);
    expect(combined).toMatchObject({
      right: ['user-0', 'user-2'],
      wrong: [{ holder: 'user-1', reason: 'share-commitment-mismatch' }],
    });
    const envelope = await sealBid({ disclosed, private: secret, key: { ...ceremony.publicKey } });
    expect(await openBid(envelope, combined.privateKey as CryptoKey)).toEqual({ disclosed, private: secret });
  });

  it('of one holder count once, and of nobody who is none do not count', async () => {
    const stranger = { holder: 'user-9', sealed: (await handedBy(anna)).sealed };
    const borrowed = { holder: 'user-1', sealed: (await handedBy(anna)).sealed };
    const handed = [await handedBy(anna), await handedBy(anna), stranger, borrowed];
    const combined = await combineHanded(tender, ceremony, handed, sealing.privateJwk);
    expect(combined.privateKey).toBeUndefined();
    expect(combined.right).toEqual(['user-0']);
    expect(combined.wrong).toEqual([
      { holder: 'user-9', reason: 'share-header-mismatch' },
      { holder: 'user-1', reason: 'share-header-mismatch' },
    ]);
  });

  it.each([[{ share: 'short' }], [{ share: base64url(new Uint8Array(33)), more: 1 }], ['text'], [null]])(
    'that hold %j are named',
    async (content) => {
      const combined = await combineHanded(tender, ceremony, [await forged('user-1', content)], sealing.privateJwk);
      expect(combined.wrong).toEqual([{ holder: 'user-1', reason: 'share-commitment-mismatch' }]);
    },
  );

  it('that a dealer made to fit no others cost only themselves', async () => {
    const odd = Uint8Array.from([...bytesOf('odd'), 200]);
    const commitment = shareCommitment(terms(ceremony, 'user-0'), odd);
    const dealt = {
      ...ceremony,
      shares: ceremony.shares.map((share) => (share.holder === 'user-0' ? { ...share, commitment } : share)),
    };
    const given = [{ holder: 'user-0', share: odd }, ...shares.slice(1)];
    expect((await combineShares(tender, dealt, given)).privateKey).toBeDefined();
    expect(await combineShares(tender, dealt, given.slice(0, 2))).toEqual({ right: ['user-0', 'user-1'], wrong: [] });
  });
});
