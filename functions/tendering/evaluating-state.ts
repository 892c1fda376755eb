import { DomainError, unreachable } from '../../shared/kernel/errors.ts';
import { type Committee, type Evaluating, notEvaluated } from './committee/state.ts';
import type { CommitteeEvent, CommitteeNamed } from './committee-events.ts';
import type { EvaluationEvent } from './evaluation-events.ts';
import type { TenderEvent } from './events.ts';
import { type ExistingTender, inStatus, isPaused, type Opened, type Tender } from './tender-state.ts';

/** A tender whose evaluation is under way. @throws `tender-status`, `procedure-paused`, `evaluation-reported` */
export function beingEvaluated(state: Tender): Opened {
  const tender = inStatus(state, 'opened');
  if (isPaused(tender)) throw new DomainError('conflict', 'procedure-paused');
  if (tender.report !== undefined) throw new DomainError('conflict', 'evaluation-reported');
  return tender;
}

/**
 * Whether what is found is kept in confidence (评标保密; Bidding Law art. 38, 44): until the result is published, and
 * for good where the tender is cancelled before that.
 */
export function isConfidential(tender: ExistingTender): boolean {
  const before = tender.status === 'opened' || (tender.status === 'cancelled' && !('candidates' in tender));
  return before && tender.evaluating !== undefined;
}

/** What was found stands, and may be found anew once by each. */
export const nextRound = (evaluating: Evaluating): Evaluating => ({
  ...evaluating,
  round: evaluating.round + 1,
  signatures: [],
});

export function evolveEvaluating(state: Tender, event: EvaluationEvent): Tender {
  const tender = state as Extract<Tender, { readonly status: 'opened' }>;
  const evaluating = tender.evaluating ?? notEvaluated;
  switch (event.type) {
    case 'ReportSigned': {
      const { seat, evaluation } = event.data;
      return { ...tender, evaluating: { ...evaluating, signatures: [...evaluating.signatures, { seat, evaluation }] } };
    }
    case 'EvaluationReported': {
      const { evaluation, reportedAt: at } = event.data;
      return { ...tender, report: { evaluation, at } };
    }
    case 'BidderJudged':
    case 'SheetSubmitted':
    case 'ScoreExplained':
    case 'BidderAsked':
    case 'BidderAnswered':
    case 'PriceJudged':
      return { ...tender, evaluating: { ...evaluating, signatures: [] } };
    case 'CommitteeNamed':
      return state;
    default:
      return { ...tender, evaluating: { ...evolveForming(evaluating, event), signatures: [] } };
  }
}

function evolveForming(evaluating: Evaluating, event: Exclude<CommitteeEvent, CommitteeNamed>): Evaluating {
  const { draw, committee, ...rest } = evaluating;
  switch (event.type) {
    case 'CommitteeEntered': {
      const { seats, pool } = event.data;
      const members = event.private?.members ?? [];
      return { ...rest, committee: { seats, members, pool, draw: null, vacant: [] } };
    }
    case 'DrawPrepared': {
      const { draw: number, experts, list } = event.data;
      const representatives = event.private?.representatives ?? [];
      return { ...rest, draw: { number, experts, representatives, list, commitments: {}, values: {} } };
    }
    case 'DrawCommitted': {
      const { role, commitment } = event.data;
      if (draw === undefined) return evaluating;
      return { ...evaluating, draw: { ...draw, commitments: { ...draw.commitments, [role]: commitment } } };
    }
    case 'DrawRevealed': {
      if (draw === undefined) return evaluating;
      const values = { ...draw.values, [event.data.role]: event.private?.value ?? '' };
      return { ...evaluating, draw: { ...draw, values } };
    }
    case 'CommitteeDrawn': {
      if (draw === undefined) return evaluating;
      const { number, list, commitments, values } = draw;
      const done = {
        number,
        list,
        commitments: { buyer: commitments.buyer ?? '', supervisor: commitments.supervisor ?? '' },
        values: { buyer: values.buyer ?? '', supervisor: values.supervisor ?? '' },
        recused: event.private?.recused ?? [],
      };
      const members = event.private?.members ?? [];
      return { ...rest, committee: { seats: event.data.seats, members, pool: null, draw: done, vacant: [] } };
    }
    case 'MemberRecused': {
      if (committee === undefined) return evaluating;
      const { seat: left, ground } = event.data;
      const seats = committee.seats.map((one) => (one.seat === left ? { ...one, left: ground } : one));
      return { ...evaluating, committee: { ...committee, seats, vacant: [...committee.vacant, left] } };
    }
    case 'MemberReplaced': {
      if (committee === undefined) return evaluating;
      return { ...evaluating, committee: withReplacement(committee, event) };
    }
    default:
      return unreachable(event);
  }
}

function withReplacement(
  committee: Committee,
  { data: { left, seat }, private: hidden }: Extract<CommitteeEvent, { type: 'MemberReplaced' }>,
): Committee {
  const { member, recused } = hidden ?? { recused: [] };
  return {
    ...committee,
    seats: [...committee.seats, seat],
    members: member === undefined ? committee.members : [...committee.members, member],
    vacant: committee.vacant.filter((one) => one !== left),
    draw: committee.draw && { ...committee.draw, recused: [...committee.draw.recused, ...recused] },
  };
}

/** With the award, or when nothing can be awarded, who sat is made known. */
export function withNames(state: Tender, events: readonly TenderEvent[]): TenderEvent[] {
  const committee = 'evaluating' in state ? state.evaluating?.committee : undefined;
  const over = events.some(({ type }) => type === 'TenderAwarded' || type === 'TenderFailed');
  if (committee === undefined || !over) return [...events];
  return [...events, { type: 'CommitteeNamed', v: 1, data: namesOf(committee) }];
}

/** Who sits or sat by name, and the proof of the draw. */
export function namesOf({ members, seats, draw }: Committee): CommitteeNamed['data'] {
  const stayed = seats.filter(({ left, kind }) => left === undefined && kind === 'expert').map(({ seat }) => seat);
  return {
    members: members.map(({ seat, id, name }) => ({ seat, id, name })),
    draw: draw && {
      draw: draw.number,
      list: draw.list,
      commitments: draw.commitments,
      values: draw.values,
      recused: draw.recused,
      members: members.filter(({ seat }) => stayed.includes(seat)).map(({ id }) => id),
    },
  };
}
