import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAttachments, openAttachment, sealAttachment } from '../../shared/sealing/attachment.ts';
import { base64url, sha256Hex } from '../../shared/sealing/hash.ts';
import { bytesOf } from './fixtures.ts';

const file = (content: Uint8Array) => ({ name: 'licence.pdf', mediaType: 'application/pdf', content });

describe('an attachment', () => {
  it('opens to what was sealed, its length hidden within 64 KiB', async () => {
    const lengths = fc.oneof(fc.constantFrom(0, 65_527, 65_528, 65_529, 131_064), fc.nat(200_000));
    await fc.assert(
      fc.asyncProperty(lengths, fc.nat(255), async (length, byte) => {
        const content = new Uint8Array(length).fill(byte);
        const { sealed, entry } = await sealAttachment(file(content));
        expect(sealed.length).toBe(Math.ceil((length + 8) / 65_536) * 65_536 + 28);
        expect(Buffer.compare(await openAttachment(sealed, entry), content)).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it('is refused when it is not the file the bid lists, or the key is another', async () => {
    const { sealed, entry } = await sealAttachment(file(new Uint8Array(10)));
    const changed = sealed.with(100, (sealed[100] ?? 0) ^ 1);
    await expect(openAttachment(changed, entry)).rejects.toMatchObject({ code: 'attachment-mismatch' });
    const relisted = { ...entry, sha256: sha256Hex(changed) };
    await expect(openAttachment(changed, relisted)).rejects.toMatchObject({ code: 'attachment-undecryptable' });
    const rekeyed = { ...entry, key: base64url(bytesOf('another key')) };
    await expect(openAttachment(sealed, rekeyed)).rejects.toMatchObject({ code: 'attachment-undecryptable' });
  });

  it('counts to 20 and to 50 MiB', () => {
    const many = (count: number, size: number) => Array.from({ length: count }, () => ({ size }));
    expect(() => checkAttachments(many(20, 65_564))).not.toThrow();
    expect(() => checkAttachments(many(21, 65_564))).toThrow('attachment-too-many');
    expect(() => checkAttachments(many(2, 26_000_000))).not.toThrow();
    expect(() => checkAttachments(many(3, 26_000_000))).toThrow('attachment-too-large');
  });
});
