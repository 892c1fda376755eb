import type { CryptoKey, JWK } from 'jose';
import { DomainError } from '../kernel/errors.ts';
import { canonical } from '../kernel/json.ts';
import { checkDisclosed, type Disclosed } from './bid.ts';
import type { BidHeader, Envelope } from './envelope.ts';
import { hashJson } from './hash.ts';
import { decryptWith, enc, encryptTo, freshEphemeral } from './jwe.ts';
import { pad, unpad } from './pad.ts';

const typ = 'jicai-reveal+json';

/**
 * Whether this is what the header commits to and is of the bid that it names (核对揭示内容): hash, tender, supplier,
 * version and lots. @throws `bid-commitment-mismatch`, `bid-header-mismatch`
 */
export function checkRevealed(
  disclosed: Disclosed,
  header: Pick<BidHeader, 'tnd' | 'org' | 'ver' | 'cmt'> & Partial<Pick<BidHeader, 'lots'>>,
): void {
  if (hashJson(disclosed) !== header.cmt.disclosed) throw new DomainError('rule', 'bid-commitment-mismatch');
  const { tender, supplier, documentsVersion } = disclosed;
  const lots = disclosed.lots.map(({ lotId }) => lotId).sort();
  const same =
    tender === header.tnd &&
    supplier === header.org &&
    documentsVersion === header.ver &&
    (header.lots === undefined || lots.join() === header.lots.join());
  if (!same) throw new DomainError('rule', 'bid-header-mismatch');
}

/**
 * Keeps what a bidder revealed from everyone until all have had their time: padded, and sealed to the tender's key,
 * which only `opening` unwraps.
 */
export function sealRevealed(disclosed: Disclosed, key: JWK): Promise<Envelope> {
  const header = { enc, typ, tnd: disclosed.tender, org: disclosed.supplier };
  return encryptTo(key, header, pad(new TextEncoder().encode(canonical(disclosed))), freshEphemeral());
}

/** @throws `bid-undecryptable`, `bid-content-invalid` */
export async function openRevealed(sealed: Envelope, privateKey: CryptoKey | JWK): Promise<Disclosed> {
  const plaintext = await decryptWith(privateKey, sealed);
  return checkDisclosed(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(unpad(plaintext))));
}
