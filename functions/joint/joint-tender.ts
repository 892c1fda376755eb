import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import type { Money } from '../../shared/kernel/money.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { JointTenderEnded, JointTenderRequested, Participant } from './events.ts';
import { lotKey } from './goods.ts';
import { idFrom } from './ids.ts';
import { lotsOf, type Reports } from './lots.ts';
import { lotOf } from './report.ts';
import { type ExistingRound, mustBeLocked, sameReports } from './round-state.ts';
import { tenderedLine } from './tendered.ts';

export type TenderCommand =
  | ({
      readonly type: 'requestTender';
      readonly at: Instant;
      /** The lead's declared affiliates now. */
      readonly affiliates: readonly string[];
      readonly estimates: Readonly<Record<string, Money>>;
      readonly reports: Reports;
    } & Pick<JointTenderRequested['data'], 'title' | 'regime' | 'deadline' | 'bidValidityDays'>)
  | ({ readonly type: 'endTender' } & JointTenderEnded['data']);

const v = 1;

/** The joint tender of a locked round (联合招标): asked for, and over. */
export function decideTender(
  command: TenderCommand,
  state: ExistingRound,
): (JointTenderRequested | JointTenderEnded)[] {
  if (command.type === 'requestTender') return [requested(command, state)];
  const { tender, outcome, at } = command;
  if (state.status !== 'tendering' || state.tender !== tender) return [];
  return [{ type: 'JointTenderEnded', v, data: { tender, outcome, at } }];
}

/** @throws `round-tendering`, `late-change-open`, `deadline-past`, `round-lot-unknown` */
function requested(command: Extract<TenderCommand, { type: 'requestTender' }>, state: ExistingRound) {
  const { at, affiliates, estimates, title, regime, deadline, bidValidityDays } = command;
  const round = mustBeLocked(state);
  if (round.change !== undefined) throw new DomainError('conflict', 'late-change-open');
  if (deadline <= at) throw fieldError('deadline-past', '/deadline', { now: at });
  const unknown = Object.keys(estimates).find((id) => !round.locked.lots.some((lot) => lot.id === id));
  if (unknown !== undefined) throw fieldError('round-lot-unknown', `/estimates/${unknown}`, { lot: unknown });
  const reports = sameReports(round, round.locked.signed, command.reports);
  const units = round.members.flatMap(({ id, unit }) => (reports.has(id) && unit ? [unit] : []));
  const usccs = units.flatMap((unit) => [unit.participant.uscc, ...unit.affiliates]);
  const event: JointTenderRequested = {
    type: 'JointTenderRequested',
    v,
    data: {
      round: round.round,
      tender: tenderId(round.round, round.locked.version, round.ended.length),
      hash: round.locked.hash,
      requestedAt: at,
      lead: round.lead,
      buyers: units.flatMap(({ participant }): Participant[] =>
        reports.get(participant.id)?.lines.length === 0 ? [] : [participant],
      ),
      excluded: [...new Set([round.lead.uscc, ...affiliates, ...usccs])].sort(),
      title,
      regime,
      deadline,
      bidValidityDays,
      lots: tenderLots(round, reports),
    },
    private: { estimates },
  };
  return event;
}

/** The id that the tender will have: of this version of the round, and the n-th that is asked for. */
export const tenderId = (round: string, version: number, before: number): string =>
  idFrom('tender', round, version, before);

/** One lot for each of the round's, and one item for each demand line, in the order of the units and of their lines. */
export function tenderLots(
  round: Parameters<typeof lotsOf>[0],
  reports: Reports,
): JointTenderRequested['data']['lots'] {
  const lines = [...reports].flatMap(([buyer, report]) => report.lines.map((line) => ({ buyer, line })));
  const lots = lotsOf(
    round,
    lines.map(({ line }) => line),
  );
  return lots.map(({ id, title, family, zone }) => ({
    id,
    title,
    items: lines.flatMap(({ buyer, line }) =>
      lotOf(round, line) === lotKey(family, zone) ? [tenderedLine(buyer, line)] : [],
    ),
  }));
}
