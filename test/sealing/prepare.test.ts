import { describe, expect, it } from 'vitest';
import { openAttachment } from '../../shared/sealing/attachment.ts';
import { readKept, receiptOf } from '../../shared/sealing/kept.ts';
import { prepareBid } from '../../shared/sealing/prepare.ts';
import { type Receipt, signReceipt } from '../../shared/sealing/receipt.ts';
import { openBid } from '../../shared/sealing/seal.ts';
import { receiptOf as aReceipt, disclosed, idFrom, pairOf, receiptKey, sealing, secret, signer } from './fixtures.ts';

const { tender, documentsVersion, nonce: _, ...offer } = disclosed;
const files = [{ name: '营业执照.pdf', mediaType: 'application/pdf', content: new TextEncoder().encode('%PDF-1.7') }];
const toSeal = { tender, documentsVersion, key: sealing.publicJwk, offer, answers: secret.answers, files };
const jwks = { keys: [receiptKey.publicJwk] };

describe('a bid that is prepared', () => {
  it('opens to what was written, with its attachments, under fresh nonces', async () => {
    const { body, attachments, kept } = await prepareBid(toSeal);
    const opened = await openBid(body.envelope, sealing.privateJwk);
    expect(opened).toEqual({ disclosed: kept.disclosed, private: kept.private });
    expect(opened.disclosed).toMatchObject(offer);
    const [one] = attachments;
    if (one === undefined) throw new Error('no attachment');
    expect(opened.private.attachments).toEqual([one.entry]);
    expect(await openAttachment(one.sealed, one.entry)).toEqual(files[0]?.content);
    expect((await prepareBid(toSeal)).kept.disclosed.nonce).not.toBe(kept.disclosed.nonce);
  });

  it('is refused with the place of what the opening would refuse', async () => {
    const lots = [{ ...offer.lots[0], items: [{ ...offer.lots[0]?.items[0], taxRate: '1.13' }] }];
    await expect(prepareBid({ ...toSeal, offer: { ...offer, lots } })).rejects.toMatchObject({
      code: 'bid-content-invalid',
      errors: [{ pointer: '/lots/0/items/0/taxRate', code: 'out-of-range' }],
    });
  });
});

describe('what the bidder keeps', () => {
  it('is read again, and not when a part of it was changed', async () => {
    const { kept } = await prepareBid(toSeal);
    expect(readKept(JSON.parse(JSON.stringify(kept)), 'secret-unreadable')).toEqual(kept);
    const changed = { ...kept, private: { ...kept.private, answers: { 交货期: '即日' } } };
    expect(() => readKept(changed, 'secret-unreadable')).toThrow('bid-commitment-mismatch');
    expect(() => readKept({ cmt: kept.cmt }, 'secret-unreadable')).toThrow('secret-unreadable');
  });

  it('tells the receipt of this bid from every other', async () => {
    const { kept } = await prepareBid(toSeal);
    const mine = { supplier: disclosed.supplier, sha256: kept.envelopeSha256, cmt: kept.cmt };
    const right: Receipt = { ...aReceipt(7), ...mine };
    const jws = (receipt: Receipt, pair = receiptKey) => signReceipt(receipt, signer(pair.privateJwk), 'test-receipts');
    expect(await receiptOf(kept, await jws(right), jwks)).toEqual(right);
    const stranger = pairOf('a stranger', { kid: 'test-receipts', alg: 'ES256', use: 'sig' });
    const wrong = [
      await jws({ ...right, tender: idFrom('tnd', 9) }),
      await jws({ ...right, supplier: idFrom('org', 9) }),
      await jws({ ...right, sha256: aReceipt(1).sha256 }),
      await jws({ ...right, cmt: aReceipt(1).cmt }),
      await jws({ ...right, state: 'withdrawn', sha256: null, cmt: null }),
      await jws(right, stranger),
    ];
    for (const each of wrong) await expect(receiptOf(kept, each, jwks)).rejects.toThrow('receipt-invalid');
  });
});
