import type { ByDrawer, Drawer } from './draw.ts';
import type { RecusalGround } from './recusal.ts';
import type { Member, PoolReference, Seat } from './seats.ts';

/** A draw that waits for its commitments and values; `number` tells it from those begun before. */
export interface OpenDraw {
  readonly number: number;
  readonly experts: number;
  readonly representatives: readonly Omit<Member, 'seat'>[];
  /** The hash of the list that is drawn from, which is kept beside the tender. */
  readonly list: string;
  readonly commitments: Partial<ByDrawer<string>>;
  readonly values: Partial<ByDrawer<string>>;
}

/** Somebody who may not sit, by the id of the expert list, and why. */
export interface Recused {
  readonly id: string;
  readonly ground: RecusalGround;
}

/** A draw that was made. */
export interface DoneDraw {
  readonly number: number;
  readonly list: string;
  readonly commitments: ByDrawer<string>;
  readonly values: ByDrawer<string>;
  readonly recused: readonly Recused[];
}

/** A committee (评标委员会). Whoever takes the place of another has a seat of its own number. */
export interface Committee {
  readonly seats: readonly (Seat & { readonly left?: RecusalGround })[];
  readonly members: readonly Member[];
  readonly pool: PoolReference | null;
  readonly draw: DoneDraw | null;
  /** Seats that are to be filled again. */
  readonly vacant: readonly number[];
}

/** A member's word for an evaluation (签字). */
export interface Signature {
  readonly seat: number;
  readonly evaluation: string;
}

/** Where an evaluation stands; what was found is kept beside the tender. */
export interface Evaluating {
  /** 1, and one more each time that the evaluation is made again (重新评审). */
  readonly round: number;
  readonly draw?: OpenDraw;
  readonly committee?: Committee;
  readonly signatures: readonly Signature[];
}

export const notEvaluated: Evaluating = { round: 1, signatures: [] };

/** Who sits now, in the order of the seats. */
export const sitting = ({ seats }: Pick<Committee, 'seats'>): readonly Seat[] =>
  seats.filter(({ left }) => left === undefined);

/** The seat of a subject, while it sits. */
export function seatOfSubject(committee: Committee | undefined, sub: string): Seat | undefined {
  const member = committee?.members.find((one) => one.sub === sub && isSitting(committee, one.seat));
  return committee?.seats.find(({ seat }) => seat === member?.seat);
}

const isSitting = (committee: Committee, seat: number): boolean => sitting(committee).some((one) => one.seat === seat);

/** Whose value or commitment a draw waits for. */
export const drawers: readonly Drawer[] = ['buyer', 'supervisor'];
