import { describe, expect, it } from 'vitest';
import type { MatchmakingEvent } from '../../functions/showcase/events.ts';
import {
  type ExistingMatchmaking,
  type MatchmakingCommand,
  matchmaking,
  mustBeOn,
  phaseAt,
} from '../../functions/showcase/matchmaking.ts';
import { movementsOf, registration } from '../../functions/showcase/registration.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { given, refusal } from '../support/given.ts';
import {
  after,
  at,
  carriedOut,
  closed,
  firm,
  head,
  meeting,
  mme,
  onTheDay,
  registering,
  terms,
  timetableOf,
} from './matchmaking-fixtures.ts';

const announce: MatchmakingCommand = { type: 'announce', at, terms };
const made = timetableOf(meeting);
const publish: MatchmakingCommand = { type: 'publish', at: closed, firms: [meeting.a, meeting.b], basis: head.basis };
const passed = (now: string): MatchmakingCommand => ({ type: 'timePassed', at: now });
const after0 = (...commands: readonly MatchmakingCommand[]) =>
  given(
    matchmaking,
    ...carriedOut<MatchmakingCommand, MatchmakingEvent, unknown>(matchmaking as never, announce, ...commands),
  );

describe('an event', () => {
  it.each([
    ['slots that overlap', { slots: [terms.slots[0], terms.slots[0]] }, 'slots-overlap', '/slots/1/from'],
    [
      'a slot that ends before it begins',
      { slots: [{ from: terms.slots[1]?.to, to: terms.slots[0]?.to }] },
      'slot-reversed',
      '/slots/0/to',
    ],
    ['a slot on another day', { day: '2026-03-21' }, 'slot-not-on-day', '/slots/0/from'],
    [
      'registration after it began',
      { registrationClosesAt: onTheDay },
      'registration-closes-late',
      '/registrationClosesAt',
    ],
    ['registration that closed', { registrationClosesAt: at }, 'registration-closes-in-past', '/registrationClosesAt'],
    ['more tables than pairs', { tables: 4 }, 'tables-needless', '/tables'],
    ['more meetings than are written at once', { tables: 900, places: 2000 }, 'too-many-meetings', '/tables'],
    ['a category that is none', { subjects: ['gold'] }, 'subject-unknown', '/subjects/0'],
  ])('is not announced with %s', (_, wrong, code, pointer) => {
    const error = given(matchmaking)
      .when({ type: 'announce', at, terms: { ...terms, ...wrong } as typeof terms })
      .refuses('matchmaking-invalid', pointer);
    expect(error.errors).toContainEqual(expect.objectContaining({ pointer, code }));
  });

  it('is only ever enlarged, until registration closes', () => {
    const more = (changes: object, now = at) => ({ type: 'amend', at: now, event: mme, changes }) as const;
    after0()
      .when(more({ places: 8 }))
      .yields({ type: 'MatchmakingAmended', data: { placesBefore: 6, terms: { places: 8 } } });
    after0()
      .when(more({ places: 5 }))
      .refuses('matchmaking-invalid', '/places');
    after0()
      .when(more({ slots: terms.slots.slice(1) }))
      .refuses('matchmaking-invalid', '/slots');
    after0()
      .when(more({ places: 6 }))
      .changesNothing();
    after0()
      .when(more({ places: 8 }, closed))
      .refuses('registration-closed');
    after0(made)
      .when(more({ places: 8 }))
      .refuses('matchmaking-status');
  });

  it('is timetabled once registration has closed, as often as something changed, until that is published', () => {
    after0()
      .when({ ...made, at } as MatchmakingCommand)
      .refuses('registration-open');
    after0()
      .when(made)
      .yields(
        { type: 'MeetingsPlaced', data: { chunk: 0 } },
        { type: 'TimetableMade', data: { revision: 1, chunks: 1 } },
      );
    after0(made).when(made).changesNothing();
    const other = { ...made, head: { ...head, problem: 'd'.repeat(64) } } as MatchmakingCommand;
    after0(made)
      .when(other)
      .yields({ type: 'MeetingsPlaced' }, { type: 'TimetableMade', data: { revision: 2 } });
    after0(made, publish).when(other).refuses('timetable-published');
    after0(made, publish).when(publish).changesNothing();
    after0(made)
      .when({ ...publish, basis: 'e'.repeat(64) })
      .refuses('timetable-stale');
    after0().when(publish).refuses('matchmaking-status');
    after0(made)
      .when({ ...publish, at: after })
      .refuses('matchmaking-over');
  });

  it('writes a large timetable in chunks of 200 meetings', () => {
    const many = Array.from({ length: 450 }, (_, n) => ({ ...meeting, table: n }));
    const events = matchmaking.decide(timetableOf(...many), fold(matchmaking, carriedOut(matchmaking, announce)));
    expect(events.map(({ type }) => type)).toEqual([...Array(3).fill('MeetingsPlaced'), 'TimetableMade']);
    expect(Math.max(...events.map(({ data }) => JSON.stringify(data).length))).toBeLessThan(64 * 1024);
  });

  it('fixes and bars pairs of two firms, each once', () => {
    const pins = (must: object[], never: object[] = []) =>
      ({ type: 'pin', at, pins: { must, never } }) as MatchmakingCommand;
    const [a, b] = [firm(1).id, firm(2).id];
    after0()
      .when(pins([{ a: b, b: a }]))
      .yields({ type: 'MeetingsPinned', data: { must: [{ a, b }] } });
    after0(pins([{ a, b }]))
      .when(pins([{ a: b, b: a }]))
      .changesNothing();
    after0()
      .when(pins([{ a, b: a }]))
      .refuses('matchmaking-invalid', '/must/0');
    after0()
      .when(pins([{ a, b }], [{ a: b, b: a }]))
      .refuses('matchmaking-invalid', '/never/0');
    after0(made, publish).when(pins([])).refuses('timetable-published');
  });

  it('is held when its last slot has ended, followed up on three days page by page, and ended; late or twice is the same', () => {
    after0(made, publish).when(passed(onTheDay)).changesNothing();
    after0(made, publish)
      .when(passed(after))
      .yields({ type: 'MatchmakingHeld', data: { heldAt: after } });
    after0(passed('2026-05-01T00:00:00.000Z')).when(passed(after)).changesNothing();
    const follow = (day: 7 | 30 | 90, page: number, last: boolean, now: string): MatchmakingCommand => ({
      type: 'followUp',
      at: now,
      event: mme,
      day,
      page,
      last,
      intents: [],
    });
    const [seventh, thirtieth, ninetieth] = ['2026-03-27', '2026-04-19', '2026-06-18'].map(
      (day) => `${day}T00:00:00.000Z`,
    ) as [string, string, string];
    const held = passed(after);
    after0(held)
      .when(follow(7, 0, true, after))
      .changesNothing();
    after0(held)
      .when(follow(7, 0, false, seventh))
      .yields({ type: 'FollowUpDue', data: { day: 7, page: 0 } });
    after0(held)
      .when(follow(7, 1, true, seventh))
      .changesNothing();
    const first = [held, follow(7, 0, false, seventh), follow(7, 1, true, seventh)];
    after0(...first)
      .when(follow(7, 1, true, seventh))
      .changesNothing();
    after0(...first)
      .when(follow(30, 0, true, seventh))
      .changesNothing();
    const all = [...first, follow(30, 0, true, thirtieth), follow(90, 0, true, ninetieth)];
    after0(...all)
      .when(passed(ninetieth))
      .changesNothing();
    after0(...all)
      .when(passed('2026-07-18T00:00:00.000Z'))
      .yields({ type: 'MatchmakingEnded' });
  });

  it('is cancelled before it is over, once', () => {
    const cancel = { type: 'cancel', at, reason: '台风', firms: ['org_a'] } as const;
    after0()
      .when(cancel)
      .yields({ type: 'MatchmakingCancelled', data: { title: terms.title, firms: ['org_a'] } });
    after0(cancel).when(cancel).changesNothing();
    after0()
      .when({ ...cancel, at: after })
      .refuses('matchmaking-over');
    after0(passed(after)).when(cancel).refuses('matchmaking-status');
    after0(cancel).when(passed(after)).changesNothing();
  });

  it('tells where it is by the clock, however late that comes', () => {
    const state = after0().state as ExistingMatchmaking;
    expect([at, closed, after].map((now) => phaseAt(state, now))).toEqual(['announced', 'registration-closed', 'held']);
    expect(refusal(() => mustBeOn(state, closed)).code).toBe('matchmaking-ahead');
    expect(refusal(() => mustBeOn(state, '2026-03-27T16:00:00.000Z')).code).toBe('matchmaking-over');
    expect(mustBeOn(state, onTheDay)).toBeUndefined();
  });
});

describe('a registration', () => {
  const register = {
    type: 'register',
    at,
    event: mme,
    terms,
    firm: firm(1),
    registering,
    ownPosts: ['pst_1'],
  } as const;
  const withdraw = { type: 'withdraw', at, over: onTheDay } as const;
  const having = (...commands: Parameters<typeof registration.decide>[0][]) =>
    given(registration, ...carriedOut(registration, ...commands));

  it('takes a place once, is changed for nothing, and gives it back', () => {
    const events = carriedOut(
      registration,
      register,
      register,
      { ...register, registering: { ...registering, absent: [1] } },
      withdraw,
      withdraw,
    );
    expect(events.map(({ type }) => type)).toEqual(['FirmRegistered', 'RegistrationAmended', 'RegistrationWithdrawn']);
    const moved = events.flatMap((event) => movementsOf(event, 6).map(({ take }) => take));
    expect(moved).toEqual([1_000_000n, -1_000_000n]);
  });

  it('keeps people and wishes out of what the log says openly, and forgets them when it is withdrawn', () => {
    const [event] = carriedOut(registration, { ...register, registering: { ...registering, vetoes: [firm(2).id] } });
    expect(JSON.stringify(event?.data)).not.toMatch(/林工|0598|000002/);
    expect(JSON.stringify(having(register, withdraw).state)).not.toMatch(/林工/);
  });

  it('names everything that is wrong with it', () => {
    const wrong = {
      ...registering,
      posts: ['pst_1', 'pst_9', 'pst_9'],
      absent: [0, 1, 2, 7],
      wishes: [firm(2).id, firm(1).id],
      vetoes: [firm(2).id],
    };
    const error = having()
      .when({ ...register, registering: wrong })
      .refuses('registration-invalid');
    expect(error.errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/posts/2 entry-repeated',
      '/posts/1 post-not-own',
      '/posts/2 post-not-own',
      '/absent/3 slot-unknown',
      '/absent absent-throughout',
      '/vetoes entry-repeated',
      '/wishes pair-of-one',
    ]);
  });

  it('ends with registration, and withdrawal with the beginning', () => {
    having()
      .when({ ...register, at: closed })
      .refuses('registration-closed');
    having(register)
      .when({ ...withdraw, at: onTheDay })
      .refuses('matchmaking-began');
    having().when(withdraw).refuses('not-found');
    having(register, withdraw).when(register).yields({ type: 'FirmRegistered' });
  });
});
