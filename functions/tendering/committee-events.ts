import type { Instant } from '../../shared/kernel/time.ts';
import type { ByDrawer, Drawer } from './committee/draw.ts';
import type { RecusalGround } from './committee/recusal.ts';
import type { Member, PoolReference, Seat } from './committee/seats.ts';
import type { Recused } from './committee/state.ts';
import type { Event } from './event.ts';

/** A committee by name (评标委员会): the log knows seats, who sits there stands beside it until the award. */
export type CommitteeEntered = Event<
  'CommitteeEntered',
  { readonly seats: readonly Seat[]; readonly pool: PoolReference | null; readonly enteredAt: Instant },
  { readonly members: readonly Member[] }
>;

/** A draw begins (抽取): the list is fixed by its hash before anybody's value is known. */
export type DrawPrepared = Event<
  'DrawPrepared',
  {
    readonly draw: number;
    readonly experts: number;
    readonly representatives: number;
    readonly list: string;
    readonly count: number;
    readonly preparedAt: Instant;
  },
  { readonly representatives: readonly Omit<Member, 'seat'>[]; readonly eligible: readonly string[] }
>;
export type DrawCommitted = Event<
  'DrawCommitted',
  { readonly draw: number; readonly role: Drawer; readonly commitment: string; readonly committedAt: Instant }
>;
/** A value is revealed to the platform: to nobody else before the award, as the committee follows from it. */
export type DrawRevealed = Event<
  'DrawRevealed',
  { readonly draw: number; readonly role: Drawer; readonly revealedAt: Instant },
  { readonly value: string }
>;
export type CommitteeDrawn = Event<
  'CommitteeDrawn',
  { readonly draw: number; readonly seats: readonly Seat[]; readonly drawnAt: Instant },
  { readonly members: readonly Member[]; readonly recused: readonly Recused[] }
>;

/** A member may not sit, or will not (回避): what its seat found counts no more. */
export type MemberRecused = Event<
  'MemberRecused',
  { readonly seat: number; readonly ground: RecusalGround; readonly recusedAt: Instant },
  { readonly reason: string }
>;
/** Somebody takes the place of a member who left: the next of the draw, or one entered by name. */
export type MemberReplaced = Event<
  'MemberReplaced',
  {
    readonly left: number;
    readonly seat: Seat;
    readonly pool: PoolReference | null;
    readonly replacedAt: Instant;
  },
  { readonly member: Member; readonly recused: readonly Recused[] }
>;

/** Who sat is made known with the award (公布评标委员会成员), and how they were drawn. */
export type CommitteeNamed = Event<
  'CommitteeNamed',
  {
    readonly members: readonly { readonly seat: number; readonly id: string; readonly name: string }[];
    readonly draw: {
      readonly draw: number;
      readonly list: string;
      readonly commitments: ByDrawer<string>;
      readonly values: ByDrawer<string>;
      readonly recused: readonly Recused[];
      readonly members: readonly string[];
    } | null;
  }
>;

/** How a committee comes together. */
export type CommitteeEvent =
  | CommitteeEntered
  | DrawPrepared
  | DrawCommitted
  | DrawRevealed
  | CommitteeDrawn
  | MemberRecused
  | MemberReplaced
  | CommitteeNamed;
