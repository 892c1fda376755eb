import type { Calendar } from '../../shared/kernel/calendar.ts';
import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, fieldError, unreachable } from '../../shared/kernel/errors.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import { addDays, dayOf, type Instant, millis } from '../../shared/kernel/time.ts';
import { awardsOf, candidatesOf, type Evaluation, type TieDecision } from './award.ts';
import { checkDraft, type Draft, type Lot } from './draft.ts';
import type { Award, Buyer, Frozen, LotCandidates, Opening, TenderEvent } from './events.ts';
import { type RulePack, rulePackOf } from './rules/pack.ts';
import { earliestDeadline, freezingStarts, standstillEnd } from './rules/periods.ts';

/** The key that bids are sealed to; `wrapped` opens nothing outside the opening process. */
export interface TenderKey {
  readonly kid: string;
  readonly publicJwk: JsonObject;
  readonly wrapped: string;
}

interface Drafted {
  readonly buyer: Buyer;
  readonly draft: Draft;
}

/** What is fixed at publication (招标公告). */
export interface Published extends Drafted {
  readonly publishedAt: Instant;
  readonly documentsVersion: number;
  readonly rules: RulePack;
  readonly sealingKey: TenderKey;
  /** USCCs that may not bid. */
  readonly excluded: readonly string[];
}

interface Closed extends Published {
  readonly frozen: Frozen & { readonly frozenAt: Instant };
}

/** What is known once bids are opened; it stays public when the tender is cancelled after that. */
export interface Opened extends Closed {
  readonly opening: Opening;
}

interface WithCandidates extends Opened {
  readonly candidates: readonly LotCandidates[];
  readonly candidatesPublishedAt: Instant;
  readonly standstillUntil: Instant;
  /** Whether its end stands on a year whose official notice is not imported. */
  readonly provisional: boolean;
  /** SHA-256 of the evaluation that the candidates follow from. */
  readonly evaluation: string;
}

/** A tender (招标项目) as a union on its status, so that no impossible state can be written down. */
export type Tender =
  | { readonly status: 'none' }
  | (Drafted & { readonly status: 'draft' })
  | (Published & { readonly status: 'published' })
  | (Drafted &
      Partial<Opened> & { readonly status: 'cancelled'; readonly reason: string; readonly cancelledAt: Instant })
  /** Bids are frozen and being decrypted (开标中). */
  | (Closed & { readonly status: 'opening' })
  /** Too few bidders on every lot (流标): never decrypted. */
  | (Closed & { readonly status: 'failed' })
  | (Opened & { readonly status: 'opened' })
  /** Candidates are published (公示期). */
  | (WithCandidates & { readonly status: 'standstill' })
  | (WithCandidates & {
      readonly status: 'awarded';
      readonly awardedAt: Instant;
      readonly awards: readonly Award[];
      readonly unawarded: readonly string[];
    });

export type TenderStatus = Tender['status'];
/** A tender that exists. */
export type ExistingTender = Exclude<Tender, { readonly status: 'none' }>;

export type TenderCommand =
  | { readonly type: 'draftTender'; readonly buyer: Buyer; readonly draft: Draft }
  | { readonly type: 'reviseDraft'; readonly changes: Partial<Draft> }
  | {
      readonly type: 'publishTender';
      readonly at: Instant;
      readonly calendar: Calendar;
      readonly sealingKey: TenderKey;
      readonly excluded: readonly string[];
    }
  | { readonly type: 'cancelTender'; readonly at: Instant; readonly reason: string }
  | { readonly type: 'freezeBids'; readonly at: Instant; readonly frozen: Omit<Frozen, 'failedLots'> }
  | { readonly type: 'recordOpening'; readonly opening: Omit<Opening, 'lawfulAt'> }
  | {
      readonly type: 'publishCandidates';
      readonly at: Instant;
      readonly calendar: Calendar;
      readonly evaluation: Evaluation;
      readonly evaluationHash: string;
      readonly ties: readonly TieDecision[];
    }
  | {
      readonly type: 'award';
      readonly at: Instant;
      readonly calendar: Calendar;
      readonly evaluation: Evaluation;
      readonly evaluationHash: string;
    };

const v = 1;
/** The longest that bids may be awaited; lists of tenders reach beyond it. */
const longestDays = 366;

/** The tender's rules of procedure. */
export const tenderDecider: Decider<TenderCommand, TenderEvent, Tender> = {
  initial: { status: 'none' },

  decide(command, state) {
    switch (command.type) {
      case 'draftTender': {
        if (state.status !== 'none') throw wrongStatus(state);
        const { draft, estimates } = withoutEstimates(checkDraft(command.draft));
        return [{ type: 'TenderDrafted', v, data: { buyer: command.buyer, draft }, private: { estimates } }];
      }
      case 'reviseDraft': {
        if (state.status !== 'draft') throw wrongStatus(state);
        const { draft, estimates } = withoutEstimates(checkDraft({ ...state.draft, ...command.changes }));
        return [{ type: 'TenderRevised', v, data: { draft }, private: { estimates } }];
      }
      case 'publishTender': {
        if (state.status !== 'draft') throw wrongStatus(state);
        const rules = rulePackOf(state.draft.regime);
        checkDeadline(state.draft.deadline, rules, command);
        const { kid, publicJwk, wrapped } = command.sealingKey;
        const data = {
          publishedAt: command.at,
          documentsVersion: 1,
          rules,
          sealingKey: { kid, publicJwk },
          excluded: command.excluded,
        };
        return [{ type: 'TenderPublished', v, data, private: { wrapped } }];
      }
      case 'cancelTender': {
        if (!['draft', 'published', 'opened', 'standstill'].includes(state.status)) throw wrongStatus(state);
        return [{ type: 'TenderCancelled', v, data: { reason: command.reason, cancelledAt: command.at } }];
      }
      case 'freezeBids': {
        if (state.status === 'none' || state.status === 'draft') throw wrongStatus(state);
        if (state.status !== 'published') return [];
        if (millis(command.at) < freezingStarts(state.draft.deadline)) throw new DomainError('conflict', 'too-early');
        const { minimumBidders } = state.rules;
        const failedLots = command.frozen.perLot
          .filter((lot) => lot.bidders < minimumBidders.value)
          .map((lot) => lot.lot);
        const frozen: TenderEvent = {
          type: 'BidsFrozen',
          v,
          data: { ...command.frozen, failedLots, frozenAt: command.at },
        };
        if (failedLots.length < state.draft.lots.length) return [frozen];
        const { article } = minimumBidders;
        return [frozen, { type: 'TenderFailed', v, data: { reason: 'too-few-bidders', article } }];
      }
      case 'recordOpening': {
        if (state.status === 'none' || state.status === 'draft' || state.status === 'published') {
          throw wrongStatus(state);
        }
        if (state.status !== 'opening') return [];
        return [{ type: 'TenderOpened', v, data: { ...command.opening, lawfulAt: state.draft.deadline } }];
      }
      case 'publishCandidates': {
        if (state.status !== 'opened') throw wrongStatus(state);
        const lots = candidatesOf(command.evaluation, state.rules.candidates.value, command.ties);
        if (lots.length === 0) throw new DomainError('rule', 'no-valid-bid');
        const { until, provisional } = standstillEnd(state.rules, command.calendar, command.at);
        const data = {
          publishedAt: command.at,
          standstillUntil: until,
          provisional,
          lots,
          evaluation: command.evaluationHash,
        };
        return [{ type: 'CandidatesPublished', v, data }];
      }
      case 'award': {
        if (state.status !== 'standstill') throw wrongStatus(state);
        const until = standstillOf(state, command.calendar);
        if (command.at < until) {
          throw new DomainError('rule', 'standstill-running', { until, article: state.rules.standstill.article });
        }
        if (command.evaluationHash !== state.evaluation) throw new DomainError('conflict', 'evaluation-changed');
        const awards = awardsOf(command.evaluation, state.candidates);
        const awarded = new Set(awards.map((award) => award.lot));
        const unawarded = state.draft.lots.map((lot) => lot.id).filter((lot) => !awarded.has(lot));
        return [{ type: 'TenderAwarded', v, data: { awardedAt: command.at, awards, unawarded } }];
      }
      default:
        return unreachable(command);
    }
  },

  evolve(state, event): Tender {
    switch (event.type) {
      case 'TenderDrafted': {
        const { buyer, draft } = event.data;
        return { status: 'draft', buyer, draft: withEstimates(draft, event.private?.estimates) };
      }
      case 'TenderRevised':
        return {
          ...(state as Drafted),
          status: 'draft',
          draft: withEstimates(event.data.draft, event.private?.estimates),
        };
      case 'TenderPublished': {
        const { sealingKey, ...data } = event.data;
        const wrapped = event.private?.wrapped ?? '';
        const publicJwk = sealingKey.publicJwk as JsonObject;
        return {
          ...(state as Drafted),
          ...data,
          status: 'published',
          sealingKey: { kid: sealingKey.kid, publicJwk, wrapped },
        };
      }
      case 'TenderCancelled':
        return { ...(state as Drafted), ...event.data, status: 'cancelled' };
      case 'BidsFrozen':
        return { ...(state as Published), status: 'opening', frozen: event.data };
      case 'TenderFailed':
        return { ...(state as Closed), status: 'failed' };
      case 'TenderOpened':
        return { ...(state as Closed), status: 'opened', opening: event.data };
      case 'CandidatesPublished': {
        const { lots, publishedAt, standstillUntil, provisional, evaluation } = event.data;
        return {
          ...(state as Opened),
          status: 'standstill',
          candidates: lots,
          candidatesPublishedAt: publishedAt,
          standstillUntil,
          provisional,
          evaluation,
        };
      }
      case 'TenderAwarded':
        return { ...(state as WithCandidates), status: 'awarded', ...event.data };
      default:
        return unreachable(event);
    }
  },
};

function wrongStatus(state: Tender): DomainError {
  if (state.status === 'none') return new DomainError('not-found', 'not-found');
  return new DomainError('conflict', 'tender-status', { status: state.status });
}

function checkDeadline(
  deadline: Instant,
  rules: RulePack,
  { at, calendar }: { readonly at: Instant; readonly calendar: Calendar },
): void {
  if (deadline <= at) throw fieldError('deadline-past', '/deadline', { now: at });
  const { day, article } = earliestDeadline(rules, calendar, at);
  if (dayOf(deadline) < day) {
    throw fieldError('deadline-too-early', '/deadline', { earliest: day, days: rules.minimumDays.value, article });
  }
  const latest = addDays(dayOf(at), longestDays);
  if (dayOf(deadline) > latest) throw fieldError('deadline-too-far', '/deadline', { latest });
}

/** A provisional end is counted again with the calendar as it is now, and only ever moves later. */
function standstillOf(state: Extract<Tender, { status: 'standstill' }>, calendar: Calendar): Instant {
  if (!state.provisional) return state.standstillUntil;
  const { until } = standstillEnd(state.rules, calendar, state.candidatesPublishedAt);
  if (until < state.standstillUntil) return state.standstillUntil;
  return until;
}

function withoutEstimates(draft: Draft) {
  const estimates = Object.fromEntries(
    draft.lots.flatMap(({ id, estimate }) => (estimate === undefined ? [] : [[id, estimate]])),
  );
  const lots = draft.lots.map(({ estimate: _, ...lot }): Lot => lot);
  return { draft: { ...draft, lots }, estimates };
}

function withEstimates(draft: Draft, estimates: Readonly<Record<string, Lot['estimate']>> = {}): Draft {
  const lots = draft.lots.map((lot) => {
    const estimate = estimates[lot.id];
    return estimate === undefined ? lot : { ...lot, estimate };
  });
  return { ...draft, lots };
}
