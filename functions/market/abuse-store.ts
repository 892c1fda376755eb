import type { Movement } from '../../shared/kernel/movement.ts';
import { dayOf, type Instant, millis } from '../../shared/kernel/time.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { firstYear, keys } from '../../shared/table/keys.ts';
import { listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import type { AbuseEvent } from './abuse-events.ts';
import { type AbuseReport, abuseReport, type DecidedReport, type ExistingReport } from './abuse-report.ts';
import { type Decision, decisionOf, type ListedReport, listedReport } from './abuse-views.ts';
import { countedAs } from './standing-store.ts';

export type AbuseStore = ReturnType<typeof abuseStore>;

const everything = 'all';
const yearOf = (at: Instant): number => Number(dayOf(at).slice(0, 4));

/** Reports of abuse, among all and among those of who reported, with what follows from a decision. */
export function abuseStore(deps: AggregateDeps) {
  const { db } = deps;
  return {
    ...aggregateStore({ name: 'abuse-report', decider: abuseReport, rows, movements }, deps),

    /** Of one reporter or of all: what waits, the oldest first; what is decided, the latest first. */
    list(reporter: string | undefined, status: ExistingReport['status'], at: Instant, request: PageRequest) {
      const years = Array.from({ length: yearOf(at) - firstYear + 1 }, (_, after) => firstYear + after);
      const descending = status === 'decided';
      const partitions = years.map((year) => keys.abuseReportList(reporter ?? everything, year));
      return listPage(db, request, {
        partitions: descending ? partitions.toReversed() : partitions,
        prefix: `${status}#`,
        descending,
        consistent: true,
        pick: (item) => item.listed as ListedReport,
      });
    },

    /** What was decided against an organisation, the latest first. */
    decisions: (organisation: string, request: PageRequest): Promise<Page<Decision>> =>
      listPage(db, request, {
        partitions: [keys.abuseDecisions(organisation)],
        descending: true,
        consistent: true,
        pick: (item) => item.decision as Decision,
      }),
  };
}

const movements = (event: AbuseEvent): Movement[] =>
  event.type === 'AbuseReported' ? countedAs('abuse-reports', event.private.reporter.id, event.data.reportedAt) : [];

function rows({ id, state }: Snapshot<AbuseReport>): Row[] {
  if (state.status === 'none') return [];
  const { thing, reporter, reportedAt, status } = state;
  const item = { listed: listedReport(id, state) };
  const lists = [everything, reporter.id].map((scope) => ({
    key: { pk: keys.abuseReportList(scope, yearOf(reportedAt)), sk: `${status}#${reportedAt}#${id}` },
    item,
  }));
  const about = thing.kind === 'post' ? thing.post : `${thing.enquiry}/${thing.number}`;
  const once = { key: keys.abuseReported(about, reporter.id), item: { report: id }, unique: 'already-reported' };
  return [...lists, once, ...(state.status === 'decided' ? consequences(id, state) : [])];
}

/** What is told to whom it concerns, and what a suspension stands on; dismissed, nothing happened. */
function consequences(id: string, report: DecidedReport): Row[] {
  const { against, decision, until, decidedAt } = report;
  if (decision === 'dismissed') return [];
  const told = {
    key: { pk: keys.abuseDecisions(against.id), sk: `${decidedAt}#${id}` },
    item: { decision: decisionOf(report) },
  };
  if (until === undefined) return [told];
  const expiresAt = Math.ceil(millis(until) / 1000);
  return [told, { key: { pk: keys.suspensions(against.id), sk: id }, item: { until, expiresAt } }];
}
