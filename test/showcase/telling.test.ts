import { describe, expect, it } from 'vitest';
import type { SessionReminderDue, TellingEvent, Told } from '../../functions/showcase/events.ts';
import { interest } from '../../functions/showcase/interest.ts';
import { liveSession } from '../../functions/showcase/live-session.ts';
import { isMoot, telling } from '../../functions/showcase/telling.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { given } from '../support/given.ts';
import { at, facts, host, terms } from './fixtures.ts';

const session = 'liv_0195f000-0000-7000-8000-000000000001';
const schedule = { startsAt: terms.startsAt, endsAt: terms.endsAt };
const told: Told = { occasion: 'reminder', before: 'P1D', session, title: terms.title, host, schedule };
const by = { organisation: host.id, user: 'usr_1' };

describe('a telling', () => {
  const open = { type: 'openTelling', at, told, shard: 3, event: `${session}/7` } as const;
  const opened: TellingEvent = {
    type: 'TellingOpened',
    v: 1,
    data: { told, shard: 3, event: `${session}/7`, openedAt: at },
  };
  const page = (next: string | null): SessionReminderDue => ({
    type: 'SessionReminderDue',
    v: 1,
    data: { ...told, recipients: [by], next, at },
  });
  const some = (next: string | null, recipients = [by]) => ({ type: 'tellSome', at, recipients, next }) as const;

  it('is opened once, goes on behind each page, and ends with the last', () => {
    given(telling).when(open).yields(opened);
    given(telling, opened).when(open).changesNothing();
    given(telling, opened).when(some('c1')).yields(page('c1'));
    expect(fold(telling, [opened, page('c1')])).toMatchObject({ status: 'open', after: 'c1' });
    const ended = { type: 'TellingEnded', v: 1, data: { by: 'told', endedAt: at } } as const;
    given(telling, opened, page('c1')).when(some(null)).yields(page(null), ended);
    given(telling, opened, page('c1')).when(some(null, [])).yields(ended);
    given(telling, opened, ended).when(some(null)).changesNothing();
    given(telling, opened)
      .when({ type: 'dropTelling', at })
      .yields({ type: 'TellingEnded', data: { by: 'moot' } });
  });

  it('is moot once the session begins at another time or is over, but for its cancellation', () => {
    const drafted = { type: 'SessionDrafted', v: 1, data: { host, terms, facts, draftedAt: at } } as const;
    const announced = { type: 'SessionAnnounced', v: 1, data: { announcedAt: at } } as const;
    const state = fold(liveSession, [drafted, announced]);
    const cancel = { type: 'cancelSession', at, by: 'host', reason: '停电' } as const;
    const cancelled = fold(liveSession, liveSession.decide(cancel, state), state);
    expect(isMoot(told, state, at)).toBe(false);
    expect(isMoot(told, state, terms.startsAt)).toBe(false);
    expect(isMoot(told, state, terms.endsAt)).toBe(true);
    expect(isMoot({ ...told, schedule: { ...schedule, startsAt: at } }, state, at)).toBe(true);
    expect(isMoot(told, cancelled, at)).toBe(true);
    expect(isMoot({ ...told, occasion: 'cancelled', reason: '停电' }, cancelled, at)).toBe(false);
  });
});

it('an interest counts once until it is withdrawn', () => {
  const registered = { type: 'InterestRegistered', v: 1, data: { ...by, session, registeredAt: at } } as const;
  const withdrawn = { type: 'InterestWithdrawn', v: 1, data: { ...by, session, withdrawnAt: at } } as const;
  const register = { type: 'registerInterest', at, session, by } as const;
  const withdraw = { ...register, type: 'withdrawInterest' } as const;
  given(interest).when(register).yields(registered);
  given(interest, registered).when(register).changesNothing();
  given(interest, registered).when(withdraw).yields(withdrawn);
  given(interest, registered, withdrawn).when(withdraw).changesNothing();
  given(interest, registered, withdrawn).when(register).yields(registered);
  given(interest).when(withdraw).changesNothing();
});
