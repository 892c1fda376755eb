import type { Actor } from '../../shared/kernel/actor.ts';
import { drawers } from './committee/state.ts';
import { maySeeNames, seatOf } from './committee-access.ts';
import type { ExistingTender } from './tender-state.ts';

/** A committee as its reader may see it: seats always, names and the values of a draw by who asks and when. */
export function committeeViewOf(actor: Actor, tender: ExistingTender) {
  const evaluating = 'evaluating' in tender ? tender.evaluating : undefined;
  const { committee, draw, signatures = [] } = evaluating ?? {};
  const own = seatOf(actor, tender)?.seat.seat;
  const named = maySeeNames(actor, tender);
  const over = tender.status === 'awarded' || tender.status === 'failed';
  const done = committee?.draw ?? null;
  const shown = done ?? draw;
  return {
    seats: (committee?.seats ?? []).map((seat) => {
      const member = committee?.members.find((one) => one.seat === seat.seat);
      return {
        ...seat,
        ...(named && member !== undefined ? { name: member.name, id: member.id } : {}),
        ...(seat.seat === own ? { mine: true as const } : {}),
      };
    }),
    vacant: committee?.vacant ?? [],
    pool: committee?.pool ?? null,
    draw:
      shown === undefined
        ? null
        : {
            draw: shown.number,
            list: shown.list,
            commitments: shown.commitments,
            revealed: drawers.filter((role) => shown.values[role] !== undefined),
            ...(done === null ? { experts: draw?.experts } : {}),
            ...(done !== null && named ? { recused: done.recused } : {}),
            ...(done !== null && over ? { values: done.values } : {}),
          },
    signed: signatures.map(({ seat }) => seat),
  };
}
