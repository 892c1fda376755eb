import type { Membership } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { canonical } from '../../shared/kernel/json.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { ReceiptKey } from '../../shared/ports/keys.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import { type BidHeader, type Envelope, readEnvelope } from '../../shared/sealing/envelope.ts';
import { sha256Hex } from '../../shared/sealing/hash.ts';
import { type Receipt, receiptHash, signReceipt } from '../../shared/sealing/receipt.ts';
import { leafHash } from '../../shared/sealing/tree.ts';
import { type BidRequest, type Gate, passEnvelope, passGate } from './gate.ts';
import { freezingStarts } from './rules/periods.ts';
import type { ReceiptRow, Revision, TenderStore, VaultRow } from './store.ts';
import { isSuspended } from './tender-state.ts';

export interface BidDeps {
  readonly tenders: TenderStore;
  readonly receiptKey: ReceiptKey;
  readonly config: { readonly operatorAffiliates: readonly string[] };
  id(kind: 'receipt'): string;
  /** A keyed pseudonym: tells that two texts are the same, and nothing else. */
  pseudonym(text: string): string;
  readonly metrics: Metrics;
  now(): number;
}

/** Who puts what revision, and how its twin is known. */
export interface Sending {
  readonly tender: string;
  readonly bidder: Membership;
  readonly at: Instant;
  /** The user who sends it, and the network address (电子招标投标办法, Order 20, art. 49). */
  readonly sub?: string | undefined;
  readonly address?: string | undefined;
  /** The hash of the Idempotency-Key, when one was sent. */
  readonly key?: string | undefined;
  readonly body: string;
  /** The revision that the bidder replaces, when it says so. */
  readonly ifMatch?: number | undefined;
}

/** The signed receipt (投标回执). */
export interface SignedReceipt {
  readonly receipt: Receipt;
  readonly jws: string;
  readonly replayed: boolean;
}

interface Content {
  readonly sha256: string | null;
  readonly cmt: BidHeader['cmt'] | null;
  readonly lots: readonly string[];
  readonly documentsVersion?: number;
  readonly envelope?: string;
}

/** How often a bidder may replace its bid. */
const maxRevisions = 50;
const tries = 4;

/**
 * Takes a sealed bid (投标): one conditional put on the revision before it. A first bid is put without reading;
 * when a row is there already, or the same request came twice, its receipts tell.
 * @throws what `passGate`, `passEnvelope` and `readEnvelope` throw
 */
export async function sendBid(
  deps: BidDeps,
  sending: Sending & { readonly envelope: unknown; readonly documentsVersion: number },
): Promise<SignedReceipt> {
  const { header, kid, layers } = readEnvelope(sending.envelope);
  const envelope = canonical(sending.envelope as Envelope);
  const { cmt, lots, ver: documentsVersion } = header;
  const content: Content = { sha256: sha256Hex(envelope), cmt, lots, documentsVersion, envelope };
  return unlessTaken(deps, sending, content, async () => {
    const gate = await throughGate(deps, sending, (open) => {
      const { documentsVersion } = sending;
      passEnvelope(open, { ...bidRequest(deps, sending), header, kid, layers, documentsVersion });
    });
    return put(deps, gate, sending, content, 'sealed');
  });
}

/** Withdraws a bid (撤回): a revision too, which leaves a tombstone. @throws `not-found` when there is none */
export async function withdrawBid(deps: BidDeps, sending: Sending): Promise<SignedReceipt> {
  const content: Content = { sha256: null, cmt: null, lots: [] };
  return unlessTaken(deps, sending, content, async () =>
    put(deps, await throughGate(deps, sending, () => {}), sending, content, 'withdrawn'),
  );
}

/** The bidder's own newest receipt, signed again. @throws `not-found` */
export async function ownReceipt(deps: BidDeps, tender: string, bidder: string): Promise<SignedReceipt> {
  const row = await deps.tenders.receipts(tender, bidder);
  const last = row?.revisions.at(-1);
  if (row === undefined || last === undefined || (await cameTooLate(deps, tender, row))) {
    throw new DomainError('not-found', 'not-found');
  }
  return sign(deps, last.receipt, false);
}

/** What refuses a request may be that its twin was taken in time, and the answer lost: then that is the answer. */
async function unlessTaken(
  deps: BidDeps,
  sending: Sending,
  content: Content,
  take: () => Promise<SignedReceipt>,
): Promise<SignedReceipt> {
  try {
    return await take();
  } catch (error) {
    const { key, tender, bidder } = sending;
    if (!(error instanceof DomainError) || error.kind === 'unavailable' || key === undefined) throw error;
    const row = await deps.tenders.receipts(tender, bidder.organisation);
    const twin = row && twinOf(row, sending, content);
    if (row === undefined || twin === undefined || (await cameTooLate(deps, tender, row))) throw error;
    return sign(deps, twin.receipt, true);
  }
}

/** Checks the cached gate, and before any refusal the gate as it is now. */
export async function throughGate(deps: BidDeps, sending: Sending, check: (gate: Gate) => void): Promise<Gate> {
  const pass = (gate: Gate | undefined): Gate => {
    const open = passGate(gate, bidRequest(deps, sending));
    check(open);
    return open;
  };
  try {
    return pass(await deps.tenders.gate(sending.tender));
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
    return pass(await deps.tenders.gate(sending.tender, { fresh: true }));
  }
}

const bidRequest = (deps: BidDeps, { at, bidder }: Sending): BidRequest => ({
  at,
  bidder,
  operatorAffiliates: deps.config.operatorAffiliates,
});

async function put(
  deps: BidDeps,
  gate: Gate,
  sending: Sending,
  content: Content,
  state: Receipt['state'],
): Promise<SignedReceipt> {
  const { tender, bidder } = sending;
  const mayBeFirst = state === 'sealed' && sending.ifMatch === undefined;
  let row: ReceiptRow | undefined = mayBeFirst ? undefined : await deps.tenders.receipts(tender, bidder.organisation);
  for (let left = tries; left > 0; left -= 1) {
    const twin = row && twinOf(row, sending, content);
    if (twin !== undefined) return sign(deps, twin.receipt, true);
    const receipt = next(deps, gate, sending, content, state, row);
    const revision: Revision = {
      receipt,
      body: sending.body,
      ...(sending.key === undefined ? {} : { key: sending.key }),
    };
    if (await deps.tenders.putBid(tender, vaultRow(deps, sending, content, [...(row?.revisions ?? []), revision]))) {
      await refuseIfFrozen(deps, gate, bidder.organisation);
      if (state === 'sealed') deps.metrics.record('bidsReceived', 1);
      return sign(deps, receipt, false);
    }
    row = await deps.tenders.receipts(tender, bidder.organisation);
    if (row?.frozenAt !== undefined) throw new DomainError('too-late', 'tender-closed', { deadline: gate.deadline });
  }
  throw new DomainError('conflict', 'concurrent-change');
}

/**
 * The revision that this very request made before: by its key, or, when it has none, when the newest revision is
 * the same envelope. @throws `idempotency-key-reused`
 */
function twinOf(row: ReceiptRow, { key, body }: Sending, content: Content): Revision | undefined {
  if (key === undefined) {
    const last = row.revisions.at(-1);
    return last?.receipt.sha256 === content.sha256 ? last : undefined;
  }
  const twin = row.revisions.find((revision) => revision.key === key);
  if (twin !== undefined && twin.body !== body) throw new DomainError('rule', 'idempotency-key-reused');
  return twin;
}

function next(
  deps: BidDeps,
  gate: Gate,
  { tender, bidder, at, ifMatch }: Sending,
  { sha256, cmt }: Content,
  state: Receipt['state'],
  row: ReceiptRow | undefined,
): Receipt {
  const last = row?.revisions.at(-1)?.receipt;
  const revision = (last?.revision ?? 0) + 1;
  if (ifMatch !== undefined && ifMatch !== revision - 1) throw new DomainError('stale', 'etag-mismatch');
  if (state === 'withdrawn' && last?.state !== 'sealed') throw new DomainError('not-found', 'not-found');
  if (revision > maxRevisions) throw new DomainError('rule', 'too-many-revisions', { max: maxRevisions });
  return {
    receiptId: deps.id('receipt'),
    tender,
    supplier: bidder.organisation,
    revision,
    previous: last === undefined ? null : receiptHash(last),
    state,
    sha256,
    cmt,
    receivedAt: at,
    chainHead: gate.head,
  };
}

function vaultRow(
  { pseudonym }: BidDeps,
  { bidder, at, sub, address }: Sending,
  { lots, documentsVersion, envelope }: Content,
  revisions: readonly Revision[],
): VaultRow {
  const { organisation, name, uscc, sizeClass, affiliates, contact } = bidder;
  return {
    supplier: organisation,
    receivedAt: at,
    lots,
    revisions,
    bidder: {
      name,
      uscc,
      ...(sizeClass === undefined ? {} : { sizeClass }),
      ...(affiliates.length === 0 ? {} : { affiliates }),
    },
    marks: {
      ...(sub === undefined ? {} : { user: pseudonym(sub) }),
      ...(address === undefined ? {} : { address: pseudonym(`address:${address}`) }),
      ...(contact === undefined ? {} : { contact }),
    },
    ...(envelope === undefined ? {} : { envelope }),
    ...(documentsVersion === undefined ? {} : { documentsVersion }),
  };
}

/** A put that landed after freezing is outside the root: it gets no receipt. */
async function refuseIfFrozen(deps: BidDeps, gate: Gate, bidder: string): Promise<void> {
  if (deps.now() < freezingStarts(gate.deadline)) return;
  const row = await deps.tenders.receipts(gate.tender, bidder);
  if (row === undefined || (await cameTooLate(deps, gate.tender, row))) {
    throw new DomainError('too-late', 'tender-closed', { deadline: gate.deadline });
  }
}

/** Whether a row is outside the frozen set. While it is being frozen nobody can tell: @throws `try-again` */
async function cameTooLate(deps: BidDeps, tender: string, { revisions }: ReceiptRow): Promise<boolean> {
  const gate = await deps.tenders.gate(tender, { fresh: true });
  if (gate?.status === 'open' && deps.now() >= freezingStarts(gate.deadline)) {
    // While the opening waits nothing is frozen: what is there now will be in the set.
    const { state } = await deps.tenders.load(tender, { consistent: true });
    if (state.status === 'published' && isSuspended(state)) return false;
    throw new DomainError('unavailable', 'try-again');
  }
  if (gate === undefined || gate.status === 'open') return false;
  const newest = revisions.at(-1)?.receipt;
  return newest === undefined || (await deps.tenders.isFrozenLeaf(tender, leafHash(newest))) === false;
}

async function sign({ receiptKey }: BidDeps, receipt: Receipt, replayed: boolean): Promise<SignedReceipt> {
  const jws = await signReceipt(receipt, (input) => receiptKey.sign(input), await receiptKey.kid());
  return { receipt, jws, replayed };
}
