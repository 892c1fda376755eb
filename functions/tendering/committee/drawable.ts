import { drawListHash } from './draw.ts';
import { type Parties, type Person, tieOf } from './recusal.ts';
import type { Member } from './seats.ts';
import type { Recused } from './state.ts';

/** An expert of the list that is drawn from as the expert list knows it now; null where it is active no more. */
export interface Drawable {
  readonly id: string;
  readonly expert: (Person & Omit<Member, 'seat'>) | null;
}

/** A list read wrongly must not draw anybody: it is a bug of the caller. */
export function checkList(hash: string, list: readonly Drawable[]): void {
  if (drawListHash(list.map(({ id }) => id)) !== hash) throw new Error('the list is not the one that was fixed');
}

/** Those of the list that may not sit now: tied, or active no more. */
export const recusedOf = (list: readonly Drawable[], parties: Parties): Recused[] =>
  list.flatMap(({ id, expert }): Recused[] => {
    if (expert === null) return [{ id, ground: 'unavailable' }];
    const tie = tieOf(expert, parties);
    return tie === undefined ? [] : [{ id, ground: tie.ground }];
  });

/** The expert of that id, who is in the list and active. */
export function expertOf(list: readonly Drawable[], id: string): Omit<Member, 'seat'> {
  const found = list.find((one) => one.id === id)?.expert;
  if (found === null || found === undefined) throw new Error('drawn who is not in the list');
  return found;
}
