import type { Client } from '../../demo/client.ts';
import type { Firm, SignedReceipt, Tender } from '../../demo/steps.ts';
import type { Jwks } from '../../shared/sealing/jws.ts';
import { receiptHash, verifyReceipt } from '../../shared/sealing/receipt.ts';
import { type Inclusion, leafHash, verifyInclusion } from '../../shared/sealing/tree.ts';
import type { Framework } from './world.ts';

/** A write that was acknowledged, and where it must be found. */
interface Entry {
  readonly what: string;
  readonly path: string;
  readonly as: string;
  /** Members that must stand somewhere in the answer. */
  readonly expected: Readonly<Record<string, string>>;
}

/** A firm's bids, the last revision last. */
interface Bidding {
  readonly firm: Firm;
  readonly sent: (SignedReceipt & { readonly prices: readonly string[] })[];
}

/** All writes that the platform acknowledged (已确认的写入). */
export interface Book {
  enter(what: string, path: string, as: string, expected: Entry['expected']): void;
  bid(firm: Firm, receipt: SignedReceipt, prices: readonly string[]): void;
  readonly entries: readonly Entry[];
  readonly bids: ReadonlyMap<string, Bidding>;
}

export function book(): Book {
  const entries: Entry[] = [];
  const bids = new Map<string, Bidding>();
  return {
    entries,
    bids,
    enter: (what, path, as, expected) => void entries.push({ what, path, as, expected }),
    bid(firm, receipt, prices) {
      const of = bids.get(firm.id) ?? { firm, sent: [] };
      of.sent.push({ ...receipt, prices });
      of.sent.sort((a, b) => a.receipt.revision - b.receipt.revision);
      bids.set(firm.id, of);
    },
  };
}

/** How many were looked for, of each kind, and what was not found. */
export interface Found {
  readonly found: Record<string, number>;
  readonly lost: string[];
}

const atOnce = 8;

/** Asks for each write that was acknowledged. */
export async function readBack(api: Client, { entries }: Book): Promise<Found> {
  const result: Found = { found: {}, lost: [] };
  const left = [...entries];
  const some = async (): Promise<void> => {
    for (let entry = left.pop(); entry !== undefined; entry = left.pop()) {
      const { what, path, as, expected } = entry;
      const { status, body } = await api.ask('GET', path, { as });
      const holds = Object.entries(expected).every(([name, value]) => stands(body, name, value));
      if (status === 200 && holds) result.found[what] = (result.found[what] ?? 0) + 1;
      else result.lost.push(`${what} ${path} (${status})`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, some));
  return result;
}

function stands(body: unknown, name: string, value: string): boolean {
  if (typeof body !== 'object' || body === null) return false;
  return Object.entries(body).some(([key, each]) => (key === name && each === value) || stands(each, name, value));
}

/** Call-offs that an agreement has beyond those acknowledged, or acknowledged twice: each was sent once. */
export async function notAcknowledged(
  api: Client,
  { entries }: Book,
  frameworks: readonly Framework[],
): Promise<string[]> {
  const acknowledged = new Set(entries.filter(({ what }) => what === 'call-off').map(({ expected }) => expected.id));
  const beyond: string[] = [];
  for (const { agreement, buyer } of frameworks) {
    const path = `/v1/call-offs?agreement=${agreement}&limit=100`;
    for (let cursor: string | null = ''; cursor !== null; ) {
      const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: { items: { id: string }[]; next: string | null } = await api.get(`${path}${from}`, buyer.sub);
      beyond.push(...page.items.map(({ id }) => id).filter((id) => !acknowledged.has(id)));
      cursor = page.next;
    }
  }
  return beyond;
}

/** Before the deadline: each firm's receipts are signed, follow one on the other, and the last is the one that stands. */
export async function receiptsHold(api: Client, { bids }: Book, tender: Tender): Promise<string[]> {
  const jwks = await api.get<Jwks>('/.well-known/jicai-receipts.json');
  const wrong: string[] = [];
  for (const { firm, sent } of bids.values()) {
    const standing = await api.get<SignedReceipt>(`/v1/tenders/${tender.id}/bid`, firm.sub);
    const said = await Promise.all(sent.map(({ jws }) => verifyReceipt(jws, jwks)));
    const follows = said.every(({ revision, previous }, at) => {
      const before = said[at - 1];
      return revision === at + 1 && previous === (before === undefined ? null : receiptHash(before));
    });
    const last = said.at(-1);
    if (!follows || last === undefined || receiptHash(last) !== receiptHash(standing.receipt)) wrong.push(firm.id);
  }
  return wrong;
}

interface Opening {
  readonly root: string;
  readonly bids: readonly {
    readonly supplier: string;
    readonly lots?: readonly { readonly items: readonly { readonly unitPrice: { readonly amount: string } }[] }[];
  }[];
}

/** After the opening: each firm's last receipt is a leaf of the published root, and its last prices are what was opened. */
export async function openedAsSealed(api: Client, { bids }: Book, tender: Tender): Promise<string[]> {
  const opening = await api.get<Opening>(`/v1/tenders/${tender.id}/opening`);
  const opened = new Map(opening.bids.map(({ supplier, lots }) => [supplier, lots?.[0]?.items]));
  const wrong: string[] = opening.bids.map(({ supplier }) => supplier).filter((supplier) => !bids.has(supplier));
  for (const { firm, sent } of bids.values()) {
    const inclusion = await api.get<Inclusion>(`/v1/tenders/${tender.id}/opening/proof`, firm.sub);
    const last = sent.at(-1);
    const included =
      last !== undefined &&
      inclusion.leaf === leafHash(last.receipt) &&
      inclusion.root === opening.root &&
      verifyInclusion(inclusion);
    const shown = opened.get(firm.id)?.map(({ unitPrice }) => unitPrice.amount);
    if (!included || JSON.stringify(shown) !== JSON.stringify(last.prices)) wrong.push(firm.id);
  }
  return wrong;
}
