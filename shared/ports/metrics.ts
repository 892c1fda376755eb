/** Where the platform's own figures are kept in CloudWatch. */
export const metricNamespace = 'Jicai';

/**
 * Facts of the whole platform (平台运行指标), never of one tender or firm: who could tell bids of one tender apart by their
 * time would know who bids.
 */
export const metricNames = {
  bidsReceived: 'BidsReceived',
  /** Tenders that the clock found due to be opened. */
  tendersDue: 'TendersDue',
  tendersOpened: 'TendersOpened',
  matchesFound: 'MatchesFound',
  /** Days until the last year whose holiday notice is known ends. */
  calendarDaysLeft: 'CalendarDaysLeft',
} as const;
export type MetricName = keyof typeof metricNames;

/** Counts facts of the platform. */
export interface Metrics {
  record(name: MetricName, value: number): void;
}
