import { describe, expect, it } from 'vitest';
import { drawListHash, verifyDraw } from '../../../functions/tendering/committee/draw.ts';
import type { Committee } from '../../../functions/tendering/committee/state.ts';
import type { FormingCommand } from '../../../functions/tendering/committee-forming.ts';
import { namesOf } from '../../../functions/tendering/evaluating-state.ts';
import type { TenderEvent } from '../../../functions/tendering/events.ts';
import { tenderDecider } from '../../../functions/tendering/tender.ts';
import type { Tender } from '../../../functions/tendering/tender-state.ts';
import { fold } from '../../../shared/kernel/decider.ts';
import { given } from '../../support/given.ts';
import { drafted, published } from '../fixtures.ts';
import {
  carriedOut,
  commitmentOf,
  committeeEntered,
  drawable,
  expertId,
  member,
  members,
  now,
  openedUnder,
  parties,
  pool,
  tender,
  values,
} from './fixtures.ts';

const opened = openedUnder('bidding-compulsory');
const enter = { type: 'enterCommittee', at: now, members: members(5), pool, parties } as const;
const prepare = {
  type: 'prepareDraw',
  at: now,
  experts: 5,
  representatives: [],
  eligible: drawable(9).map(({ id }) => id),
  commitment: commitmentOf('buyer'),
  parties,
} as const;
const reveal = (role: 'buyer' | 'supervisor', list = drawable(9, { tied: [2] })) =>
  ({ type: 'revealDraw', at: now, tender, role, value: values[role], list, parties }) as const;
const commit = { type: 'commitToDraw', at: now, role: 'supervisor', commitment: commitmentOf('supervisor') } as const;
const voluntary = openedUnder('soe-voluntary');

const committeeOf = (events: readonly TenderEvent[]): Committee =>
  (fold(tenderDecider, events) as Extract<Tender, { status: 'opened' }>).evaluating?.committee as Committee;

describe('a committee that is entered', () => {
  it('is seats in the log, and people beside it', () => {
    const [event] = tenderDecider.decide(enter, fold(tenderDecider, opened));
    expect(event).toMatchObject(committeeEntered);
    expect(JSON.stringify(event?.data)).not.toMatch(/评委|expert-|exp_/);
  });

  it('comes after the opening, once', () => {
    given(tenderDecider).when(enter).refuses('not-found');
    given(tenderDecider, drafted(), published).when(enter).refuses('tender-status');
    given(tenderDecider, ...opened, committeeEntered)
      .when(enter)
      .refuses('committee-formed');
    given(tenderDecider, ...opened, committeeEntered)
      .when(prepare)
      .refuses('committee-formed');
  });

  it('has nobody twice, nobody without a pool where one is compulsory, and nobody who is tied', () => {
    const { when } = given(tenderDecider, ...opened);
    when({ ...enter, members: [...members(4), member(1)] }).refuses('duplicate-member', '/members/4/sub');
    when({ ...enter, pool: undefined }).refuses('pool-reference-required', '/pool');
    const tied = [...members(4), member(5, { employer: '914403006990676707' })];
    when({ ...enter, members: tied }).refuses('member-tied', '/members/4');
    const own = [...members(4), member(5, { kind: 'buyer', employer: parties.buyer.uscc })];
    when({ ...enter, members: own }).yields({ type: 'CommitteeEntered' });
    const expert = [...members(4), member(5, { employer: parties.buyer.uscc })];
    expect(when({ ...enter, members: expert }).refuses('member-tied').params).toEqual({ party: 'buyer' });
  });
});

describe('a committee that is drawn', () => {
  it('is not, where a statutory pool is compulsory', () => {
    given(tenderDecider, ...opened)
      .when(prepare)
      .refuses('draw-not-offered');
  });

  it('fixes the list before the second commitment, and the committee with the second value', () => {
    const prepared = carriedOut(voluntary, prepare);
    expect(prepared.slice(-2)).toMatchObject([
      { type: 'DrawPrepared', data: { draw: 1, count: 9, list: drawListHash(prepare.eligible) } },
      { type: 'DrawCommitted', data: { role: 'buyer', commitment: commitmentOf('buyer') } },
    ]);
    given(tenderDecider, ...prepared)
      .when(reveal('buyer'))
      .refuses('draw-not-committed');
    const one = carriedOut(prepared, commit, reveal('buyer'));
    expect(one.at(-1)).toMatchObject({ type: 'DrawRevealed', data: { role: 'buyer' } });
    given(tenderDecider, ...one)
      .when(reveal('buyer'))
      .refuses('draw-revealed');
    const drawn = carriedOut(one, reveal('supervisor'));
    expect(drawn.slice(-2).map(({ type }) => type)).toEqual(['DrawRevealed', 'CommitteeDrawn']);
    expect(JSON.stringify(drawn.slice(-4).map(({ data }) => data))).not.toMatch(/评委|exp_|expert-\d/);
    expect(committeeOf(drawn).members.map(({ id }) => id)).not.toContain(expertId(2));
  });

  it('is never known to the buyer while it could still prepare another: its value comes first', () => {
    given(tenderDecider, ...carriedOut(voluntary, prepare, commit))
      .when(reveal('supervisor'))
      .refuses('draw-buyer-first');
  });

  it('may be prepared anew until it is made; values of before are then nothing', () => {
    const again = carriedOut(voluntary, prepare, commit, reveal('buyer'), prepare);
    expect(again.at(-2)).toMatchObject({ data: { draw: 2 } });
    given(tenderDecider, ...again)
      .when(reveal('buyer'))
      .refuses('draw-not-committed');
  });

  it('is refused where the list has too few, or too many', () => {
    const { when } = given(tenderDecider, ...voluntary);
    when({ ...prepare, eligible: prepare.eligible.slice(5) }).refuses('experts-too-few');
    when({ ...prepare, eligible: Array.from({ length: 5001 }, (_, n) => expertId(n)) }).refuses('experts-too-many');
    when({ ...prepare, commitment: 'abc' }).refuses('commitment-malformed', '/commitment');
    const most = drawable(9, { tied: [1, 2, 3], gone: [4, 5] });
    const ready = carriedOut(voluntary, prepare, commit, reveal('buyer', most));
    given(tenderDecider, ...ready)
      .when(reveal('supervisor', most))
      .refuses('experts-too-few');
  });

  it('keeps its proof through every replacement: of one who leaves, of ties and of those gone since', () => {
    let events = carriedOut(voluntary, prepare, commit, reveal('buyer'), reveal('supervisor'));
    const recuse = (seat: number, more: object = {}): FormingCommand => ({
      type: 'recuseMember',
      at: now,
      tender,
      seat,
      ground: 'self-declared',
      reason: '与投标人有往来',
      own: true,
      list: drawable(9, more),
      parties,
    });
    for (const command of [recuse(3), recuse(6, { gone: [2] }), recuse(1)]) {
      events = carriedOut(events, command);
      const committee = committeeOf(events);
      expect(committee.vacant).toEqual([]);
      const { draw } = namesOf(committee);
      const recused = draw?.recused.map(({ id }) => id) ?? [];
      expect(new Set(recused).size).toBe(recused.length);
      const proof = { ...draw, tender, eligible: prepare.eligible, recused } as never;
      expect(verifyDraw(proof).filter(({ ok }) => !ok)).toEqual([]);
    }
    expect(events.at(-1)).toMatchObject({ type: 'MemberReplaced', veiled: true });
    given(tenderDecider, ...events)
      .when(recuse(3))
      .refuses('not-found');
    given(tenderDecider, ...events)
      .when(recuse(2))
      .refuses('experts-too-few');
  });
});

describe('a seat that is vacant', () => {
  const recuse: FormingCommand = {
    type: 'recuseMember',
    at: now,
    tender,
    seat: 5,
    ground: 'unavailable',
    reason: '出差',
    own: false,
    list: [],
    parties,
  };
  const vacant = carriedOut([...opened, committeeEntered], recuse);
  const replace = {
    type: 'replaceMember',
    at: now,
    left: 5,
    member: member(6, { chair: false }),
    pool,
    parties,
  } as const;

  it('is filled by name with a seat of its own number', () => {
    expect(committeeOf(vacant).vacant).toEqual([5]);
    const filled = carriedOut(vacant, replace);
    expect(filled.at(-1)).toMatchObject({ data: { left: 5, seat: { seat: 6, kind: 'expert', chair: false } } });
    expect(committeeOf(filled)).toMatchObject({ vacant: [], seats: { length: 6 } });
    given(tenderDecider, ...filled)
      .when(replace)
      .refuses('seat-not-vacant');
  });

  it('is not filled by who sat before, nor by who is tied', () => {
    const { when } = given(tenderDecider, ...vacant);
    when({ ...replace, member: member(5) }).refuses('duplicate-member', '/member/sub');
    when({ ...replace, member: member(6, { ties: ['913504041000003660'] }) }).refuses('member-tied', '/member');
    when({ ...replace, left: 4 }).refuses('seat-not-vacant');
  });
});
