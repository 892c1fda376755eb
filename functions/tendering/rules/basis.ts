import type { TenderEvent } from '../events.ts';
import type { RulePack } from './pack.ts';

type RuleName = Exclude<keyof RulePack, 'regime' | 'version' | 'name'>;

/**
 * The rule that each transition stands on (每一步的依据). Order 20 (电子招标投标办法) art. 49 asks for the record of
 * every operation: beside actor, time and network address the log names the article. Null is what no rule asks for:
 * the work on a draft, and what the platform's own protocol does to its keys.
 */
const basis: Readonly<Record<TenderEvent['type'], RuleName | null>> = {
  TenderDrafted: null,
  TenderRevised: null,
  FileAttached: null,
  FileRemoved: null,
  CeremonyArranged: null,
  ShareConfirmed: null,
  TenderPublished: 'minimumDays',
  QuestionAsked: 'clarificationDays',
  QuestionAnswered: 'clarificationDays',
  ClarificationIssued: 'clarificationDays',
  TenderAmended: 'clarificationDays',
  ObjectionFiled: 'documentsObjectionDays',
  ObjectionAnswered: 'documentsAnswerDays',
  ObjectionWithdrawn: 'documentsObjectionDays',
  ComplaintFiled: 'complaintDays',
  ComplaintDecided: 'complaintDecisionDays',
  TenderCancelled: 'cancellation',
  BidsFrozen: 'openingDays',
  ShareHandedIn: 'openingDays',
  SharesChecked: 'openingDays',
  RevealStarted: 'openingDays',
  BidRevealed: 'openingDays',
  RevealEnded: 'openingDays',
  TenderOpened: 'openingDays',
  TenderFailed: 'minimumBidders',
  CommitteeEntered: 'committee',
  DrawPrepared: 'committee',
  DrawCommitted: 'committee',
  DrawRevealed: 'committee',
  CommitteeDrawn: 'committee',
  MemberRecused: 'committee',
  MemberReplaced: 'committee',
  CommitteeNamed: 'committee',
  BidderJudged: 'qualificationBy',
  BidderAsked: 'qualificationBy',
  BidderAnswered: 'qualificationBy',
  PriceJudged: 'abnormallyLow',
  SheetSubmitted: 'methods',
  ScoreExplained: 'scoreSpread',
  ReportSigned: 'committee',
  EvaluationReported: 'evaluationReportDays',
  SecurityRecorded: 'bidSecurity',
  SecurityReturned: 'securityReturnDays',
  AllocationRecorded: 'allocations',
  CandidatesPublished: 'result',
  ResultWithdrawn: 'result',
  TenderAwarded: 'award',
  AwardRevoked: 'succession',
  FrameworkAwarded: 'award',
  CompetitionAwarded: 'award',
  LotsTenderedAgain: 'minimumBidders',
};

/** The article that an event stands on by a pack; undefined where no rule asks for it. */
export function articleOf(type: TenderEvent['type'], pack: RulePack): string | undefined {
  const name = basis[type];
  return name === null ? undefined : pack[name].article;
}
