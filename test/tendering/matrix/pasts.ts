import type { Draft } from '../../../functions/tendering/draft.ts';
import { millis } from '../../../shared/kernel/time.ts';
import { calendar, deadline } from '../fixtures.ts';
import { bidders, seated } from './cast.ts';
import * as c from './committee-events.ts';
import { agreementTerm, ceremony, joint, optimised, secondStage } from './drafts.ts';
import * as e from './events.ts';
import type { Evaluated, Past, Setting, Step } from './setting.ts';

const { times } = e;
/** After the deadline, before anything can be frozen. */
const justAfter = new Date(millis(deadline) + 30_000).toISOString();

const cancelled: Step = { type: 'cancelTender', at: times.awarded, reason: '项目取消' };

/** What leads to a publication: a question that waits, and an objection that was answered. */
const open = (w: Setting, more: Partial<Draft> = {}): Step[] => [
  e.drafted(more),
  e.published(w, more.regime ?? 'bidding-compulsory'),
  e.fileAttached,
  e.questionAsked,
];
const answered: Step[] = [e.objectionFiled('documents'), e.objectionAnswered('documents')];
const byCeremony = (w: Setting): Step[] => [
  e.drafted(ceremony),
  e.arranged(w),
  ...e.confirmed(w),
  e.published(w, 'bidding-compulsory'),
];
const openedUnder =
  (more: Partial<Draft>) =>
  (w: Setting): Step[] => [...open(w, more), e.frozen(w), e.opened, e.securityRecorded];
const soe = openedUnder({ regime: 'soe-voluntary' });
const bidding = openedUnder({ ...e.scoring, ...e.requirements });
const government = openedUnder({ regime: 'government-procurement', ...e.requirements });

/** A committee that has found everything, and its report. */
const found = (w: Setting): Step[] => [...bidding(w), ...c.committee(w, true), ...c.judgedAll(), ...c.sheets()];
const report = ({ evaluationHash }: Evaluated): Step[] => [
  ...seated.map((seat) => c.signed(seat, evaluationHash)),
  c.reported(evaluationHash),
];
const candidates = (evaluated: Evaluated): Step => ({
  type: 'publishCandidates',
  at: times.published,
  calendar,
  ties: [],
  ...evaluated,
});
const award = (evaluated: Evaluated): Step => ({ type: 'award', at: times.after, calendar, ...evaluated });
const standstill = (_: Setting, evaluated: Evaluated): Step[] => [...report(evaluated), candidates(evaluated)];
const objected = [e.objectionFiled('result', times.standstill)];
const dismissed = [...objected, e.objectionAnswered('result', 'none', times.standstill)];
const paused = (at = times.standstill) => e.complaintFiled('result', at, true);

/** Every state of the matrix, by the past that leads to it. */
export const pasts: Readonly<Record<string, Past>> = {
  none: { steps: () => [], bids: 'none', at: times.drafting },
  draft: { steps: () => [e.drafted(), e.fileAttached], bids: 'none', at: times.drafting },
  'draft by ceremony': { steps: () => [e.drafted(ceremony)], bids: 'none', at: times.drafting },
  'draft, shares dealt': { steps: (w) => [e.drafted(ceremony), e.arranged(w)], bids: 'none', at: times.drafting },
  'draft, shares confirmed': {
    steps: (w) => [e.drafted(ceremony), e.arranged(w), ...e.confirmed(w)],
    bids: 'none',
    at: times.drafting,
  },
  'draft, joint': { steps: () => [e.drafted(joint), e.fileAttached], bids: 'none', at: times.drafting },
  published: { steps: (w) => [...open(w), ...answered], bids: 'sealed', at: times.early },
  'published as a joint tender': { steps: (w) => open(w, joint), bids: 'sealed', at: times.early },
  'published as a second stage': { steps: (w) => open(w, secondStage), bids: 'sealed', at: times.early },
  'published by ceremony': { steps: byCeremony, bids: 'sealed', at: times.early },
  'published, deadline past': { steps: (w) => [...open(w), ...answered], bids: 'sealed', at: justAfter },
  suspended: { steps: (w) => [...open(w), e.objectionFiled('documents')], bids: 'sealed', at: times.early },
  'suspended, deadline past': {
    steps: (w) => [...open(w), e.objectionFiled('documents')],
    bids: 'sealed',
    at: times.opening,
  },
  'amendment due': {
    steps: (w) => [...open(w), e.objectionFiled('documents'), e.objectionAnswered('documents', 'amend')],
    bids: 'sealed',
    at: times.early,
  },
  'amendment due, deadline past': {
    steps: (w) => [...open(w), e.objectionFiled('documents'), e.objectionAnswered('documents', 'amend')],
    bids: 'sealed',
    at: times.opening,
  },
  'paused before the opening': {
    steps: (w) => [...open(w), ...answered, ...e.complaintFiled('documents', times.early, true)],
    bids: 'sealed',
    at: times.early,
  },
  opening: { steps: (w) => [...open(w), e.frozen(w)], bids: 'frozen', at: times.opening },
  'opening, shares awaited': { steps: (w) => [...byCeremony(w), e.frozen(w)], bids: 'frozen', at: times.opening },
  'opening, in reveal': {
    steps: (w) => [...byCeremony(w), e.frozen(w), e.revealStarted],
    bids: 'frozen',
    at: times.opening,
  },
  'opened, no committee asked for': { steps: soe, bids: 'opened', at: times.evaluating },
  'opened, to be allocated': { steps: openedUnder(optimised), bids: 'opened', at: times.evaluating },
  'opened, nothing valid': { steps: soe, bids: 'opened', validUntil: '2026-03-25', at: times.evaluating },
  'opened, objection to it': {
    steps: (w) => [...soe(w), e.objectionFiled('opening', times.opening)],
    bids: 'opened',
    at: times.evaluating,
  },
  'opened, paused': {
    steps: (w) => [...soe(w), ...e.complaintFiled('documents', times.opening, true)],
    bids: 'opened',
    at: times.evaluating,
  },
  'opened, complaint about the documents': {
    steps: (w) => [...soe(w), ...e.complaintFiled('documents', times.opening, false)],
    bids: 'opened',
    at: times.evaluating,
  },
  'opened in government procurement': { steps: government, bids: 'opened', at: times.evaluating },
  'opened, committee to come': { steps: bidding, bids: 'opened', at: times.evaluating },
  'draw prepared': { steps: (w) => [...soe(w), ...c.drawPrepared(w, false)], bids: 'opened', at: times.evaluating },
  'draw half revealed': { steps: (w) => [...soe(w), ...c.drawPrepared(w, true)], bids: 'opened', at: times.evaluating },
  'committee, a seat vacant': {
    steps: (w) => [
      ...bidding(w),
      ...c.committee(w, false),
      c.bidderAsked(times.published),
      c.sheet(1, bidders[1].id, '40'),
      c.sheet(2, bidders[1].id),
      c.sheet(3, bidders[1].id),
    ],
    bids: 'opened',
    at: times.evaluating,
  },
  'committee has found all': { steps: found, bids: 'opened', at: times.evaluating },
  'committee, the chair to sign': {
    steps: found,
    afterwards: (_, { evaluationHash }) => seated.slice(1).map((seat) => c.signed(seat, evaluationHash)),
    bids: 'opened',
    at: times.evaluating,
  },
  reported: { steps: found, afterwards: (_, evaluated) => report(evaluated), bids: 'opened', at: times.evaluating },
  standstill: { steps: found, afterwards: standstill, bids: 'opened', at: times.standstill },
  'standstill over': { steps: found, afterwards: standstill, bids: 'opened', at: times.after },
  'standstill, objection open': {
    steps: found,
    afterwards: (w, evaluated) => [...standstill(w, evaluated), ...objected],
    bids: 'opened',
    at: times.after,
  },
  'standstill, objection dismissed': {
    steps: found,
    afterwards: (w, evaluated) => [...standstill(w, evaluated), ...dismissed],
    bids: 'opened',
    at: times.after,
  },
  'standstill, paused': {
    steps: found,
    afterwards: (w, evaluated) => [...standstill(w, evaluated), ...dismissed, ...paused()],
    bids: 'opened',
    at: times.after,
  },
  awarded: {
    steps: found,
    afterwards: (w, evaluated) => [...standstill(w, evaluated), award(evaluated)],
    bids: 'opened',
    at: times.awarded,
  },
  'awarded, paused': {
    steps: found,
    afterwards: (w, evaluated) => [
      ...standstill(w, evaluated),
      ...dismissed,
      award(evaluated),
      ...paused(times.awarded),
    ],
    bids: 'opened',
    at: times.awarded,
  },
  'awarded in government procurement, objection open': {
    steps: (w) => [
      ...government(w),
      ...bidders.map(({ id }) => c.judged(null, id)),
      ...c.committee(w, true),
      ...c.judgedAll(),
    ],
    afterwards: (_, evaluated) => [...report(evaluated), candidates(evaluated), ...objected],
    bids: 'opened',
    at: times.awarded,
  },
  'awarded as an agreement': {
    steps: openedUnder({ regime: 'soe-voluntary', agreementTerm }),
    afterwards: (_, evaluated) => [candidates(evaluated), award(evaluated)],
    bids: 'opened',
    at: times.awarded,
  },
  'failed before the opening': {
    steps: (w) => [...open(w), e.frozen(w, 0), e.failed],
    bids: 'frozen',
    at: times.opening,
  },
  'failed after the evaluation': {
    steps: soe,
    afterwards: (_, evaluated) => [
      { type: 'declareFailed', at: times.published, calendar, why: '均无效', ...evaluated },
    ],
    validUntil: '2026-03-25',
    bids: 'opened',
    at: times.standstill,
  },
  'failed after the evaluation, complaint': {
    steps: (w) => [...soe(w), e.objectionFiled('opening', times.opening), e.objectionAnswered('opening')],
    afterwards: (_, evaluated) => [
      { type: 'declareFailed', at: times.published, calendar, why: '均无效', ...evaluated },
      ...e.complaintFiled('opening', times.standstill, false),
    ],
    validUntil: '2026-03-25',
    bids: 'opened',
    at: times.standstill,
  },
  'cancelled as a draft': { steps: () => [e.drafted(), e.fileAttached, cancelled], bids: 'none', at: times.early },
  'cancelled before the opening': {
    steps: (w) => [...open(w), ...answered, cancelled],
    bids: 'sealed',
    at: times.early,
  },
  'cancelled while the committee sits': {
    steps: (w) => [...found(w), cancelled],
    bids: 'opened',
    at: times.awarded,
  },
  'cancelled after the opening': { steps: (w) => [...soe(w), cancelled], bids: 'opened', at: times.awarded },
  'cancelled in the standstill, complaint': {
    steps: found,
    afterwards: (w, evaluated) => [
      ...standstill(w, evaluated),
      ...dismissed,
      cancelled,
      ...e.complaintFiled('result', times.awarded, false),
    ],
    bids: 'opened',
    at: times.awarded,
  },
};

type Trait = (state: string) => boolean;
const among =
  (...words: readonly string[]): Trait =>
  (state) =>
    words.some((word) => state.startsWith(word));

/** The states before bids are opened, and those after it. */
export const statesOf = (half: 'before' | 'after'): string[] =>
  Object.entries(pasts).flatMap(([state, { bids }]) => ((bids === 'opened') === (half === 'after') ? [state] : []));

/** A tender that only its buyer's people may know of. */
export const isHidden: Trait = (state) =>
  state === 'draft' || among('none', 'draft,', 'draft by', 'cancelled as')(state);
/** Bids of it were never opened, so that nobody sees who bids. */
export const isSealed: Trait = (state) =>
  isHidden(state) ||
  among('published', 'suspended', 'amendment', 'paused', 'opening', 'failed before', 'cancelled before')(state);
/** What is found is kept in confidence. */
export const isConfidential: Trait = among('committee', 'draw', 'reported', 'cancelled while');
