import { DomainError, unreachable } from '../../shared/kernel/errors.ts';
import { forEachOf } from '../../shared/kernel/pool.ts';
import { instant } from '../../shared/kernel/time.ts';
import type { Disclosed, DisclosedPart, Private } from '../../shared/sealing/bid.ts';
import { type BidHeader, type Envelope, readEnvelope } from '../../shared/sealing/envelope.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { checkRevealed, openRevealed } from '../../shared/sealing/reveal.ts';
import { openBid } from '../../shared/sealing/seal.ts';
import { leafHash, root } from '../../shared/sealing/tree.ts';
import { type BidRecord, type PrivateRecord, shownBids } from './bid-record.ts';
import { freezingStarts } from './rules/periods.ts';
import type { VaultRow } from './store.ts';
import { isSuspended, type Published, type Tender } from './tender-state.ts';
import { cause, isLostRace, type OpeningDeps, type Unlocked, unlock } from './unlock.ts';

export type { OpeningDeps } from './unlock.ts';

/**
 * Freezes a tender's bids and opens them (开标). It may be called at any time, by any number of processes, and
 * after a death at any place: the set is fixed once by `BidsFrozen`, nothing is decrypted before that, and each
 * opened bid is an item of its own, so that it resumes where it stopped. An opening by ceremony waits for its shares
 * in between: see `unlock`.
 */
export async function openTender(deps: OpeningDeps, id: string): Promise<void> {
  const { state } = await deps.tenders.load(id, { consistent: true });
  if (state.status === 'published' && !isSuspended(state) && deps.now() >= freezingStarts(state.draft.deadline)) {
    await freeze(deps, id, state);
  }
  const { state: frozen } = await deps.tenders.load(id, { consistent: true });
  if (frozen.status !== 'opening') return;
  const unlocked = await unlock(deps, id, frozen);
  if (unlocked !== undefined) await decrypt(deps, id, frozen, unlocked);
}

/** Rows that are marked, or opened, at a time. */
const atATime = 16;
/** A row without its envelope: ten thousand of them fit into memory. */
type SeenRow = Omit<VaultRow, 'envelope'>;

async function freeze(deps: OpeningDeps, id: string, tender: Extract<Tender, { status: 'published' }>): Promise<void> {
  const rows = await frozenRows(deps, id, tender.draft.deadline);
  const leaves = leavesOf(rows);
  const frozenRoot = root(leaves);
  await deps.tenders.putLeaves(id, frozenRoot, leaves);
  const sealed = rows.filter((row) => newest(row).state === 'sealed');
  const current = sealed.filter((row) => isCurrent(tender, row));
  const perLot = tender.draft.lots.map(({ id: lot }) => ({
    lot,
    bidders: current.filter((row) => row.lots.includes(lot)).length,
  }));
  const withdrawn = rows.length - sealed.length;
  const stale = sealed.length - current.length;
  const frozen = { root: frozenRoot, count: rows.length, withdrawn, stale, perLot };
  try {
    await deps.tenders.handle(id, { type: 'freezeBids', at: instant(deps.now()), frozen }, cause(deps));
  } catch (error) {
    // Another process froze the same tender first: what it committed stands.
    if (!isLostRace(error)) throw error;
  }
}

/** Whether a bid is on the documents as they are: one on an earlier version that was not sealed again is no bid. */
const isCurrent = ({ documentsVersion }: Published, row: SeenRow): boolean => row.documentsVersion === documentsVersion;

/** Every row in time, each marked so that nothing replaces it any more. */
async function frozenRows(deps: OpeningDeps, id: string, deadline: string): Promise<SeenRow[]> {
  for (;;) {
    const rows: SeenRow[] = [];
    let changed = false;
    await forEachOf(deps.vault.rows(id), atATime, async (row) => {
      if (row.receivedAt >= deadline) return;
      if (!(await deps.vault.freeze(id, row, instant(deps.now())))) changed = true;
      const { envelope: _, ...seen } = row;
      rows.push(seen);
    });
    if (!changed) return rows;
  }
}

const newest = (row: SeenRow) => {
  const last = row.revisions.at(-1);
  if (last === undefined) throw new Error('a bid without a receipt');
  return last.receipt;
};

/** The leaves in the order of the receipts' ids. */
function leavesOf(rows: readonly SeenRow[]): string[] {
  const receipts = rows.map(newest).sort((a, b) => (a.receiptId < b.receiptId ? -1 : 1));
  return receipts.map(leafHash);
}

async function decrypt(deps: OpeningDeps, id: string, tender: Opening, unlocked: Unlocked): Promise<void> {
  const { frozen } = tender;
  const leaves = new Set(await deps.tenders.leaves(id, frozen.root));
  if (leaves.size !== frozen.count) throw new Error('the frozen leaves are not those of the root');
  const done = new Map((await deps.tenders.records(id)).map((record) => [record.supplier, record]));
  await forEachOf(deps.vault.rows(id), atATime, async (row) => {
    const receipt = newest(row);
    if (!leaves.delete(leafHash(receipt)) || receipt.state === 'withdrawn' || done.has(row.supplier)) return;
    if (!isCurrent(tender, row)) return;
    const opened = row.lots.filter((lot) => isOpenedLot(tender, lot));
    if (opened.length === 0) return;
    const { record, secret } = await openRow(deps, tender, row, unlocked);
    done.set(row.supplier, await deps.tenders.putRecord(id, record, privateRecord(row, secret)));
  });
  if (leaves.size > 0) throw new Error('a frozen bid is not in the vault any more');
  const records = [...done.values()].sort((a, b) => (a.supplier < b.supplier ? -1 : 1));
  const unopened = records.flatMap(({ supplier, result }) =>
    result.state === 'unopened' ? [{ supplier, reason: result.reason }] : [],
  );
  const opening = {
    decryptedAt: instant(deps.now()),
    ...(unlocked.way === 'automatic' ? {} : { way: unlocked.way }),
    opened: records.length - unopened.length,
    unopened,
    records: hashJson(shownBids(records)),
  };
  await deps.tenders.handle(id, { type: 'recordOpening', opening }, cause(deps), { retries: 2 });
}

type Opening = Extract<Tender, { status: 'opening' }>;

const isOpenedLot = ({ frozen, draft }: Opening, lot: string): boolean =>
  draft.lots.some((one) => one.id === lot) && !frozen.failedLots.includes(lot);

/** Opens one envelope; one that cannot be opened is recorded with the reason, and the others go on. */
async function openRow(
  deps: OpeningDeps,
  tender: Opening,
  row: VaultRow,
  unlocked: Unlocked,
): Promise<{ record: BidRecord; secret?: Private }> {
  const receipt = newest(row);
  const envelope: unknown = JSON.parse(row.envelope ?? 'null');
  const lots = row.lots.filter((lot) => isOpenedLot(tender, lot));
  const part = lots.length < row.lots.length;
  const base = {
    supplier: row.supplier,
    ...(row.bidder as Pick<BidRecord, 'name' | 'uscc' | 'sizeClass' | 'affiliates'>),
    receipt,
    cmt: receipt.cmt as BidRecord['cmt'],
    lots,
    part,
  };
  try {
    const { header } = readEnvelope(envelope);
    checkPlace(header, tender, receipt);
    const content = await contentOf(row, envelope, header, unlocked);
    const attachments = await foundAttachments(deps, header);
    const disclosed = shown(content.disclosed, lots, part);
    const revealed = unlocked.way === 'reveal' ? ({ revealed: true } as const) : {};
    const record = { ...base, attachments, result: { state: 'opened', disclosed, ...revealed } } as const;
    return { record, ...(content.private === undefined ? {} : { secret: content.private }) };
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
    return { record: { ...base, attachments: [], result: { state: 'unopened', reason: error.code } } };
  }
}

/** What is kept of a bid for the committee, and for the leads that people look into. */
function privateRecord(row: VaultRow, secret: Private | undefined): PrivateRecord {
  const envelope = JSON.parse(row.envelope ?? '{}') as Partial<Envelope>;
  const attachments = secret?.attachments?.map(({ sha256 }) => sha256) ?? [];
  const epk = envelope.recipients?.[0].header.epk;
  return {
    supplier: row.supplier,
    ...(secret === undefined ? {} : { private: secret }),
    receivedAt: row.receivedAt,
    marks: row.marks,
    envelope: {
      ...(epk === undefined ? {} : { epk: hashJson(epk) }),
      ...(envelope.iv === undefined ? {} : { iv: envelope.iv }),
      attachments,
    },
  };
}

/** What is in an envelope: opened with the keys, or as its bidder revealed it, which is never more than `disclosed`. */
async function contentOf(
  { supplier }: VaultRow,
  envelope: unknown,
  header: BidHeader,
  unlocked: Unlocked,
): Promise<{ disclosed: Disclosed; private?: Private }> {
  switch (unlocked.way) {
    case 'automatic':
      return openBid(envelope, unlocked.key);
    case 'shares':
      return openBid(envelope, unlocked.key, unlocked.ceremonyKey);
    case 'reveal': {
      const sealed = unlocked.revealed.get(supplier);
      if (sealed === undefined) throw new DomainError('rule', 'not-revealed');
      const disclosed = await openRevealed(sealed, unlocked.key);
      checkRevealed(disclosed, header);
      return { disclosed };
    }
    default:
      return unreachable(unlocked);
  }
}

/** An envelope in the wrong row, or one that its receipt does not name, is not the bid that was received. */
function checkPlace(header: BidHeader, tender: Opening, receipt: BidRecord['receipt']): void {
  const same =
    header.tnd === receipt.tender &&
    header.org === receipt.supplier &&
    header.ver === tender.documentsVersion &&
    hashJson(header.cmt) === hashJson(receipt.cmt);
  if (!same) throw new DomainError('rule', 'bid-header-mismatch');
}

function foundAttachments(deps: OpeningDeps, header: BidHeader): Promise<BidRecord['attachments']> {
  return Promise.all(
    (header.att ?? []).map(async ({ sha256, size }) => {
      const found = await deps.objects.size(`${header.tnd}/${sha256}`);
      return { sha256, size, present: found === size };
    }),
  );
}

function shown(disclosed: Disclosed, lots: readonly string[], part: boolean): Disclosed | DisclosedPart {
  if (!part) return disclosed;
  const { nonce: _, packages = [], ...rest } = disclosed;
  // A package that names a failed lot would tell that it was bid for.
  const whole = packages.filter((one) => one.lots.every((lot) => lots.includes(lot)));
  return {
    ...rest,
    lots: disclosed.lots.filter((lot) => lots.includes(lot.lotId)),
    ...(whole.length > 0 && { packages: whole }),
  };
}
