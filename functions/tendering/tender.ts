import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, unreachable } from '../../shared/kernel/errors.ts';
import { type Instant, millis } from '../../shared/kernel/time.ts';
import { type CeremonyCommand, decideCeremony, evolveCeremony } from './ceremony.ts';
import { decideForming, type FormingCommand } from './committee-forming.ts';
import { type DocumentCommand, decideDocuments, evolveDocuments } from './documents.ts';
import { decideFindings, type FindingCommand } from './evaluating.ts';
import { evolveEvaluating, withNames } from './evaluating-state.ts';
import type { Frozen, Opening, TenderEvent } from './events.ts';
import { agreementsOf } from './framework-awarded.ts';
import { decidePublishing, evolvePublishing, type PublishingCommand } from './publishing.ts';
import { decideRemedies, evolveRemedies, type RemedyCommand } from './remedies.ts';
import { decideResults, evolveResults, type ResultCommand } from './results.ts';
import { type AgainCommand, decideAgain, evolveAgain } from './retender.ts';
import { articleOf } from './rules/basis.ts';
import { freezingStarts } from './rules/periods.ts';
import { decideSecurities, type SecurityCommand } from './securities.ts';
import {
  type Closed,
  type In,
  isSuspended,
  noTender,
  type Published,
  type Tender,
  wrongStatus,
} from './tender-state.ts';

type OpeningCommand =
  | { readonly type: 'freezeBids'; readonly at: Instant; readonly frozen: Omit<Frozen, 'failedLots'> }
  | { readonly type: 'recordOpening'; readonly opening: Omit<Opening, 'lawfulAt'> };

export type TenderCommand =
  | PublishingCommand
  | DocumentCommand
  | RemedyCommand
  | CeremonyCommand
  | OpeningCommand
  | FormingCommand
  | FindingCommand
  | SecurityCommand
  | ResultCommand
  | AgainCommand;

const v = 1;

/** The tender's rules of procedure, by the part of the procedure that a command belongs to. */
export const tenderDecider: Decider<TenderCommand, TenderEvent, Tender> = {
  initial: noTender,

  decide: (command, state) => withRules(decided(command, state), state),

  evolve: (state, event) => evolved(state, withoutRule(event)),
};

function decided(command: TenderCommand, state: Tender): readonly TenderEvent[] {
  switch (command.type) {
    case 'draftTender':
    case 'reviseDraft':
    case 'publishTender':
    case 'cancelTender':
      return decidePublishing(command, state);
    case 'attachFile':
    case 'removeFile':
    case 'askQuestion':
    case 'answerQuestion':
    case 'issueClarification':
    case 'amendTender':
      return decideDocuments(command, state);
    case 'fileObjection':
    case 'answerObjection':
    case 'withdrawObjection':
    case 'fileComplaint':
    case 'decideComplaint':
      return decideRemedies(command, state);
    case 'arrangeCeremony':
    case 'confirmShare':
    case 'submitShare':
    case 'checkShares':
    case 'startReveal':
    case 'revealBid':
    case 'endReveal':
      return decideCeremony(command, state);
    case 'freezeBids':
    case 'recordOpening':
      return decideOpening(command, state);
    case 'enterCommittee':
    case 'prepareDraw':
    case 'commitToDraw':
    case 'revealDraw':
    case 'recuseMember':
    case 'replaceMember':
      return decideForming(command, state);
    case 'judgeBidder':
    case 'submitSheet':
    case 'explainScore':
    case 'askBidder':
    case 'answerAsBidder':
    case 'judgePrice':
    case 'signReport':
      return decideFindings(command, state);
    case 'recordSecurity':
    case 'returnSecurity':
      return decideSecurities(command, state);
    case 'recordAllocation':
    case 'publishCandidates':
    case 'award':
    case 'declareFailed':
    case 'withdrawResult':
    case 'revokeAward':
      return withNames(state, withAgreements(command, state, decideResults(command, state)));
    case 'tenderAgain':
      return decideAgain(command, state);
    default:
      return unreachable(command);
  }
}

function evolved(state: Tender, event: TenderEvent): Tender {
  switch (event.type) {
    case 'TenderDrafted':
    case 'TenderRevised':
    case 'TenderPublished':
    case 'TenderCancelled':
      return evolvePublishing(state, event);
    case 'FileAttached':
    case 'FileRemoved':
    case 'QuestionAsked':
    case 'QuestionAnswered':
    case 'ClarificationIssued':
    case 'TenderAmended':
      return evolveDocuments(state, event);
    case 'ObjectionFiled':
    case 'ObjectionAnswered':
    case 'ObjectionWithdrawn':
    case 'ComplaintFiled':
    case 'ComplaintDecided':
      return evolveRemedies(state, event);
    case 'CeremonyArranged':
    case 'ShareConfirmed':
    case 'ShareHandedIn':
    case 'SharesChecked':
    case 'RevealStarted':
    case 'BidRevealed':
    case 'RevealEnded':
      return evolveCeremony(state, event);
    case 'BidsFrozen':
      return { ...(state as Published), status: 'opening', frozen: event.data };
    case 'TenderOpened':
      return { ...(state as Closed), status: 'opened', opening: event.data };
    case 'SecurityRecorded':
    case 'SecurityReturned':
      return state;
    case 'TenderFailed':
    case 'AllocationRecorded':
    case 'CandidatesPublished':
    case 'ResultWithdrawn':
    case 'TenderAwarded':
    case 'AwardRevoked':
      return evolveResults(state, event);
    case 'FrameworkAwarded': {
      const { agreement, revision } = event.data;
      return { ...(state as In<'awarded'>), framework: { agreement, revision } };
    }
    case 'CompetitionAwarded':
      return state;
    case 'LotsTenderedAgain':
      return evolveAgain(state, event);
    default:
      return evolveEvaluating(state, event);
  }
}

/** What comes of an award for those who contract by it is said with it. */
function withAgreements(command: ResultCommand, state: Tender, events: readonly TenderEvent[]): TenderEvent[] {
  const changes = events.some(({ type }) => type === 'TenderAwarded' || type === 'AwardRevoked');
  if (!changes || !('tender' in command)) return [...events];
  const after = events.reduce(evolved, state) as In<'awarded'>;
  return [...events, ...agreementsOf(command.tender, command.at, after, command.evaluation)];
}

/** Each event with the article that it stands on. */
function withRules(events: readonly TenderEvent[], state: Tender): readonly TenderEvent[] {
  const frozen = 'rules' in state ? state.rules : undefined;
  return events.map((event): TenderEvent => {
    const pack = event.type === 'TenderPublished' ? event.data.rules : frozen;
    const rule = pack && articleOf(event.type, pack);
    return rule === undefined ? event : ({ ...event, data: { ...event.data, rule } } as TenderEvent);
  });
}

/** An event as the tender's parts know it: the article stands in the log alone. */
export function withoutRule(event: TenderEvent): TenderEvent {
  const { rule: _, ...data } = event.data;
  return { ...event, data } as TenderEvent;
}

/** What the opening process decides: both come again after a death, and then change nothing. */
function decideOpening(command: OpeningCommand, state: Tender): TenderEvent[] {
  switch (command.type) {
    case 'freezeBids': {
      if (state.status === 'none' || state.status === 'draft') throw wrongStatus(state);
      if (state.status !== 'published') return [];
      if (millis(command.at) < freezingStarts(state.draft.deadline)) throw new DomainError('conflict', 'too-early');
      if (isSuspended(state)) throw new DomainError('conflict', 'opening-suspended');
      const { minimumBidders } = state.rules;
      const failedLots = command.frozen.perLot
        .filter((lot) => lot.bidders < minimumBidders.value)
        .map((lot) => lot.lot);
      const data = { ...command.frozen, failedLots, frozenAt: command.at };
      const frozen: TenderEvent = { type: 'BidsFrozen', v, data };
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
    default:
      return unreachable(command);
  }
}
