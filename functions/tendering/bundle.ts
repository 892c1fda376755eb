import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { ReceiptKey } from '../../shared/ports/keys.ts';
import type { WriteOnce } from '../../shared/ports/write-once.ts';
import type { Bundle } from '../../shared/sealing/bundle.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { signLogHead } from '../../shared/sealing/heads.ts';
import { signReceipt } from '../../shared/sealing/receipt.ts';
import { leafHash } from '../../shared/sealing/tree.ts';
import { maySeeEstimates } from './access.ts';
import { revealable, toldEvents } from './audit/replay.ts';
import { type BidRecord, shownBids } from './bid-record.ts';
import { findingsOfLog } from './committee/findings.ts';
import { evaluateRecords } from './evaluation/evaluate.ts';
import type { TenderStore } from './store.ts';
import { ceremonyOf } from './tender-state.ts';
import type { OverTender } from './views.ts';

export interface BundleDeps {
  readonly tenders: TenderStore;
  readonly receiptKey: ReceiptKey;
  readonly heads: WriteOnce;
}

/** A tender as it was read: what was added to its log since is left out of its bundle. */
export interface BundledTender {
  readonly id: string;
  readonly tender: OverTender;
  readonly version: number;
}

/** Everything that lets anyone check a tender offline (可验证数据包): see `docs/sealed-bids.md`. */
export async function verificationBundle(
  deps: BundleDeps,
  { id, tender, version }: BundledTender,
  signedAt: Instant,
): Promise<Bundle> {
  const { tenders, receiptKey } = deps;
  const { frozen, draft, documentsVersion, buyer, rules, sealingKey } = tender;
  const [whole, leaves, records, jwks, headSignatures] = await Promise.all([
    tenders.wholeLog(id),
    tenders.leaves(id, frozen.root),
    tenders.records(id),
    receiptKey.jwks(),
    dailyHeads(deps, id, version),
  ]);
  const log = whole.slice(0, version);
  const events = log.map((event) => event.json);
  const revealed = await revealedValues(deps, id, tender, events);
  const estimates = revealed.some(({ name }) => name === 'estimates');
  const lots = estimates ? draft.lots : draft.lots.map(({ estimate: _, ...lot }) => lot);
  const opened = 'opening' in tender && tender.opening !== undefined;
  const ceremony = ceremonyOf(tender)?.publicKey;
  const sign = (input: Uint8Array) => receiptKey.sign(input);
  const head = {
    stream: id,
    seq: events.length,
    head: log.at(-1)?.hash ?? '',
    heads: hashJson(headSignatures),
    signedAt,
  };
  return {
    version: 1,
    tender: { id, ...draft, lots, documentsVersion, buyer },
    events,
    revealed,
    leaves,
    receipts: await signedReceipts(receiptKey, records, leaves),
    root: frozen.root,
    opened: shownBids(records),
    evaluation: opened ? evaluateRecords(tender, records, { ...findingsOfLog(toldEvents(events)), root: '' }) : null,
    award: tender.status === 'awarded' ? tender.awards : null,
    rulePack: rules,
    keys: {
      receipts: { keys: jwks.keys },
      sealing: sealingKey.publicJwk,
      ...(ceremony === undefined ? {} : { ceremony }),
    },
    head: await signLogHead(head, sign, await receiptKey.kid()),
    headSignatures,
  };
}

/** The receipts of bids that were opened, or could not be, in the order of their leaves. */
async function signedReceipts(
  key: ReceiptKey,
  records: readonly BidRecord[],
  leaves: readonly string[],
): Promise<Bundle['receipts']> {
  const kid = await key.kid();
  const places = new Map(leaves.map((leaf, at) => [leaf, at]));
  const receipts = await Promise.all(
    records.map(async ({ receipt }) => {
      const leafIndex = places.get(leafHash(receipt));
      if (leafIndex === undefined) throw new DomainError('unavailable', 'internal-error');
      return { jws: await signReceipt(receipt, (input) => key.sign(input), kid), leafIndex };
    }),
  );
  return receipts.sort((a, b) => a.leafIndex - b.leafIndex);
}

/** What has become public of the private values; a tender that failed unopened keeps its estimates to itself. */
async function revealedValues(
  { tenders }: BundleDeps,
  id: string,
  tender: OverTender,
  events: readonly string[],
): Promise<Bundle['revealed']> {
  const shown = revealable(toldEvents(events)).filter(
    ({ name }) => name !== 'estimates' || maySeeEstimates({ kind: 'anonymous' }, tender),
  );
  const values = await Promise.all(shown.map(({ seq, name }) => tenders.privateValue(id, seq, name)));
  return values.filter((one) => one !== undefined).filter(({ value }) => Object.keys(value as object).length > 0);
}

/** The daily heads from write-once storage, of events that the bundle has. */
async function dailyHeads({ tenders, heads }: BundleDeps, id: string, version: number): Promise<readonly string[]> {
  const places = (await tenders.signedHeads(id)).filter(({ seq }) => seq <= version);
  const kept = await Promise.all(places.map(({ place }) => heads.get(place)));
  return kept.filter((jws) => jws !== undefined);
}
