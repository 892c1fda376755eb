import { DomainError } from '../kernel/errors.ts';
import { z } from '../kernel/zod-now.ts';
import { type Commitment, checkDisclosed, checkPrivate, commit, type Disclosed, type Private } from './bid.ts';
import { hashJson } from './hash.ts';
import type { Jwks } from './jws.ts';
import { type Receipt, verifyReceipt } from './receipt.ts';
import { hex, readAs } from './shape.ts';

/**
 * What the bidder keeps beside its receipt (投标留存): content, nonces and the keys of attachments. Whoever has it can read the
 * bid; without it the bidder cannot prove, nor reveal, what it sealed.
 */
export interface KeptBid {
  readonly cmt: Commitment;
  /** SHA-256 of the envelope's JCS, as the receipt names it. */
  readonly envelopeSha256: string;
  readonly disclosed: Disclosed;
  readonly private: Private;
}

const keptSchema = z.object({
  cmt: z.object({ disclosed: hex, private: hex }),
  envelopeSha256: hex,
  disclosed: z.unknown(),
  private: z.unknown(),
});

/**
 * What was kept, from a file: the content is what its own commitment says.
 * @throws `unreadable`, malformed, for another file; `bid-content-invalid`, `bid-commitment-mismatch` for one that was changed
 */
export function readKept(value: unknown, unreadable: string): KeptBid {
  const { cmt, envelopeSha256, ...content } = readAs(keptSchema, value, unreadable, 'malformed');
  const disclosed = checkDisclosed(content.disclosed);
  const secret = checkPrivate(content.private);
  if (hashJson(commit(disclosed, secret)) !== hashJson(cmt)) throw new DomainError('rule', 'bid-commitment-mismatch');
  return { cmt, envelopeSha256, disclosed, private: secret };
}

/**
 * The receipt of exactly this bid (核对回执): signed by a published key, for this tender and bidder, of this envelope and
 * commitment. @throws `receipt-invalid`
 */
export async function receiptOf(
  { cmt, envelopeSha256, disclosed: { tender, supplier } }: KeptBid,
  jws: string,
  jwks: Jwks,
): Promise<Receipt> {
  const receipt = await verifyReceipt(jws, jwks);
  const said = [receipt.state, receipt.tender, receipt.supplier, receipt.sha256, receipt.cmt];
  if (hashJson(said) === hashJson(['sealed', tender, supplier, envelopeSha256, cmt])) return receipt;
  throw new DomainError('rule', 'receipt-invalid');
}
