import fc from 'fast-check';
import { GeneralEncrypt, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../shared/kernel/json.ts';
import { commit, type Disclosed, type Private, type SealedAttachment } from '../../shared/sealing/bid.ts';
import { type Envelope, maxEnvelope, readEnvelope } from '../../shared/sealing/envelope.ts';
import { base64url, base64urlLength, fromBase64url } from '../../shared/sealing/hash.ts';
import { generateSealingKey } from '../../shared/sealing/keys.ts';
import { outerSizes, pad, paddedSizes } from '../../shared/sealing/pad.ts';
import { headerOf, openBid, sealBid } from '../../shared/sealing/seal.ts';
import { ceremonyKey as ceremony, disclosed, idFrom, sealing, secret } from './fixtures.ts';

const content = { disclosed, private: secret };
const [vaultKey, ceremonyKey] = [sealing.privateJwk, ceremony.privateJwk];
const once = await sealBid({ ...content, key: sealing.publicJwk });
const twice = await sealBid({ ...content, key: sealing.publicJwk, ceremonyKey: ceremony.publicJwk });
const header = headerOf(disclosed, secret);

/** An envelope of anything, as a hostile client may make it: the sizes are lawful, the rest is not. */
async function forge(
  plaintext: string,
  key: JWK & { kid: string },
  protectedHeader: object,
  sizes = paddedSizes,
): Promise<Envelope> {
  const recipient = { ...key, alg: 'ECDH-ES+A256KW' };
  const unprotected = { alg: 'ECDH-ES+A256KW', kid: key.kid };
  const jwe = await new GeneralEncrypt(pad(new TextEncoder().encode(plaintext), sizes))
    .setProtectedHeader({ ...protectedHeader })
    .addRecipient(recipient)
    .setUnprotectedHeader(unprotected)
    .addRecipient(recipient)
    .setUnprotectedHeader(unprotected)
    .encrypt();
  return { ...jwe, recipients: jwe.recipients.slice(0, 1) } as unknown as Envelope;
}
const around = (inner: unknown, outerHeader: object = header) =>
  forge(
    typeof inner === 'string' ? inner : canonical(inner as Envelope),
    ceremony.publicJwk,
    { ...outerHeader, cty: 'JWE' },
    outerSizes,
  );
const codeOf = async (envelope: unknown, ...keys: [JWK, JWK?]): Promise<string> => {
  try {
    await openBid(envelope, ...keys);
    return 'opened';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a bid that is sealed twice', () => {
  it('opens with both keys, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), async (answers) => {
        const bid = { disclosed, private: { ...secret, answers: JSON.parse(JSON.stringify(answers)) } };
        const envelope = await sealBid({ ...bid, key: sealing.publicJwk, ceremonyKey: ceremony.publicJwk });
        expect(canonical(await openBid(envelope, vaultKey, ceremonyKey))).toBe(canonical(bid));
      }),
      { numRuns: 20 },
    );
  });

  it('tells that it is, and names the key of the ceremony', () => {
    expect(readEnvelope(twice)).toEqual({ header, kid: 'test-ceremony', layers: 2 });
    expect(readEnvelope(once)).toEqual({ header, kid: 'test-seal', layers: 1 });
  });

  it('opens with neither key alone, and not with them exchanged', async () => {
    const stranger = (await generateSealingKey()).privateJwk;
    expect(await codeOf(twice, vaultKey)).toBe('bid-layers-wrong');
    expect(await codeOf(twice, ceremonyKey)).toBe('bid-layers-wrong');
    expect(await codeOf(once, vaultKey, ceremonyKey)).toBe('bid-layers-wrong');
    expect(await codeOf(twice, ceremonyKey, vaultKey)).toBe('bid-undecryptable');
    expect(await codeOf(twice, stranger, ceremonyKey)).toBe('bid-undecryptable');
    expect(await codeOf(twice, vaultKey, stranger)).toBe('bid-undecryptable');
  });

  it('has under the outer layer nothing that the vault’s key opens alone', async () => {
    const { cty: _, ...bare } = JSON.parse(new TextDecoder().decode(fromBase64url(twice.protected)));
    const stripped = { ...twice, protected: base64url(new TextEncoder().encode(JSON.stringify(bare))) };
    expect(await codeOf(stripped, vaultKey)).toBe('bid-not-sealed');
  });

  it('is refused when a bit of either layer is changed', async () => {
    const flipped = (text: string) => {
      const bytes = fromBase64url(text);
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      return base64url(bytes);
    };
    for (const member of ['ciphertext', 'iv', 'tag'] as const) {
      expect(await codeOf({ ...twice, [member]: flipped(twice[member]) }, vaultKey, ceremonyKey)).toBe(
        'bid-undecryptable',
      );
      const inner = { ...once, [member]: flipped(once[member]) };
      expect(await codeOf(await around(inner), vaultKey, ceremonyKey)).toBe('bid-undecryptable');
    }
  });

  it.each([
    ['tnd', { tnd: idFrom('tnd', 99) }],
    ['org', { org: idFrom('org', 99) }],
    ['ver', { ver: 3 }],
    ['lots', { lots: [idFrom('lot', 1)] }],
    ['cmt', { cmt: commit({ ...disclosed, validUntil: '2026-08-01' }, secret) }],
    ['att', { att: [{ sha256: 'a'.repeat(64), size: 65_536 + 28 }] }],
  ])('is refused when the member %s of its two headers differs', async (_, change) => {
    expect(await codeOf(await around(once), vaultKey, ceremonyKey)).toBe('opened');
    expect(await codeOf(await around(once, { ...header, ...change }), vaultKey, ceremonyKey)).toBe(
      'bid-header-mismatch',
    );
  });

  it.each([
    ['enc', { enc: 'A128GCM' }],
    ['typ', { typ: 'jicai-share+json' }],
    ['cty', { cty: 'JWS' }],
    ['zip', { zip: 'DEF' }],
  ])('is refused when its outer header has another %s', (_, change) => {
    const encoded = base64url(new TextEncoder().encode(JSON.stringify({ ...header, cty: 'JWE', ...change })));
    expect(() => readEnvelope({ ...twice, protected: encoded })).toThrow('bid-not-sealed');
  });

  it('is refused when what both headers say is not what it holds', async () => {
    const lie = { ...header, ver: 3 };
    const inner = await forge(canonical({ ...content }), sealing.publicJwk, lie);
    expect(await codeOf(await around(inner, lie), vaultKey, ceremonyKey)).toBe('bid-header-mismatch');
    const other = { ...disclosed, validUntil: '2026-08-01' };
    const swapped = await forge(canonical({ disclosed: other, private: secret }), sealing.publicJwk, header);
    expect(await codeOf(await around(swapped), vaultKey, ceremonyKey)).toBe('bid-commitment-mismatch');
  });

  it('is refused when there is no envelope inside, and says nothing of what there is', async () => {
    for (const inner of ['{}', 'x', canonical({ ...content }), canonical({ ...once, price: '1' })]) {
      const error = await openBid(await around(inner), vaultKey, ceremonyKey).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: 'bid-not-sealed', errors: [] });
    }
  });

  it('is refused when it is sealed three times', async () => {
    expect(await codeOf(await around(twice), vaultKey, ceremonyKey)).toBe('bid-layers-wrong');
  });

  it('is refused by length where it is not padded as its layer asks', async () => {
    const single = await forge(canonical({ ...content }), sealing.publicJwk, header, outerSizes);
    expect(() => readEnvelope(single)).toThrow('bid-not-sealed');
    const outer = await forge(canonical(once), ceremony.publicJwk, { ...header, cty: 'JWE' }, [12 * 1024]);
    expect(() => readEnvelope(outer)).toThrow('bid-not-sealed');
  });
});

describe('the length of a bid that is sealed twice', () => {
  const text = (length: number) => ({ ...secret, answers: { text: 'x'.repeat(length) } });
  const largest = (): { disclosed: Disclosed; attachments: SealedAttachment[] } => ({
    disclosed: {
      ...disclosed,
      lots: Array.from({ length: 32 }, (_, n) => ({
        lotId: idFrom('lot', n),
        items: [{ ...(disclosed.lots[0]?.items[0] as Disclosed['lots'][0]['items'][0]), itemId: idFrom('itm', n) }],
      })),
    },
    attachments: Array.from({ length: 20 }, (_, n) => ({
      name: `${n}.pdf`,
      mediaType: 'application/pdf',
      size: 65_536 + 28,
      sha256: 'a'.repeat(64),
      key: base64url(new Uint8Array(32)),
    })),
  });
  const outerLength = async (bid: { disclosed: Disclosed; private: Private }) => {
    const keys = { key: sealing.publicJwk, ceremonyKey: ceremony.publicJwk };
    const envelope = await sealBid({ ...bid, ...keys });
    expect(new TextEncoder().encode(canonical(envelope)).length).toBeLessThanOrEqual(maxEnvelope);
    return base64urlLength(envelope.ciphertext);
  };

  it('is one for each bucket of the inner one', async () => {
    const lengths = new Map<number, Set<number | undefined>>();
    for (const size of [0, 1000, 2500, 5000, 15_000, 20_000, 60_000, 70_000, 130_000]) {
      const bucket = base64urlLength(
        (await sealBid({ disclosed, private: text(size), key: sealing.publicJwk })).ciphertext,
      );
      const seen = lengths.get(bucket ?? 0) ?? new Set();
      lengths.set(bucket ?? 0, seen.add(await outerLength({ disclosed, private: text(size) })));
    }
    expect([...lengths.keys()]).toEqual(paddedSizes);
    for (const seen of lengths.values()) expect(seen.size).toBe(1);
  });

  it('stays within 256 KiB for the longest header and the largest content', async () => {
    const { disclosed, attachments } = largest();
    const empty = canonical({ disclosed, private: { ...text(0), attachments } });
    const fills = 128 * 1024 - new TextEncoder().encode(empty).length;
    expect(await outerLength({ disclosed, private: { ...text(fills), attachments } })).toBe(outerSizes.at(-1));
    await expect(outerLength({ disclosed, private: { ...text(fills + 1), attachments } })).rejects.toMatchObject({
      code: 'bid-too-large',
    });
  });

  it('holds the bids of one bucket in each size, however long the header', async () => {
    const { disclosed: long, attachments } = largest();
    const used = new Map<number | undefined, Set<number | undefined>>();
    for (const size of [0, 1000, 5000, 20_000, 70_000]) {
      for (const bid of [
        { disclosed, private: text(size) },
        { disclosed: long, private: { ...text(size), attachments } },
      ]) {
        const bucket = base64urlLength((await sealBid({ ...bid, key: sealing.publicJwk })).ciphertext);
        const outer = await outerLength(bid);
        used.set(outer, (used.get(outer) ?? new Set()).add(bucket));
      }
    }
    for (const buckets of used.values()) expect(buckets.size).toBe(1);
  });
});
