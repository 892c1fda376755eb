import { createECDH, createHash, createPrivateKey, sign as ecdsa } from 'node:crypto';
import type { JWK } from 'jose';
import type { Disclosed, Private } from '../../shared/sealing/bid.ts';
import { base64url } from '../../shared/sealing/hash.ts';
import type { Receipt } from '../../shared/sealing/receipt.ts';

/** 32 bytes that anyone can make again: the SHA-256 of a label. */
export const bytesOf = (label: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(createHash('sha256').update(label).digest());

export const idFrom = (prefix: string, n: number): string =>
  `${prefix}_0195a3f0-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** A P-256 pair whose private scalar is the SHA-256 of a label. */
export function pairOf(label: string, use: { kid: string; alg: string; use: string }) {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(bytesOf(label));
  const point = ecdh.getPublicKey();
  const publicJwk = {
    kty: 'EC',
    crv: 'P-256',
    x: base64url(point.subarray(1, 33)),
    y: base64url(point.subarray(33)),
    ...use,
  };
  return { publicJwk, privateJwk: { ...publicJwk, d: base64url(bytesOf(label)) } };
}

export const sealing = pairOf('jicai test sealing key', { kid: 'test-seal', alg: 'ECDH-ES+A256KW', use: 'enc' });
export const ceremonyKey = pairOf('jicai test ceremony key', {
  kid: 'test-ceremony',
  alg: 'ECDH-ES+A256KW',
  use: 'enc',
});
export const receiptKey = pairOf('jicai test receipt key', { kid: 'test-receipts', alg: 'ES256', use: 'sig' });

/** ES256 with a private JWK: 64 bytes, r ‖ s. */
export const signer = (jwk: JWK) => async (input: Uint8Array) =>
  ecdsa('sha256', input, {
    key: createPrivateKey({ key: { ...jwk }, format: 'jwk' }),
    dsaEncoding: 'ieee-p1363',
  });

export const disclosed: Disclosed = {
  tender: idFrom('tnd', 1),
  supplier: idFrom('org', 7),
  documentsVersion: 2,
  lots: [
    {
      lotId: idFrom('lot', 2),
      items: [
        {
          itemId: idFrom('itm', 3),
          unitPrice: { amount: '3287.5', currency: 'CNY' },
          taxIncluded: true,
          taxRate: '0.13',
          quantityOffered: { value: '1450.000', unit: 'TNE', basis: 'weighed' },
        },
      ],
    },
    {
      lotId: idFrom('lot', 1),
      items: [
        {
          itemId: idFrom('itm', 1),
          unitPrice: { amount: '405.0000', currency: 'CNY' },
          taxIncluded: true,
          taxRate: '0.13',
        },
        { itemId: idFrom('itm', 2), unitPrice: { amount: '0.35', currency: 'CNY' }, taxIncluded: false, taxRate: '0' },
      ],
    },
  ],
  validUntil: '2026-07-31',
  nonce: base64url(bytesOf('disclosed nonce')),
};

export const secret: Private = {
  answers: { 交货期: '签订合同后 15 日内', certificates: ['GB/T 1499.2-2024'] },
  nonce: base64url(bytesOf('private nonce')),
};

export const receiptOf = (n: number): Receipt => ({
  receiptId: idFrom('rcp', n),
  tender: disclosed.tender,
  supplier: idFrom('org', n),
  revision: 1,
  previous: null,
  state: 'sealed',
  sha256: createHash('sha256').update(`envelope ${n}`).digest('hex'),
  cmt: {
    disclosed: createHash('sha256').update(`disclosed ${n}`).digest('hex'),
    private: createHash('sha256').update(`private ${n}`).digest('hex'),
  },
  receivedAt: '2026-03-24T01:59:59.999Z',
  chainHead: createHash('sha256').update('chain head').digest('hex'),
});
