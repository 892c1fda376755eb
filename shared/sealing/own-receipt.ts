import { DomainError } from '../kernel/errors.ts';
import type { Bundle } from './bundle.ts';
import { verifyChain } from './chain.ts';
import type { Jwks } from './jws.ts';
import { type Receipt, verifyReceipt } from './receipt.ts';
import { inclusionProof, leafHash, verifyInclusion } from './tree.ts';
import type { Finding } from './verify.ts';

/**
 * Whether a bidder's own receipt is of this tender, under its root, and of the log as it stands (核对本人回执). The receipts of
 * a bundle are those of opened bids; whoever withdrew, or bid on earlier documents, has its leaf and this.
 */
export async function checkOwnReceipt(bundle: Bundle, jws: string, keys: Jwks): Promise<readonly Finding[]> {
  const receipt = await verifyReceipt(jws, keys).catch(() => undefined);
  if (receipt?.tender !== bundle.tender.id) return [finding('own-receipt-signed', false)];
  const { receiptId, revision, chainHead } = receipt;
  const named = { receipt: receiptId };
  return [
    finding('own-receipt-signed', true, { ...named, revision }),
    inTree(bundle, receipt),
    finding('own-receipt-anchored', hashesBefore(bundle).includes(chainHead), named),
  ];
}

const finding = (code: string, ok: boolean, params: Finding['params'] = {}): Finding => ({ code, ok, params });

function inTree({ leaves, root }: Bundle, receipt: Receipt): Finding {
  const leaf = leafHash(receipt);
  const index = leaves.indexOf(leaf);
  const named = { receipt: receipt.receiptId };
  if (index < 0) return finding('own-receipt-in-tree', false, named);
  const size = leaves.length;
  const ok = verifyInclusion({ leaf, index, size, proof: inclusionProof(leaves, index), root });
  return finding('own-receipt-in-tree', ok, { ...named, index, size });
}

/** The hashes of all events before the freezing. */
function hashesBefore({ events }: Bundle): readonly string[] {
  const { events: parsed, hashes } = verifyChain(events);
  const frozen = parsed.findIndex((event) => event?.type === 'BidsFrozen');
  return frozen < 0 ? hashes : hashes.slice(0, frozen);
}

/** The JWS of a receipt as it was answered, `{receipt, jws}`. @throws `receipt-invalid` */
export function readReceipt(value: unknown): string {
  const { jws } = (value ?? {}) as { readonly jws?: unknown };
  if (typeof jws !== 'string') throw new DomainError('malformed', 'receipt-invalid');
  return jws;
}
