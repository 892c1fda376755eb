import { DomainError, fieldError, unreachable } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Missing } from './committee/missing.ts';
import { checkSheet, type Score } from './committee/sheets.ts';
import { type Committee, sitting } from './committee/state.ts';
import { type Body, type Completion, checkOpinion, kindsOf, type Opinion } from './committee/votes.ts';
import type { Draft, Requirement } from './draft.ts';
import { beingEvaluated } from './evaluating-state.ts';
import type { AskedKind, FindingEvent } from './evaluation-events.ts';
import type { TenderEvent } from './events.ts';
import type { Opened, Tender } from './tender-state.ts';

/** A bid as far as findings look at it: the opened lots that it bids for. */
export interface BidLots {
  readonly supplier: string;
  readonly lots: readonly string[];
}

/** A request to a bidder, as far as findings look at it. */
export interface AskedOfBidder {
  readonly clarification: string;
  readonly supplier: string;
  readonly kind: AskedKind;
  readonly lot: string | null;
  readonly requirement: string | null;
  readonly due: Instant;
  readonly answered: boolean;
}

interface ByWhom {
  readonly at: Instant;
  /** A seat of the committee, or null for the buyer. */
  readonly seat: number | null;
  readonly bid: BidLots;
}

export type FindingCommand =
  | ({
      readonly type: 'judgeBidder';
      readonly opinion: Opinion;
      readonly asked: readonly AskedOfBidder[];
    } & ByWhom)
  | ({
      readonly type: 'submitSheet';
      readonly seat: number;
      readonly lot: string;
      readonly scores: readonly Score[];
    } & ByWhom)
  | ({
      readonly type: 'explainScore';
      readonly seat: number;
      readonly lot: string;
      readonly factor: string;
      readonly text: string;
      /** Whether this seat is asked for it. */
      readonly wanted: boolean;
    } & ByWhom)
  | ({
      readonly type: 'askBidder';
      readonly clarification: string;
      readonly kind: AskedKind;
      readonly lot: string | null;
      readonly requirement: string | null;
      readonly due: Instant;
      readonly text: string;
    } & ByWhom)
  | {
      readonly type: 'answerAsBidder';
      readonly at: Instant;
      readonly asked: AskedOfBidder | undefined;
      readonly confirmed: boolean | null;
      readonly text: string;
    }
  | ({
      readonly type: 'judgePrice';
      readonly lot: string;
      readonly kind: Exclude<AskedKind, 'completion'>;
      readonly accepted: boolean;
      readonly reason: string;
      readonly asked: readonly AskedOfBidder[];
    } & ByWhom)
  | {
      readonly type: 'signReport';
      readonly at: Instant;
      readonly seat: number;
      /** The evaluation that the member saw, and the one that is made now. */
      readonly seen: string;
      readonly evaluation: string;
      readonly missing: readonly Missing[];
      readonly dissent: string | null;
    };

type Command<Type extends FindingCommand['type']> = Extract<FindingCommand, { readonly type: Type }>;

const v = 1;

/** What is found of bidders, bids and prices, and the report (资格审查、评审、评标报告). */
export function decideFindings(command: FindingCommand, state: Tender): TenderEvent[] {
  const tender = beingEvaluated(state);
  const round = tender.evaluating?.round ?? 1;
  switch (command.type) {
    case 'judgeBidder': {
      const { seat, bid, opinion, at } = command;
      checkOpinion(opinion, {
        requirements: tender.draft.requirements ?? [],
        kinds: judges(tender, seat),
        lots: bid.lots,
        completions: completionsOf(command),
        at,
      });
      const data = { round, seat, supplier: bid.supplier, ...opinion, judgedAt: at };
      return [veiledFor(seat, { type: 'BidderJudged', v, data })];
    }
    case 'submitSheet': {
      const { seat, bid, lot, scores, at } = command;
      seated(tender, seat);
      checkSheet(tender.draft.method, lotOf(tender, bid, lot), scores);
      const data = { round, seat, supplier: bid.supplier, lot, scores, submittedAt: at };
      return [veiledFor(seat, { type: 'SheetSubmitted', v, data })];
    }
    case 'explainScore': {
      const { seat, bid, lot, factor, text, wanted, at } = command;
      seated(tender, seat);
      if (!wanted) throw new DomainError('rule', 'nothing-to-explain');
      const data = { round, seat, supplier: bid.supplier, lot, factor, text, explainedAt: at };
      return [veiledFor(seat, { type: 'ScoreExplained', v, data })];
    }
    case 'askBidder':
      return [asked(tender, round, command)];
    case 'answerAsBidder': {
      const { asked: open, confirmed, text, at } = command;
      if (open === undefined) throw new DomainError('not-found', 'not-found');
      if (at >= open.due) throw new DomainError('too-late', 'clarification-closed', { due: open.due });
      if ((open.kind === 'correction') !== (confirmed !== null)) {
        throw fieldError(confirmed === null ? 'confirmation-required' : 'confirmation-not-asked', '/confirmed');
      }
      const { clarification, supplier } = open;
      const data = { clarification, supplier, confirmed, answeredAt: at };
      return [{ type: 'BidderAnswered', v, data, private: { text } }];
    }
    case 'judgePrice':
      return [judgedPrice(tender, round, command)];
    case 'signReport':
      return signed(tender, round, command);
    default:
      return unreachable(command);
  }
}

/** A committee's members act unnamed: the log says the seat. */
const veiledFor = (seat: number | null, event: FindingEvent): FindingEvent =>
  seat === null ? event : { ...event, veiled: true };

function seated({ evaluating }: Opened, seat: number): Committee {
  const committee = evaluating?.committee;
  if (committee === undefined || !sitting(committee).some((one) => one.seat === seat)) {
    throw new DomainError('not-found', 'not-found');
  }
  return committee;
}

/** Whether a tender has a committee, or is to have one. */
export const hasCommittee = ({ rules, draft, evaluating }: Opened): boolean =>
  evaluating?.committee !== undefined ||
  evaluating?.draw !== undefined ||
  rules.committee.value.members > 0 ||
  isScored(draft);

const isScored = ({ method }: Pick<Draft, 'method'>): boolean => method !== 'lowest-evaluated-price';

/** Which requirements a body judges in this tender. */
export const kindsFor = (tender: Opened, body: Body): readonly Requirement['kind'][] =>
  kindsOf(tender.rules.qualificationBy, body, hasCommittee(tender));

/** The kinds of requirements that a seat, or the buyer, judges here. @throws `not-yours-to-judge` */
function judges(tender: Opened, seat: number | null): readonly Requirement['kind'][] {
  if (seat !== null) seated(tender, seat);
  const kinds = kindsFor(tender, seat === null ? 'buyer' : 'committee');
  if (kinds.length === 0) {
    throw new DomainError('forbidden', 'not-yours-to-judge', { article: tender.rules.qualificationBy.article });
  }
  return kinds;
}

const completionsOf = ({ asked, bid }: Command<'judgeBidder'>): Completion[] =>
  asked.flatMap(({ supplier, kind, requirement, due, answered }) =>
    supplier === bid.supplier && kind === 'completion' && requirement !== null ? [{ requirement, due, answered }] : [],
  );

function lotOf({ draft }: Opened, bid: BidLots, id: string) {
  const lot = draft.lots.find((one) => one.id === id);
  if (lot === undefined || !bid.lots.includes(id)) throw fieldError('lot-not-bid-for', '/lot');
  return lot;
}

/**
 * A bidder may be asked to complete what may be completed, to prove a low price (MOF Order 87 art. 60), or to confirm
 * a correction (art. 59): never to change its bid (Bidding Law art. 39).
 */
function asked(tender: Opened, round: number, command: Command<'askBidder'>): FindingEvent {
  const { seat, bid, clarification, kind, lot, requirement, due, text, at } = command;
  if (due <= at) throw fieldError('due-past', '/due', { now: at });
  if (kind === 'completion') {
    const kinds = judges(tender, seat);
    const found = (tender.draft.requirements ?? []).find(({ key }) => key === requirement);
    if (found === undefined) throw fieldError('requirement-unknown', '/requirement');
    if (!kinds.includes(found.kind)) throw fieldError('requirement-of-others', '/requirement');
    if (!found.completable) throw fieldError('requirement-not-completable', '/requirement');
    if (lot !== null) throw fieldError('lot-not-bid-for', '/lot');
  } else {
    checkPrices(tender, seat);
    if (requirement !== null) throw fieldError('requirement-unknown', '/requirement');
    lotOf(tender, bid, lot ?? '');
  }
  const data = { round, seat, supplier: bid.supplier, clarification, kind, lot, requirement, due, askedAt: at };
  return veiledFor(seat, { type: 'BidderAsked', v, data, private: { text } });
}

/** Prices are judged by the committee, where there is one. @throws `not-yours-to-judge` */
function checkPrices(tender: Opened, seat: number | null): void {
  if (seat !== null) seated(tender, seat);
  else if (hasCommittee(tender)) {
    throw new DomainError('forbidden', 'not-yours-to-judge', { article: tender.rules.committee.article });
  }
}

/** A price is not refused before the bidder was asked about it, and answered or let the time pass. */
function judgedPrice(tender: Opened, round: number, command: Command<'judgePrice'>): FindingEvent {
  const { seat, bid, lot, kind, accepted, reason, at } = command;
  checkPrices(tender, seat);
  lotOf(tender, bid, lot);
  const heard = command.asked.some(
    (one) => one.supplier === bid.supplier && one.kind === kind && one.lot === lot && (one.answered || one.due <= at),
  );
  if (!accepted && !heard) throw fieldError('clarification-first', '/accepted');
  const data = { round, seat, supplier: bid.supplier, lot, kind, accepted, reason, judgedAt: at };
  return veiledFor(seat, { type: 'PriceJudged', v, data });
}

/**
 * A member signs the evaluation that it saw; with the last signature there is a report. Who dissents signs with the
 * reason (Reg. art. 53, MOF Order 87 art. 61).
 */
function signed(tender: Opened, round: number, command: Command<'signReport'>): FindingEvent[] {
  const { seat, seen, evaluation, missing, dissent, at } = command;
  const committee = seated(tender, seat);
  if (committee.vacant.length > 0) throw new DomainError('conflict', 'seat-vacant');
  const [first] = missing;
  if (first !== undefined) {
    throw new DomainError('rule', 'evaluation-incomplete', { count: missing.length }, missing.map(missingError));
  }
  if (seen !== evaluation) throw new DomainError('conflict', 'evaluation-changed');
  const before = tender.evaluating?.signatures ?? [];
  const valid = before.filter((one) => one.evaluation === evaluation);
  if (valid.some((one) => one.seat === seat)) throw new DomainError('conflict', 'report-signed');
  const own: FindingEvent = {
    type: 'ReportSigned',
    v,
    data: { round, seat, evaluation, dissent, signedAt: at },
    veiled: true,
  };
  const all = sitting(committee).every((one) => one.seat === seat || valid.some((two) => two.seat === one.seat));
  if (!all) return [own];
  return [own, { type: 'EvaluationReported', v, data: { evaluation, reportedAt: at }, veiled: true }];
}

const missingError = ({ kind, ...params }: Missing) => ({ pointer: '', code: `missing-${kind}`, params });
