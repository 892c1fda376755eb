import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Day } from '../../../shared/kernel/time.ts';
import biddingCompulsory from './data/bidding-compulsory.json' with { type: 'json' };
import secondStage from './data/framework-second-stage.json' with { type: 'json' };
import governmentProcurement from './data/government-procurement.json' with { type: 'json' };
import soeVoluntary from './data/soe-voluntary.json' with { type: 'json' };

/** The law a tender is run under (采购制度); the second stage (第二阶段) is what a framework agreement asks for, never a draft. */
export type Regime = 'bidding-compulsory' | 'government-procurement' | 'soe-voluntary' | 'framework-second-stage';

/** A rule (程序规则): its value, the article it stands on, and when that is in force; `verified` when the text was read. */
export interface Rule<Value = number> {
  readonly value: Value;
  readonly unit: string;
  readonly article: string;
  readonly verified: boolean;
  /** The days on which the article came into force and ends, where known. */
  readonly from?: string;
  readonly to?: string;
}

/** A period of days or working days (期间). */
export interface Period extends Rule {
  readonly unit: 'day' | 'working-day';
}

/** What stands in the way of publication, what needs a signed reason, and what is only said. */
export type Severity = 'refused' | 'justify' | 'advised';

/** The rules of a regime (规则包): frozen into a tender at its publication, so that a later pack never alters it. */
export interface RulePack {
  readonly regime: Regime;
  /** The day from which the pack is used. */
  readonly version: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** From publication to the deadline, at least; and at most (the platform's own). */
  readonly minimumDays: Period;
  readonly latestDays: Period;
  /** How long the notice is up (公告期限), from publication; 0 where the law sets none. */
  readonly announcementDays: Period;
  /** How long documents are offered, at least. */
  readonly documentsDays: Period;
  /** A clarification that may affect bids comes this long before the deadline, or moves it. */
  readonly clarificationDays: Period;
  /**
   * Objections to the documents are raised this long before the deadline, and answered within `documentsAnswerDays`.
   * Where the law counts forward instead (质疑), within `documentsChallengeDays` of the end of the notice; else that is 0.
   * `lastDocumentsObjection` in periods.ts gives the day either way.
   */
  readonly documentsObjectionDays: Period;
  readonly documentsChallengeDays: Period;
  readonly documentsAnswerDays: Period;
  /** The opening, from the deadline: the same moment. */
  readonly openingDays: Period;
  /** Bidders a lot needs to be opened, and those found qualified that it needs to be evaluated. */
  readonly minimumBidders: Rule;
  readonly minimumQualified: Rule;
  /** A fraction of the estimate. */
  readonly bidSecurity: Rule<string>;
  readonly performanceBond: Rule<string>;
  /** Whether the ceiling may be above the estimate or budget; whether there may be a lowest price (最低限价). */
  readonly ceilingWithinEstimate: Rule<Severity>;
  readonly minimumPrice: Rule<Severity>;
  readonly methods: Rule<readonly string[]>;
  readonly allocations: Rule<readonly string[]>;
  /** Whether a lot may have several winners (同一标段多家中标). */
  readonly severalWinners: Rule<Severity | 'allowed'>;
  /** The weight of the price under scoring, at least. */
  readonly priceWeight: Rule<string>;
  /** Each factor is to be quantified in bands that leave no gap (评分区间). */
  readonly scoringBands: Rule<Severity>;
  /** A condition of qualification may not be scored too. */
  readonly qualificationScored: Rule<Severity>;
  /** Goods of one standard are to be bought at the lowest evaluated price; the categories that are such goods. */
  readonly standardGoods: Rule<Severity>;
  readonly standardCategories: Rule<readonly string[]>;
  /** The deductions allowed, by whom they are for: the least and the most. */
  readonly deductions: Rule<Readonly<Record<'small' | 'micro' | 'consortium', readonly [string, string] | null>>>;
  /** The deduction for domestic products (本国产品价格扣除); `"0"` where there is none. */
  readonly domesticPreference: Rule<string>;
  /** What may never be scored or asked for as a qualification: capital, turnover, headcount. */
  readonly unscorable: Rule<Severity>;
  /** Wording that limits origin, address, local achievements, brand or branch. */
  readonly words: Rule<Severity>;
  /** A certification that no law prescribes, made a condition (非强制认证). */
  readonly certification: Rule<Severity>;
  /** Whether a fair-competition review is asked for before publication; and that an exception states ground and end. */
  readonly fairReview: Rule<Severity>;
  readonly fairReviewException: Rule<Severity>;
  /** The estimate from which a tender is compulsory, in yuan; null where another authority sets it. Against splitting (化整为零). */
  readonly compulsoryFrom: Rule<string | null>;
  readonly splitting: Rule<Severity>;
  /** Whether exact ties may be ordered by a draw (抽签). */
  readonly tieDraw: Rule<Severity | 'allowed'>;
  readonly qualificationBy: Rule<'buyer' | 'committee'>;
  /** `members` is 0 where no committee is asked for; at least `large` members from the estimate `largeFrom` on. */
  readonly committee: Rule<{
    readonly members: number;
    readonly large: number | null;
    readonly largeFrom: string | null;
    /** A fraction, `"2/3"`. */
    readonly experts: string;
    /** Where the experts come from: entered from a statutory pool, or drawn from the platform's list. */
    readonly source: 'statutory-pool' | 'any';
    /** Whether a representative of the buyer may chair (担任组长). */
    readonly buyerChairs: boolean;
  }>;
  /** Bidders that offer one brand count as one. */
  readonly brandsCountOnce: Rule<boolean>;
  /** At this distance below the mean of the others, or below the next, a price is to be explained; advisory. */
  readonly abnormallyLow: Rule<{ readonly ofMean: string; readonly ofNext: string }>;
  /** Experts whose scores of a factor differ by more than this of 100 points say why. */
  readonly scoreSpread: Rule<string>;
  /** Ranked candidates published before the award, or the award published as a result notice. */
  readonly result: Rule<'candidates' | 'notice'>;
  readonly candidates: Rule;
  /**
   * After the evaluation: its report reaches the buyer; after the report: the buyer decides; after that: candidates, or
   * the result notice, are published. 0 where the law sets no such period.
   */
  readonly evaluationReportDays: Period;
  readonly decisionDays: Period;
  readonly publicationDays: Period;
  /** How long candidates, or the result notice, are published at least. */
  readonly standstill: Period;
  /** How long after that objections to the result may still come, and within what they are answered. */
  readonly resultObjectionDays: Period;
  readonly resultAnswerDays: Period;
  /** How long after an answer was due a complaint may come, and within what it is accepted and decided. */
  readonly complaintDays: Period;
  readonly complaintAcceptDays: Period;
  readonly complaintDecisionDays: Period;
  /** After the award: the contract; after the contract: its publication (0: none), and the return of the security. */
  readonly contractDays: Period;
  readonly contractPublicationDays: Period;
  readonly securityReturnDays: Period;
  /** From when those who did not win have their security back; and how soon one that withdrew before the deadline. */
  readonly losersSecurityFrom: Rule<'award' | 'contract'>;
  readonly withdrawalSecurityDays: Period;
  /** The report or filing with the supervisor, and from when it is counted. */
  readonly reportDays: Period;
  readonly reportFrom: Rule<'award' | 'contract'>;
  readonly keepYears: Rule;
  /** What a cancellation, an award, and the award to the next in rank stand on. */
  readonly cancellation: Rule<boolean>;
  readonly award: Rule<boolean>;
  readonly succession: Rule<boolean>;
}

/** Every version of each regime's pack, in any order; a running tender keeps the one it was published under. */
const packs: Readonly<Record<Regime, readonly RulePack[]>> = {
  'bidding-compulsory': [biddingCompulsory as unknown as RulePack],
  'government-procurement': [governmentProcurement as unknown as RulePack],
  'soe-voluntary': [soeVoluntary as unknown as RulePack],
  'framework-second-stage': [secondStage as unknown as RulePack],
};

/** The versions of a regime's pack, newest first. */
export const rulePacksOf = (regime: Regime): readonly RulePack[] =>
  [...packs[regime]].sort((a, b) => (a.version < b.version ? 1 : -1));

/** The pack used for a regime on a day; without a day, the newest. @throws `rule-pack-unknown` before the first. */
export const rulePackOf = (regime: Regime, day?: Day): RulePack => packInUse(rulePacksOf(regime), day);

/** The newest of these packs whose version is no later than the day. @throws `rule-pack-unknown` when there is none. */
export function packInUse(versions: readonly RulePack[], day?: Day): RulePack {
  const used = versions
    .filter(({ version }) => day === undefined || version <= day)
    .reduce<RulePack | undefined>((a, b) => (a !== undefined && a.version >= b.version ? a : b), undefined);
  if (used === undefined) throw new DomainError('rule', 'rule-pack-unknown', { day: day ?? '' });
  return used;
}

/** Whether a rule's article is in force on a day, as far as the pack knows (施行期间). */
export const inForce = ({ from, to }: Pick<Rule, 'from' | 'to'>, day: Day): boolean =>
  (from === undefined || from <= day) && (to === undefined || day <= to);
