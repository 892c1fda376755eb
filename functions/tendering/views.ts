import type { Actor } from '../../shared/kernel/actor.ts';
import { textOf } from '../../shared/kernel/json.ts';
import { money } from '../../shared/kernel/money.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { OfferedLot } from '../../shared/sealing/bid.ts';
import { sha256Hex } from '../../shared/sealing/hash.ts';
import { isOpened, isPublic, maySeeEstimates, seesDrafts } from './access.ts';
import { reservesOf } from './award.ts';
import type { BidRecord } from './bid-record.ts';
import { ceremonyView } from './ceremony-views.ts';
import type { TenderFile } from './document-events.ts';
import type { Draft } from './draft.ts';
import { writtenSum } from './evaluation/arithmetic.ts';
import type { Award, Buyer, LotCandidates } from './events.ts';
import type { Competition, JointDemand } from './framework.ts';
import { followersOf } from './retender.ts';
import type { RulePack } from './rules/pack.ts';
import {
  ceremonyOf,
  type Dropped,
  type ExistingTender,
  type Failure,
  type Follower,
  goneByLot,
  isSuspended,
  type Opened,
} from './tender-state.ts';

/** A tender as its reader may see it. */
export interface TenderView extends Omit<Draft, 'joint' | 'competition'> {
  readonly id: string;
  readonly joint?: Omit<JointDemand, 'excluded'>;
  readonly competition?: Omit<Competition, 'excluded'>;
  readonly status: ExistingTender['status'];
  readonly buyer: Buyer;
  readonly documents: readonly TenderFile[];
  readonly publishedAt?: Instant;
  readonly documentsVersion?: number;
  readonly rules?: RulePack;
  readonly failedLots?: readonly string[];
  readonly failure?: Failure;
  readonly candidates?: readonly LotCandidates[];
  readonly suspended?: boolean;
  readonly standstillUntil?: Instant;
  readonly objectionsUntil?: Instant;
  /** The ranked reserves (备选供应商) of lots whose allocation names some. */
  readonly reserves?: readonly LotCandidates[];
  readonly dropped?: readonly Dropped[];
  /** Whether that end stands on a year whose official notice is not imported, and may move later. */
  readonly standstillProvisional?: boolean;
  readonly awards?: readonly Award[];
  readonly unawarded?: readonly string[];
  /** The framework agreement (框架协议) that came of the award. */
  readonly agreement?: string;
  readonly cancellation?: { readonly reason: string; readonly at: Instant };
  /** To the buyer's own people: drafts are among them. */
  readonly tenderedAgain?: readonly Follower[];
}

export function viewOf(id: string, tender: ExistingTender, actor: Actor): TenderView {
  const { draft, buyer, status } = tender;
  const lots = maySeeEstimates(actor, tender) ? draft.lots : draft.lots.map(({ estimate: _, ...lot }) => lot);
  const files = tender.files.filter(({ version }) => version !== null || seesDrafts(actor, tender));
  const followers = seesDrafts(actor, tender) ? followersOf(tender) : [];
  const { joint, competition, ...documents } = draft;
  return {
    id,
    status,
    buyer,
    ...documents,
    ...(joint === undefined ? {} : { joint: withoutExcluded(joint) }),
    ...(competition === undefined ? {} : { competition: withoutExcluded(competition) }),
    lots,
    documents: files,
    ...publicationOf(tender),
    ...resultOf(tender),
    ...(followers.length > 0 ? { tenderedAgain: followers } : {}),
  };
}

/** Whose affiliates may not bid is for the gate to know. */
const withoutExcluded = <T extends { readonly excluded: unknown }>({ excluded: _, ...rest }: T): Omit<T, 'excluded'> =>
  rest;

function publicationOf(tender: ExistingTender): Partial<TenderView> {
  if (!isPublic(tender) || tender.status === 'draft') return {};
  const { publishedAt, documentsVersion, rules } = tender;
  if (publishedAt === undefined || documentsVersion === undefined || rules === undefined) return {};
  const suspended = tender.status === 'published' && isSuspended(tender);
  return { publishedAt, documentsVersion, rules, ...(suspended ? { suspended } : {}) };
}

function resultOf(tender: ExistingTender): Partial<TenderView> {
  if (tender.status === 'cancelled') return { cancellation: { reason: tender.reason, at: tender.cancelledAt } };
  if (tender.status === 'failed') return { failedLots: tender.frozen.failedLots, failure: tender.failure };
  if (!isOpened(tender)) return {};
  const failedLots = tender.frozen.failedLots;
  if (tender.status === 'opened') return { failedLots };
  const { candidates, standstillUntil, objectionsUntil, provisional: standstillProvisional } = tender;
  const published = { failedLots, candidates, standstillUntil, objectionsUntil, standstillProvisional };
  if (tender.status === 'standstill') return published;
  const { awards, unawarded, dropped, framework } = tender;
  const reserves = reservesOf(tender.draft.lots, candidates, goneByLot(dropped));
  return {
    ...published,
    awards,
    unawarded,
    ...(reserves.length > 0 ? { reserves } : {}),
    ...(dropped.length > 0 ? { dropped } : {}),
    ...(framework === undefined ? {} : { agreement: framework.agreement }),
  };
}

/**
 * The entity tag of what a reader sees of a tender. Until bids are opened a version would count what others sent,
 * questions and revealed bids among them: it is for the buyer's own people alone, and for nobody while bids are opened.
 */
export function tagOf(actor: Actor, tender: ExistingTender, version: number, body: object): string {
  const counts = tender.status === 'opening' || (tender.status === 'published' && !seesDrafts(actor, tender));
  return counts ? `"${sha256Hex(textOf(body)).slice(0, 32)}"` : `"${version}"`;
}

/** A tender whose opening is over; what was opened stays open to all when the tender is cancelled after that. */
export type OverTender =
  | Extract<ExistingTender, { readonly status: 'failed' | 'opened' | 'standstill' | 'awarded' }>
  | (Extract<ExistingTender, { readonly status: 'cancelled' }> & Opened);

export const isOver = (tender: ExistingTender): tender is OverTender =>
  isOpened(tender) || tender.status === 'failed' || (tender.status === 'cancelled' && tender.opening !== undefined);

/** What a bid for a lot comes to as it was written; nothing of it is corrected yet. */
function comesTo({ draft }: OverTender, offer: OfferedLot) {
  const lot = draft.lots.find(({ id }) => id === offer.lotId);
  if (lot === undefined) return {};
  const { amounts, price } = writtenSum(lot, offer);
  return { amounts, sum: money(price) };
}

/** The opening record (开标记录): who bid, at which prices, and what could not be opened and why. */
export function openingView(id: string, tender: OverTender, records: readonly BidRecord[]) {
  const { root, count, withdrawn, stale, perLot, failedLots, frozenAt } = tender.frozen;
  const opening = 'opening' in tender ? tender.opening : undefined;
  const ceremony = ceremonyOf(tender);
  return {
    status: tender.status,
    lawfulAt: tender.draft.deadline,
    decryptedAt: opening?.decryptedAt ?? null,
    frozenAt,
    root,
    count,
    withdrawn,
    stale,
    perLot,
    failedLots,
    ...(ceremony === undefined ? {} : { ceremony: ceremonyView(id, tender, ceremony) }),
    bids: records.map(({ supplier, name, result, attachments }) => ({
      supplier,
      name,
      ...(result.state === 'unopened'
        ? { state: result.state, reason: result.reason }
        : {
            state: result.revealed ? 'opened-by-reveal' : result.state,
            lots: result.disclosed.lots.map((offer) => ({ ...offer, ...comesTo(tender, offer) })),
            ...(result.disclosed.packages && { packages: result.disclosed.packages }),
            validUntil: result.disclosed.validUntil,
            attachments: attachments.length,
          }),
    })),
  };
}
