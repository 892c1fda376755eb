import { DomainError } from '../../shared/kernel/errors.ts';
import type { ReceiptKey } from '../../shared/ports/keys.ts';
import type { Bundle } from '../../shared/sealing/bundle.ts';
import { signReceipt } from '../../shared/sealing/receipt.ts';
import { leafHash } from '../../shared/sealing/tree.ts';
import { maySeeEstimates } from './access.ts';
import { shownBids } from './bid-record.ts';
import { evaluationNow } from './gather-work.ts';
import type { TenderStore } from './store.ts';
import type { OverTender } from './views.ts';

export interface BundleDeps {
  readonly tenders: TenderStore;
  readonly receiptKey: ReceiptKey;
}

/** Everything that lets anyone check a tender offline (可验证数据包): see `docs/sealed-bids.md`. */
export async function verificationBundle(deps: BundleDeps, id: string, tender: OverTender): Promise<Bundle> {
  const { tenders, receiptKey } = deps;
  const { frozen, draft, documentsVersion, buyer, rules } = tender;
  const [log, leaves, records, jwks] = await Promise.all([
    tenders.wholeLog(id),
    tenders.leaves(id, frozen.root),
    tenders.records(id),
    receiptKey.jwks(),
  ]);
  // What all may see: a failed tender was never opened, so its estimates stay private.
  const estimates = maySeeEstimates({ kind: 'anonymous' }, tender);
  const lots = estimates ? draft.lots : draft.lots.map(({ estimate: _, ...lot }) => lot);
  const opened = 'opening' in tender && tender.opening !== undefined;
  const places = new Map(leaves.map((leaf, at) => [leaf, at]));
  const receipts = await Promise.all(
    records.map(async ({ receipt }) => {
      const leafIndex = places.get(leafHash(receipt));
      if (leafIndex === undefined) throw new DomainError('unavailable', 'internal-error');
      const jws = await signReceipt(receipt, (input) => receiptKey.sign(input), receiptKey.kid);
      return { jws, leafIndex };
    }),
  );
  return {
    version: 1,
    tender: { id, ...draft, lots, documentsVersion, buyer },
    events: log.map((event) => event.json),
    leaves,
    receipts,
    root: frozen.root,
    opened: shownBids(records),
    evaluation: opened ? await evaluationNow(deps, id, tender) : null,
    award: tender.status === 'awarded' ? tender.awards : null,
    rulePack: rules,
    keys: { receipts: { keys: jwks.keys as Bundle['keys']['receipts']['keys'] } },
  };
}
