import fc from 'fast-check';
import { FlattenedEncrypt, GeneralEncrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../shared/kernel/json.ts';
import { checkDisclosed, commit } from '../../shared/sealing/bid.ts';
import { type Envelope, readEnvelope } from '../../shared/sealing/envelope.ts';
import { base64url, fromBase64url } from '../../shared/sealing/hash.ts';
import { generateSealingKey } from '../../shared/sealing/keys.ts';
import { pad, paddedSizes, unpad } from '../../shared/sealing/pad.ts';
import { headerOf, openBid, sealBid } from '../../shared/sealing/seal.ts';
import { disclosed, idFrom, sealing, secret } from './fixtures.ts';

const key = sealing.publicJwk;
const privateKey = sealing.privateJwk;
const content = { disclosed, private: secret };
const sealed = await sealBid({ ...content, key });

/** An envelope of any plaintext under any header: what a hostile or faulty client may send. */
async function forge(plaintext: string, header: object): Promise<Envelope> {
  const jwe = await new GeneralEncrypt(pad(new TextEncoder().encode(plaintext)))
    .setProtectedHeader({ ...header })
    .addRecipient({ ...key, alg: 'ECDH-ES+A256KW' })
    .setUnprotectedHeader({ alg: 'ECDH-ES+A256KW', kid: 'test-seal' })
    .addRecipient({ ...key, alg: 'ECDH-ES+A256KW' })
    .setUnprotectedHeader({ alg: 'ECDH-ES+A256KW', kid: 'test-seal' })
    .encrypt();
  return { ...jwe, recipients: jwe.recipients.slice(0, 1) } as unknown as Envelope;
}

const flip = (text: string, bit: number): string => {
  const bytes = fromBase64url(text);
  const at = (bit >> 3) % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
  return base64url(bytes);
};

describe('a sealed bid', () => {
  it('opens with the key it was sealed to, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), async (answers) => {
        const { publicJwk, privateJwk } = await generateSealingKey();
        const bid = { disclosed, private: { ...secret, answers: JSON.parse(JSON.stringify(answers)) } };
        const opened = await openBid(await sealBid({ ...bid, key: publicJwk }), privateJwk);
        expect(canonical(opened)).toBe(canonical(bid));
      }),
      { numRuns: 25 },
    );
  });

  it('says nothing in clear but its protected header', () => {
    expect(readEnvelope(sealed)).toEqual({ header: headerOf(disclosed, secret), kid: 'test-seal', layers: 1 });
    expect(Object.keys(readEnvelope(sealed).header)).toEqual(['enc', 'typ', 'tnd', 'org', 'ver', 'lots', 'cmt']);
    expect(readEnvelope(sealed).header.lots).toEqual([idFrom('lot', 1), idFrom('lot', 2)]);
  });

  it('has the length of its bucket and no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 125_000 }), async (length) => {
        const bid = { disclosed, private: { ...secret, answers: { text: 'x'.repeat(length) } } };
        const size = new TextEncoder().encode(canonical(bid)).length;
        const { ciphertext } = await sealBid({ ...bid, key });
        expect(fromBase64url(ciphertext).length).toBe(paddedSizes.find((bucket) => bucket >= size));
      }),
      { numRuns: 20 },
    );
  });

  it('is refused before sealing when over 128 KiB', async () => {
    const big = { ...secret, answers: { text: 'x'.repeat(128 * 1024) } };
    await expect(sealBid({ disclosed, private: big, key })).rejects.toMatchObject({ code: 'bid-too-large' });
  });

  it('is not made for a key without id, or off the curve', async () => {
    const { kid: _, ...nameless } = key;
    const invalid = { code: 'sealing-key-invalid' };
    await expect(sealBid({ ...content, key: nameless })).rejects.toMatchObject(invalid);
    await expect(sealBid({ ...content, key: { ...key, y: key.x } })).rejects.toMatchObject(invalid);
  });

  it('is refused for any bit changed in header, ciphertext, tag, iv or wrapped key', async () => {
    const members = ['protected', 'ciphertext', 'tag', 'iv'] as const;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...members, 'encrypted_key'), fc.nat(1_000_000), async (member, bit) => {
        const [recipient] = sealed.recipients;
        const changed =
          member === 'encrypted_key'
            ? { ...sealed, recipients: [{ ...recipient, encrypted_key: flip(recipient.encrypted_key, bit) }] }
            : { ...sealed, [member]: flip(sealed[member as (typeof members)[number]], bit) };
        await expect(openBid(changed, privateKey)).rejects.toMatchObject({ name: 'DomainError' });
      }),
      { numRuns: 150 },
    );
  });

  it('does not open with another key', async () => {
    const { privateJwk } = await generateSealingKey();
    await expect(openBid(sealed, privateJwk)).rejects.toMatchObject({ code: 'bid-undecryptable' });
  });
});

describe('opening believes nothing', () => {
  const header = headerOf(disclosed, secret);
  const refused = async (plaintext: string, of: object, code: string) =>
    expect(openBid(await forge(plaintext, of), privateKey)).rejects.toMatchObject({ code });

  it('takes an honest envelope made another way', async () => {
    expect(await openBid(await forge(canonical(content), header), privateKey)).toEqual(content);
  });

  it('refuses parts that do not match their commitments', async () => {
    const other = { ...secret, answers: { other: true } };
    await refused(canonical({ disclosed, private: other }), header, 'bid-commitment-mismatch');
  });

  it('refuses content of another tender, supplier, version or lots than its header', async () => {
    const lies = [{ tnd: idFrom('tnd', 5) }, { org: idFrom('org', 5) }, { ver: 3 }, { lots: [idFrom('lot', 1)] }];
    for (const lie of lies) await refused(canonical(content), { ...header, ...lie }, 'bid-header-mismatch');
  });

  it('refuses attachments that the header does not list', async () => {
    const att = [{ sha256: 'a'.repeat(64), size: 65_564 }];
    await refused(canonical(content), { ...header, att }, 'bid-header-mismatch');
  });

  it('refuses what is not JSON, not a bid, or nested beyond reason', async () => {
    await refused('not json', header, 'bid-content-invalid');
    await refused(canonical({ ...content, more: 1 }), header, 'bid-content-invalid');
    const free = { ...disclosed, lots: [{ lotId: idFrom('lot', 1), items: [] }] };
    const cmt = commit(free, secret);
    await refused(canonical({ disclosed: free, private: secret }), { ...header, cmt }, 'bid-content-invalid');
    const deep = `{"disclosed":${'['.repeat(50_000)}${']'.repeat(50_000)},"private":{}}`;
    await refused(deep, header, 'bid-content-invalid');
  });
});

describe('an envelope, read without a key', () => {
  const [recipient] = sealed.recipients;
  const not = (value: unknown) => expect(() => readEnvelope(value)).toThrow('bid-not-sealed');

  it('is refused when it is a plain bid', () => {
    not(disclosed);
    not(null);
    not('eyJ…');
    not({ ...sealed, disclosed });
  });

  it('is refused when a member is missing, added or of another form', () => {
    for (const member of Object.keys(sealed)) not({ ...sealed, [member]: undefined });
    not({ ...sealed, aad: 'AA' });
    not({ ...sealed, unprotected: {} });
    not({ ...sealed, recipients: [recipient, recipient] });
    not({ ...sealed, recipients: [] });
    not({ ...sealed, recipients: [{ ...recipient, header: { ...recipient.header, alg: 'dir' } }] });
    not({ ...sealed, recipients: [{ ...recipient, header: { ...recipient.header, zip: 'DEF' } }] });
    not({ ...sealed, ciphertext: sealed.ciphertext.slice(0, -4) });
    not({ ...sealed, iv: `${sealed.iv}=` });
    not({ ...sealed, tag: flip(sealed.tag, 0).slice(1) });
  });

  it('is refused when its protected header is not exactly as agreed', () => {
    const header = headerOf(disclosed, secret);
    const withHeader = (value: unknown) => ({
      ...sealed,
      protected: base64url(new TextEncoder().encode(JSON.stringify(value))),
    });
    expect(() => readEnvelope(withHeader(header))).not.toThrow();
    for (const change of [
      { enc: 'A128GCM' },
      { typ: 'JWT' },
      { zip: 'DEF' },
      { att: [] },
      { lots: [...header.lots].reverse() },
      { lots: [header.lots[0], header.lots[0]] },
      { ver: '2' },
      { cmt: { disclosed: header.cmt.disclosed } },
    ])
      not(withHeader({ ...header, ...change }));
  });

  it('is refused in the flattened form', async () => {
    not(
      await new FlattenedEncrypt(pad(new Uint8Array()))
        .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' })
        .encrypt(key),
    );
  });
});

describe('disclosed content', () => {
  const [lot] = disclosed.lots;
  const priced = (amount: unknown) => ({
    ...disclosed,
    lots: [{ ...lot, items: [{ ...lot?.items[0], unitPrice: { amount, currency: 'CNY' } }] }],
  });
  const faults = (value: unknown): unknown => {
    try {
      checkDisclosed(value);
      return [];
    } catch (error) {
      return (error as { errors: unknown }).errors;
    }
  };

  it.each([
    [3287.5, 'number-not-string'],
    ['３２８７.５', 'full-width-digits'],
    ['3287.12345', 'too-many-places'],
    ['0.00', 'not-positive'],
    ['-1', 'not-positive'],
    ['1e3', 'not-a-decimal'],
    ['01', 'not-a-decimal'],
    [undefined, 'required'],
    [null, 'wrong-type'],
  ])('names the fault of the price %j', (amount, code) => {
    expect(faults(priced(amount))).toMatchObject([{ pointer: '/lots/0/items/0/unitPrice/amount', code }]);
  });

  it('names unknown fields, foreign ids, impossible days and repeated lots', () => {
    expect(faults({ ...disclosed, discount: '5%' })).toMatchObject([{ pointer: '/discount', code: 'unknown-field' }]);
    expect(faults({ ...disclosed, supplier: 'me' })).toMatchObject([{ pointer: '/supplier', code: 'id-malformed' }]);
    expect(faults({ ...disclosed, validUntil: '2026-02-30' })).toMatchObject([{ code: 'not-a-day' }]);
    expect(faults({ ...disclosed, lots: [lot, lot] })).toMatchObject([
      { pointer: '/lots', code: 'lot-repeated' },
      { pointer: '/lots', code: 'item-repeated' },
    ]);
    expect(faults(disclosed)).toEqual([]);
  });
});

it('padding is undone, and never tells more than the bucket', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const bytes = new TextEncoder().encode(text.trimEnd());
      const padded = pad(bytes);
      expect(paddedSizes).toContain(padded.length);
      expect(unpad(padded)).toEqual(bytes);
    }),
  );
});
