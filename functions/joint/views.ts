import type { Actor } from '../../shared/kernel/actor.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { isInside, seesReport } from './access.ts';
import { type Deviation, deviationsOf, type LastYear, limit } from './deviations.ts';
import type { Figure, Locked, Participant, Report, Terms } from './events.ts';
import { reportHash } from './report.ts';
import { type Phase, phaseOf, type Standing, standingOf } from './round.ts';
import { type ExistingRound, isSigned, type Member, memberOf, type PendingChange } from './round-state.ts';

/** A unit of a round as its readers see it: how much it reports is for itself and the lead. */
export interface MemberView {
  readonly id: string;
  readonly name?: string;
  readonly division?: string;
  readonly standing: Standing;
  readonly signedAt?: Instant;
  readonly lines?: number;
  readonly hash?: string;
  /** Why the lead locked without it. */
  readonly leftOut?: string;
}

/** A round as its readers see it; `participants` and what follows for the lead and those invited. */
export interface RoundView extends Terms {
  readonly id: string;
  readonly status: Phase;
  readonly lead: Participant;
  readonly openedAt: Instant;
  readonly lockedAt?: Instant;
  readonly locked?: Locked;
  readonly cancellation?: { readonly reason: string; readonly at: Instant };
  readonly participants?: readonly MemberView[];
  readonly lateChange?: Pick<PendingChange, 'id' | 'participant' | 'consents'>;
  readonly tender?: string;
}

export function roundView(state: ExistingRound, actor: Actor, at: Instant): RoundView {
  const { round: id, title, category, opensAt, closesAt, deliveryWindow, zones, previousRound, lead, openedAt } = state;
  return {
    id,
    title,
    category,
    status: phaseOf(state, at),
    lead,
    opensAt,
    closesAt,
    deliveryWindow,
    ...(zones === undefined ? {} : { zones }),
    ...(previousRound === undefined ? {} : { previousRound }),
    openedAt,
    ...('locked' in state && state.locked && state.lockedAt ? { lockedAt: state.lockedAt, locked: state.locked } : {}),
    ...(state.status === 'cancelled' ? { cancellation: { reason: state.reason, at: state.cancelledAt } } : {}),
    ...(isInside(actor, state) ? insideView(state, actor) : {}),
  };
}

function insideView(state: ExistingRound, actor: Actor): Partial<RoundView> {
  return {
    participants: state.members.map((member) => memberView(state, member, actor)),
    ...(state.status === 'locked' && state.change ? { lateChange: changeView(state.change) } : {}),
    ...('tender' in state ? { tender: state.tender } : {}),
  };
}

const changeView = ({ id, participant, consents }: PendingChange) => ({ id, participant, consents });

function memberView(state: ExistingRound, member: Member, actor: Actor): MemberView {
  const { id, unit, report, signature, leftOut } = member;
  const seen = seesReport(actor, state, id);
  const named = unit?.participant ?? (id === state.lead.id ? state.lead : undefined);
  return {
    id,
    ...(named === undefined ? {} : { name: named.name, division: named.division }),
    standing: standingOf(member),
    ...(isSigned(member) && signature ? { signedAt: signature.at } : {}),
    ...(report !== undefined && seen ? { lines: report.count, hash: report.hash } : {}),
    ...(leftOut !== undefined && seen ? { leftOut } : {}),
  };
}

/** A round in a list; its status is read off the clock when it is shown. */
export interface RoundSummary extends Pick<Terms, 'title' | 'category' | 'opensAt' | 'closesAt'> {
  readonly id: string;
  readonly status: ExistingRound['status'];
  readonly lead: Pick<Participant, 'id' | 'name'>;
  readonly openedAt: Instant;
}

export function summaryOf(id: string, state: ExistingRound): RoundSummary {
  const { status, title, category, opensAt, closesAt, openedAt, lead } = state;
  return { id, status, title, category, opensAt, closesAt, openedAt, lead: { id: lead.id, name: lead.name } };
}

/** A unit's report as it and the lead see it: `signed` is what the hash covers. */
export interface ReportView {
  readonly signed: Report & { readonly round: string; readonly participant: string };
  readonly hash: string;
  readonly standing: Standing;
  readonly lastYear: readonly Deviation[];
  readonly entered: readonly Figure[];
  readonly deviationLimit: typeof limit;
}

export function reportView(
  state: ExistingRound,
  unit: string,
  report: Report,
  { entered, figures }: LastYear,
): ReportView {
  const { round } = state;
  const { lines, omissions } = report;
  return {
    signed: { round, participant: unit, lines, omissions },
    hash: reportHash(round, unit, report),
    standing: standingOf(memberOf(state, unit)),
    lastYear: deviationsOf(lines, figures),
    entered,
    deviationLimit: limit,
  };
}
