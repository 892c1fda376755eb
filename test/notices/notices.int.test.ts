import { describe, expect, it } from 'vitest';
import { demandPost, supplyPost, tonnes } from '../market/fixtures.ts';
import { everything } from '../support/scan.ts';
import { party } from '../support/world.ts';
import {
  confirmed,
  enquiryOpened,
  eventsOf,
  happened,
  inbox,
  matchesKept,
  outcome,
  pass,
  react,
  send,
  settings,
  signedBy,
  someId,
  two,
  world,
} from './support.ts';

const url = 'http://127.0.0.1:9/hooks';

describe('whoever asked', () => {
  it('hears of a match by inbox, mail and webhook, once however often and in whatever order it is told', async () => {
    const t = await world();
    const [builder, mill] = await two(t);
    const silent = await party(t.call, 3, 'buyer');
    const unasked = await t.call('GET', '/v1/notification-settings', undefined, { as: builder.sub });
    expect(unasked.body).toMatchObject({ topics: {}, watches: [], digest: { mode: 'at-once' }, language: 'zh' });

    const early = { topics: { matches: { email: true } } };
    expect(outcome(await t.call('PUT', '/v1/notification-settings', early, { as: builder.sub }))).toEqual([
      422,
      'email-not-confirmed',
    ]);
    await confirmed(t, builder, 'lin@builder.example');
    await settings(t, builder, early);
    await settings(t, mill, { topics: { matches: {} } });
    const { body: hook } = await t.call('POST', '/v1/webhooks', { url, topics: ['matches'] }, { as: builder.sub });
    expect(hook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);

    const post = someId('pst');
    const first = await happened(t, someId('mch'), 1, 'MatchesKept', matchesKept(builder, post, 3));
    const second = await happened(t, someId('mch'), 1, 'MatchesKept', matchesKept(builder, post, 1));
    for (const event of [second, first, first, second]) await react(t, event);
    await Promise.all([first, second, first].map((event) => react(t, event)));
    await send(t);

    const items = await inbox(t, builder.sub);
    expect(items).toHaveLength(2);
    expect(items.map(({ params }: { params: { count: number } }) => params.count).sort()).toEqual([1, 3]);
    expect(items[0]).toMatchObject({ topic: 'matches', link: `/v1/posts/${post}/matches`, read: false });
    expect([await inbox(t, mill.sub), await inbox(t, silent.sub)]).toEqual([[], []]);

    expect(t.outside.mails).toHaveLength(1);
    await pass(t, 'PT1M');
    await pass(t, 'PT1M');
    const [, mail, ...more] = t.outside.mails;
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: 'lin@builder.example', subject: '【集采】2 条通知' });
    expect(mail?.text).toContain('有 3 条新匹配');
    expect(mail?.text).toContain(`https://api.jicai.example/v1/posts/${post}/matches`);

    expect(t.outside.postings).toHaveLength(2);
    for (const posting of t.outside.postings) {
      expect(signedBy(hook.secret, posting)).toBe(true);
      expect(posting.url).toBe(url);
      expect(JSON.parse(posting.body)).toMatchObject({
        type: 'matches.matches_found',
        data: { organisation: builder.id, code: 'matches-found', link: `/v1/posts/${post}/matches` },
      });
    }
    const ids = t.outside.postings.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(2);

    const marked = { upTo: items[0].id };
    await t.call('POST', `/v1/inbox/${items[1].id}/read`, undefined, { as: builder.sub });
    expect(await inbox(t, builder.sub, '?unread=true')).toHaveLength(1);
    expect((await t.call('POST', '/v1/inbox/read', marked, { as: builder.sub })).status).toBe(204);
    expect(await inbox(t, builder.sub, '?unread=true')).toEqual([]);
    // What happened before and is told after was not read.
    const late = await happened(t, someId('mch'), 1, 'MatchesKept', matchesKept(builder, post));
    await pass(t, 'PT1M');
    await react(t, { ...late, at: '2026-03-02T00:59:00.000Z' });
    expect(await inbox(t, builder.sub, '?unread=true')).toHaveLength(1);
    expect(outcome(await t.call('POST', `/v1/inbox/${items[0].id}/read`, undefined, { as: mill.sub }))).toEqual([
      404,
      'not-found',
    ]);
    t.clock.now += 181 * 86_400_000;
    expect(await inbox(t, builder.sub)).toEqual([]);
  });

  it('hears of new posts that it watches for, and of no other', async () => {
    const t = await world();
    const [builder, mill] = await two(t);
    const watch = (body: object) => ({ topics: { 'new-posts': {} }, ...body });
    const bad = watch({
      watches: [
        { kind: 'supply', process: 'turning' },
        { kind: 'demand', category: 'x.y' },
      ],
    });
    expect((await t.call('PUT', '/v1/notification-settings', bad, { as: builder.sub })).status).toBe(422);
    await settings(t, builder, watch({ watches: [{ kind: 'supply', category: 'steel', division: '350481' }] }));
    await settings(t, mill, watch({ watches: [{ kind: 'demand', category: 'steel.rebar' }] }));
    await t.call('POST', '/v1/webhooks', { url, topics: ['new-posts'] }, { as: mill.sub });
    const publish = async (by: string, body: object) => {
      const { body: post } = await t.call('POST', '/v1/posts', body, { as: by });
      for (const event of await eventsOf(t, 'post', post.id)) await react(t, event);
      return post.id as string;
    };
    const demand = await publish(builder.sub, {
      ...demandPost,
      quantity: tonnes('7391.5'),
      text: '要七千吨',
      quantityHidden: true,
    });
    const supply = await publish(mill.sub, supplyPost);
    await publish(mill.sub, { ...supplyPost, place: { ...supplyPost.place, division: '350404' }, text: '别处' });
    expect((await inbox(t, mill.sub)).map(({ link }: { link: string }) => link)).toEqual([`/v1/posts/${demand}`]);
    expect((await inbox(t, builder.sub)).map(({ link }: { link: string }) => link)).toEqual([`/v1/posts/${supply}`]);
    expect((await inbox(t, mill.sub))[0]).toMatchObject({
      title: { zh: '有新的需求信息', en: 'A new demand' },
      text: { zh: '发布了您关注的需求信息（螺纹钢）。' },
    });
    await send(t);
    expect(t.outside.postings).toHaveLength(1);
    // What is kept and sent of it says neither how much nor a word of the post.
    const kept = (JSON.parse(await everything(t.db)) as { pk: string }[]).filter(({ pk }) =>
      /^(inbox#|snd_|sub_|sendings#|subscribers#|watchers#)/.test(pk),
    );
    expect(kept.map(({ pk }) => pk.slice(0, 6))).toContain('inbox#');
    expect(JSON.stringify([kept, t.outside.mails, t.outside.postings, t.logged])).not.toMatch(/7391|七千/);
    await settings(t, mill, { topics: {} });
    await publish(builder.sub, { ...demandPost, text: '再来' });
    expect(await inbox(t, mill.sub)).toHaveLength(1);
  });

  it('hears of a live session that it asked for, with settings or without, and of no one else’s', async () => {
    const t = await world();
    const [builder, mill] = await two(t);
    await confirmed(t, mill, 'mill@steel.example');
    await settings(t, mill, { topics: { live: { email: true } } });
    const recipient = ({ id, sub }: typeof builder) => ({ organisation: id, user: t.deps.pseudonym(sub) });
    const session = {
      session: someId('liv'),
      title: '乐购三明：钢材专场',
      host: { id: 'org_x', name: '主办', uscc: 'x' },
    };
    const schedule = { startsAt: '2026-03-02T02:00:00.000Z', endsAt: '2026-03-02T03:00:00.000Z' };
    const due = { occasion: 'reminder', before: 'PT15M', ...session, schedule, next: null, at: schedule.startsAt };
    const remind = async (...recipients: readonly object[]) => {
      const event = await happened(t, someId('tel'), 2, 'SessionReminderDue', { ...due, recipients });
      await react(t, event);
      await react(t, event);
    };
    await remind(recipient(builder), recipient(mill));
    for (const { sub } of [builder, mill]) {
      expect(await inbox(t, sub)).toMatchObject([{ topic: 'live', link: `/v1/live-sessions/${session.session}` }]);
    }
    await remind(recipient(builder));
    expect([(await inbox(t, builder.sub)).length, (await inbox(t, mill.sub)).length]).toEqual([2, 1]);
    await pass(t, 'PT2M');
    expect(t.outside.mails.slice(1).map(({ to }) => to)).toEqual(['mill@steel.example']);
  });

  it('hears of what the other side did in an enquiry, and nothing of what was said', async () => {
    const t = await world();
    const [builder, mill] = await two(t);
    for (const each of [builder, mill]) await settings(t, each, { topics: { enquiries: {}, orders: {} } });
    const id = someId('enq');
    const opened = await happened(t, id, 1, 'EnquiryOpened', enquiryOpened(builder, mill, someId('pst')));
    const quote = { quote: someId('qte'), by: mill.id, validUntil: '2026-03-09T01:00:00.000Z', madeAt: opened.at };
    const made = await happened(t, id, 2, 'QuoteMade', { ...quote, private: { terms: '3391.00' } });
    const message = { message: someId('msg'), by: builder.id, files: 0, sentAt: opened.at, private: { text: 'hash' } };
    const sent = await happened(t, id, 3, 'MessageSent', message);
    const closed = await happened(t, id, 4, 'EnquiryClosed', { outcome: 'no-answer', closedAt: opened.at });
    for (const event of [closed, sent, made, opened]) await react(t, event);
    const codes = async (sub: string) => (await inbox(t, sub)).map(({ code }: { code: string }) => code).sort();
    expect(await codes(mill.sub)).toEqual(['enquiry-closed', 'enquiry-opened', 'message-sent']);
    expect(await codes(builder.sub)).toEqual(['enquiry-closed', 'quote-made']);
    expect(JSON.stringify(await inbox(t, builder.sub))).not.toContain('3391');
  });
});

describe('whoever may be told no longer', () => {
  it('is told and shown nothing: a member who left, an organisation that was rejected', async () => {
    const t = await world();
    const [builder] = await two(t);
    await confirmed(t, builder, 'lin@builder.example');
    await settings(t, builder, { topics: { matches: { email: true } } });
    await t.call('POST', '/v1/webhooks', { url, topics: ['matches'] }, { as: builder.sub });
    const event = await happened(t, someId('mch'), 1, 'MatchesKept', matchesKept(builder, someId('pst')));
    await react(t, event);
    const verify = (decision: string) =>
      t.call('POST', `/v1/organisations/${builder.id}/verification`, { decision, reason: '复核' }, { as: 'operator' });
    expect((await verify('rejected')).status).toBe(200);
    await react(t, await happened(t, someId('mch'), 1, 'MatchesKept', matchesKept(builder, someId('pst'))));
    await send(t);
    await pass(t, 'PT5M');
    expect([t.outside.mails.length, t.outside.postings.length]).toEqual([1, 0]);
    expect(outcome(await t.call('GET', '/v1/inbox', undefined, { as: builder.sub }))).toEqual([
      403,
      'organisation-not-verified',
    ]);
    await verify('verified');
    expect(await inbox(t, builder.sub)).toHaveLength(1);
  });
});
