import type { Calendar } from '../../shared/kernel/calendar.ts';
import { DomainError, fieldError, unreachable } from '../../shared/kernel/errors.ts';
import { endOfDay, type Instant } from '../../shared/kernel/time.ts';
import type { AllocationRecorded, RecordedAllocation } from './allocation-events.ts';
import { type AwardedBy, allocatedOf, awardsOf, candidatesOf, type Evaluation, type TieDecision } from './award.ts';
import { hasCommittee } from './evaluating.ts';
import { nextRound } from './evaluating-state.ts';
import type {
  AwardRevoked,
  CandidatesPublished,
  ResultWithdrawn,
  TenderAwarded,
  TenderEvent,
  TenderFailed,
} from './events.ts';
import { checkUndisputed } from './remedies.ts';
import { lastResultObjection, laterOf, standstillEnd } from './rules/periods.ts';
import {
  type Closed,
  type Failure,
  type In,
  inStatus,
  isPaused,
  type Opened,
  type Tender,
  type WithCandidates,
} from './tender-state.ts';

/** The evaluation as it was made again for a command, and its hash. */
export interface Made {
  readonly evaluation: Evaluation;
  readonly evaluationHash: string;
}
interface Evaluated extends Made {
  /** The id of the tender itself, which that of its agreement follows from. */
  readonly tender: string;
  readonly at: Instant;
  readonly calendar: Calendar;
}

export type ResultCommand =
  | ({ readonly type: 'publishCandidates'; readonly ties: readonly TieDecision[] } & Evaluated)
  | ({ readonly type: 'award' } & Evaluated)
  | ({ readonly type: 'declareFailed'; readonly why: string } & Evaluated)
  | { readonly type: 'withdrawResult'; readonly at: Instant; readonly reason: string }
  | ({ readonly type: 'recordAllocation'; readonly at: Instant; readonly allocation: RecordedAllocation } & Made)
  | ({
      readonly type: 'revokeAward';
      readonly lot: string;
      /** Whose, where the lot has several winners. */
      readonly supplier?: string | undefined;
      readonly ground: RevocationGround;
      readonly reason: string;
    } & Evaluated);

/** Why a winner drops out (Reg. art. 55; Order 87 art. 70 for government procurement). */
export type RevocationGround =
  | 'withdrew'
  | 'force-majeure'
  | 'no-performance-bond'
  | 'unlawful-conduct'
  | 'objection-upheld'
  | 'complaint-upheld';

export type ResultEvent =
  | TenderFailed
  | AllocationRecorded
  | CandidatesPublished
  | ResultWithdrawn
  | TenderAwarded
  | AwardRevoked;

const v = 1;

/** From the report to the award, and what becomes of it. */
export function decideResults(command: ResultCommand, state: Tender): TenderEvent[] {
  switch (command.type) {
    case 'recordAllocation':
      return recorded(inStatus(state, 'opened'), command);
    case 'publishCandidates': {
      const tender = inStatus(state, 'opened');
      const result = published(tender, command);
      if (tender.rules.result.value === 'candidates') return [result];
      return [result, awarded(evolveResults(tender, result) as In<'standstill'>, command)];
    }
    case 'award': {
      const tender = inStatus(state, 'standstill');
      const until = standstillOf(tender, command.calendar);
      const { article } = tender.rules.standstill;
      if (command.at < until) throw new DomainError('rule', 'standstill-running', { until, article });
      return [awarded(tender, command)];
    }
    case 'declareFailed': {
      const tender = inStatus(state, 'opened');
      checkUndisputed(tender);
      checkReport(tender, command);
      checkAllocation(tender, command);
      if (canBeAwarded(tender, command.evaluation)) throw new DomainError('rule', 'lots-can-be-awarded');
      const { article } = tender.rules.minimumQualified;
      return [{ type: 'TenderFailed', v, data: { reason: 'nothing-to-award', article, why: command.why } }];
    }
    case 'withdrawResult': {
      const tender = inStatus(state, 'standstill');
      if (isPaused(tender)) throw new DomainError('conflict', 'procedure-paused');
      const { reason, at } = command;
      return [{ type: 'ResultWithdrawn', v, data: { ground: 'own-finding', reason, withdrawnAt: at } }];
    }
    case 'revokeAward':
      return [revoked(inStatus(state, 'awarded'), command)];
    default:
      return unreachable(command);
  }
}

/** Some lot has a valid bid; or, where it is awarded at the least delivered cost, an allocation. */
export function canBeAwarded(tender: AwardedBy, evaluation: Evaluation): boolean {
  const allocated = new Map(allocatedOf(tender, evaluation).map(({ lot, candidates }) => [lot, candidates.length > 0]));
  return evaluation.lots.some(({ lot, bids }) => allocated.get(lot) ?? bids.some(({ rank }) => rank !== null));
}

const isOptimised = ({ draft, frozen }: Closed): boolean =>
  draft.lots.some(({ id, allocation }) => allocation.rule === 'optimised' && !frozen.failedLots.includes(id));

/** Whether there are lots to allocate, and the evaluation is what they can be allocated by. */
export function checkAllocatable(tender: Opened, command: Made): void {
  if (!isOptimised(tender)) throw new DomainError('rule', 'allocation-not-asked');
  const { incomplete } = command.evaluation;
  if (incomplete.length > 0) throw new DomainError('conflict', 'evaluation-incomplete', { count: incomplete.length });
  checkUndisputed(tender);
  checkReport(tender, command);
}

/** The same allocation is recorded once. @throws what `checkAllocatable` throws, `allocation-stale` */
function recorded(tender: Opened, command: Extract<ResultCommand, { allocation: unknown }>): AllocationRecorded[] {
  const { at, allocation } = command;
  checkAllocatable(tender, command);
  if (allocation.evaluation !== command.evaluationHash) throw new DomainError('conflict', 'allocation-stale');
  if (tender.allocation?.outcome === allocation.outcome && tender.allocation.evaluation === allocation.evaluation) {
    return [];
  }
  return [{ type: 'AllocationRecorded', v, data: { ...allocation, recordedAt: at } }];
}

/** Where lots go by the least delivered cost, it was found, and for this very evaluation. */
function checkAllocation(tender: Opened, { evaluationHash }: Made): void {
  if (!isOptimised(tender)) return;
  if (tender.allocation === undefined) throw new DomainError('rule', 'allocation-missing');
  if (tender.allocation.evaluation !== evaluationHash) throw new DomainError('conflict', 'allocation-stale');
}

/**
 * @throws what `checkUndisputed` throws, `report-missing`, `evaluation-changed`, `allocation-missing`, `allocation-stale`,
 * `no-valid-bid`, `tie-unresolved`
 */
function published(tender: Opened, command: Extract<ResultCommand, { ties: unknown }>): CandidatesPublished {
  checkUndisputed(tender);
  checkReport(tender, command);
  checkAllocation(tender, command);
  const { evaluation: made, ties } = command;
  const lots = candidatesOf(made, tender.rules.candidates.value, ties, allocatedOf(tender, made));
  if (lots.length === 0) throw new DomainError('rule', 'no-valid-bid');
  const { at, calendar, evaluationHash: evaluation } = command;
  const { until, provisional } = standstillEnd(tender.rules, calendar, at);
  const objections = lastResultObjection(tender.rules, calendar, at);
  return {
    type: 'CandidatesPublished',
    v,
    data: {
      publishedAt: at,
      standstillUntil: until,
      objectionsUntil: endOfDay(objections.day),
      provisional: provisional || objections.provisional,
      lots,
      evaluation,
    },
  };
}

/** A committee's report must stand on this very evaluation; where none is at work the purchaser's word is enough. */
function checkReport(tender: Opened, { evaluationHash }: Made): void {
  const { rules, report } = tender;
  if (!hasCommittee(tender)) return;
  if (report === undefined) throw new DomainError('rule', 'report-missing', { article: rules.committee.article });
  if (report.evaluation !== evaluationHash) throw new DomainError('conflict', 'evaluation-changed');
}

/** @throws `procedure-paused`, `objection-open-here`, `evaluation-changed` */
function awarded(tender: In<'standstill'>, { at, evaluation, evaluationHash }: Evaluated): TenderAwarded {
  checkUndisputed(tender);
  if (evaluationHash !== tender.evaluation) throw new DomainError('conflict', 'evaluation-changed');
  const awards = awardsOf(tender, evaluation, tender.candidates);
  const won = new Set(awards.map((award) => award.lot));
  const unawarded = tender.draft.lots.map((lot) => lot.id).filter((lot) => !won.has(lot));
  return { type: 'TenderAwarded', v, data: { awardedAt: at, awards, unawarded } };
}

/**
 * The next in rank is awarded too, so that it waits for the same; where a lot has several winners, those behind move up.
 * @throws `lot-not-awarded`, `winner-unnamed`, `not-a-winner`, `evaluation-changed`, what `checkUndisputed` throws
 */
function revoked(tender: In<'awarded'>, command: Extract<ResultCommand, { type: 'revokeAward' }>): AwardRevoked {
  const { lot, ground, reason, evaluation, evaluationHash, at } = command;
  checkUndisputed(tender);
  if (evaluationHash !== tender.evaluation) throw new DomainError('conflict', 'evaluation-changed');
  const had = tender.awards.filter((one) => one.lot === lot);
  const [first, second] = had;
  if (first === undefined) throw fieldError('lot-not-awarded', '/lot');
  const supplier = command.supplier ?? (second === undefined ? first.supplier : undefined);
  if (supplier === undefined) throw fieldError('winner-unnamed', '/supplier');
  if (!had.some((one) => one.supplier === supplier)) throw fieldError('not-a-winner', '/supplier');
  const { article } = tender.rules.succession;
  const follows = succession(tender, evaluation, lot, supplier);
  return { type: 'AwardRevoked', v, data: { lot, supplier, ground, reason, article, ...follows, revokedAt: at } };
}

/** What a lot's awards become when one winner drops out (依次递补): who comes in, and all of them where they are several. */
export function succession(
  tender: In<'awarded'>,
  evaluation: Evaluation,
  lot: string,
  supplier: string,
): Pick<AwardRevoked['data'], 'next' | 'awards'> {
  const gone = [...tender.dropped, { lot, supplier }].filter((one) => one.lot === lot).map((one) => one.supplier);
  const candidates = tender.candidates.filter((one) => one.lot === lot);
  const awards = awardsOf(tender, evaluation, candidates, { [lot]: gone });
  const had = tender.awards.filter((one) => one.lot === lot);
  const next = awards.find((one) => !had.some((before) => before.supplier === one.supplier)) ?? null;
  return { next, ...(had.some(({ rank }) => rank !== undefined) && { awards }) };
}

/** A provisional end is counted again with the calendar as it is now, and only ever moves later. */
function standstillOf(tender: WithCandidates, calendar: Calendar): Instant {
  if (!tender.provisional) return tender.standstillUntil;
  const { until } = standstillEnd(tender.rules, calendar, tender.candidatesPublishedAt);
  return laterOf(until, tender.standstillUntil);
}

export function evolveResults(state: Tender, event: ResultEvent): Tender {
  switch (event.type) {
    case 'TenderFailed':
      return { ...(state as Opened), status: 'failed', failure: event.data };
    case 'AllocationRecorded':
      return { ...(state as In<'opened'>), allocation: event.data };
    case 'CandidatesPublished': {
      const { lots: candidates, publishedAt: candidatesPublishedAt, ...data } = event.data;
      return { ...(state as Opened), ...data, status: 'standstill', candidates, candidatesPublishedAt };
    }
    case 'ResultWithdrawn': {
      const { report: _, allocation: __, ...opened } = openedOf(state as WithCandidates);
      const { evaluating } = opened;
      return {
        ...opened,
        status: 'opened',
        ...(evaluating === undefined ? {} : { evaluating: nextRound(evaluating) }),
      };
    }
    case 'TenderAwarded':
      return { ...(state as WithCandidates), ...event.data, status: 'awarded', dropped: [] };
    case 'AwardRevoked': {
      const tender = state as In<'awarded'>;
      const { lot, supplier, ground, next, awards = next === null ? [] : [next] } = event.data;
      const others = tender.awards.filter((award) => award.lot !== lot);
      return {
        ...tender,
        awards: [...others, ...awards],
        unawarded: awards.length === 0 ? [...tender.unawarded, lot] : tender.unawarded,
        dropped: [...tender.dropped, { lot, supplier, ground }],
      };
    }
    default:
      return unreachable(event);
  }
}

/** The tender without what was published of its result, or that there was none. */
function openedOf(tender: WithCandidates & { readonly failure?: Failure }): Opened {
  const {
    failure: _failure,
    candidates: _candidates,
    candidatesPublishedAt: _at,
    standstillUntil: _until,
    objectionsUntil: _objections,
    provisional: _provisional,
    evaluation: _evaluation,
    ...opened
  } = tender;
  return opened;
}
