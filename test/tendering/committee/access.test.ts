import { describe, expect, it } from 'vitest';
import { mayReadFindings, seesFindings } from '../../../functions/tendering/access.ts';
import {
  isOwnFinding,
  mayAnswer,
  mayDeclare,
  mayDraw,
  mayEnterExperts,
  mayJudge,
  mayReadAsked,
  mayReadPrivate,
  mayRecuse,
  maySeeExperts,
  maySeeNames,
  maySit,
  seesContent,
} from '../../../functions/tendering/committee-access.ts';
import type { TenderEvent } from '../../../functions/tendering/events.ts';
import { tenderDecider } from '../../../functions/tendering/tender.ts';
import type { ExistingTender, Tender } from '../../../functions/tendering/tender-state.ts';
import type { Actor, Membership } from '../../../shared/kernel/actor.ts';
import { fold } from '../../../shared/kernel/decider.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { buyer, drafted, supplier } from '../fixtures.ts';
import { committeeEntered, now, openedUnder } from './fixtures.ts';

const user = (sub: string, membership?: Membership): Actor => ({
  kind: 'user',
  sub,
  platform: [],
  ...(membership ? { membership } : {}),
});
const own = (sub: string, ...roles: Membership['roles']): Actor =>
  user(sub, { ...supplier(0), organisation: buyer.id, kinds: ['buyer'], roles });

const actors = {
  anonymous: { kind: 'anonymous' },
  stranger: user('li'),
  'member, sits': user('expert-1'),
  'member, recused': user('expert-5'),
  'expert, not appointed': { kind: 'user', sub: 'expert-9', platform: ['expert'] },
  operator: { kind: 'user', sub: 'op', platform: ['operator'] },
  'operator who was appointed': { kind: 'user', sub: 'expert-2', platform: ['operator'] },
  supervisor: { kind: 'user', sub: 'su', platform: ['supervisor'] },
  'own purchaser': own('p', 'purchaser'),
  'own admin': own('a', 'admin'),
  'other purchaser': user('q', supplier(5, { kinds: ['buyer'], roles: ['purchaser'] })),
  bidder: user('b', supplier(1)),
} as const satisfies Record<string, Actor>;
type Name = keyof typeof actors;

const recused: TenderEvent = { type: 'MemberRecused', v: 1, data: { seat: 5, ground: 'unavailable', recusedAt: now } };
const formed = [...openedUnder('bidding-compulsory'), committeeEntered, recused];
const reported: TenderEvent = { type: 'EvaluationReported', v: 1, data: { evaluation: 'ab', reportedAt: now } };
const published: TenderEvent = {
  type: 'CandidatesPublished',
  v: 1,
  data: {
    publishedAt: now,
    standstillUntil: now,
    objectionsUntil: now,
    provisional: false,
    lots: [],
    evaluation: 'ab',
  },
};
const awarded: TenderEvent = { type: 'TenderAwarded', v: 1, data: { awardedAt: now, awards: [], unawarded: [] } };
const state = (...events: TenderEvent[]) => fold(tenderDecider, events) as ExistingTender;

const outcome = (attempt: () => unknown): string => {
  try {
    return attempt() === false ? 'no' : 'yes';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

/** Every actor that is not named is refused with `otherwise`. */
function matrix(may: (actor: Actor) => unknown, expected: Partial<Record<Name, string>>, otherwise: string) {
  for (const name of Object.keys(actors) as Name[]) {
    expect([name, outcome(() => may(actors[name]))]).toEqual([name, expected[name] ?? otherwise]);
  }
}

describe('who may', () => {
  it('score and sign: who sits, for all others there is nothing', () => {
    matrix((actor) => maySit(actor, state(...formed)), { 'member, sits': 'yes' }, 'not-found');
    for (const early of [tenderDecider.initial, state(drafted()), state(...openedUnder('bidding-compulsory'))]) {
      matrix((actor) => maySit(actor, early as Tender), {}, 'not-found');
    }
  });

  it('judge and ask: who sits for the committee, purchasers for the buyer', () => {
    const yes = { 'member, sits': 'yes', 'own purchaser': 'yes' };
    matrix((actor) => mayJudge(actor, state(...formed)), yes, 'not-found');
    matrix((actor) => mayJudge(actor, state(...formed), 'committee'), { 'member, sits': 'yes' }, 'not-found');
    matrix((actor) => mayJudge(actor, state(...formed), 'buyer'), { 'own purchaser': 'yes' }, 'not-found');
    matrix((actor) => mayJudge(actor, state(drafted())), { 'own purchaser': 'yes' }, 'not-found');
    expect(mayJudge(actors['member, sits'], state(...formed))).toEqual({ seat: 1, as: 'expert' });
    expect(mayJudge(actors['own purchaser'], state(...formed))).toEqual({ seat: null, as: 'purchaser' });
  });

  it('see what one has given oneself: a member its own seat’s, the buyer’s purchasers the buyer’s, nobody another’s', () => {
    const of = (seat: number | null) => (actor: Actor) => isOwnFinding(actor, state(...formed))(seat);
    matrix(of(1), { 'member, sits': 'yes' }, 'no');
    matrix(of(2), {}, 'no');
    matrix(of(5), {}, 'no');
    matrix(of(null), { 'own purchaser': 'yes' }, 'no');
  });

  it('read what a bidder shows to those who judge it: who sits; purchasers where the buyer judges, and with the report', () => {
    const may = (tender: Tender) => (actor: Actor) => mayReadPrivate(actor, tender);
    const sits = { 'member, sits': 'yes' };
    matrix(may(state(...formed)), { ...sits, 'own purchaser': 'not-yours-to-judge' }, 'not-found');
    const alone = { 'own purchaser': 'not-yours-to-judge' };
    matrix(may(state(...openedUnder('bidding-compulsory'))), alone, 'not-found');
    matrix(may(state(...formed, reported)), { ...sits, 'own purchaser': 'yes' }, 'not-found');
    for (const regime of ['government-procurement', 'soe-voluntary'] as const) {
      const judging = state(...openedUnder(regime), committeeEntered, recused);
      matrix(may(judging), { ...sits, 'own purchaser': 'yes' }, 'not-found');
    }
  });

  it('keep and read the expert list: the operator, and the supervisor; one’s own entry any user', () => {
    const operators = { operator: 'yes', 'operator who was appointed': 'yes' };
    matrix(mayEnterExperts, operators, 'forbidden');
    matrix(maySeeExperts, { ...operators, supervisor: 'yes' }, 'forbidden');
    matrix(mayDeclare, { anonymous: 'forbidden' }, 'yes');
  });

  it('give a value to a draw: the buyer’s purchasers and the supervisor, each its own', () => {
    const opened = state(...openedUnder('soe-voluntary'));
    const expected = {
      supervisor: 'yes',
      'own purchaser': 'yes',
      'own admin': 'forbidden',
      'other purchaser': 'forbidden',
      bidder: 'forbidden',
    };
    matrix((actor) => mayDraw(actor, opened), expected, 'membership-required');
    expect(mayDraw(actors.supervisor, opened).role).toBe('supervisor');
    expect(mayDraw(actors['own purchaser'], opened).role).toBe('buyer');
  });

  it('recuse a member: the member itself, the buyer’s purchasers, the supervisor', () => {
    const others = { 'own admin': 'forbidden', 'other purchaser': 'forbidden', bidder: 'forbidden' };
    const yes = { supervisor: 'yes', 'own purchaser': 'yes' };
    matrix(
      (actor) => mayRecuse(actor, state(...formed), 1),
      { ...others, ...yes, 'member, sits': 'yes' },
      'membership-required',
    );
    matrix((actor) => mayRecuse(actor, state(...formed), 3), { ...others, ...yes }, 'membership-required');
    expect(mayRecuse(actors['member, sits'], state(...formed), 1).own).toBe(true);
  });

  it('answer what was asked: people of suppliers, whose bid it is the route says', () => {
    const no = { 'own purchaser': 'forbidden', 'own admin': 'forbidden', 'other purchaser': 'forbidden' };
    matrix((actor) => mayAnswer(actor, state(...formed)), { ...no, bidder: 'yes' }, 'membership-required');
    matrix((actor) => mayReadAsked(actor, state(...formed)), { ...no, bidder: 'yes' }, 'membership-required');
  });

  it('see the content of a report: who sits and the supervisor; the buyer once it is one', () => {
    const sits = { 'member, sits': 'yes', supervisor: 'yes' };
    matrix((actor) => seesContent(actor, state(...formed)), sits, 'no');
    const own = { 'own purchaser': 'yes', 'own admin': 'yes' };
    matrix((actor) => seesContent(actor, state(...formed, reported)), { ...sits, ...own }, 'no');
  });

  it('see names: purchasers, supervisor and members; all with the award', () => {
    const yes = { 'member, sits': 'yes', supervisor: 'yes', 'own purchaser': 'yes' };
    matrix((actor) => maySeeNames(actor, state(...formed)), yes, 'no');
    matrix((actor) => maySeeNames(actor, state(...formed, reported, published)), yes, 'no');
    matrix((actor) => maySeeNames(actor, state(...formed, reported, published, awarded)), {}, 'yes');
  });

  it('read what was found: the supervisor, the buyer after the report, all with the result', () => {
    const may = (tender: ExistingTender) => (actor: Actor) => mayReadFindings(actor, tender);
    const alone = { supervisor: 'yes', 'own purchaser': 'yes', 'own admin': 'yes' };
    matrix(may(state(...openedUnder('bidding-compulsory'))), {}, 'yes');
    matrix((actor) => seesFindings(actor, state(...formed)), { supervisor: 'yes' }, 'no');
    matrix(may(state(...formed)), { supervisor: 'yes' }, 'evaluation-confidential');
    matrix(may(state(...formed, reported)), alone, 'evaluation-confidential');
    matrix(may(state(...formed, reported, published)), {}, 'yes');
    const stopped: TenderEvent = { type: 'TenderCancelled', v: 1, data: { reason: '项目取消', cancelledAt: now } };
    matrix(may(state(...formed, stopped)), { supervisor: 'yes' }, 'evaluation-confidential');
    matrix(may(state(...formed, reported, published, stopped)), {}, 'yes');
    const judged: TenderEvent = {
      type: 'BidderJudged',
      v: 1,
      data: {
        round: 1,
        seat: null,
        supplier: 'x',
        qualified: true,
        reasons: [],
        brands: {},
        consortium: false,
        judgedAt: now,
      },
    };
    matrix(may(state(...openedUnder('soe-voluntary'), judged)), alone, 'evaluation-confidential');
  });
});
