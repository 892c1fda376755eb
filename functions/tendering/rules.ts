import { type Calendar, countDays } from '../../shared/kernel/calendar.ts';
import { type Day, dayOf, endOfDay, type Instant, millis } from '../../shared/kernel/time.ts';
import regimes from './data/regimes.json' with { type: 'json' };

/** The law a tender is run under (采购制度). */
export type Regime = 'bidding-compulsory' | 'government-procurement' | 'soe-voluntary';

/** A number of the rules, with the article it stands on; `verified` when the article's text was read. */
export interface Rule {
  readonly value: number;
  readonly unit: string;
  readonly article: string;
  readonly verified: boolean;
}

/** The rules of a regime (程序规则): frozen into a tender at its publication. */
export interface Rules {
  readonly version: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Days from publication to the deadline, at least. */
  readonly minimumDays: Rule;
  /** Bidders a lot needs to be opened. */
  readonly minimumBidders: Rule;
  /** Days that the candidates are published before the award, at least. */
  readonly standstill: Rule;
  /** Ranked candidates a lot, at most. */
  readonly candidates: Rule;
}

/** The rules in force for a regime. */
export const rulesOf = (regime: Regime): Rules => regimes[regime];

/** A day that the rules give; `provisional` where it stands on a year whose official notice is not imported. */
export interface LawfulDay {
  readonly day: Day;
  readonly provisional: boolean;
  readonly article: string;
}

/**
 * The first day on which bids may be due: the day of publication is not counted, and a last day that is no working
 * day moves to the next (Civil Code art. 201–203).
 */
export function earliestDeadline(rules: Rules, calendar: Calendar, publishedAt: Instant): LawfulDay {
  const { value, article } = rules.minimumDays;
  const from = dayOf(publishedAt);
  if (value === 0) return { day: from, provisional: false, article };
  return { ...only(countDays(calendar, from, value)), article };
}

/** The end of the standstill (公示期): the whole of its last day belongs to it. */
export function standstillEnd(
  rules: Rules,
  calendar: Calendar,
  publishedAt: Instant,
): LawfulDay & { readonly until: Instant } {
  const { value, article } = rules.standstill;
  const counted = only(countDays(calendar, dayOf(publishedAt), value));
  return { ...counted, article, until: endOfDay(counted.day) };
}

const only = ({ day, provisional }: { readonly day: Day; readonly provisional: boolean }) => ({ day, provisional });

/** How long after the deadline bids are frozen: longer than any request that began before it can last. */
export const freezeDelayMs = 60_000;

/** The instant at which freezing starts. */
export const freezingStarts = (deadline: Instant): number => millis(deadline) + freezeDelayMs;
