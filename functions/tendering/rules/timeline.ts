import type { Calendar } from '../../../shared/kernel/calendar.ts';
import { addDays, type Day, dayOf, endOfDay, type Instant, instant } from '../../../shared/kernel/time.ts';
import { platform } from './finding.ts';
import type { Rule, RulePack } from './pack.ts';
import {
  countBack,
  countYears,
  deadlineAfterClarification,
  earlierOf,
  earliestDeadline,
  freezingStarts,
  latestPublication,
  periodEnd,
} from './periods.ts';
import { type Base, baseOf, entryMaker, known, type TimelineEntry } from './timeline-entry.ts';

export { type TimelineCode, type TimelineEntry, timelineNames } from './timeline-entry.ts';

/** What a tender knows of its own course (招标进程): each instant only once it is so. */
export interface TimelineFacts {
  /** As the documents have it now, clarifications and suspensions counted in. */
  readonly deadline: Instant;
  readonly publishedAt?: Instant | undefined;
  /** When clarifications that may affect bids were published (澄清、修改). */
  readonly clarifications?: readonly Instant[] | undefined;
  readonly openedAt?: Instant | undefined;
  /** When the committee's report reached the buyer (评标报告). */
  readonly reportedAt?: Instant | undefined;
  /** When candidates, or the result notice, were published, and until when they stand. */
  readonly candidatesPublishedAt?: Instant | undefined;
  readonly standstillUntil?: Instant | undefined;
  readonly awardedAt?: Instant | undefined;
  readonly contractSignedAt?: Instant | undefined;
  /** When it was cancelled or failed (终止、流标): what has not happened by then is left out. */
  readonly endedAt?: Instant | undefined;
}

const still = { moved: [], provisional: false } as const;
/** Periods and ends that nobody has to do anything for. */
const nothingToDo = 'nothing-to-do';

/**
 * Every date of a tender in the order of the procedure (时间表), with its rule, the days skipped and, where a planned day
 * is too early, the first lawful one. What has not happened is counted as if it were done on its last lawful day, and an
 * unpublished tender as if it were published now. The day counted from is not counted (Civil Code art. 201–203).
 * @throws `not-a-day` for a deadline at the edge of the calendar.
 */
export function timelineOf(
  facts: TimelineFacts,
  pack: RulePack,
  calendar: Calendar,
  now: Instant,
): readonly TimelineEntry[] {
  const course = [...beforeOpening(facts, pack, calendar, now), ...afterOpening(facts, pack, calendar, now)];
  const { endedAt, openedAt } = facts;
  if (endedAt === undefined) return course;
  const ended = known(endedAt);
  const { entry } = entryMaker(dayOf(now), calendar);
  const happened = ({ code, day, assumed }: TimelineEntry): boolean =>
    !assumed && day <= ended.day && code !== 'keep-until' && (code !== 'opening' || openedAt !== undefined);
  return [
    ...course.filter(happened),
    entry('keep-until', countYears(ended.day, pack.keepYears), pack.keepYears, ended, still),
  ];
}

function beforeOpening(facts: TimelineFacts, pack: RulePack, calendar: Calendar, now: Instant): TimelineEntry[] {
  const { due, entry } = entryMaker(dayOf(now), calendar);
  const { deadline, openedAt } = facts;
  const publishedAt = facts.publishedAt ?? now;
  const published: Base = { ...known(publishedAt), assumed: facts.publishedAt === undefined };
  const closing = known(deadline);

  const latest = latestPublication(pack, calendar, deadline);
  const publication = entry('publication', published.day, pack.minimumDays, null, still, {
    at: publishedAt,
    latest: latest.day,
    provisional: latest.provisional,
    assumed: published.assumed,
  });
  const notice = due('announcement-end', published, pack.announcementDays, nothingToDo);
  const documents = due('documents-end', published, pack.documentsDays, nothingToDo);

  const back = countBack(calendar, closing.day, pack.clarificationDays);
  const latestClarification = [...(facts.clarifications ?? [])].sort().at(-1) ?? '';
  const clarifiedLate = latestClarification !== '' && dayOf(latestClarification) > back.day;
  const clarification = entry('last-clarification', back.day, pack.clarificationDays, closing, back, {
    latest: back.day,
    ...(clarifiedLate ? { status: 'late' } : {}),
  });

  const forward = pack.documentsChallengeDays;
  const objectionRule = forward.value > 0 ? forward : pack.documentsObjectionDays;
  const objectionBase = forward.value > 0 ? { ...baseOf(notice), assumed: published.assumed } : closing;
  const counted =
    forward.value > 0
      ? periodEnd(calendar, notice.day, forward)
      : countBack(calendar, closing.day, pack.documentsObjectionDays);
  const objectionDay = earlierOf(counted.day, closing.day);
  const objection = entry('last-documents-objection', objectionDay, objectionRule, objectionBase, counted, {
    latest: objectionDay,
  });
  const answer = due('documents-answer', baseOf(objection), pack.documentsAnswerDays, nothingToDo);

  const closes = deadlineEntry();
  const opening = entry('opening', dayOf(openedAt ?? deadline), pack.openingDays, closing, still, {
    at: openedAt ?? deadline,
  });
  const frozenAt = instant(freezingStarts(deadline));
  const freezing = entry('freezing', dayOf(frozenAt), platform.freezing as Rule, closing, still, { at: frozenAt });

  return [
    publication,
    ...(pack.announcementDays.value > 0 ? [notice] : []),
    ...(pack.documentsDays.value > 0 ? [documents] : []),
    clarification,
    objection,
    answer,
    closes,
    opening,
    freezing,
  ];

  /** Too early by the days from publication, or by the days after the last clarification: the later of the two counts. */
  function deadlineEntry(): TimelineEntry {
    const shortest = periodEnd(calendar, published.day, pack.minimumDays);
    const ofPublication = earliestDeadline(pack, calendar, publishedAt);
    const ofClarification =
      latestClarification === '' ? undefined : deadlineAfterClarification(pack, calendar, latestClarification);
    const clarifying = ofClarification !== undefined && ofClarification.day > ofPublication.day;
    const earliest = clarifying ? ofClarification : ofPublication;
    const rule = clarifying ? pack.clarificationDays : pack.minimumDays;
    const base = clarifying ? known(latestClarification) : published;
    const skipped = clarifying ? periodEnd(calendar, base.day, rule) : shortest;
    return entry('deadline', closing.day, rule, base, skipped, {
      at: deadline,
      earliest: earliest.day,
      latest: addDays(published.day, pack.latestDays.value),
      ...(closing.day < earliest.day ? { lawfulAlternative: earliest.day } : {}),
    });
  }
}

function afterOpening(facts: TimelineFacts, pack: RulePack, calendar: Calendar, now: Instant): TimelineEntry[] {
  const today = dayOf(now);
  const { due, entry } = entryMaker(today, calendar);
  const { openedAt, reportedAt, candidatesPublishedAt, standstillUntil, awardedAt, contractSignedAt } = facts;
  const asNotice = pack.result.value === 'notice';

  const opened: Base = openedAt === undefined ? { ...known(facts.deadline), assumed: true } : known(openedAt);
  const evaluated: Base = { ...opened, assumed: true };
  const isOut = candidatesPublishedAt === undefined ? undefined : nothingToDo;
  const reported = due('evaluation-report-due', evaluated, pack.evaluationReportDays, reportedAt ?? isOut);
  const report = reportedAt === undefined ? baseOf(reported) : known(reportedAt);
  const decided = due('decision-due', report, pack.decisionDays, isOut);
  const decision = pack.decisionDays.value === 0 ? report : baseOf(decided);
  const published = due(
    asNotice ? 'result-notice-due' : 'candidates-due',
    decision,
    pack.publicationDays,
    candidatesPublishedAt,
  );
  const result = candidatesPublishedAt === undefined ? baseOf(published) : known(candidatesPublishedAt);
  const standstill = standstillEntry();
  const stood: Base = { ...baseOf(standstill), assumed: standstill.assumed };
  const objection = due('last-result-objection', stood, pack.resultObjectionDays, nothingToDo);
  const answer = due('result-answer', baseOf(objection), pack.resultAnswerDays, nothingToDo);
  const complaint = due('complaint-end', baseOf(answer), pack.complaintDays, nothingToDo);

  const award = awardEntry();
  const awarded = awardedAt === undefined ? baseOf(award) : known(awardedAt);
  const contract = due('contract-due', awarded, pack.contractDays, contractSignedAt);
  const signed = contractSignedAt === undefined ? baseOf(contract) : known(contractSignedAt);
  const from = (event: 'award' | 'contract'): Base => (event === 'award' ? awarded : signed);
  const losers = due(
    'security-return-losers',
    from(pack.losersSecurityFrom.value),
    pack.securityReturnDays,
    nothingToDo,
  );
  const keep = entry('keep-until', countYears(signed.day, pack.keepYears), pack.keepYears, signed, still);

  return [
    ...(pack.evaluationReportDays.value > 0 ? [reported] : []),
    ...(pack.decisionDays.value > 0 ? [decided] : []),
    published,
    ...(asNotice ? [award, standstill] : [standstill]),
    objection,
    answer,
    complaint,
    ...(asNotice ? [] : [award]),
    contract,
    ...(pack.contractPublicationDays.value > 0
      ? [due('contract-publication-due', signed, pack.contractPublicationDays, nothingToDo)]
      : []),
    due('report-due', from(pack.reportFrom.value), pack.reportDays, nothingToDo),
    losers,
    due('security-return-winner', signed, pack.securityReturnDays, nothingToDo),
    keep,
  ];

  /** The whole of the last day belongs to it; an end that was extended stands. */
  function standstillEntry(): TimelineEntry {
    const code = asNotice ? 'result-notice-end' : 'candidates-end';
    const counted = due(code, result, pack.standstill, nothingToDo);
    if (standstillUntil === undefined) return { ...counted, at: endOfDay(counted.day) };
    const day = lastDayBefore(standstillUntil);
    const status = day < today ? 'past' : day === today ? 'today' : 'future';
    return { ...counted, day, latest: day, at: standstillUntil, status, assumed: false };
  }

  /** With candidates, the award follows their standstill; a result notice is the award published (MOF Order 87 art. 69). */
  function awardEntry(): TimelineEntry {
    const base = asNotice ? result : stood;
    const earliest = asNotice ? result.day : addDays(stood.day, 1);
    const rule = asNotice ? pack.publicationDays : pack.standstill;
    if (awardedAt === undefined) return entry('award', earliest, rule, base, still, { earliest });
    return entry('award', dayOf(awardedAt), rule, base, still, { at: awardedAt, earliest, assumed: false });
  }
}

/** The day that ends at an instant: 24:00 of it is 00:00 of the next. */
function lastDayBefore(until: Instant): Day {
  const day = dayOf(until);
  const before = addDays(day, -1);
  return endOfDay(before) === until ? before : day;
}
