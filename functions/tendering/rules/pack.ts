import biddingCompulsory from './data/bidding-compulsory.json' with { type: 'json' };
import governmentProcurement from './data/government-procurement.json' with { type: 'json' };
import soeVoluntary from './data/soe-voluntary.json' with { type: 'json' };

/** The law a tender is run under (采购制度). */
export type Regime = 'bidding-compulsory' | 'government-procurement' | 'soe-voluntary';

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
  /** From publication to the deadline, at least. */
  readonly minimumDays: Period;
  /** How long documents are offered, at least. */
  readonly documentsDays: Period;
  /** A clarification that may affect bids comes this long before the deadline, or moves it. */
  readonly clarificationDays: Period;
  /** Objections to the documents are raised this long before the deadline, and answered within `documentsAnswerDays`. */
  readonly documentsObjectionDays: Period;
  readonly documentsAnswerDays: Period;
  /** Bidders a lot needs to be opened, and those found qualified that it needs to be evaluated. */
  readonly minimumBidders: Rule;
  readonly minimumQualified: Rule;
  /** A fraction of the estimate. */
  readonly bidSecurity: Rule<string>;
  readonly performanceBond: Rule<string>;
  readonly methods: Rule<readonly string[]>;
  readonly allocations: Rule<readonly string[]>;
  /** The weight of the price under scoring, at least. */
  readonly priceWeight: Rule<string>;
  /** Goods of one standard are to be bought at the lowest evaluated price. */
  readonly standardGoods: Rule<Severity>;
  /** The deductions allowed, by whom they are for: the least and the most. */
  readonly deductions: Rule<Readonly<Record<'small' | 'micro' | 'consortium', readonly [string, string] | null>>>;
  /** What may never be scored or asked for as a qualification. */
  readonly unscorable: Rule<Severity>;
  /** Wording that limits origin, address, local achievements, brand or branch. */
  readonly words: Rule<Severity>;
  /** Whether a fair-competition review is asked for before publication. */
  readonly fairReview: Rule<Severity>;
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
  /** How long candidates, or the result notice, are published at least. */
  readonly standstill: Period;
  /** How long after that objections to the result may still come, and within what they are answered. */
  readonly resultObjectionDays: Period;
  readonly resultAnswerDays: Period;
  /** How long after an answer was due a complaint may come, and within what it is accepted and decided. */
  readonly complaintDays: Period;
  readonly complaintAcceptDays: Period;
  readonly complaintDecisionDays: Period;
  /** After the award: the contract; after the contract: the return of the security; after the award: the report. */
  readonly contractDays: Period;
  readonly securityReturnDays: Period;
  readonly reportDays: Period;
  readonly keepYears: Rule;
}

const packs: Readonly<Record<Regime, RulePack>> = {
  'bidding-compulsory': biddingCompulsory as unknown as RulePack,
  'government-procurement': governmentProcurement as unknown as RulePack,
  'soe-voluntary': soeVoluntary as unknown as RulePack,
};

/** The pack in force for a regime. */
export const rulePackOf = (regime: Regime): RulePack => packs[regime];
