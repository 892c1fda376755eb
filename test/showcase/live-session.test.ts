import { describe, expect, it } from 'vitest';
import type { LiveSessionEvent, SessionTerms } from '../../functions/showcase/events.ts';
import { liveSession } from '../../functions/showcase/live-session.ts';
import { dueAt, type ExistingSession, statusAt } from '../../functions/showcase/live-state.ts';
import { room } from '../../functions/showcase/live-terms.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { given } from '../support/given.ts';
import { at, cement, facts, guest, host, rebar, terms } from './fixtures.ts';

const drafted = (more: Partial<SessionTerms> = {}): LiveSessionEvent => {
  const data = { host, terms: { ...terms, ...more }, facts, draftedAt: at };
  return { type: 'SessionDrafted', v: 1, data };
};
const announced = { type: 'SessionAnnounced', v: 1, data: { announcedAt: at } } as const;
const started = { type: 'SessionStarted', v: 1, data: { startedAt: terms.startsAt } } as const;
const ended = { type: 'SessionEnded', v: 1, data: { endedAt: terms.endsAt } } as const;
const draft = (changes: Partial<SessionTerms>) =>
  ({ type: 'draftSession', at, host, terms: { ...terms, ...changes }, facts }) as const;
const stateOf = (...past: LiveSessionEvent[]) => fold(liveSession, past) as ExistingSession;
const link = (url: string, service = 'other') => ({ streams: [{ service, url }] });

describe('a session is drafted', () => {
  it('with its products as the catalogue has them', () => {
    given(liveSession).when(draft({})).yields(drafted());
    expect(stateOf(drafted()).products.map(({ product, agreed }) => [product, agreed])).toEqual([
      [rebar, true],
      [cement, false],
    ]);
  });

  it.each<[string, string, Partial<SessionTerms>]>([
    ['session-past', '/startsAt', { startsAt: '2026-03-02T00:45:00.000Z', endsAt: '2026-03-02T02:00:00.000Z' }],
    ['session-too-far', '/startsAt', { startsAt: '2027-03-04T11:30:00.000Z', endsAt: '2027-03-04T12:00:00.000Z' }],
    ['schedule-reversed', '/endsAt', { endsAt: terms.startsAt, products: [{ product: rebar }] }],
    ['not-a-quarter', '/startsAt', { startsAt: '2026-03-06T11:35:00.000Z' }],
    ['session-too-long', '/endsAt', { endsAt: '2026-03-06T17:45:00.000Z' }],
    ['outside-session', '/products/0/afterMinutes', { products: [{ product: rebar, afterMinutes: 90 }] }],
    ['showing-repeated', '/products/1/product', { products: [{ product: rebar }, { product: rebar }] }],
    ['product-unknown', '/products/0/product', { products: [{ product: `${rebar}0` }] }],
    ['link-not-https', '/streams/0/url', link('http://live.douyin.com/1')],
    ['link-not-https', '/streams/0/url', link('javascript:alert(1)')],
    ['link-not-public', '/streams/0/url', link('https://127.0.0.1/live')],
    ['link-not-public', '/streams/0/url', link('https://[::1]/live')],
    ['link-not-public', '/streams/0/url', link('https://live.localhost/1')],
    ['link-not-public', '/streams/0/url', link('https://a:b@live.example.com/1')],
    ['link-not-public', '/streams/0/url', link('https://live.example.com:8443/1')],
    ['link-not-of-service', '/streams/0/url', link('https://douyin.com.example.com/1', 'douyin')],
  ])('or refused with %s at %s', (code, pointer, changes) => {
    given(liveSession).when(draft(changes)).refuses(code, pointer);
  });

  it('with everything that is wrong named at once, and no more suppliers and categories than fit', () => {
    const wrong = draft({ ...link('ftp://x'), startsAt: '2026-03-06T11:31:00.000Z' });
    expect(given(liveSession).when(wrong).refuses('session-invalid').errors).toHaveLength(2);
    const many = Array.from({ length: 9 }, (_, n) => `${rebar}${n}`);
    const known = Object.fromEntries(
      many.map((id, n) => [
        id,
        { title: id, category: `c${n}`, supplier: { id: `o${n}`, name: '' }, available: true, seq: 1 },
      ]),
    );
    const broad = { ...draft({ products: many.map((product) => ({ product })) }), facts: known };
    const codes = given(liveSession)
      .when(broad)
      .refuses('session-invalid')
      .errors.map(({ code }) => code);
    expect(codes).toEqual(['session-categories', 'session-suppliers']);
  });
});

it('the fullest session there can be has room in its snapshot', () => {
  const many = Array.from({ length: 100 }, (_, n) => `${rebar.slice(0, -2)}${String(n).padStart(2, '0')}`);
  const supplier = { id: host.id, name: '明'.repeat(120) };
  const one = { title: '钢'.repeat(120), category: 'board.bamboo-formwork', supplier, available: true, seq: 999 };
  const products = many.map((product) => ({ product, remark: '现'.repeat(60), afterMinutes: 89 }));
  const full = {
    ...draft({ products, description: '述'.repeat(2000) }),
    facts: Object.fromEntries(many.map((id) => [id, one])),
  };
  const state = JSON.stringify(fold(liveSession, liveSession.decide(full, { status: 'none' })));
  expect(new TextEncoder().encode(state).length).toBeLessThan(room);
});

describe('a session is announced', () => {
  it('once, asks other suppliers for their consent, and reminds a day and an hour before', () => {
    const suppliers = [{ id: guest.id, name: guest.name }];
    const asked = { title: terms.title, startsAt: terms.startsAt, suppliers };
    const command = { type: 'announceSession', at } as const;
    given(liveSession, drafted()).when(command).yields(announced, { type: 'ShowingAsked', data: asked });
    given(liveSession, drafted(), announced).when(command).changesNothing();
    given(liveSession, drafted())
      .when({ ...command, at: terms.startsAt })
      .refuses('session-past', '/startsAt');
    expect(stateOf(drafted(), announced).reminders).toEqual(['P1D', 'PT1H']);
    expect(dueAt(stateOf(drafted(), announced))).toBe('2026-03-05T11:30:00.000Z');
  });

  it('is amended, and takes another time until it has begun', () => {
    const to = { startsAt: '2026-03-06T12:00:00.000Z', endsAt: '2026-03-06T13:30:00.000Z' };
    const amend = { type: 'amendSession', at, changes: to, facts: {} } as const;
    const from = { startsAt: terms.startsAt, endsAt: terms.endsAt };
    const moved = { type: 'SessionRescheduled', data: { from, to } };
    const before = given(liveSession, drafted(), announced);
    before.when(amend).yields({ type: 'SessionAmended', data: { facts: {} } }, moved);
    before.when({ ...amend, changes: from }).changesNothing();
    before.when({ ...amend, changes: { title: '改名' } }).yields({ type: 'SessionAmended' });
    given(liveSession, drafted()).when(amend).yields({ type: 'SessionAmended' });
    const live = given(liveSession, drafted(), announced, started);
    const during = { ...amend, at: '2026-03-06T12:10:00.000Z' };
    live.when(during).refuses('session-started', '/startsAt');
    live
      .when({ ...during, changes: { endsAt: to.endsAt } })
      .yields({ type: 'SessionAmended' }, { type: 'SessionRescheduled' });
    live.when({ ...during, changes: { endsAt: '2026-03-06T12:00:00.000Z' } }).refuses('schedule-reversed', '/endsAt');
    const after = liveSession.decide(amend, before.state).reduce(liveSession.evolve, before.state) as ExistingSession;
    expect(after).toMatchObject({ sequence: 1, terms: to, reminders: ['P1D', 'PT1H'] });
    expect(after.products.map(({ agreed }) => agreed)).toEqual([true, false]);
  });

  it('shows products of another supplier while it agrees', () => {
    const agree = { type: 'agreeShowing', at, supplier: guest.id } as const;
    const agreed = {
      type: 'ShowingAgreed',
      v: 1,
      data: { supplier: guest.id, products: [cement], agreedAt: at },
    } as const;
    given(liveSession, drafted(), announced).when(agree).yields(agreed);
    given(liveSession, drafted(), announced, agreed).when(agree).changesNothing();
    given(liveSession, drafted(), announced, agreed)
      .when({ ...agree, type: 'declineShowing' })
      .yields({ type: 'ShowingDeclined', data: { products: [cement] } });
    given(liveSession, drafted(), announced)
      .when({ ...agree, supplier: host.id })
      .changesNothing();
    expect(stateOf(drafted(), announced, agreed).products.every((one) => one.agreed)).toBe(true);
  });

  it('marks a product that the catalogue has no more, by the newest that was said of it', () => {
    const gone = { ...(facts[rebar] as NonNullable<(typeof facts)[string]>), available: false, seq: 3 };
    const note = { type: 'noteProduct', at, product: rebar, facts: gone } as const;
    const noted = { type: 'ShownProductChanged', v: 1, data: { product: rebar, facts: gone } } as const;
    given(liveSession, drafted()).when(note).yields(noted);
    given(liveSession, drafted(), noted).when(note).changesNothing();
    given(liveSession, drafted(), noted)
      .when({ ...note, facts: { ...gone, available: true, seq: 2 } })
      .changesNothing();
    expect(stateOf(drafted(), noted).products[0]?.facts.available).toBe(false);
  });
});

describe('a session by the clock', () => {
  const passed = (now: string) => ({ type: 'timePassed', at: now }) as const;
  const called = (before: string) =>
    ({
      type: 'ReminderCalled',
      v: 1,
      data: { before, schedule: { startsAt: terms.startsAt, endsAt: terms.endsAt } },
    }) as const;
  const [dayBefore, hourBefore] = ['2026-03-05T11:30:00.000Z', '2026-03-06T10:30:00.000Z'];

  it('reminds once each, begins and ends', () => {
    given(liveSession, drafted(), announced).when(passed('2026-03-05T11:29:59.999Z')).changesNothing();
    given(liveSession, drafted(), announced).when(passed(dayBefore)).yields(called('P1D'));
    given(liveSession, drafted(), announced, called('P1D')).when(passed(dayBefore)).changesNothing();
    given(liveSession, drafted(), announced, called('P1D')).when(passed(hourBefore)).yields(called('PT1H'));
    expect(dueAt(stateOf(drafted(), announced, called('P1D'), called('PT1H')))).toBe(terms.startsAt);
    given(liveSession, drafted(), announced, called('PT1H')).when(passed(terms.startsAt)).yields(started);
    given(liveSession, drafted(), announced, called('PT1H'), started).when(passed(terms.endsAt)).yields(ended);
    expect(dueAt(stateOf(drafted(), announced, called('PT1H'), started))).toBe(terms.endsAt);
    expect(dueAt(stateOf(drafted(), announced, called('PT1H'), started, ended))).toBeUndefined();
  });

  it('that comes late reminds with what is nearest, and of nothing that is over', () => {
    given(liveSession, drafted(), announced).when(passed('2026-03-06T11:00:00.000Z')).yields(called('PT1H'));
    given(liveSession, drafted(), announced).when(passed('2026-03-06T12:00:00.000Z')).yields(called('PT1H'), started);
    given(liveSession, drafted(), announced).when(passed(terms.endsAt)).yields(started, ended);
    expect(stateOf(drafted(), announced, called('PT1H')).reminders).toEqual([]);
  });

  it('is what its schedule says whether the clock has looked or not', () => {
    const state = stateOf(drafted(), announced);
    const times = [at, terms.startsAt, terms.endsAt];
    expect(times.map((now) => statusAt(state, now))).toEqual(['announced', 'live', 'ended']);
    const links = [{ service: 'bilibili', url: 'https://www.bilibili.com/video/BV1xx411c7mD' }];
    const late = { type: 'linkReplays', at: terms.endsAt, links } as const;
    given(liveSession, drafted(), announced)
      .when(late)
      .yields(started, ended, { type: 'ReplayLinked', data: { links } });
    given(liveSession, drafted(), announced)
      .when({ ...late, at })
      .refuses('session-not-ended');
    const cancel = { type: 'cancelSession', at: terms.endsAt, by: 'host', reason: '场地停电' } as const;
    given(liveSession, drafted(), announced).when(cancel).refuses('session-over');
    given(liveSession, drafted(), announced)
      .when({ ...cancel, at })
      .yields({ type: 'SessionCancelled' });
    given(liveSession, drafted(), announced).when({ type: 'endSession', at }).refuses('session-not-live');
  });

  it('goes down with its host’s verification, but not when an old word of it comes again', () => {
    const rejected = { type: 'cancelRejected', at, event: `${host.id}/3` } as const;
    const by = 'organisation-rejected';
    given(liveSession, drafted(), announced).when(rejected).yields({ type: 'SessionCancelled', data: { by } });
    given(liveSession, drafted(), announced)
      .when({ ...rejected, at: '2026-03-02T00:58:00.000Z' })
      .changesNothing();
    given(liveSession, drafted()).when(rejected).changesNothing();
  });
});
