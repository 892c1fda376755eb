/** Writes `vectors/*.json` from fixed keys and nonces: `node test/sealing/make-vectors.ts`. */
import { writeFileSync } from 'node:fs';
import { type CryptoKey, importJWK } from 'jose';
import { canonical } from '../../shared/kernel/json.ts';
import { sealAttachment } from '../../shared/sealing/attachment.ts';
import { eventHash, saltedHash } from '../../shared/sealing/chain.ts';
import { base64url, sha256Hex } from '../../shared/sealing/hash.ts';
import { outerSizes, pad } from '../../shared/sealing/pad.ts';
import { receiptHash, signReceipt } from '../../shared/sealing/receipt.ts';
import { headerOf, sealBid } from '../../shared/sealing/seal.ts';
import { inclusionProof, leafHash, root } from '../../shared/sealing/tree.ts';
import {
  bytesOf,
  ceremonyKey,
  disclosed,
  idFrom,
  pairOf,
  receiptKey,
  receiptOf,
  sealing,
  secret,
  signer,
} from './fixtures.ts';

const write = (name: string, value: unknown) =>
  writeFileSync(new URL(`vectors/${name}.json`, import.meta.url), `${JSON.stringify(value, null, 1)}\n`);

const file = {
  name: '营业执照.pdf',
  mediaType: 'application/pdf',
  content: new TextEncoder().encode('%PDF-1.7 许可证'),
};
const fileKey = { key: bytesOf('attachment key'), iv: bytesOf('attachment iv').slice(0, 12) };
const { sealed, entry } = await sealAttachment(file, fileKey);

const ephemeral = pairOf('ephemeral key', { kid: 'ephemeral', alg: 'ECDH-ES+A256KW', use: 'enc' }).privateJwk;
const content = { disclosed, private: { ...secret, attachments: [entry] } };
const plaintext = canonical(content);
const innerSecrets = {
  cek: bytesOf('content key'),
  iv: bytesOf('content iv').slice(0, 12),
  epk: (await importJWK(ephemeral, 'ECDH-ES+A256KW', { extractable: true })) as CryptoKey,
};
const envelope = await sealBid({ ...content, key: sealing.publicJwk }, innerSecrets);

write('seal', {
  privateKey: sealing.privateJwk,
  ephemeralKey: ephemeral,
  cek: base64url(bytesOf('content key')),
  plaintext,
  paddedSize: pad(new TextEncoder().encode(plaintext)).length,
  header: headerOf(content.disclosed, content.private),
  cmt: headerOf(content.disclosed, content.private).cmt,
  envelope,
  envelopeSha256: sha256Hex(canonical(envelope)),
});
const outerEphemeral = pairOf('outer ephemeral key', {
  kid: 'ephemeral',
  alg: 'ECDH-ES+A256KW',
  use: 'enc',
}).privateJwk;
const twice = await sealBid({ ...content, key: sealing.publicJwk, ceremonyKey: ceremonyKey.publicJwk }, innerSecrets, {
  cek: bytesOf('outer content key'),
  iv: bytesOf('outer iv').slice(0, 12),
  epk: (await importJWK(outerEphemeral, 'ECDH-ES+A256KW', { extractable: true })) as CryptoKey,
});
write('seal-twice', {
  privateKey: sealing.privateJwk,
  ceremonyKey: ceremonyKey.privateJwk,
  ephemeralKeys: [ephemeral, outerEphemeral],
  ceks: ['content key', 'outer content key'].map((label) => base64url(bytesOf(label))),
  plaintext,
  outerSize: pad(new TextEncoder().encode(canonical(envelope)), outerSizes).length,
  header: headerOf(content.disclosed, content.private),
  inner: envelope,
  envelope: twice,
  envelopeSha256: sha256Hex(canonical(twice)),
});
write('attachment', {
  content: base64url(file.content),
  entry,
  iv: base64url(fileKey.iv),
  sealedStart: base64url(sealed.subarray(0, 60)),
  sealedEnd: base64url(sealed.subarray(-30)),
});

const receipts = Array.from({ length: 8 }, (_, n) => receiptOf(n + 1));
const [first] = receipts;
if (!first) throw new Error('no receipt');
const withdrawn = {
  ...first,
  receiptId: idFrom('rcp', 99),
  revision: 2,
  previous: receiptHash(first),
  state: 'withdrawn' as const,
  sha256: null,
  cmt: null,
};
const { kid } = receiptKey.publicJwk;
write('receipt', {
  keys: { keys: [receiptKey.publicJwk] },
  receipts: await Promise.all(
    [first, withdrawn].map(async (receipt) => ({
      jcs: canonical(receipt),
      sha256: receiptHash(receipt),
      jws: await signReceipt(receipt, signer(receiptKey.privateJwk), kid),
    })),
  ),
});

const leaves = receipts.map(leafHash);
write('tree', {
  receipts: receipts.map(canonical),
  leaves,
  roots: Array.from({ length: 9 }, (_, size) => ({ size, root: root(leaves.slice(0, size)) })),
});
write('proof', {
  proofs: Array.from({ length: 8 }, (_, n) => n + 1).flatMap((size) =>
    Array.from({ length: size }, (_, index) => ({
      size,
      index,
      leaf: leaves[index],
      proof: inclusionProof(leaves.slice(0, size), index),
      root: root(leaves.slice(0, size)),
    })),
  ),
});

const contact = { value: { phone: '0598-0000000', name: '林某' }, salt: base64url(bytesOf('contact salt')) };
const actor = { role: 'purchaser', id: 'u1' };
const events = [
  {
    type: 'TenderDrafted',
    data: { title: '三明市 2026 年度钢筋集中采购', contact: saltedHash(contact.salt, contact.value) },
  },
  { type: 'TenderPublished', data: { documentsVersion: 1 } },
  { type: 'BidsFrozen', data: { root: root(leaves), count: leaves.length, perLot: [] } },
].map((event, at) =>
  canonical({ seq: at + 1, at: `2026-03-0${at + 2}T01:00:00.000Z`, type: event.type, v: 1, actor, data: event.data }),
);
const hashes: string[] = [];
for (const event of events) hashes.push(eventHash(hashes.at(-1) ?? null, event));
write('chain', { events, hashes, sidecar: { ...contact, sha256: saltedHash(contact.salt, contact.value) } });
