import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type CryptoKey, compactDecrypt, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../shared/kernel/json.ts';
import { openAttachment, sealAttachment } from '../../shared/sealing/attachment.ts';
import { type Ceremony, combineShares } from '../../shared/sealing/ceremony.ts';
import { saltedHash, verifyChain } from '../../shared/sealing/chain.ts';
import { fromBase64url, hashJson } from '../../shared/sealing/hash.ts';
import { receiptHash, verifyReceipt } from '../../shared/sealing/receipt.ts';
import { openBid, sealBid } from '../../shared/sealing/seal.ts';
import { openShare } from '../../shared/sealing/share.ts';
import { leafHash, root, verifyInclusion } from '../../shared/sealing/tree.ts';
import attachment from './vectors/attachment.json' with { type: 'json' };
import ceremony from './vectors/ceremony.json' with { type: 'json' };
import chain from './vectors/chain.json' with { type: 'json' };
import proof from './vectors/proof.json' with { type: 'json' };
import receipt from './vectors/receipt.json' with { type: 'json' };
import seal from './vectors/seal.json' with { type: 'json' };
import foreign from './vectors/seal-jwcrypto.json' with { type: 'json' };
import twice from './vectors/seal-twice.json' with { type: 'json' };
import tree from './vectors/tree.json' with { type: 'json' };

const python = 'python3';
const hasJwcrypto = spawnSync(python, ['-c', 'import jwcrypto']).status === 0;

describe('vectors', () => {
  it('seal: the same keys and nonces make the same envelope', async () => {
    const { disclosed, private: secret } = JSON.parse(seal.plaintext);
    const { d: _, ...key } = seal.privateKey;
    const epk = (await importJWK(seal.ephemeralKey, 'ECDH-ES+A256KW', { extractable: true })) as CryptoKey;
    const ephemeral = { cek: fromBase64url(seal.cek), iv: fromBase64url(seal.envelope.iv), epk };
    const envelope = await sealBid({ disclosed, private: secret, key }, ephemeral);
    expect(envelope).toEqual(seal.envelope);
    expect(hashJson(envelope)).toBe(seal.envelopeSha256);
    expect(canonical(await openBid(envelope, seal.privateKey))).toBe(seal.plaintext);
  });

  it('seal: an envelope made by Python opens here', async () => {
    expect(canonical(await openBid(foreign.envelope, foreign.privateKey))).toBe(foreign.plaintext);
  });

  it('seal twice: the same keys and nonces make the same envelope around the same bid', async () => {
    const { disclosed, private: secret } = JSON.parse(twice.plaintext);
    const [key, ceremonyKey] = [twice.privateKey, twice.ceremonyKey].map(({ d: _, ...key }) => key);
    if (key === undefined) throw new Error('no key');
    const ephemeral = async (at: 0 | 1, iv: string) => ({
      cek: fromBase64url(twice.ceks[at] ?? ''),
      iv: fromBase64url(iv),
      epk: (await importJWK(twice.ephemeralKeys[at] ?? {}, 'ECDH-ES+A256KW', { extractable: true })) as CryptoKey,
    });
    const envelope = await sealBid(
      { disclosed, private: secret, key, ceremonyKey },
      await ephemeral(0, twice.inner.iv),
      await ephemeral(1, twice.envelope.iv),
    );
    expect(envelope).toEqual(twice.envelope);
    expect(hashJson(envelope)).toBe(twice.envelopeSha256);
    expect(canonical(await openBid(envelope, twice.privateKey, twice.ceremonyKey))).toBe(twice.plaintext);
  });

  it('ceremony: any two of three shares open what is sealed to the key', async () => {
    const made = ceremony.ceremony as Ceremony;
    const shares = await Promise.all(
      made.shares.map(async ({ holder, sealed, commitment }, at) => {
        const terms = { tender: ceremony.tender, holder, ceremony: made.publicKey.kid, commitment };
        return { holder, share: await openShare(sealed, ceremony.holderKeys[at] ?? {}, terms) };
      }),
    );
    for (const without of shares.keys()) {
      const some = shares.filter((_, at) => at !== without);
      const { privateKey } = await combineShares(ceremony.tender, made, some);
      const { plaintext } = await compactDecrypt(ceremony.probe, privateKey as CryptoKey);
      expect(new TextDecoder().decode(plaintext)).toBe('opened');
    }
  });

  it('attachment: the same key and iv make the same file', async () => {
    const content = fromBase64url(attachment.content);
    const fixed = { key: fromBase64url(attachment.entry.key), iv: fromBase64url(attachment.iv) };
    const { sealed, entry } = await sealAttachment({ ...attachment.entry, content }, fixed);
    expect(entry).toEqual(attachment.entry);
    expect(sealed.subarray(0, 60)).toEqual(fromBase64url(attachment.sealedStart));
    expect(await openAttachment(sealed, entry)).toEqual(content);
  });

  it('receipt: signatures verify and hashes link', async () => {
    for (const { jcs, sha256, jws } of receipt.receipts) {
      const value = await verifyReceipt(jws, receipt.keys);
      expect(canonical(value)).toBe(jcs);
      expect(receiptHash(value)).toBe(sha256);
    }
  });

  it('tree and proof', () => {
    expect(tree.receipts.map((jcs) => leafHash(JSON.parse(jcs)))).toEqual(tree.leaves);
    for (const { size, root: expected } of tree.roots) expect(root(tree.leaves.slice(0, size))).toBe(expected);
    for (const claim of proof.proofs) expect(verifyInclusion(claim)).toBe(true);
  });

  it('chain', () => {
    expect(verifyChain(chain.events).hashes).toEqual(chain.hashes);
    expect(saltedHash(chain.sidecar.salt, chain.sidecar.value)).toBe(chain.sidecar.sha256);
  });

  it.runIf(hasJwcrypto)('all of them hold in Python', () => {
    const script = fileURLToPath(new URL('check.py', import.meta.url));
    const { status, stdout, stderr } = spawnSync(python, [script], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toHaveLength(8);
  });
});
