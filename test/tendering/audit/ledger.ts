import { revealable, toldEvents } from '../../../functions/tendering/audit/replay.ts';
import type { OpenedBid } from '../../../functions/tendering/bid-record.ts';
import { findingsOfLog } from '../../../functions/tendering/committee/findings.ts';
import { evaluate } from '../../../functions/tendering/evaluation/evaluate.ts';
import { type TenderCommand, tenderDecider } from '../../../functions/tendering/tender.ts';
import { ceremonyOf, type Opened, type Tender } from '../../../functions/tendering/tender-state.ts';
import { canonical } from '../../../shared/kernel/json.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { commit, type Disclosed, type LotTerms, type OfferedItem, type Private } from '../../../shared/sealing/bid.ts';
import type { Bundle, RevealedValue } from '../../../shared/sealing/bundle.ts';
import { eventHash, saltedHash } from '../../../shared/sealing/chain.ts';
import { base64url, hashJson } from '../../../shared/sealing/hash.ts';
import type { Receipt } from '../../../shared/sealing/receipt.ts';
import { leafHash, root } from '../../../shared/sealing/tree.ts';
import { sign, signed } from '../../sealing/bundles.ts';
import { bytesOf, receiptKey } from '../../sealing/fixtures.ts';
import { idFrom } from '../fixtures.ts';

/** A tender as the platform keeps it: its decider, its log and what stands beside it. */
export interface Ledger {
  readonly tender: string;
  readonly events: readonly string[];
  readonly state: Tender;
  readonly head: string;
  /** What is private, with its salts. */
  readonly kept: readonly RevealedValue[];
  run(at: Instant, ...commands: readonly TenderCommand[]): void;
}

export function ledger(n = 1): Ledger {
  const tender = idFrom('tnd', n);
  const events: string[] = [];
  const kept: RevealedValue[] = [];
  let state: Tender = tenderDecider.initial;
  let head: string | null = null;
  return {
    tender,
    events,
    kept,
    get state() {
      return state;
    },
    get head() {
      return head ?? '';
    },
    run(at, ...commands) {
      for (const command of commands) {
        for (const event of tenderDecider.decide(command, state)) {
          const seq = events.length + 1;
          const hashes: Record<string, string> = {};
          for (const [name, value] of Object.entries(event.private ?? {})) {
            const salt = base64url(bytesOf(`${seq} ${name}`).slice(0, 16));
            kept.push({ seq, name, salt, value: JSON.parse(canonical(value)) });
            hashes[name] = saltedHash(salt, value);
          }
          const actor = event.veiled ? { role: 'expert', id: 'withheld' } : { role: 'purchaser', id: 'usr_1' };
          const data = { ...event.data, private: hashes };
          const text = canonical({ seq, at, type: event.type, v: event.v, actor, data });
          events.push(text);
          head = eventHash(head, text);
          state = tenderDecider.evolve(state, JSON.parse(JSON.stringify(event)));
        }
      }
    },
  };
}

/** A bid as it was sealed, and its receipt. */
export interface SealedBid {
  readonly disclosed: Disclosed;
  readonly receipt: Receipt;
  readonly name: string;
}

/** A bidder's bid: a unit price for the item of each lot. */
export function sealedBid(
  book: Ledger,
  n: number,
  prices: Readonly<Record<number, string>>,
  {
    version = 1,
    receivedAt = '2026-03-20T02:00:00.000Z',
    freight,
    terms,
  }: {
    version?: number;
    receivedAt?: string;
    freight?: NonNullable<OfferedItem['freight']>;
    terms?: LotTerms;
  } = {},
): SealedBid {
  const disclosed: Disclosed = {
    tender: book.tender,
    supplier: idFrom('org', 10 + n),
    documentsVersion: version,
    lots: Object.entries(prices).map(([lot, amount]) => ({
      lotId: idFrom('lot', Number(lot)),
      items: [
        {
          itemId: idFrom('itm', Number(lot)),
          unitPrice: { amount, currency: 'CNY' },
          taxIncluded: true,
          taxRate: '0.13',
          ...(freight && { freight }),
        },
      ],
      ...(terms && { terms }),
    })),
    validUntil: '2026-12-31',
    nonce: base64url(bytesOf(`disclosed ${n}`)),
  };
  const secret: Private = { nonce: base64url(bytesOf(`private ${n}`)) };
  const receipt: Receipt = {
    receiptId: idFrom('rcp', n),
    tender: book.tender,
    supplier: disclosed.supplier,
    revision: 1,
    previous: null,
    state: 'sealed',
    sha256: hashJson(`envelope ${n}`),
    cmt: commit(disclosed, secret),
    receivedAt,
    chainHead: book.head,
  };
  return { disclosed, receipt, name: `第${n}供应商有限公司` };
}

/** The receipt of one that was withdrawn. */
export const withdrawn = (book: Ledger, n: number): Receipt => ({
  ...sealedBid(book, n, { 1: '1' }).receipt,
  revision: 2,
  previous: hashJson(`receipt ${n}`),
  state: 'withdrawn',
  sha256: null,
  cmt: null,
});

export interface Bids {
  readonly sealed: readonly SealedBid[];
  readonly withdrawn?: readonly Receipt[];
  /** On an earlier version of the documents. */
  readonly stale?: readonly SealedBid[];
}

const leavesOf = ({ sealed, withdrawn: gone = [], stale = [] }: Bids): string[] =>
  [...sealed.map(({ receipt }) => receipt), ...gone, ...stale.map(({ receipt }) => receipt)]
    .sort((a, b) => (a.receiptId < b.receiptId ? -1 : 1))
    .map(leafHash);

export function freeze(book: Ledger, set: Bids, at: Instant): void {
  const leaves = leavesOf(set);
  const { draft } = book.state as Opened;
  const perLot = draft.lots.map(({ id: lot }) => ({
    lot,
    bidders: set.sealed.filter(({ disclosed }) => disclosed.lots.some(({ lotId }) => lotId === lot)).length,
  }));
  const counts = { withdrawn: set.withdrawn?.length ?? 0, stale: set.stale?.length ?? 0 };
  book.run(at, { type: 'freezeBids', at, frozen: { root: root(leaves), count: leaves.length, perLot, ...counts } });
}

/** What is published of the bids that opened; the others are named with their reason. */
export function shownOf(book: Ledger, set: Bids, unopened: Readonly<Record<string, string>> = {}): Bundle['opened'] {
  const { failedLots } = (book.state as Opened).frozen;
  return set.sealed.flatMap(({ disclosed, receipt, name }) => {
    const { nonce: _, ...part } = disclosed;
    const lots = disclosed.lots.filter(({ lotId }) => !failedLots.includes(lotId));
    if (lots.length === 0 || unopened[disclosed.supplier] !== undefined) return [];
    const whole = lots.length === disclosed.lots.length;
    return [
      {
        supplier: disclosed.supplier,
        name,
        uscc: '913504041000003660',
        sizeClass: 'small',
        disclosed: whole ? disclosed : { ...part, lots },
        cmt: receipt.cmt as NonNullable<Receipt['cmt']>,
        ...(whole ? {} : { part: true as const }),
      },
    ];
  });
}

export function open(
  book: Ledger,
  set: Bids,
  at: Instant,
  { unopened = {}, way }: { unopened?: Readonly<Record<string, string>>; way?: 'shares' | 'reveal' } = {},
): void {
  const shown = shownOf(book, set, unopened);
  const named = Object.entries(unopened).map(([supplier, reason]) => ({ supplier, reason }));
  const opening = { decryptedAt: at, opened: shown.length, unopened: named, records: hashJson(shown) };
  book.run(at, { type: 'recordOpening', opening: { ...opening, ...(way === undefined ? {} : { way }) } });
}

/** The evaluation as it is now, for commands that carry it. */
export function evaluated(book: Ledger, set: Bids, unopened: Readonly<Record<string, string>> = {}) {
  const { draft, rules, frozen } = book.state as Opened;
  const bids = shownOf(book, set, unopened).map(({ disclosed, cmt: _, part: __, ...bidder }) => ({
    ...bidder,
    lots: disclosed.lots,
    validUntil: disclosed.validUntil,
  })) as OpenedBid[];
  const found = { ...findingsOfLog(toldEvents(book.events)), root: frozen.root };
  const evaluation = evaluate(draft, rules, frozen.failedLots, bids, found);
  return { tender: book.tender, evaluation, evaluationHash: hashJson(evaluation) };
}

/** The bundle that an honest platform publishes. */
export async function bundleOf(
  book: Ledger,
  set: Bids,
  unopened: Readonly<Record<string, string>> = {},
  signedAt?: Instant,
): Promise<Bundle> {
  const tender = book.state as Extract<Tender, { status: 'awarded' }>;
  const { draft, documentsVersion, buyer, rules, sealingKey } = tender;
  const leaves = leavesOf(set);
  const opened = tender.opening === undefined ? [] : shownOf(book, set, unopened);
  const shown = [...opened.map(({ supplier }) => supplier), ...Object.keys(unopened)];
  const receipts = await Promise.all(
    set.sealed
      .filter(({ disclosed }) => shown.includes(disclosed.supplier))
      .map(async ({ receipt }) => ({ jws: await sign(receipt), leafIndex: leaves.indexOf(leafHash(receipt)) })),
  );
  const revealed = revealable(toldEvents(book.events)).flatMap(({ seq, name }) =>
    tender.opening === undefined ? [] : book.kept.filter((one) => one.seq === seq && one.name === name),
  );
  const estimates = revealed.some(({ name }) => name === 'estimates');
  const lots = estimates ? draft.lots : draft.lots.map(({ estimate: _, ...lot }) => lot);
  const ceremony = ceremonyOf(tender)?.publicKey;
  const bundle: Bundle = {
    version: 1,
    tender: { id: book.tender, ...draft, lots, documentsVersion, buyer },
    events: book.events,
    revealed,
    leaves,
    receipts: receipts.sort((a, b) => a.leafIndex - b.leafIndex),
    root: root(leaves),
    opened,
    evaluation: tender.opening === undefined ? null : evaluated(book, set, unopened).evaluation,
    award: tender.status === 'awarded' ? tender.awards : null,
    rulePack: rules,
    keys: {
      receipts: { keys: [receiptKey.publicJwk] },
      sealing: sealingKey.publicJwk as Bundle['keys']['sealing'],
      ...(ceremony === undefined ? {} : { ceremony: { ...ceremony } }),
    },
    head: '',
    headSignatures: [],
  };
  return JSON.parse(JSON.stringify(await signed(bundle, signedAt)));
}
