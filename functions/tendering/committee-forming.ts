import { DomainError, fieldError, unreachable } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import {
  checkCommitment,
  checkReveal,
  type Drawer,
  draw,
  drawListHash,
  drawOrder,
  drawSeed,
} from './committee/draw.ts';
import { checkList, type Drawable, expertOf, recusedOf } from './committee/drawable.ts';
import { type Parties, type Person, type RecusalGround, representativeTie, tieOf } from './committee/recusal.ts';
import {
  checkComposition,
  checkDistinct,
  checkDrawOffered,
  checkPool,
  type Member,
  type PoolReference,
  type Proposed,
  type Seat,
} from './committee/seats.ts';
import { type DoneDraw, type OpenDraw, sitting } from './committee/state.ts';
import type { CommitteeEvent, MemberReplaced } from './committee-events.ts';
import { beingEvaluated } from './evaluating-state.ts';
import type { TenderEvent } from './events.ts';
import type { Opened, Tender } from './tender-state.ts';

/** Somebody who is entered by name, with whom it is tied to. */
export interface EnteredMember extends Omit<Member, 'seat'>, Proposed, Person {}
/** A representative of the buyer beside drawn experts. */
export interface Representative extends Omit<Member, 'seat'>, Person {}

export type FormingCommand =
  | {
      readonly type: 'enterCommittee';
      readonly at: Instant;
      readonly members: readonly EnteredMember[];
      readonly pool?: PoolReference | undefined;
      readonly parties: Parties;
    }
  | {
      readonly type: 'prepareDraw';
      readonly at: Instant;
      readonly experts: number;
      readonly representatives: readonly Representative[];
      readonly eligible: readonly string[];
      readonly commitment: string;
      readonly parties: Parties;
    }
  | { readonly type: 'commitToDraw'; readonly at: Instant; readonly role: Drawer; readonly commitment: string }
  | {
      readonly type: 'revealDraw';
      readonly at: Instant;
      readonly tender: string;
      readonly role: Drawer;
      readonly value: string;
      readonly list: readonly Drawable[];
      readonly parties: Parties;
    }
  | {
      readonly type: 'recuseMember';
      readonly at: Instant;
      readonly tender: string;
      readonly seat: number;
      readonly ground: RecusalGround;
      readonly reason: string;
      /** Empty where members were entered by name. */
      readonly list: readonly Drawable[];
      readonly parties: Parties;
      /** Whether the member itself says so. */
      readonly own: boolean;
    }
  | {
      readonly type: 'replaceMember';
      readonly at: Instant;
      readonly left: number;
      readonly member: Omit<EnteredMember, 'kind'>;
      readonly pool?: PoolReference | undefined;
      readonly parties: Parties;
    };

type Command<Type extends FormingCommand['type']> = Extract<FormingCommand, { readonly type: Type }>;

/** The longest list that a draw is made from. */
const longestList = 5000;
const v = 1;

/** How a committee comes together (组建评标委员会), once bids are opened and who bids is known. */
export function decideForming(command: FormingCommand, state: Tender): TenderEvent[] {
  const tender = beingEvaluated(state);
  switch (command.type) {
    case 'enterCommittee':
      return [entered(unformed(tender), command)];
    case 'prepareDraw':
      return prepared(unformed(tender), command);
    case 'commitToDraw': {
      const open = openDraw(unformed(tender));
      const { role, commitment, at } = command;
      checkCommitment(commitment, '/commitment');
      if (open.commitments[role] !== undefined) throw new DomainError('conflict', 'draw-committed');
      return [{ type: 'DrawCommitted', v, data: { draw: open.number, role, commitment, committedAt: at } }];
    }
    case 'revealDraw':
      return revealed(unformed(tender), command);
    case 'recuseMember':
      return recused(tender, command);
    case 'replaceMember':
      return [replaced(tender, command)];
    default:
      return unreachable(command);
  }
}

function unformed(tender: Opened): Opened {
  if (tender.evaluating?.committee !== undefined) throw new DomainError('conflict', 'committee-formed');
  return tender;
}

function openDraw({ evaluating }: Opened): OpenDraw {
  if (evaluating?.draw === undefined) throw new DomainError('conflict', 'draw-not-prepared');
  return evaluating.draw;
}

const seat = (at: number, { kind, chair }: Proposed): Seat => ({ seat: at, kind, chair });
const memberOf = (at: number, { name, sub, id }: Omit<Member, 'seat'>): Member => ({ seat: at, name, sub, id });

function entered(tender: Opened, { members, pool, parties, at }: Command<'enterCommittee'>): CommitteeEvent {
  checkDistinct(members);
  checkPool(tender.rules.committee, pool);
  checkComposition(tender.rules.committee, tender.draft.lots, members);
  for (const [place, one] of members.entries()) checkTie(one, one.kind, parties, `/members/${place}`);
  return {
    type: 'CommitteeEntered',
    v,
    data: { seats: members.map((one, place) => seat(place + 1, one)), pool: pool ?? null, enteredAt: at },
    private: { members: members.map((one, place) => memberOf(place + 1, one)) },
  };
}

/** @throws `member-tied`, naming whether to the buyer or a bidder */
function checkTie(person: Person, kind: Seat['kind'], parties: Parties, pointer: string): void {
  const tie = kind === 'expert' ? tieOf(person, parties) : representativeTie(person, parties);
  if (tie !== undefined) throw fieldError('member-tied', pointer, { party: tie.party });
}

function prepared(tender: Opened, command: Command<'prepareDraw'>): CommitteeEvent[] {
  const { experts, representatives, eligible, commitment, parties, at } = command;
  checkDrawOffered(tender.rules.committee);
  checkCommitment(commitment, '/commitment');
  checkDistinct(representatives);
  for (const [place, one] of representatives.entries()) checkTie(one, 'buyer', parties, `/representatives/${place}`);
  checkComposition(tender.rules.committee, tender.draft.lots, proposedFor(experts, representatives.length));
  if (eligible.length < experts) {
    throw new DomainError('rule', 'experts-too-few', { needed: experts, found: eligible.length });
  }
  if (eligible.length > longestList) throw new DomainError('rule', 'experts-too-many', { max: longestList });
  const number = (tender.evaluating?.draw?.number ?? 0) + 1;
  const counts = { experts, representatives: representatives.length, count: eligible.length };
  return [
    {
      type: 'DrawPrepared',
      v,
      data: { draw: number, ...counts, list: drawListHash(eligible), preparedAt: at },
      private: { representatives: representatives.map(({ name, sub, id }) => ({ name, sub, id })), eligible },
    },
    { type: 'DrawCommitted', v, data: { draw: number, role: 'buyer', commitment, committedAt: at } },
  ];
}

/** Experts first, the first drawn in the chair; representatives after them. */
const proposedFor = (experts: number, representatives: number): Proposed[] =>
  Array.from({ length: experts + representatives }, (_, at) => ({
    kind: at < experts ? 'expert' : 'buyer',
    chair: at === 0,
  }));

/**
 * A value is taken once both are committed to, the buyer's first: it prepares the draw, and might prepare it anew if it
 * could see beforehand who is drawn. With the supervisor's the committee is drawn.
 */
function revealed(tender: Opened, command: Command<'revealDraw'>): CommitteeEvent[] {
  const open = openDraw(tender);
  const { role, value, at } = command;
  const { buyer, supervisor } = open.commitments;
  if (buyer === undefined || supervisor === undefined) throw new DomainError('conflict', 'draw-not-committed');
  if (open.values[role] !== undefined) throw new DomainError('conflict', 'draw-revealed');
  if (role === 'supervisor' && open.values.buyer === undefined) throw new DomainError('conflict', 'draw-buyer-first');
  checkReveal({ tender: command.tender, role, value }, { buyer, supervisor }[role], '/value');
  const own: CommitteeEvent = {
    type: 'DrawRevealed',
    v,
    data: { draw: open.number, role, revealedAt: at },
    private: { value },
  };
  const values = { ...open.values, [role]: value };
  if (values.buyer === undefined || values.supervisor === undefined) return [own];
  return [own, drawn(open, { buyer: values.buyer, supervisor: values.supervisor }, command)];
}

function drawn(
  { number, experts, representatives, list: hash }: OpenDraw,
  values: DoneDraw['values'],
  { tender, list, parties, at }: Command<'revealDraw'>,
): CommitteeEvent {
  checkList(hash, list);
  const out = recusedOf(list, parties);
  const eligible = list.map(({ id }) => id);
  const ids = draw({ tender, eligible, values, seats: experts, recused: out.map(({ id }) => id) }).drawn;
  const people = [...ids.map((id) => expertOf(list, id)), ...representatives];
  return {
    type: 'CommitteeDrawn',
    v,
    data: {
      draw: number,
      seats: proposedFor(experts, representatives.length).map((one, place) => seat(place + 1, one)),
      drawnAt: at,
    },
    private: { members: people.map((one, place) => memberOf(place + 1, one)), recused: out },
  };
}

/** A member leaves; where members were drawn, the next in order takes its place at once. */
function recused(tender: Opened, command: Command<'recuseMember'>): CommitteeEvent[] {
  const { seat: left, ground, reason, at, own } = command;
  const committee = tender.evaluating?.committee;
  const gone = committee && sitting(committee).find((one) => one.seat === left);
  if (committee === undefined || gone === undefined) throw new DomainError('not-found', 'not-found');
  const event: CommitteeEvent = {
    type: 'MemberRecused',
    v,
    data: { seat: left, ground, recusedAt: at },
    private: { reason },
    ...(own ? { veiled: true } : {}),
  };
  if (committee.draw === null || gone.kind === 'buyer') return [event];
  const { values, list: hash, recused: before } = committee.draw;
  checkList(hash, command.list);
  const now = sitting(committee).flatMap(({ seat: n }) => committee.members.filter((one) => one.seat === n));
  const leaving = now.find((one) => one.seat === left);
  const seated = now.map(({ id }) => id);
  const fresh = recusedOf(command.list, command.parties).filter(
    ({ id }) => !seated.includes(id) && !before.some((one) => one.id === id),
  );
  const out = [...fresh, ...(leaving === undefined ? [] : [{ id: leaving.id, ground }])];
  const barred = new Set([...before, ...out].map(({ id }) => id));
  const order = drawOrder(
    drawSeed(command.tender, hash, values),
    command.list.map(({ id }) => id),
  );
  const next = order.find((id) => !barred.has(id) && !seated.includes(id));
  if (next === undefined) throw new DomainError('rule', 'experts-too-few', { needed: 1, found: 0 });
  const place = committee.seats.length + 1;
  return [
    event,
    {
      type: 'MemberReplaced',
      v,
      data: { left, seat: seat(place, gone), pool: null, replacedAt: at },
      private: { member: memberOf(place, expertOf(command.list, next)), recused: out },
      ...(own ? { veiled: true } : {}),
    },
  ];
}

/** A vacant seat is filled by name. @throws `seat-not-vacant`, `duplicate-member`, `member-tied` */
function replaced(tender: Opened, command: Command<'replaceMember'>): MemberReplaced {
  const { left, member, pool, parties, at } = command;
  const committee = tender.evaluating?.committee;
  const gone = committee?.seats.find((one) => one.seat === left);
  if (committee === undefined || gone === undefined || !committee.vacant.includes(left)) {
    throw new DomainError('conflict', 'seat-not-vacant');
  }
  if (committee.members.some(({ sub }) => sub === member.sub)) throw fieldError('duplicate-member', '/member/sub');
  if (gone.kind === 'expert') checkPool(tender.rules.committee, pool ?? committee.pool ?? undefined);
  checkTie(member, gone.kind, parties, '/member');
  const place = committee.seats.length + 1;
  return {
    type: 'MemberReplaced',
    v,
    data: { left, seat: seat(place, gone), pool: pool ?? null, replacedAt: at },
    private: { member: memberOf(place, member), recused: [] },
  };
}
