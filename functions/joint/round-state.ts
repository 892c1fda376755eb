import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import guards from './data/guards.json' with { type: 'json' };
import type { Locked, Participant, ReportMark, Terms, Unit } from './events.ts';
import type { Reports } from './lots.ts';
import { reportHash } from './report.ts';

/** The most that one round holds: a tender takes as many lots and items. */
export const { most } = guards;

/** A unit that was invited (受邀单位), and how far it has come. What it reports is kept beside the round. */
export interface Member {
  readonly id: string;
  /** Known once somebody acted for it. */
  readonly unit?: Unit;
  readonly left?: 'declined' | 'withdrawn' | 'opted-out' | 'left-out';
  /** Why the lead locked without it. */
  readonly leftOut?: string;
  readonly report?: ReportMark & { readonly at: Instant };
  readonly signature?: { readonly hash: string; readonly at: Instant };
  /** The hash of last year's figures that the lead entered. */
  readonly history?: string;
}

/** A change of locked lines that waits for the others' consent. */
export interface PendingChange extends ReportMark {
  readonly id: string;
  readonly participant: string;
  readonly consents: readonly string[];
}

interface Base extends Terms {
  readonly round: string;
  readonly lead: Participant;
  readonly openedAt: Instant;
  readonly members: readonly Member[];
  /** Tenders that were asked for and came to nothing. */
  readonly ended: readonly string[];
}

interface Fixed extends Base {
  readonly locked: Locked;
  readonly lockedAt: Instant;
}

export type Open = Base & { readonly status: 'open' };
export type LockedRound = Fixed & { readonly status: 'locked'; readonly change?: PendingChange };
export type Tendering = Fixed & { readonly status: 'tendering' | 'over'; readonly tender: string };

/** A demand round (报量批次) as a union on its status. */
export type Round =
  | { readonly status: 'none' }
  | Open
  | LockedRound
  | Tendering
  | (Base & {
      readonly status: 'cancelled';
      readonly reason: string;
      readonly cancelledAt: Instant;
      readonly locked?: Locked;
      readonly lockedAt?: Instant;
    });

export type ExistingRound = Exclude<Round, { readonly status: 'none' }>;

/** What somebody asks of a round in the wrong status. */
export function wrongStatus({ status }: ExistingRound): DomainError {
  if (status === 'tendering') return new DomainError('conflict', 'round-tendering');
  return new DomainError('conflict', 'round-status', { status });
}

export function mustBeOpen(round: ExistingRound): Open {
  if (round.status !== 'open') throw wrongStatus(round);
  return round;
}

export function mustBeLocked(round: ExistingRound): LockedRound {
  if (round.status !== 'locked') throw wrongStatus(round);
  return round;
}

/** @throws `not-found` for whoever was not invited */
export function memberOf({ members }: ExistingRound, participant: string): Member {
  const member = members.find(({ id }) => id === participant);
  if (member === undefined) throw new DomainError('not-found', 'not-found');
  return member;
}

/** Whether a unit's signature stands under its lines as they are. */
export const isSigned = ({ report, signature }: Member): boolean =>
  report !== undefined && signature?.hash === report.hash;

/** Whose lines a locked round stands on. */
export const isActive = ({ locked }: Pick<Fixed, 'locked'>, participant: string): boolean =>
  locked.signed.some((one) => one.participant === participant);

/** @throws `not-participating` for a unit whose lines are none of the locked ones */
export function activeMember(round: LockedRound, participant: string): Member {
  const member = memberOf(round, participant);
  if (!isActive(round, participant)) throw new DomainError('conflict', 'not-participating');
  return member;
}

/** The reports that a round stands on: another set was read than the one that it has now, when their hashes differ. */
export function sameReports(
  round: ExistingRound,
  marks: readonly { participant: string; hash: string }[],
  all: Reports,
) {
  const found = new Map(
    marks.flatMap(({ participant, hash }) => {
      const report = all.get(participant);
      if (report === undefined || reportHash(round.round, participant, report) !== hash) return [];
      return [[participant, report] as const];
    }),
  );
  if (found.size !== marks.length) throw new DomainError('conflict', 'concurrent-change');
  return found;
}

/** A round with one member changed. */
export const withMember = <R extends ExistingRound>(round: R, id: string, change: (member: Member) => Member): R => ({
  ...round,
  members: round.members.map((one) => (one.id === id ? change(one) : one)),
});
