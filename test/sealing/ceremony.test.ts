import fc from 'fast-check';
import { CompactEncrypt, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import type { DomainError } from '../../shared/kernel/errors.ts';
import {
  type Ceremony,
  ceremonyLimits,
  combineHanded,
  combineShares,
  newCeremony,
  resealShare,
  termsOf,
} from '../../shared/sealing/ceremony.ts';
import { base64url, fromBase64url } from '../../shared/sealing/hash.ts';
import { generateSealingKey, readPublicKey } from '../../shared/sealing/keys.ts';
import { openBid, sealBid } from '../../shared/sealing/seal.ts';
import {
  checkShareHeader,
  openShare,
  readShare,
  type Share,
  type ShareTerms,
  shareCommitment,
} from '../../shared/sealing/share.ts';
import { bytesOf, disclosed, idFrom, sealing, secret } from './fixtures.ts';

const { tender } = disclosed;

interface Party {
  readonly holder: string;
  readonly pair: { readonly publicJwk: JWK; readonly privateJwk: JWK };
}

const parties = async (count: number): Promise<Party[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, n) => ({ holder: `user-${n}`, pair: await generateSealingKey() })),
  );

async function arranged(threshold: number, count: number) {
  const people = await parties(count);
  const holders = people.map(({ holder, pair }) => ({ holder, key: pair.publicJwk }));
  return { people, ceremony: await newCeremony({ tender, threshold, holders }) };
}

const terms = (ceremony: Ceremony, holder: string): ShareTerms => {
  const found = termsOf(tender, ceremony, holder);
  if (!found) throw new Error('no such holder');
  return found;
};
const sealedOf = (ceremony: Ceremony, holder: string): string =>
  ceremony.shares.find((share) => share.holder === holder)?.sealed ?? '';

const opened = ({ holder, pair }: Party, ceremony: Ceremony): Promise<Share> =>
  openShare(sealedOf(ceremony, holder), pair.privateJwk, terms(ceremony, holder));

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing',
    (error: DomainError) => error.code,
  );

const { people, ceremony } = await arranged(2, 3);
const [anna, bo, chen] = people as [Party, Party, Party];
const shares = await Promise.all(
  people.map(async (party) => ({ holder: party.holder, share: await opened(party, ceremony) })),
);

describe('the key of a ceremony', () => {
  it('is made by any k of n shares, and by no fewer', async () => {
    const terms = fc
      .integer({ min: 2, max: 6 })
      .chain((count) => fc.record({ count: fc.constant(count), threshold: fc.integer({ min: 2, max: count }) }))
      .chain(({ count, threshold }) =>
        fc.record({
          count: fc.constant(count),
          threshold: fc.constant(threshold),
          order: fc.shuffledSubarray([...Array(count).keys()], { minLength: threshold }),
        }),
      );
    await fc.assert(
      fc.asyncProperty(terms, async ({ count, threshold, order }) => {
        const { people, ceremony } = await arranged(threshold, count);
        const some = await Promise.all(
          order.map(async (at) => {
            const party = people[at] as Party;
            return { holder: party.holder, share: await opened(party, ceremony) };
          }),
        );
        const { privateKey, right, wrong } = await combineShares(tender, ceremony, some);
        expect({ right: [...right].sort(), wrong }).toEqual({
          right: some.map(({ holder }) => holder).sort(),
          wrong: [],
        });
        const key = ceremony.publicKey;
        const envelope = await sealBid({ disclosed, private: secret, key: { ...key } });
        expect(await openBid(envelope, privateKey as CryptoKey)).toEqual({ disclosed, private: secret });
        const fewer = await combineShares(tender, ceremony, some.slice(0, threshold - 1));
        expect(fewer.privateKey).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });

  it('is not the one that too few shares make when more are claimed to be needed', async () => {
    const { people, ceremony } = await arranged(3, 4);
    const two = await Promise.all(
      people.slice(0, 2).map(async (party) => ({ holder: party.holder, share: await opened(party, ceremony) })),
    );
    expect(await codeOf(combineShares(tender, { ...ceremony, threshold: 2 }, two))).toBe('ceremony-key-mismatch');
  });

  it('leaves nothing in the clear of its private half', async () => {
    const text = JSON.stringify(ceremony);
    expect(text).not.toContain('"d"');
    for (const { share } of shares) {
      for (const part of [share, share.subarray(0, 32)]) expect(text).not.toContain(base64url(part));
    }
  });

  it('is never the same twice', async () => {
    const holders = people.map(({ holder, pair }) => ({ holder, key: pair.publicJwk }));
    const again = await newCeremony({ tender, threshold: 2, holders });
    expect(again.publicKey.kid).not.toBe(ceremony.publicKey.kid);
    expect(new Set([...again.shares, ...ceremony.shares].map(({ commitment }) => commitment)).size).toBe(6);
  });

  it.each([
    [1, 3, '/threshold'],
    [4, 3, '/threshold'],
    [2.5, 3, '/threshold'],
    [2, 1, '/threshold'],
    [2, ceremonyLimits.holders + 1, '/shares'],
  ])('cannot be split %d of %d', async (threshold, count, pointer) => {
    await expect(arranged(threshold, count)).rejects.toMatchObject({
      code: 'ceremony-terms-wrong',
      errors: [{ pointer, code: 'out-of-range' }],
    });
  });

  it('is not split to one holder twice, nor sealed to what is no public key', async () => {
    const key = anna.pair.publicJwk;
    const twice = [1, 2].map(() => ({ holder: 'user-0', key }));
    await expect(newCeremony({ tender, threshold: 2, holders: twice })).rejects.toMatchObject({
      errors: [{ pointer: '/shares/1/holder', code: 'holder-repeated' }],
    });
    for (const wrong of [
      anna.pair.privateJwk,
      { ...key, kid: 'mine' },
      { ...key, crv: 'P-384' },
      { ...key, y: base64url(bytesOf('off the curve')) },
      { ...key, x: undefined },
    ]) {
      const holders = [
        { holder: 'user-0', key: wrong as JWK },
        { holder: 'user-1', key: bo.pair.publicJwk },
      ];
      expect(await codeOf(newCeremony({ tender, threshold: 2, holders }))).toBe('sealing-key-invalid');
      expect(await codeOf(readPublicKey(wrong))).toBe('sealing-key-invalid');
    }
  });
});

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
    expect(await codeOf(combineShares(tender, dealt, given.slice(0, 2)))).toBe('ceremony-key-mismatch');
  });
});
