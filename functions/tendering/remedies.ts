import type { Calendar } from '../../shared/kernel/calendar.ts';
import { DomainError, fieldError, unreachable } from '../../shared/kernel/errors.ts';
import { dayOf, endOfDay, type Instant, lastDayOf } from '../../shared/kernel/time.ts';
import type { Interested } from './document-events.ts';
import type { TenderEvent } from './events.ts';
import type { Remedy, RemedyEvent, Subject } from './remedy-events.ts';
import type { Period } from './rules/pack.ts';
import { endOfPeriod, lastDocumentsObjection, lastResultObjection, laterOf, periodEnd } from './rules/periods.ts';
import { inStatus, isPaused, type Published, type Tender, type WithCandidates, wrongStatus } from './tender-state.ts';

/** An objection as it is kept beside the tender. */
export interface FiledObjection {
  readonly id: string;
  readonly about: Subject;
  readonly lot: string | null;
  readonly org: string;
  readonly answerBy: Instant;
  readonly answeredAt: Instant | null;
}

export type RemedyCommand =
  | {
      readonly type: 'fileObjection';
      readonly at: Instant;
      readonly calendar: Calendar;
      readonly objection: string;
      readonly about: Subject;
      readonly lot: string | null;
      readonly text: string;
      readonly by: Interested;
    }
  | {
      readonly type: 'answerObjection';
      readonly at: Instant;
      readonly objection: string;
      readonly decision: 'upheld' | 'dismissed';
      readonly answer: string;
      readonly remedy: Remedy;
    }
  | { readonly type: 'withdrawObjection'; readonly objection: string; readonly org: string }
  | {
      readonly type: 'fileComplaint';
      readonly at: Instant;
      readonly calendar: Calendar;
      readonly complaint: string;
      readonly objection: FiledObjection;
      readonly text: string;
      readonly by: Interested;
    }
  | {
      readonly type: 'decideComplaint';
      readonly at: Instant;
      readonly complaint: string;
      readonly decision: 'accepted' | 'rejected' | 'upheld' | 'dismissed';
      readonly suspends: boolean;
      readonly reasons: string;
      readonly remedy: Remedy;
      readonly lot: string | null;
    };

/** What may follow, by what it is about. */
const remedies: Readonly<Record<Subject, readonly Remedy[]>> = {
  documents: ['none', 'amend'],
  opening: ['none', 'evaluate-again'],
  result: ['none', 'evaluate-again', 'revoke-award'],
};

/** What may follow in a state: documents are amended before the opening, an award is revoked where there is one. */
function isPossible(state: Tender, remedy: Remedy): boolean {
  switch (remedy) {
    case 'none':
      return true;
    case 'amend':
      return state.status === 'published';
    case 'evaluate-again':
      if (state.status === 'failed') return state.opening !== undefined;
      return state.status === 'opened' || state.status === 'standstill';
    case 'revoke-award':
      return state.status === 'awarded';
    default:
      return unreachable(remedy);
  }
}

/** What may follow now of an objection or a complaint that is upheld. */
export const remediesNow = (state: Tender, about: Subject): readonly Remedy[] =>
  remedies[about].filter((remedy) => isPossible(state, remedy));

const v = 1;

/** Objections and complaints (异议、质疑、投诉). */
export function decideRemedies(command: RemedyCommand, state: Tender): TenderEvent[] {
  switch (command.type) {
    case 'fileObjection': {
      const { objection, about, text, by, at } = command;
      const { tender, period } = objectable(state, about, at, command.calendar);
      if (tender.objections.some((one) => one.org === by.org && one.about === about)) {
        throw new DomainError('conflict', 'objection-open');
      }
      const lot = lotOf(tender, command.lot);
      const answerBy = endOfPeriod(command.calendar, at, period);
      const data = { objection, about, lot, filedAt: at, answerBy, article: period.article };
      return [{ type: 'ObjectionFiled', v, data, private: { text, by }, veiled: true }];
    }
    case 'answerObjection': {
      const tender = published(state);
      const open = tender.objections.find(({ id }) => id === command.objection);
      if (open === undefined) throw new DomainError('not-found', 'not-found');
      const { objection, decision, answer, remedy, at } = command;
      checkRemedy(state, open.about, decision, remedy, open.lot);
      const data = { objection, about: open.about, decision, answer, remedy, lot: open.lot, answeredAt: at };
      return [{ type: 'ObjectionAnswered', v, data }, ...again(remedy, open.about, answer, at)];
    }
    case 'withdrawObjection': {
      const open = published(state).objections.find(({ id }) => id === command.objection);
      if (open?.org !== command.org) throw new DomainError('not-found', 'not-found');
      return [{ type: 'ObjectionWithdrawn', v, data: { objection: open.id }, veiled: true }];
    }
    case 'fileComplaint': {
      const tender = published(state);
      const { complaint, objection, text, by, at, calendar } = command;
      checkComplaint(tender, objection, by, at, calendar);
      const period = tender.rules.complaintDecisionDays;
      const decideBy = endOfPeriod(calendar, at, period);
      const { id, about } = objection;
      const data = { complaint, objection: id, about, filedAt: at, decideBy, article: period.article };
      return [{ type: 'ComplaintFiled', v, data, private: { text, by }, veiled: true }];
    }
    case 'decideComplaint': {
      const tender = published(state);
      const open = tender.complaints.find(({ id }) => id === command.complaint);
      if (open === undefined) throw new DomainError('not-found', 'not-found');
      const { complaint, decision, suspends, reasons, remedy, at } = command;
      const lot = lotOf(tender, command.lot);
      checkRemedy(state, open.about, decision === 'upheld' ? 'upheld' : 'dismissed', remedy, lot);
      const data = { complaint, decision, suspends, reasons, remedy, lot, decidedAt: at };
      return [{ type: 'ComplaintDecided', v, data }, ...again(remedy, open.about, reasons, at)];
    }
    default:
      return unreachable(command);
  }
}

/** Whether an objection of this kind may come now, and what it is to be answered within. */
function objectable(
  state: Tender,
  about: Subject,
  at: Instant,
  calendar: Calendar,
): { tender: Published; period: Period } {
  if (about === 'documents') {
    const tender = inStatus(state, 'published');
    const { rules, draft, publishedAt } = tender;
    const { deadline } = draft;
    const { day: last, article } = lastDocumentsObjection(rules, calendar, { publishedAt, deadline });
    if (at >= deadline || dayOf(at) > last) throw new DomainError('too-late', 'objection-too-late', { last, article });
    return { tender, period: rules.documentsAnswerDays };
  }
  if (about === 'opening') {
    const tender = inStatus(state, 'opened');
    return { tender, period: tender.rules.documentsAnswerDays };
  }
  const tender = inStatus(state, 'standstill', 'awarded');
  const { rules } = tender;
  const until = objectionsEnd(tender, calendar);
  if (at >= until) {
    const { article } = rules.resultObjectionDays;
    throw new DomainError('too-late', 'objection-too-late', { last: lastDayOf(until), article });
  }
  return { tender, period: rules.resultAnswerDays };
}

/** A provisional end is counted again with the calendar as it is now, as that of the standstill is. */
function objectionsEnd(tender: WithCandidates, calendar: Calendar): Instant {
  const { provisional, objectionsUntil, rules, candidatesPublishedAt } = tender;
  if (!provisional) return objectionsUntil;
  const until = endOfDay(lastResultObjection(rules, calendar, candidatesPublishedAt).day);
  return laterOf(until, objectionsUntil);
}

function lotOf({ draft }: Published, lot: string | null): string | null {
  if (lot !== null && !draft.lots.some(({ id }) => id === lot)) throw fieldError('lot-unknown', '/lot');
  return lot;
}

/** @throws `remedy-not-possible`, `lot-required`, `lot-not-awarded` */
function checkRemedy(
  state: Tender,
  about: Subject,
  decision: 'upheld' | 'dismissed',
  remedy: Remedy,
  lot: string | null,
): void {
  const allowed = (decision === 'upheld' ? remedies[about] : (['none'] as const)).filter((one) =>
    isPossible(state, one),
  );
  if (!allowed.includes(remedy)) throw fieldError('remedy-not-possible', '/remedy', { allowed: allowed.join(', ') });
  if (remedy !== 'revoke-award') return;
  if (lot === null) throw fieldError('lot-required', '/lot');
  const awards = state.status === 'awarded' ? state.awards : [];
  if (!awards.some((award) => award.lot === lot)) throw fieldError('lot-not-awarded', '/lot');
}

/** A complaint follows an objection of one's own that was answered, or that nobody answered in time (Reg. art. 60). */
function checkComplaint(
  { rules, complaints }: Published,
  { id, org, answeredAt, answerBy }: FiledObjection,
  by: Interested,
  at: Instant,
  calendar: Calendar,
): void {
  if (org !== by.org) throw fieldError('objection-unknown', '/objection');
  if (complaints.some(({ objection }) => objection === id)) throw new DomainError('conflict', 'complaint-open');
  if (answeredAt === null && at < answerBy) {
    throw new DomainError('conflict', 'objection-unanswered', { until: answerBy });
  }
  // The last day for the answer is the day that is not counted; `answerBy` is already the next.
  const until = endOfDay(
    periodEnd(calendar, answeredAt === null ? lastDayOf(answerBy) : dayOf(answeredAt), rules.complaintDays).day,
  );
  if (at >= until) {
    throw new DomainError('too-late', 'complaint-too-late', {
      last: lastDayOf(until),
      article: rules.complaintDays.article,
    });
  }
}

/** The evaluation is to be made again: the published result falls with it. */
function again(remedy: Remedy, ground: Subject, reason: string, at: Instant): TenderEvent[] {
  if (remedy !== 'evaluate-again') return [];
  return [{ type: 'ResultWithdrawn', v, data: { ground, reason, withdrawnAt: at } }];
}

/** A tender that somebody may object to or complain of. */
function published(state: Tender): Published {
  if (state.status === 'none' || state.status === 'draft') throw wrongStatus(state);
  if (state.status === 'cancelled' && state.publishedAt === undefined) throw wrongStatus(state);
  return state as Published;
}

export function evolveRemedies(state: Tender, event: RemedyEvent): Tender {
  const tender = state as Extract<Tender, { readonly status: 'opened' }>;
  switch (event.type) {
    case 'ObjectionFiled': {
      const { objection: id, about, lot, answerBy, article } = event.data;
      const open = { id, about, lot, answerBy, article, org: event.private?.by.org ?? '' };
      return { ...tender, objections: [...tender.objections, open] };
    }
    case 'ObjectionAnswered':
      return {
        ...tender,
        objections: tender.objections.filter(({ id }) => id !== event.data.objection),
        amendmentDue: tender.amendmentDue || event.data.remedy === 'amend',
      };
    case 'ObjectionWithdrawn':
      return { ...tender, objections: tender.objections.filter(({ id }) => id !== event.data.objection) };
    case 'ComplaintFiled': {
      const { complaint: id, objection, about, decideBy, article } = event.data;
      const open = { id, objection, about, decideBy, article, org: event.private?.by.org ?? '', suspends: false };
      return { ...tender, complaints: [...tender.complaints, open] };
    }
    case 'ComplaintDecided': {
      const { complaint, decision, suspends, remedy } = event.data;
      const complaints =
        decision === 'accepted'
          ? tender.complaints.map((one) => (one.id === complaint ? { ...one, suspends } : one))
          : tender.complaints.filter(({ id }) => id !== complaint);
      return { ...tender, complaints, amendmentDue: tender.amendmentDue || remedy === 'amend' };
    }
    default:
      return unreachable(event);
  }
}

/**
 * Nothing is ended or decided while the supervisor has paused the procedure, or before an objection to the opening or
 * the result is answered (Bidding Law Regulation art. 54, 62). @throws `procedure-paused`, `objection-open-here`
 */
export function checkUndisputed(tender: Published): void {
  if (isPaused(tender)) throw new DomainError('conflict', 'procedure-paused');
  if (hasOpenObjection(tender)) throw new DomainError('conflict', 'objection-open-here');
}

/** What an open objection to the result stands in the way of. */
export const hasOpenObjection = ({ objections }: Published): boolean =>
  objections.some(({ about }) => about === 'result' || about === 'opening');
