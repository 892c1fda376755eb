import { type Actor, isOperator } from '../../shared/kernel/actor.ts';
import { fraction, roundHalfUp } from '../../shared/kernel/ratio.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { ExistingIntent } from './intent.ts';
import { type ExistingMatchmaking, phaseAt } from './matchmaking.ts';
import type { TimetableHead } from './matchmaking-events.ts';
import { endOf, startOf } from './matchmaking-terms.ts';
import type { Coming, Proposal } from './proposal.ts';
import type { Registered, Registration } from './registration.ts';

const named = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name });

/** How good a timetable is, as the organiser reads it. */
export const headView = ({
  basis: _,
  problem: __,
  chunks: ___,
  ...head
}: TimetableHead & { readonly madeAt: Instant }) => head;

/** An event in a list. */
export function listedMatchmaking(id: string, state: ExistingMatchmaking, at: Instant) {
  const { title, host, place, day, subjects, registrationClosesAt } = state.terms;
  const times = { startsAt: startOf(state.terms), endsAt: endOf(state.terms), registrationClosesAt };
  return { id, status: phaseAt(state, at), title, host, place, day, subjects, ...times };
}

/** An event as this reader may see it: what is fixed and how good the timetable is, are for the organiser. */
export function matchmakingView(id: string, state: ExistingMatchmaking, placesLeft: number, actor: Actor, at: Instant) {
  const { slots, tables, places, mostMeetings, remark } = state.terms;
  const { pins, timetable } = state;
  return {
    ...listedMatchmaking(id, state, at),
    slots,
    tables,
    places,
    placesLeft,
    mostMeetings,
    remark,
    announcedAt: state.announcedAt,
    ...(state.status === 'cancelled' ? { reason: state.reason } : {}),
    ...(isOperator(actor) ? { pins, ...(timetable === undefined ? {} : { timetable: headView(timetable) }) } : {}),
  };
}

/** A registration as its own firm and the organiser see it. */
export function registrationView(registration: Exclude<Registration, { readonly status: 'none' }>) {
  const { event, firm, status } = registration;
  if (registration.status === 'withdrawn') {
    const nothing = { people: [], posts: [], products: [], absent: [] };
    return { event, firm: named(firm), status, ...nothing, at: registration.withdrawnAt };
  }
  const { people, posts, products, absent, wishes, vetoes, changedAt: at } = registration;
  return { event, firm: named(firm), status, people, posts, products, absent, wishes, vetoes, at };
}

/** A firm as the others that come see it: by name, and what its posts are of. */
export const participantView = ({ firm, subjects, products }: Registered) => ({
  firm: named(firm),
  subjects,
  products,
});

/**
 * A firm's proposals: what fits its own posts and whom it wishes to meet; who wishes to meet it is not told. The organiser
 * reads no score, as who knows the rest of two posts reckons from it the quantity that one of them hides.
 */
export function proposalsView(
  own: Coming,
  proposals: readonly Proposal[],
  names: ReadonlyMap<string, string>,
  reader: Actor,
) {
  const scored = !isOperator(reader);
  const items = proposals.flatMap(({ a, b, reasons, wishedBy }) => {
    const [mine, theirs] = a === own.firm.id ? ([0, 1] as const) : ([1, 0] as const);
    const wished = wishedBy.includes(own.firm.id);
    if (![a, b].includes(own.firm.id) || (reasons.length === 0 && !wished)) return [];
    const other = mine === 0 ? b : a;
    return [
      {
        counterpart: { id: other, name: names.get(other) ?? other },
        ...(reasons[0] === undefined || !scored ? {} : { score: roundHalfUp(reasons[0].score, 2) }),
        wished,
        reasons: reasons.map(({ subject, posts, score }) => ({
          subject,
          ownPost: posts[mine],
          theirPost: posts[theirs],
          ...(scored ? { score: roundHalfUp(score, 2), exact: fraction(score) } : {}),
        })),
      },
    ];
  });
  return { firm: named(own.firm), items };
}

/** An intent as its parties and the organiser see it. */
export function intentView(
  id: string,
  { event, status, parties, confirmed, terms, recordedAt, answers, orders }: ExistingIntent,
) {
  return {
    id,
    event,
    status,
    parties: parties.map(named),
    confirmed,
    ...terms,
    recordedAt,
    followUps: answers,
    orders,
  };
}
