import { beforeAll, describe, expect, it } from 'vitest';
import limits from '../../functions/market/data/limits.json' with { type: 'json' };
import { tick } from '../../functions/tick.ts';
import { forEachOf } from '../../shared/kernel/pool.ts';
import { addDuration, instant } from '../../shared/kernel/time.ts';
import { start, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { everything } from '../support/scan.ts';
import { type Party, party } from '../support/world.ts';
import { done, type EnquiryCalls, enquiryCalls, ids, outcome } from './enquiry-calls.ts';
import { demandPost, supplyPost, tonnes } from './fixtures.ts';
import { goodsQuote } from './quotes.ts';
import { eventsOf, streamed } from './streamed.ts';

let db: Counting;
let t: TestApp;
let builder: Party;
let mill: Party;
let third: Party;
let calls: EnquiryCalls;
beforeAll(async () => {
  db = counting(await freshDb());
  t = await testApp({ db });
  builder = await party(t.call, 1, 'buyer');
  mill = await party(t.call, 2, 'supplier');
  third = await party(t.call, 3, 'supplier');
  calls = enquiryCalls(t);
});

const call: EnquiryCalls['call'] = (...given) => calls.call(...given);
const ask: EnquiryCalls['ask'] = (...given) => calls.ask(...given);
const asked: EnquiryCalls['asked'] = (...given) => calls.asked(...given);
const posted: EnquiryCalls['posted'] = (...given) => calls.posted(...given);
const read: EnquiryCalls['read'] = (...given) => calls.read(...given);
const types: EnquiryCalls['types'] = (...given) => calls.types(...given);
const opened = async (text: string) => asked(await posted(mill, { ...supplyPost, text }), builder);

describe('time and verification', () => {
  it('silence ends an enquiry, before the clock looks and after, and a quote at its last moment', async () => {
    const [silent, talked] = [await opened('静一'), await opened('静二')];
    const offer = (await done(calls.quote(talked, mill))).quote.id;
    t.clock.now = Date.parse(goodsQuote.validUntil);
    expect(
      outcome(await call('POST', `/v1/enquiries/${talked}/quotes/${offer}/acceptance`, undefined, builder)),
    ).toEqual([422, 'quote-expired']);
    expect((await read(talked, mill)).quotes).toMatchObject([{ status: 'expired' }]);
    t.clock.now = Date.parse(addDuration(instant(start), 'P14D'));
    expect(await read(silent, mill)).toMatchObject({ status: 'closed', outcome: 'no-answer' });
    expect(ids(await call('GET', '/v1/enquiries', undefined, mill))).not.toContain(silent);
    await tick(t.deps);
    await tick(t.deps);
    expect((await types(silent)).at(-1)).toBe('EnquiryClosed');
    expect(await read(talked, builder)).toMatchObject({ status: 'closed', outcome: 'lapsed' });
    expect(t.logged.filter(({ message }) => message === 'tick')).toEqual([]);
    t.clock.now = start;
  });

  it('an organisation that is rejected has all of its enquiries closed, whichever end it is on', async () => {
    const firm = await party(t.call, 9, 'supplier');
    const [own, others] = [await posted(firm, supplyPost), await posted(builder, { ...demandPost, text: '求购' })];
    const [received, made] = [await asked(own, builder), await asked(others, firm)];
    const decision = { decision: 'rejected', reason: '执照注销' };
    await done(call('POST', `/v1/organisations/${firm.id}/verification`, decision, 'operator'), 200);
    const late = await call('POST', `/v1/enquiries/${made}/messages`, { text: '还在吗' }, firm);
    expect(outcome(late)).toEqual([403, 'organisation-not-verified']);
    await streamed(t, firm.id);
    for (const id of [received, made]) {
      expect(await read(id, builder)).toMatchObject({ status: 'closed', outcome: 'organisation-rejected' });
      expect((await types(id)).filter((type) => type === 'EnquiryClosed')).toHaveLength(1);
    }
  });

  it('one asked while the post was being closed is closed by its own event', async () => {
    const post = await posted(mill, { ...supplyPost, text: '边关边问' });
    const id = await asked(post, builder);
    await done(call('POST', `/v1/posts/${post}/closure`, undefined, mill), 200);
    await streamed(t, id);
    expect(await read(id, builder)).toMatchObject({ outcome: 'post-closed' });
    expect(outcome(await ask(post, third))).toEqual([404, 'not-found']);
  });
});

describe('reports of abuse', () => {
  const report = (post: string, by: Party, text = '价格是假的') =>
    call('POST', `/v1/posts/${post}/abuse-reports`, { reason: 'false', text }, by);
  const decide = (id: string, body: object, by: Party | string = 'operator') =>
    call('POST', `/v1/abuse-reports/${id}/decision`, body, by);

  it('are told once, decided once, and never say who reported', async () => {
    const firm = await party(t.call, 20, 'supplier');
    const post = await posted(firm, { ...supplyPost, text: '一吨只要一元' });
    const first = await done(report(post, builder));
    expect(first).toMatchObject({ thing: { kind: 'post', post }, against: { id: firm.id }, quoted: '一吨只要一元' });
    const twins = await Promise.all(Array.from({ length: 10 }, () => report(post, third)));
    expect(twins.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(twins.filter(({ body }) => body.code === 'already-reported')).toHaveLength(9);
    expect(outcome(await report(post, builder))).toEqual([409, 'already-reported']);
    expect(outcome(await report(post, firm))).toEqual([403, 'forbidden']);

    const path = `/v1/abuse-reports/${first.id}`;
    for (const by of [firm, third, 'supervisor', 'nobody'])
      expect(outcome(await call('GET', path, undefined, by))).toEqual([404, 'not-found']);
    expect((await call('GET', path, undefined, builder)).status).toBe(200);
    const queue = await call('GET', '/v1/abuse-reports', undefined, 'operator');
    expect(queue.body.items.find(({ id }: { id: string }) => id === first.id).reporter.id).toBe(builder.id);
    expect(ids(await call('GET', '/v1/abuse-reports', undefined, builder))).toEqual([first.id]);
    expect(ids(await call('GET', '/v1/abuse-reports', undefined, firm))).toEqual([]);

    const verdict = { decision: 'post-closed', why: '价格与合同不符，属虚假信息' };
    expect(outcome(await decide(first.id, verdict, builder))).toEqual([403, 'forbidden']);
    expect(outcome(await decide(first.id, verdict, firm))).toEqual([404, 'not-found']);
    expect((await decide(first.id, verdict)).body).toMatchObject({ status: 'decided', why: verdict.why });
    expect(outcome(await decide(first.id, { decision: 'dismissed', why: '改' }))).toEqual([409, 'abuse-decided']);
    const id = await asked(post, builder);
    await streamed(t, first.id);
    const seen = await call('GET', `/v1/posts/${post}`, undefined, firm);
    expect([seen.body.status, seen.body.reason]).toEqual(['closed', 'abuse']);
    await streamed(t, post);
    expect(await read(id, builder)).toMatchObject({ outcome: 'post-closed' });

    const told = await call('GET', '/v1/abuse-decisions', undefined, firm);
    expect(told.body.items).toMatchObject([{ ...verdict, reason: 'false', thing: { post } }]);
    const open = JSON.stringify([told.body, await eventsOf(t, first.id), await eventsOf(t, post), t.logged]);
    for (const secret of [builder.name, '价格是假的']) expect(open).not.toContain(secret);
    const log = (await eventsOf(t, first.id)).map((event) => JSON.stringify(event)).join();
    expect(log).not.toContain(builder.id);
    expect(await everything(db)).toContain('价格是假的');
  });

  it('of a message are read by the operator, who may suspend its author until a time', async () => {
    const firm = await party(t.call, 21, 'supplier');
    const post = await posted(builder, { ...demandPost, text: '骂人之前' });
    const id = await asked(post, firm);
    const path = `/v1/enquiries/${id}/messages`;
    const { number } = await done(call('POST', path, { text: '不买别问，穷鬼' }, firm));
    const body = { reason: 'insult', text: '辱骂' };
    expect(outcome(await call('POST', `${path}/${number}/abuse-reports`, body, third))).toEqual([404, 'not-found']);
    expect(outcome(await call('POST', `${path}/${number}/abuse-reports`, body, firm))).toEqual([403, 'forbidden']);
    expect(outcome(await call('POST', `${path}/99/abuse-reports`, body, builder))).toEqual([404, 'not-found']);
    const told = await done(call('POST', `${path}/${number}/abuse-reports`, body, builder));
    const seen = await call('GET', `/v1/abuse-reports/${told.id}`, undefined, 'operator');
    expect(seen.body).toMatchObject({ quoted: '不买别问，穷鬼', against: { id: firm.id } });

    const why = '辱骂他人';
    const until = addDuration(instant(start), 'P3D');
    const refusals = [
      [{ decision: 'post-closed', why }, 'decision-not-fitting'],
      [{ decision: 'poster-suspended', why }, 'until-required'],
      [{ decision: 'poster-suspended', why, until: instant(start) }, 'until-past'],
      [{ decision: 'poster-suspended', why, until: '2027-04-01T00:00:00Z' }, 'until-too-far'],
      [{ decision: 'dismissed', why, until }, 'until-not-fitting'],
    ] as const;
    for (const [decision, code] of refusals) expect(outcome(await decide(told.id, decision))).toEqual([422, code]);
    await done(decide(told.id, { decision: 'poster-suspended', why, until }), 200);
    const other = await posted(builder, { ...demandPost, text: '别家' });
    expect(outcome(await call('POST', '/v1/posts', supplyPost, firm))).toEqual([403, 'organisation-suspended']);
    expect(outcome(await ask(other, firm))).toEqual([403, 'organisation-suspended']);
    expect((await call('POST', path, { text: '对不起' }, firm)).status).toBe(201);
    t.clock.now = Date.parse(until);
    expect((await call('POST', '/v1/posts', supplyPost, firm)).status).toBe(201);
    t.clock.now = start;
  });
});

describe('a flood', () => {
  it('of posts stops at the limit exactly, says when to go on, and slows nobody else', async () => {
    const firm = await party(t.call, 22, 'supplier');
    const { minute } = limits.posts;
    const publish = () => call('POST', '/v1/posts', { ...supplyPost, text: '刷屏' }, firm);
    const first = await done(publish());
    const poster = { id: firm.id, name: firm.name, uscc: first.poster.uscc };
    const codes: string[] = [];
    const race = forEachOf(
      Array.from({ length: 199 }, (_, n) => n),
      100,
      async (n) => {
        const at = instant(start);
        const post = { ...supplyPost, quantity: tonnes(String(100 + n)) };
        const command = { type: 'publishPost', at, poster, post } as const;
        const cause = { actor: { kind: 'system', process: 'work' }, as: 'system', at } as const;
        const published = t.deps.posts.handle(t.deps.id('post'), command, cause);
        codes.push(await published.then(({ snapshot }) => `${snapshot.version}`).catch(({ code }) => code));
      },
    );
    await Promise.all([race, posted(third, demandPost)]);
    expect(codes.filter((code) => code === '1')).toHaveLength(minute - 1);
    expect(codes.filter((code) => code === 'too-many-posts')).toHaveLength(199 - (minute - 1));
    const listed = await call('GET', `/v1/posts?poster=${firm.id}&limit=100`, undefined, firm);
    expect(ids(listed)).toHaveLength(minute);

    db.reset();
    const refused = await publish();
    expect([...outcome(refused), refused.headers.get('retry-after')]).toEqual([429, 'too-many-posts', '60']);
    expect([db.formula, db.reads]).toEqual([0, 3]);
    t.clock.now = start + 60_000;
    expect((await publish()).status).toBe(201);
    const change = (n: number) => call('PATCH', `/v1/posts/${first.id}`, { radiusKm: n }, firm);
    for (let n = 1; n < limits['post-changes'].minute; n += 1) await done(change(n), 200);
    const renewal = { expiresAt: '2026-05-01T00:00:00.000Z' };
    await done(call('POST', `/v1/posts/${first.id}/renewal`, renewal, firm), 200);
    expect(outcome(await change(900))).toEqual([429, 'too-many-post-changes']);
    await done(call('POST', `/v1/posts/${first.id}/closure`, undefined, firm), 200);
    t.clock.now = start;
  });

  it('of projects stops too, as each posts many lines; who is suspended registers and amends none', async () => {
    const firm = await party(t.call, 24, 'buyer');
    const window = { from: '2026-03-10', to: '2026-06-30' };
    const line = { category: 'steel.rebar', attributes: { diameter: 16 }, quantity: tonnes('100'), window };
    const body = { name: '刷屏项目', place: { division: '350404' }, lines: [line] };
    const register = () => call('POST', '/v1/projects', body, firm);
    const { id } = await done(register());
    const amend = (name: string) => call('PATCH', `/v1/projects/${id}`, { name }, firm);
    await done(amend('又名'), 200);
    for (let n = 2; n < limits.projects.minute; n += 1) await done(register());
    for (const refused of [await register(), await amend('三名')])
      expect([...outcome(refused), refused.headers.get('retry-after')]).toEqual([429, 'too-many-projects', '60']);
    t.clock.now = start + 60_000;
    const post = await posted(firm, { ...demandPost, text: '骗人' });
    const told = await done(call('POST', `/v1/posts/${post}/abuse-reports`, { reason: 'fraud', text: '骗' }, builder));
    const until = addDuration(instant(start), 'P3D');
    const decision = { decision: 'poster-suspended', why: '欺诈', until };
    await done(call('POST', `/v1/abuse-reports/${told.id}/decision`, decision, 'operator'), 200);
    for (const refused of [await register(), await amend('四名')])
      expect(outcome(refused)).toEqual([403, 'organisation-suspended']);
    t.clock.now = start;
  });

  it('of enquiries stops too; a minute is forgotten once it is over', async () => {
    const firm = await party(t.call, 23, 'supplier');
    const post = await posted(builder, { ...demandPost, text: '洪水' });
    for (let n = 0; n < limits.enquiries.minute; n += 1) {
      const id = await asked(post, firm);
      if (n < limits.enquiries.minute - 1)
        await done(call('POST', `/v1/enquiries/${id}/closure`, undefined, firm), 200);
    }
    const refused = await ask(post, firm);
    expect([...outcome(refused), refused.headers.get('retry-after')]).toEqual([429, 'too-many-enquiries', '60']);
    const items = JSON.parse(await everything(db)) as Record<string, unknown>[];
    const windows = items.filter(({ pk }) => pk === `rates#${firm.id}`);
    expect(windows.map(({ sk, remaining, expiresAt }) => [sk, remaining, expiresAt])).toEqual([
      [
        'a#enquiries#2026-03-02',
        limits.enquiries.day - limits.enquiries.minute,
        Date.parse('2026-03-03T00:00+08:00') / 1000,
      ],
      ['a#enquiries#2026-03-02T01:00', 0, start / 1000 + 60],
    ]);
  });
});
