import type { BidRecord } from '../../../functions/tendering/bid-record.ts';
import type { TenderEvent } from '../../../functions/tendering/events.ts';
import { expertIdOf } from '../../../functions/tendering/experts.ts';
import { fileKey } from '../../../functions/tendering/files.ts';
import { evaluationNow } from '../../../functions/tendering/gather-work.ts';
import type { TenderCommand } from '../../../functions/tendering/tender.ts';
import type { Opened } from '../../../functions/tendering/tender-state.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { commit, type Disclosed, type Private } from '../../../shared/sealing/bid.ts';
import { hashJson, sha256Hex } from '../../../shared/sealing/hash.ts';
import { generateSealingKey, type PublicKey, readPublicKey } from '../../../shared/sealing/keys.ts';
import type { Receipt } from '../../../shared/sealing/receipt.ts';
import { leafHash, root } from '../../../shared/sealing/tree.ts';
import type { TestApp } from '../../support/app.ts';
import { type Holder, holders as registered } from '../../support/ceremony.ts';
import { tenderWithPast } from '../../support/states.ts';
import { nonce } from '../../support/world.ts';
import { idFrom, lot } from '../fixtures.ts';
import { bidders, marks, type Organisation } from './cast.ts';

/** The same in every tender of the matrix. */
export const ids = {
  lot: lot(1).id,
  failedLot: lot(2).id,
  document: idFrom('doc', 1),
  question: idFrom('qst', 1),
  objection: idFrom('obj', 1),
  complaint: idFrom('cmp', 1),
  clarification: idFrom('clr', 1),
} as const;

/** The keys and people of all tenders of a matrix. */
export interface World {
  readonly t: TestApp;
  readonly sealing: PublicKey;
  readonly ceremony: PublicKey;
  readonly holders: readonly Holder[];
  expert(sub: string): string;
}

export interface Bid {
  readonly bidder: Organisation;
  readonly disclosed: Disclosed;
  readonly private: Private;
  readonly receipt: Receipt;
}

/** A tender of the matrix, as those who ask about it know it. */
export interface Setting extends World {
  readonly id: string;
  readonly bids: readonly Bid[];
  readonly leaves: readonly string[];
  readonly root: string;
  /** The hash of its evaluation as it is, once bids are opened. */
  readonly evaluationHash: string;
  /** How many events there are. */
  readonly events: number;
  /** What somebody made for it, kept by name. */
  readonly made: Map<string, Promise<unknown>>;
}

export type Evaluated = Pick<Extract<TenderCommand, { type: 'award' }>, 'tender' | 'evaluation' | 'evaluationHash'>;
export type Step = TenderEvent | TenderCommand;

/** How a tender came into a state, and when it is asked there. */
export interface Past {
  steps(w: Setting): readonly Step[];
  /** What stands on the evaluation of what happened before. */
  afterwards?(w: Setting, evaluated: Evaluated): readonly Step[];
  /** What is there of the bids. */
  readonly bids: 'none' | 'sealed' | 'frozen' | 'opened';
  /** The last day of every bid, when it is not far away. */
  readonly validUntil?: string;
  readonly at: Instant;
}

export async function worldOf(t: TestApp): Promise<World> {
  const [sealing, ceremony] = await Promise.all([generateSealingKey(), generateSealingKey()]);
  const expert = (sub: string) => expertIdOf(t.deps.pseudonym(sub));
  for (const n of [1, 2, 3, 4, 5, 6, 7]) {
    const entry = {
      name: `评委${n}`,
      specialties: ['steel'],
      ties: [],
      employer: undefined,
      status: 'active',
    } as const;
    const sub = `expert-${n}`;
    const command = { type: 'enterExpert', id: expert(sub), sub, at: now(t), ...entry } as const;
    await t.deps.experts.handle(expert(sub), command, causedAt(now(t)));
  }
  return {
    t,
    expert,
    sealing: await readPublicKey(sealing.publicJwk),
    ceremony: await readPublicKey(ceremony.publicJwk),
    holders: await registered(t.call, 'holder-1', 'holder-2', 'holder-3'),
  };
}

const now = ({ clock }: TestApp): Instant => new Date(clock.now).toISOString();
const causedAt = (at: Instant) => ({ actor: { kind: 'system', process: 'clock' }, as: 'system', at }) as const;

/** A tender with that past: its log, its bids, and everything that is kept beside them. */
export async function tenderIn(world: World, n: number, past: Past): Promise<Setting> {
  const { t } = world;
  const id = idFrom('tnd', n);
  const bids = bidders.map((bidder, at) => bidOf(id, bidder, at, past.validUntil));
  const leaves = bids.map(({ receipt }) => leafHash(receipt));
  const setting = {
    ...world,
    made: new Map(),
    id,
    bids,
    leaves,
    root: root(leaves),
    evaluationHash: sha256Hex('nothing'),
    events: 0,
  };
  t.files.kept.set(fileKey(id, ids.document), new Uint8Array(3));
  if (past.bids !== 'none') for (const bid of bids) await seal(setting, bid);
  if (past.bids === 'frozen' || past.bids === 'opened') await t.deps.tenders.putLeaves(id, setting.root, leaves);
  if (past.bids === 'opened') for (const bid of bids) await open(setting, bid);
  const cause = causedAt(past.at);
  await carryOut(setting, past.steps(setting), cause);
  const events = async () => (await t.deps.tenders.load(id, { consistent: true })).version;
  if (past.bids !== 'opened') return { ...setting, events: await events() };
  const { state } = await t.deps.tenders.load(id, { consistent: true });
  const evaluation = await evaluationNow(t.deps, id, state as Opened);
  const evaluated = { tender: id, evaluation, evaluationHash: hashJson(evaluation) };
  await carryOut(setting, past.afterwards?.(setting, evaluated) ?? [], cause);
  return { ...setting, evaluationHash: evaluated.evaluationHash, events: await events() };
}

/** Events as if they had happened, a few a transaction; commands as the rules decide them. */
async function carryOut({ t, id }: Setting, steps: readonly Step[], cause: ReturnType<typeof causedAt>) {
  const isEvent = (step: Step): step is TenderEvent => 'v' in step;
  for (let from = 0; from < steps.length; ) {
    const rest = steps.slice(from);
    const stop = rest.findIndex((step) => !isEvent(step));
    const events = rest.slice(0, stop < 0 ? rest.length : stop).filter(isEvent);
    const [command] = rest;
    if (events.length > 0) {
      const random = (bytes: number) => Buffer.alloc(bytes, from).toString('base64url');
      await tenderWithPast({ ...t.deps, random }, id, events.slice(0, 16), cause);
      from += Math.min(events.length, 16);
    } else {
      await t.deps.tenders.handle(id, command as TenderCommand, cause);
      from += 1;
    }
  }
}

function bidOf(tender: string, bidder: Organisation, at: number, validUntil = '2030-12-31'): Bid {
  const items = lot(1).items.map(({ id: itemId }) => ({
    itemId,
    unitPrice: { amount: `${3300 + at}`, currency: 'CNY' as const },
    taxIncluded: true,
    taxRate: '0.13',
  }));
  const lots = [{ lotId: ids.lot, items }];
  const disclosed = { tender, supplier: bidder.id, documentsVersion: 1, lots, validUntil, nonce: nonce() };
  const secret = { answers: { 交货: marks.secret }, nonce: nonce() };
  const receipt: Receipt = {
    receiptId: idFrom('rcp', at + 1),
    tender,
    supplier: bidder.id,
    revision: 1,
    previous: null,
    state: 'sealed',
    sha256: sha256Hex(bidder.id),
    cmt: commit(disclosed, secret),
    receivedAt: '2026-03-03T01:00:00.000Z',
    chainHead: sha256Hex(tender),
  };
  return { bidder, disclosed, private: secret, receipt };
}

async function seal({ t, id }: Setting, { bidder, receipt }: Bid): Promise<void> {
  await t.deps.tenders.putBid(id, {
    supplier: bidder.id,
    receivedAt: receipt.receivedAt,
    lots: [ids.lot],
    revisions: [{ receipt, body: 'as it came' }],
    bidder: { name: bidder.name, uscc: bidder.uscc },
    marks: {},
    envelope: '{}',
    documentsVersion: 1,
  });
}

async function open({ t, id }: Setting, { bidder, disclosed, private: secret, receipt }: Bid): Promise<void> {
  const { id: supplier, name, uscc } = bidder;
  const record: BidRecord = {
    supplier,
    name,
    uscc,
    receipt,
    cmt: receipt.cmt as BidRecord['cmt'],
    lots: [ids.lot],
    part: false,
    attachments: [],
    result: { state: 'opened', disclosed },
  };
  const beside = {
    supplier,
    private: secret,
    receivedAt: receipt.receivedAt,
    marks: {},
    envelope: { attachments: [] },
  };
  await t.deps.tenders.putRecord(id, record, beside);
}

/** What is costly to make is made once a tender. */
export function madeOnce<T>({ made }: Setting, name: string, make: () => Promise<T>): Promise<T> {
  const one = made.get(name) ?? make();
  made.set(name, one);
  return one as Promise<T>;
}
