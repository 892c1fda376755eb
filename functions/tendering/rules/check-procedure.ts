import { isWorkingDay, nextWorkingDay } from '../../../shared/kernel/calendar.ts';
import { parseMoney, yuan } from '../../../shared/kernel/money.ts';
import { compare, parseDecimal, type Ratio, sum } from '../../../shared/kernel/ratio.ts';
import { addDays, dayOf } from '../../../shared/kernel/time.ts';
import type { Draft } from '../draft.ts';
import { type CheckInput, type Finding, finding, inconsistent, platform } from './finding.ts';
import { earliestDeadline, periodEnd } from './periods.ts';

/** What the law of procedure says of a draft: its dates, review, ties, committee and threshold. */
export const procedureFindings = (input: CheckInput): readonly Finding[] => [
  ...deadlineFindings(input),
  ...documentFindings(input),
  ...fairReviewFindings(input),
  ...tieFindings(input),
  ...committeeFindings(input),
  ...thresholdFindings(input),
];

/** From publication to the deadline: Bidding Law art. 24, GPL art. 35, and the days of documents. */
function deadlineFindings({ draft: { deadline }, pack, at, calendar, day }: CheckInput): readonly Finding[] {
  const pointer = '/deadline';
  if (deadline <= at) return [inconsistent('deadline-past', pointer, { now: at })];
  const due = dayOf(deadline);
  const found: Finding[] = [];
  const earliest = earliestDeadline(pack, calendar, at);
  if (due < earliest.day) {
    const { article, value } = pack.minimumDays;
    const params = { earliest: earliest.day, days: value, article };
    found.push(finding(day, 'deadline-too-early', pointer, pack.minimumDays, 'refused', params));
  }
  const documentsUntil = periodEnd(calendar, day, pack.documentsDays).day;
  if (due < documentsUntil) {
    const params = { earliest: documentsUntil, days: pack.documentsDays.value };
    found.push(finding(day, 'documents-period-short', pointer, pack.documentsDays, 'refused', params));
  }
  const latest = addDays(day, pack.latestDays.value);
  if (due > latest) found.push(finding(day, 'deadline-too-far', pointer, pack.latestDays, 'refused', { latest }));
  const { working, provisional } = isWorkingDay(calendar, due);
  if (!working) {
    const params = { day: due, next: nextWorkingDay(calendar, due) };
    found.push(finding(day, 'deadline-not-working-day', pointer, platform.advice, 'advised', params));
  }
  if (provisional || earliest.provisional) {
    const params = { day: due, year: due.slice(0, 4) };
    found.push(finding(day, 'deadline-provisional', pointer, platform.advice, 'advised', params));
  }
  return found;
}

const documentFindings = ({ documents, pack, day }: CheckInput): readonly Finding[] =>
  documents === 0 ? [finding(day, 'documents-none', '', pack.documentsDays, 'advised')] : [];

/** Regulation on Fair Competition Review art. 12 (an exception has a ground and an end), 17 (said at length), 18. */
function fairReviewFindings({ draft: { fairReview }, pack, day }: CheckInput): readonly Finding[] {
  const { fairReview: asked, fairReviewException: excepted } = pack;
  const pointer = '/fairReview';
  if (fairReview === undefined) return [finding(day, 'fair-review-missing', pointer, asked, asked.value)];
  const { reviewedOn, articles, conclusion, exception } = fairReview;
  const found: Finding[] = [];
  if (reviewedOn > day) {
    found.push(finding(day, 'fair-review-in-future', `${pointer}/reviewedOn`, asked, asked.value, { day: reviewedOn }));
  }
  if (articles.length === 0) {
    found.push(finding(day, 'fair-review-articles-missing', `${pointer}/articles`, asked, asked.value));
  }
  if (conclusion === 'exception' && exception === undefined) {
    found.push(finding(day, 'fair-review-exception-missing', `${pointer}/exception`, excepted, excepted.value));
  }
  if (conclusion === 'no-restriction' && exception !== undefined) {
    found.push(inconsistent('fair-review-contradictory', `${pointer}/conclusion`));
  }
  if (exception !== undefined && exception.until < day) {
    const params = { until: exception.until };
    found.push(
      finding(day, 'fair-review-exception-expired', `${pointer}/exception/until`, excepted, excepted.value, params),
    );
  }
  return found;
}

function tieFindings({ draft: { tieRule }, pack, day }: CheckInput): readonly Finding[] {
  const { tieDraw } = pack;
  if (tieRule === undefined) return [finding(day, 'tie-rule-missing', '/tieRule', tieDraw, 'advised')];
  if (tieRule !== 'draw' || tieDraw.value === 'allowed') return [];
  return [finding(day, 'tie-draw', '/tieRule', tieDraw, tieDraw.value)];
}

/** Bidding Law art. 37, MOF Order 87 art. 47: what the committee will have to be, said before it is needed. */
function committeeFindings({ draft, pack, day }: CheckInput): readonly Finding[] {
  const { members, large, largeFrom, experts, source } = pack.committee.value;
  if (members === 0) return [];
  const total = estimateOf(draft);
  const isLarge =
    large !== null && largeFrom !== null && total !== undefined && compare(total, parseDecimal(largeFrom, 2)) >= 0;
  const params = { members: isLarge ? large : members, experts };
  const needed = finding(day, 'committee-needed', '', pack.committee, 'advised', params);
  const drawn = finding(day, 'committee-pool', '', pack.committee, 'advised');
  return source === 'statutory-pool' ? [needed, drawn] : [needed];
}

/**
 * Bidding Law art. 4 and Order 16 art. 5: what could be bought together is added up. A voluntary tender at or above the
 * threshold may be a compulsory one; below it, nothing may have been split off.
 */
function thresholdFindings({ draft, pack, day }: CheckInput): readonly Finding[] {
  const { compulsoryFrom, splitting } = pack;
  const total = estimateOf(draft);
  if (compulsoryFrom.value === null || total === undefined) return [];
  const params = { from: compulsoryFrom.value };
  if (compare(total, parseDecimal(compulsoryFrom.value, 2)) < 0) {
    return [finding(day, 'splitting', '', splitting, splitting.value, params)];
  }
  return pack.regime === 'soe-voluntary'
    ? [finding(day, 'compulsory-threshold', '/regime', compulsoryFrom, 'advised', params)]
    : [];
}

/** The estimates of all lots, in yuan; undefined as long as a lot has none. */
function estimateOf({ lots }: Draft): Ratio | undefined {
  const amounts = lots.flatMap(({ estimate }) => (estimate === undefined ? [] : [yuan(parseMoney(estimate))]));
  return amounts.length === lots.length ? sum(amounts) : undefined;
}
