import { DomainError, type FieldError, refuseAll } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { checkExplained } from './deviations.ts';
import { earlyOf } from './early.ts';
import type {
  Figure,
  LateChangeApplied,
  LateChangeConsented,
  LateChangeProposed,
  LateChangeRefused,
  LeftOut,
  ParticipantOptedOut,
  Report,
  RoundLocked,
  Unit,
} from './events.ts';
import { lockedOf, type Reports } from './lots.ts';
import { checkRoom, markOf } from './report.ts';
import {
  activeMember,
  type ExistingRound,
  isSigned,
  type LockedRound,
  memberOf,
  most,
  mustBeLocked,
  mustBeOpen,
  type Open,
  type PendingChange,
  sameReports,
} from './round-state.ts';

/** `reports` are all that were read; only those that the round stands on count. */
export type LockCommand =
  | {
      readonly type: 'lock';
      readonly at: Instant;
      readonly reports: Reports;
      /** Units that reported and never signed, whose lines do not count. */
      readonly without?: readonly LeftOut[] | undefined;
    }
  | {
      readonly type: 'optOut';
      readonly at: Instant;
      readonly participant: string;
      readonly reason: string;
      readonly reports: Reports;
    }
  | (Unit & {
      readonly type: 'proposeChange';
      readonly at: Instant;
      readonly change: string;
      readonly report: Report;
      readonly reason: string;
      readonly reports: Reports;
      readonly lastYear: readonly Figure[];
    })
  | (OnChange & { readonly type: 'consent'; readonly report: Report; readonly reports: Reports })
  | (OnChange & { readonly type: 'refuse'; readonly reason: string });

interface OnChange {
  readonly at: Instant;
  readonly change: string;
  readonly participant: string;
}

type LockEvent =
  | RoundLocked
  | ParticipantOptedOut
  | LateChangeProposed
  | LateChangeConsented
  | LateChangeRefused
  | LateChangeApplied;

const v = 1;

/** The lock and what may still change after it (锁定、退出、变更). Locked already, locking changes nothing. */
export function decideLocking(command: LockCommand, state: ExistingRound): LockEvent[] {
  if (command.type === 'lock') return state.status === 'locked' ? [] : locked(command, state);
  const round = mustBeLocked(state);
  switch (command.type) {
    case 'optOut':
      return optedOut(command, round);
    case 'proposeChange':
      return proposed(command, round);
    case 'consent':
      return consented(command, round);
    case 'refuse': {
      const { change, participant, reason, at } = command;
      activeMember(round, participant);
      pending(round, change);
      return [{ type: 'LateChangeRefused', v, data: { change, participant, reason, at } }];
    }
  }
}

/**
 * Everyone who reported has signed, and the window is closed or everyone invited has signed or left. Once it is closed the
 * lead may lock without those who reported and never signed.
 * @throws `signatures-missing`, `round-still-open`, `nothing-reported`, `not-to-be-left-out`
 */
function locked(command: Extract<LockCommand, { type: 'lock' }>, state: ExistingRound): LockEvent[] {
  const { at: lockedAt, reports, without = [] } = command;
  const round = mustBeOpen(state);
  if (without.length > 0) checkLeftOut(without, round, lockedAt);
  const isOut = (id: string) => without.some(({ participant }) => participant === id);
  const staying = round.members.filter(({ id, left }) => left === undefined && !isOut(id));
  const reporting = staying.filter(({ report }) => report !== undefined);
  const missing = reporting.filter((one) => !isSigned(one));
  if (missing.length > 0) {
    const units = missing.map(({ id, unit }) => unit?.participant.name ?? id).join('、');
    throw new DomainError('conflict', 'signatures-missing', { units });
  }
  if (lockedAt < round.closesAt && reporting.length < staying.length) {
    throw new DomainError('conflict', 'round-still-open', { closesAt: round.closesAt });
  }
  const marks = reporting.map(({ id, report }) => ({ participant: id, hash: report?.hash ?? '' }));
  const found = sameReports(round, marks, reports);
  if (![...found.values()].some(({ lines }) => lines.length > 0)) throw new DomainError('conflict', 'nothing-reported');
  const leaving = without.length === 0 ? {} : { without };
  const early = earlyOf(round, found);
  return [{ type: 'RoundLocked', v, data: { ...lockedOf(round, 1, found), lockedAt, ...leaving, early } }];
}

/** Nobody who signed, left or reported nothing is left out, and no unit before the window closes, until when it may sign. */
function checkLeftOut(without: readonly LeftOut[], { members, closesAt }: Open, at: Instant): void {
  if (at < closesAt) throw new DomainError('conflict', 'round-still-open', { closesAt });
  const faults = without.flatMap(({ participant }, place): FieldError[] => {
    const member = members.find(({ id }) => id === participant);
    const first = without.findIndex((one) => one.participant === participant) === place;
    const unsigned = member?.report !== undefined && member.left === undefined && !isSigned(member);
    return first && unsigned ? [] : [{ pointer: `/without/${place}/participant`, code: 'not-to-be-left-out' }];
  });
  refuseAll(faults, 'not-to-be-left-out');
}

/** @throws `last-participant`: then it is for the lead to cancel the round */
function optedOut(command: Extract<LockCommand, { type: 'optOut' }>, round: LockedRound): ParticipantOptedOut[] {
  const { at: optedOutAt, participant, reason } = command;
  activeMember(round, participant);
  const rest = reportsWithout(round, command.reports, participant);
  const next = lockedOf(round, round.locked.version + 1, rest);
  if (next.lots.length === 0) throw new DomainError('conflict', 'last-participant');
  const lapsed = round.change && { lapsed: round.change.id };
  const data = { participant, reason, optedOutAt, ...lapsed, locked: next, early: earlyOf(round, rest) };
  return [{ type: 'ParticipantOptedOut', v, data }];
}

/** The reports of a locked round without one unit's. */
export function reportsWithout(round: LockedRound, reports: Reports, participant: string): Reports {
  const current = sameReports(round, round.locked.signed, reports);
  return new Map([...current].filter(([id]) => id !== participant));
}

/** The reports of a locked round with another report of one unit. */
export function reportsWith(round: LockedRound, reports: Reports, participant: string, report: Report): Reports {
  return new Map([...sameReports(round, round.locked.signed, reports), [participant, report]]);
}

/** @throws `late-change-open`, `nothing-changed`, and what a report is refused for */
function proposed(command: Extract<LockCommand, { type: 'proposeChange' }>, round: LockedRound): LockEvent[] {
  const { at, change, participant, affiliates, report, reason, reports } = command;
  const member = activeMember(round, participant.id);
  if (round.change !== undefined) throw new DomainError('conflict', 'late-change-open');
  const mark = markOf(round.round, participant.id, round, report);
  if (mark.hash === member.report?.hash) throw new DomainError('conflict', 'nothing-changed');
  const kept = others(round, participant.id).flatMap((id) => memberOf(round, id).report ?? []);
  if ([...kept, mark].every(({ count }) => count === 0)) throw new DomainError('conflict', 'nothing-reported');
  checkRoom([...kept, mark], most);
  checkExplained(report, command.lastYear);
  const asked: LateChangeProposed = {
    type: 'LateChangeProposed',
    v,
    data: { change, participant, affiliates, ...mark, reason, proposedAt: at },
    private: { report },
  };
  const open = { ...mark, id: change, participant: participant.id, consents: [] };
  return others(round, participant.id).length === 0 ? [asked, applied(round, open, report, reports, at)] : [asked];
}

/** With the last consent the change is made. */
function consented(command: Extract<LockCommand, { type: 'consent' }>, round: LockedRound): LockEvent[] {
  const { at, change, participant, report, reports } = command;
  activeMember(round, participant);
  const open = pending(round, change);
  if (participant === open.participant) throw new DomainError('conflict', 'own-change');
  if (open.consents.includes(participant)) return [];
  const consent: LateChangeConsented = { type: 'LateChangeConsented', v, data: { change, participant, at } };
  const waiting = others(round, open.participant).filter((id) => id !== participant && !open.consents.includes(id));
  return waiting.length > 0 ? [consent] : [consent, applied(round, open, report, reports, at)];
}

function applied(
  round: LockedRound,
  { id: change, participant, consents: _, ...mark }: PendingChange,
  report: Report,
  reports: Reports,
  appliedAt: Instant,
): LateChangeApplied {
  const next = reportsWith(round, reports, participant, report);
  const version = lockedOf(round, round.locked.version + 1, next);
  if (version.signed.find((one) => one.participant === participant)?.hash !== mark.hash) {
    throw new DomainError('conflict', 'concurrent-change');
  }
  const data = { change, participant, ...mark, appliedAt, locked: version, early: earlyOf(round, next) };
  return { type: 'LateChangeApplied', v, data, private: { report } };
}

/** @throws `late-change-closed` */
function pending({ change: open }: LockedRound, change: string): PendingChange {
  if (open?.id !== change) throw new DomainError('conflict', 'late-change-closed');
  return open;
}

/** Who has to consent: every active unit but the one that asks. */
export const others = ({ locked: { signed } }: LockedRound, participant: string): readonly string[] =>
  signed.flatMap((one) => (one.participant === participant ? [] : [one.participant]));
