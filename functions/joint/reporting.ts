import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { checkExplained } from './deviations.ts';
import type {
  DemandReported,
  DemandSigned,
  Figure,
  HistoryEntered,
  ParticipantWithdrew,
  Report,
  Unit,
} from './events.ts';
import { checkRoom, markOf, reportHash } from './report.ts';
import { type ExistingRound, isSigned, memberOf, most, mustBeOpen, type Open } from './round-state.ts';

export type ReportCommand =
  | (Unit & {
      readonly type: 'report';
      readonly at: Instant;
      readonly report: Report;
      /** Last year's figures of the unit. */
      readonly lastYear: readonly Figure[];
    })
  | {
      readonly type: 'enterHistory';
      readonly at: Instant;
      readonly participant: string;
      readonly figures: readonly Figure[];
    }
  | (Unit & {
      readonly type: 'sign';
      readonly at: Instant;
      /** What the admin saw and signs. */
      readonly hash: string;
      readonly report: Report;
      readonly lastYear: readonly Figure[];
    })
  | { readonly type: 'withdraw'; readonly at: Instant; readonly participant: string; readonly reason: string };

type ReportEvent = DemandReported | HistoryEntered | DemandSigned | ParticipantWithdrew;

const v = 1;

/** Reporting, signing and leaving before the lock (报量、签署、撤回). */
export function decideReporting(command: ReportCommand, state: ExistingRound): ReportEvent[] {
  const round = mustBeOpen(state);
  switch (command.type) {
    case 'report':
      return reported(command, round);
    case 'sign':
      return signed(command, round);
    case 'enterHistory':
      return entered(command, round);
    case 'withdraw': {
      const { at, participant, reason } = command;
      const { left, report } = memberOf(round, participant);
      if (left !== undefined) return [];
      const how = report === undefined ? 'declined' : 'withdrawn';
      return [{ type: 'ParticipantWithdrew', v, data: { participant, left: how, at }, private: { reason } }];
    }
  }
}

/**
 * Inside the window, and within what one tender takes. @throws `reporting-not-open`, `reporting-closed`,
 * what {@link checkRoom} throws, `deviation-unexplained`, `omission-unexplained`
 */
function reported(command: Extract<ReportCommand, { type: 'report' }>, round: Open): DemandReported[] {
  const { at: reportedAt, report, participant, affiliates } = command;
  const member = memberOf(round, participant.id);
  if (reportedAt < round.opensAt) throw new DomainError('conflict', 'reporting-not-open', { opensAt: round.opensAt });
  if (reportedAt >= round.closesAt) throw new DomainError('too-late', 'reporting-closed', { closesAt: round.closesAt });
  const mark = markOf(round.round, participant.id, round, report);
  if (member.report?.hash === mark.hash) return [];
  const others = round.members.filter(({ id }) => id !== participant.id).flatMap((one) => one.report ?? []);
  checkRoom([...others, mark], most);
  checkExplained(report, command.lastYear);
  const data = { participant, affiliates, ...mark, reportedAt };
  return [{ type: 'DemandReported', v, data, private: { report } }];
}

/**
 * A signature stands under the lines that the unit has now. @throws `nothing-to-sign`, `lines-changed`,
 * `deviation-unexplained` where last year's figures came after the report
 */
function signed(command: Extract<ReportCommand, { type: 'sign' }>, round: Open): DemandSigned[] {
  const { at: signedAt, hash, report, participant, affiliates } = command;
  const member = memberOf(round, participant.id);
  if (member.report === undefined) throw new DomainError('conflict', 'nothing-to-sign');
  if (hash !== member.report.hash) throw new DomainError('conflict', 'lines-changed', { hash: member.report.hash });
  if (reportHash(round.round, participant.id, report) !== hash) throw new DomainError('conflict', 'concurrent-change');
  if (isSigned(member)) return [];
  checkExplained(report, command.lastYear);
  return [{ type: 'DemandSigned', v, data: { participant, affiliates, hash, signedAt } }];
}

/** What was signed was signed beside the figures as they were. @throws `history-signed` */
function entered(command: Extract<ReportCommand, { type: 'enterHistory' }>, round: Open): HistoryEntered[] {
  const { at: enteredAt, participant, figures } = command;
  const member = memberOf(round, participant);
  const hash = hashJson(figures);
  if (hash === member.history) return [];
  if (isSigned(member)) throw new DomainError('conflict', 'history-signed');
  const data = { participant, hash, count: figures.length, enteredAt };
  return [{ type: 'HistoryEntered', v, data, private: { figures } }];
}
