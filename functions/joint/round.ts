import { category, tradable } from '../../shared/commodity/category.ts';
import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, type FieldError, faultsOf, refuseAll, unreachable } from '../../shared/kernel/errors.ts';
import { addMonths, type Instant, monthOf } from '../../shared/kernel/time.ts';
import type { Participant, RoundEvent, Terms } from './events.ts';
import { decideTender, type TenderCommand } from './joint-tender.ts';
import { decideLocking, type LockCommand } from './locking.ts';
import { isDelivered } from './report.ts';
import { decideReporting, type ReportCommand } from './reporting.ts';
import {
  type ExistingRound,
  isSigned,
  type LockedRound,
  mustBeOpen,
  type Round,
  withMember,
  wrongStatus,
} from './round-state.ts';

export type RoundCommand =
  | {
      readonly type: 'open';
      readonly at: Instant;
      readonly round: string;
      readonly lead: Participant;
      readonly invited: readonly string[];
      readonly terms: Terms;
    }
  | {
      readonly type: 'reschedule';
      readonly at: Instant;
      readonly changes: { readonly opensAt?: Instant | undefined; readonly closesAt?: Instant | undefined };
    }
  | { readonly type: 'cancel'; readonly at: Instant; readonly reason: string }
  | ReportCommand
  | LockCommand
  | TenderCommand;

const v = 1;

/** The rules of a demand round (报量批次): from the window to the joint tender. */
export const round: Decider<RoundCommand, RoundEvent, Round> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'open') return [opened(command, state)];
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    switch (command.type) {
      case 'reschedule':
        return rescheduled(command, state);
      case 'cancel':
        if (state.status === 'cancelled') return [];
        if (state.status !== 'open' && state.status !== 'locked') throw wrongStatus(state);
        return [{ type: 'RoundCancelled', v, data: { reason: command.reason, cancelledAt: command.at } }];
      case 'report':
      case 'enterHistory':
      case 'sign':
      case 'withdraw':
        return decideReporting(command, state);
      case 'lock':
      case 'optOut':
      case 'proposeChange':
      case 'consent':
      case 'refuse':
        return decideLocking(command, state);
      case 'requestTender':
      case 'endTender':
        return decideTender(command, state);
      default:
        return unreachable(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'RoundOpened') {
      const { invited, ...rest } = event.data;
      return { status: 'open', ...rest, members: invited.map((id) => ({ id })), ended: [] };
    }
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'RoundRescheduled':
        return { ...state, ...event.data };
      case 'RoundCancelled':
        return { ...base(state), ...fixed(state), status: 'cancelled', ...event.data };
      case 'DemandReported': {
        const { participant, affiliates, reportedAt: at, ...mark } = event.data;
        return withMember(state, participant.id, ({ id, history }) => ({
          id,
          unit: { participant, affiliates },
          report: { ...mark, at },
          ...(history === undefined ? {} : { history }),
        }));
      }
      case 'HistoryEntered':
        return withMember(state, event.data.participant, (one) => ({ ...one, history: event.data.hash }));
      case 'DemandSigned': {
        const { participant, affiliates, hash, signedAt: at } = event.data;
        const unit = { participant, affiliates };
        return withMember(state, participant.id, (one) => ({ ...one, unit, signature: { hash, at } }));
      }
      case 'ParticipantWithdrew': {
        const { left } = event.data;
        return withMember(state, event.data.participant, ({ report: _, signature: __, ...one }) => ({ ...one, left }));
      }
      case 'RoundLocked': {
        const { lockedAt, without = [], early: _, ...locked } = event.data;
        const round = { ...base(state), status: 'locked', locked, lockedAt } as const;
        return without.reduce<LockedRound>(
          (all, { participant, reason }) =>
            withMember(all, participant, (one) => ({ ...one, left: 'left-out', leftOut: reason })),
          round,
        );
      }
      case 'ParticipantOptedOut': {
        const { participant, locked } = event.data;
        const { change: _, ...rest } = state as LockedRound;
        return { ...withMember(rest, participant, (one) => ({ ...one, left: 'opted-out' })), locked };
      }
      case 'LateChangeProposed': {
        const { change: id, participant, affiliates: _, reason: __, proposedAt: ___, ...mark } = event.data;
        return {
          ...(state as LockedRound),
          change: { ...mark, id, participant: participant.id, consents: [] },
        };
      }
      case 'LateChangeConsented': {
        const { change } = state as LockedRound;
        if (change === undefined) return state;
        const consents = [...change.consents, event.data.participant];
        return { ...(state as LockedRound), change: { ...change, consents } };
      }
      case 'LateChangeRefused': {
        const { change: _, ...rest } = state as LockedRound;
        return rest;
      }
      case 'LateChangeApplied': {
        const { change: _, participant, appliedAt: at, locked, early: __, ...mark } = event.data;
        const { change: ___, ...rest } = state as LockedRound;
        const changed = withMember(rest, participant, (one) => ({
          ...one,
          report: { ...mark, at },
          signature: { hash: mark.hash, at },
        }));
        return { ...changed, locked };
      }
      case 'JointTenderRequested':
        return { ...(state as LockedRound), status: 'tendering', tender: event.data.tender };
      case 'JointTenderEnded': {
        if (state.status !== 'tendering') return state;
        if (event.data.outcome === 'awarded') return { ...state, status: 'over' };
        const { tender, ...rest } = state;
        return { ...rest, status: 'locked', ended: [...state.ended, tender] };
      }
      default:
        return unreachable(event);
    }
  },
};

/** @throws `DomainError` with a pointer for every fault of the terms */
function opened(
  { at, round: id, lead, invited, terms }: Extract<RoundCommand, { type: 'open' }>,
  state: Round,
): RoundEvent {
  if (state.status !== 'none') throw new DomainError('conflict', 'round-exists');
  const { from, to } = terms.deliveryWindow;
  const months = [monthOf(from), addMonths(monthOf(from), 1)];
  refuseAll(
    [
      ...categoryErrors(terms.category),
      ...windowErrors(terms, at),
      ...(months.some((month) => isDelivered({ from, to }, month))
        ? []
        : [{ pointer: '/deliveryWindow/to', code: 'delivery-window-too-short' }]),
      ...repeated(invited, 'participant-repeated', (n) => `/participants/${n}`),
      ...repeated(
        (terms.zones ?? []).map(({ key }) => key),
        'zone-repeated',
        (n) => `/zones/${n}/key`,
      ),
      ...zoneErrors(terms),
    ],
    'round-invalid',
  );
  return { type: 'RoundOpened', v, data: { round: id, ...terms, lead, invited, openedAt: at } };
}

/** A family, or a category that goods are bought in. */
function categoryErrors(code: string): readonly FieldError[] {
  const found = category(code);
  return found?.parent === undefined && found !== undefined ? [] : faultsOf(() => tradable(code), '/category');
}

const windowErrors = ({ opensAt, closesAt }: Pick<Terms, 'opensAt' | 'closesAt'>, at: Instant): FieldError[] => [
  ...(closesAt <= opensAt ? [{ pointer: '/closesAt', code: 'round-window-reversed' }] : []),
  ...(closesAt <= at ? [{ pointer: '/closesAt', code: 'round-closes-in-past', params: { now: at } }] : []),
];

/** A division lies in one zone at most. */
function zoneErrors({ zones = [] }: Terms): FieldError[] {
  const all = zones.flatMap(({ divisions }, zone) =>
    divisions.map((code, n) => ({ code, place: `/zones/${zone}/divisions/${n}` })),
  );
  return repeated(
    all.map(({ code }) => code),
    'division-repeated',
    (n) => all[n]?.place ?? '/zones',
  );
}

const repeated = (list: readonly string[], code: string, pointer: (at: number) => string): FieldError[] =>
  list.flatMap((each, at) => (list.indexOf(each) < at ? [{ pointer: pointer(at), code }] : []));

/** The window moves until it closes; its beginning only until then. @throws `reporting-closed`, `reporting-began` */
function rescheduled(
  { at, changes }: Extract<RoundCommand, { type: 'reschedule' }>,
  state: ExistingRound,
): RoundEvent[] {
  const open = mustBeOpen(state);
  if (at >= open.closesAt) throw new DomainError('too-late', 'reporting-closed', { closesAt: open.closesAt });
  const next = { opensAt: changes.opensAt ?? open.opensAt, closesAt: changes.closesAt ?? open.closesAt };
  if (next.opensAt === open.opensAt && next.closesAt === open.closesAt) return [];
  if (next.opensAt !== open.opensAt && at >= open.opensAt) throw new DomainError('conflict', 'reporting-began');
  refuseAll(windowErrors(next, at), 'round-invalid');
  return [{ type: 'RoundRescheduled', v, data: next }];
}

function base(state: ExistingRound) {
  const { title, category: about, opensAt, closesAt, deliveryWindow, zones, previousRound } = state;
  const { round: id, lead, openedAt, members, ended } = state;
  const terms = {
    title,
    category: about,
    opensAt,
    closesAt,
    deliveryWindow,
    ...(zones === undefined ? {} : { zones }),
    ...(previousRound === undefined ? {} : { previousRound }),
  };
  return { round: id, ...terms, lead, openedAt, members, ended };
}

const fixed = (state: ExistingRound) =>
  'locked' in state && state.locked !== undefined && state.lockedAt !== undefined
    ? { locked: state.locked, lockedAt: state.lockedAt }
    : {};

/** Where a round is at this instant (阶段): the window is read off the clock. */
export type Phase = 'scheduled' | 'reporting' | 'closed' | Exclude<ExistingRound['status'], 'open'>;

export function phaseOf(state: Pick<ExistingRound, 'status' | 'opensAt' | 'closesAt'>, at: Instant): Phase {
  if (state.status !== 'open') return state.status;
  if (at < state.opensAt) return 'scheduled';
  return at < state.closesAt ? 'reporting' : 'closed';
}

/** Where a unit is (报送状态). */
export type Standing = 'invited' | 'reported' | 'signed' | 'declined' | 'withdrawn' | 'opted-out' | 'left-out';

export const standingOf = (member: ExistingRound['members'][number]): Standing =>
  member.left ?? (member.report === undefined ? 'invited' : isSigned(member) ? 'signed' : 'reported');
