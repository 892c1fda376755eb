import fc from 'fast-check';
import type { CryptoKey, JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { ceremonyLimits, combineShares, newCeremony } from '../../shared/sealing/ceremony.ts';
import { base64url } from '../../shared/sealing/hash.ts';
import { readPublicKey } from '../../shared/sealing/keys.ts';
import { openBid, sealBid } from '../../shared/sealing/seal.ts';
import { bytesOf, disclosed, secret } from './fixtures.ts';
import { arranged, codeOf, opened, type Party } from './holders.ts';

const { tender } = disclosed;
const { people, ceremony } = await arranged(2, 3);
const [anna, bo] = people as [Party, Party];
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
    const { right, privateKey } = await combineShares(tender, { ...ceremony, threshold: 2 }, two);
    expect({ right: right.length, privateKey }).toEqual({ right: 2, privateKey: undefined });
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
