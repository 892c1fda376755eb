import type { Instant } from '../../shared/kernel/time.ts';
import type { DecidedReport, ExistingReport } from './abuse-report.ts';

/** A report as a list keeps it: without words, and who reported for the operator alone. */
export interface ListedReport {
  readonly id: string;
  readonly status: ExistingReport['status'];
  readonly thing: ExistingReport['thing'];
  readonly against: ExistingReport['against'];
  readonly reporter: ExistingReport['reporter'];
  readonly reason: ExistingReport['reason'];
  readonly reportedAt: Instant;
  readonly decision?: DecidedReport['decision'];
  readonly decidedAt?: Instant;
}

export function listedReport(id: string, report: ExistingReport): ListedReport {
  const { status, thing, against, reporter, reason, reportedAt } = report;
  const decided = report.status === 'decided' ? { decision: report.decision, decidedAt: report.decidedAt } : {};
  return { id, status, thing, against, reporter, reason, reportedAt, ...decided };
}

/** The whole report (举报详情), with what was decided and why. */
export const reportView = (id: string, report: ExistingReport) => ({ id, ...report });

/** What whoever is reported reads (处理结果): the thing, the decision and why, never who reported or in which words. */
export interface Decision extends Pick<DecidedReport, 'thing' | 'reason' | 'decision' | 'why' | 'decidedAt'> {
  readonly until?: Instant;
}

export function decisionOf({ thing, reason, decision, why, until, decidedAt }: DecidedReport): Decision {
  return { thing, reason, decision, why, ...(until === undefined ? {} : { until }), decidedAt };
}
