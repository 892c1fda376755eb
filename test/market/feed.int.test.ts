import { beforeAll, describe, expect, it } from 'vitest';
import { feedStore } from '../../functions/market/feed-store.ts';
import { marketReactions } from '../../functions/market/on.ts';
import type { PostCommand } from '../../functions/market/post.ts';
import { tellFeeds } from '../../functions/market/read-feed.ts';
import type { StreamedEvent } from '../../functions/market/store.ts';
import { randomBy } from '../../shared/kernel/random.ts';
import { putItem } from '../../shared/table/items.ts';
import { feedBlock, keys } from '../../shared/table/keys.ts';
import { type CallOptions, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { faulty, ProcessDeath, seeded } from '../support/faulty.ts';
import { type Party, party } from '../support/world.ts';
import { at, builder, demandPost, shopPost, supplyPost } from './fixtures.ts';
import { eventsOf } from './stream.ts';

let db: Counting;
let test: TestApp;
let member: Party;
beforeAll(async () => {
  db = counting(await freshDb());
  test = await testApp({ db });
  member = await party(test.call, 1, 'buyer');
});

type Item = { id: string; change: string; version: number; current?: number; post?: Record<string, unknown> };
const cause = { actor: { kind: 'system', process: 'stream' }, as: 'system', at } as const;
const postId = (n: number) => `pst_0195f000-0000-7000-8000-${String(n).padStart(12, '0')}`;

async function since(cursor: string, query = '', options: CallOptions = {}) {
  const { status, body, headers } = await test.call('GET', `/v1/posts?since=${cursor}${query}`, undefined, options);
  expect(status, JSON.stringify(body)).toBe(200);
  return { items: body.items as Item[], next: body.next as string, headers };
}

/** Everything that a feed has from a cursor on, page by page. */
async function follow(cursor: string, query = '', options: CallOptions = {}): Promise<Item[]> {
  const all: Item[] = [];
  for (let next = cursor; ; ) {
    const page = await since(next, query, options);
    all.push(...page.items);
    if (page.next === next) return all;
    next = page.next;
  }
}

const delivered = (id: string, from = 1) => eventsOf(test, 'post', id, from);
const told = async (id: string, from = 1) => {
  for (const event of await delivered(id, from)) await marketReactions(test.deps).react(event);
};
const named = (items: readonly Item[]) => items.map(({ id, version }) => `${id}/${version}`);

describe('the feed of posts', () => {
  it('tells a reader that follows every change once in one order, with 50 writers and consumers that die', async () => {
    const random = randomBy(20260302);
    const queue: StreamedEvent[] = [];
    const expected: string[] = [];
    const { posts } = test.deps;
    let writing = 50;
    const write = async (n: number): Promise<void> => {
      const id = postId(n);
      const written = n % 5 === 0 ? supplyPost : demandPost;
      await posts.handle(id, { type: 'publishPost', at, poster: builder, post: written }, cause);
      const then = [{ type: 'closePost', at }, { type: 'amendPost', at, changes: { radiusKm: n } }, undefined][n % 3];
      if (then !== undefined) await posts.handle(id, then as PostCommand, cause);
      for (const event of await delivered(id)) {
        expected.push(event.id);
        for (const copy of n % 2 === 0 ? [event, event] : [event])
          queue.splice(Math.floor(random() * queue.length), 0, copy);
      }
      writing -= 1;
    };
    let [deaths, faults] = [0, 0];
    const plan = seeded(7, 0.15);
    const consume = async (): Promise<void> => {
      let reactions = marketReactions({ ...test.deps, feed: feedStore(faulty(test.db, plan)) });
      while (writing > 0 || queue.length > 0) {
        const [event] = queue.splice(Math.floor(random() * queue.length), 1);
        if (event === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
        else
          await reactions.react(event).catch((error: unknown) => {
            queue.push(event);
            faults += 1;
            if (!(error instanceof ProcessDeath)) return;
            deaths += 1;
            reactions = marketReactions({ ...test.deps, feed: feedStore(faulty(test.db, plan)) });
          });
      }
    };
    let consuming = true;
    const read = async (query: string): Promise<string[]> => {
      const seen: string[] = [];
      for (let next = '0'; ; ) {
        const last = !consuming;
        const page = await since(next, `${query}&limit=7`);
        for (const item of page.items) {
          seen.push(`${item.id}/${item.version}`);
          if (item.post !== undefined) expect(item.current).toBeGreaterThanOrEqual(item.version);
        }
        if (page.next === next && last) return seen;
        if (page.next === next) await new Promise((resolve) => setTimeout(resolve, 50));
        next = page.next;
      }
    };
    const readers = ['', '&kind=demand', '&kind=supply&category=steel'].map(read);
    const consumers = [1, 2, 3].map(consume);
    await Promise.all(Array.from({ length: 50 }, (_, n) => write(n + 1)));
    await Promise.all(consumers);
    consuming = false;
    const [all = [], demands = [], supplies = []] = await Promise.all(readers);
    expect(expected).toHaveLength(83);
    expect([deaths > 2, faults > deaths]).toEqual([true, true]);
    expect([...all].sort()).toEqual([...expected].sort());
    expect([...demands, ...supplies].sort()).toEqual([...expected].sort());
    expect(named(await follow('0', '&limit=100'))).toEqual(all);
    expect(named(await follow('0', '&kind=demand&limit=33'))).toEqual(demands);
  }, 120_000);

  it('is of a kind, a category, a family or a process, from its beginning, from now, and from a cursor of its own', async () => {
    const { next } = await since('now', '&kind=processing');
    const shop = postId(101);
    await test.deps.posts.handle(shop, { type: 'publishPost', at, poster: builder, post: shopPost }, cause);
    await told(shop);
    expect(await follow(next, '&kind=processing')).toMatchObject([
      { id: shop, change: 'published', post: { process: 'turning' } },
    ]);
    expect(await follow('0', '&kind=processing&process=turning')).toHaveLength(1);
    expect(await follow('0', '&kind=processing&process=forging')).toEqual([]);
    const refused = async (query: string) => {
      const { status, body } = await test.call('GET', `/v1/posts?${query}`);
      return [status, body.code, body.errors[0].pointer];
    };
    expect(await refused(`since=${next}&kind=demand`)).toEqual([400, 'cursor-invalid', '/since']);
    expect(await refused('since=x')).toEqual([400, 'cursor-invalid', '/since']);
    expect(await refused('since=0&division=350404')).toEqual([422, 'not-in-feed', '/division']);
    expect(await refused('since=0&category=steel')).toEqual([422, 'kind-required', '/kind']);
  });

  it('costs a reader that has seen all no body, and says where to go on', async () => {
    const end = await since('now');
    const again = await since(end.next);
    expect([again.items, again.next, again.headers.get('etag')]).toEqual([[], end.next, `W/"${end.next}"`]);
    expect(again.headers.get('link')).toContain(encodeURIComponent(end.next));
    const unchanged = await test.call('GET', `/v1/posts?since=${end.next}`, undefined, {
      headers: { 'If-None-Match': `W/"${end.next}"` },
    });
    expect(unchanged.status).toBe(304);
  });

  it('tells the public nothing of what is for members, not even by its cursor', async () => {
    const [publics, members] = [(await since('now')).next, (await since('now', '', { as: member.sub })).next];
    const id = postId(102);
    const secret = { ...demandPost, visibility: 'members', quantityHidden: true } as const;
    await test.deps.posts.handle(id, { type: 'publishPost', at, poster: builder, post: secret }, cause);
    await test.deps.posts.handle(id, { type: 'closePost', at }, cause);
    await told(id);
    expect(await since(publics)).toMatchObject({ items: [], next: publics });
    expect(await follow(members, '', { as: member.sub })).toMatchObject([
      { id, change: 'published' },
      { id, change: 'closed' },
    ]);
    expect((await test.call('GET', `/v1/posts?since=${members}`)).body.code).toBe('cursor-invalid');

    const left = postId(103);
    await test.deps.posts.handle(
      left,
      { type: 'publishPost', at, poster: builder, post: { ...demandPost, text: '转会员' } },
      cause,
    );
    await test.deps.posts.handle(left, { type: 'amendPost', at, changes: { visibility: 'members' } }, cause);
    await test.deps.posts.handle(left, { type: 'amendPost', at, changes: { radiusKm: 9 } }, cause);
    await told(left);
    expect(await follow(publics)).toEqual([{ id: left, change: 'closed', version: 2, at }]);
  });

  it('goes on from one block to the next, and stops before an entry that is not there yet', async () => {
    const feed = 'public#demand:cement';
    const put = (seq: number) =>
      putItem(test.db, keys.feedEntry(feed, seq), { entry: { post: postId(1), version: seq, change: 'amended', at } });
    for (const seq of [-2, -1, 0, 1, 3]) await put(feedBlock + seq);
    const store = feedStore(test.db);
    const cursor = async (last: number) => {
      await putItem(test.db, keys.feedEnd(feed), { last });
      return (await store.since(feed, 'now', 1)).next;
    };
    const read = async (limit: number) => {
      const { entries, next } = await store.since(feed, await cursor(feedBlock - 3), limit);
      return [entries.map(({ version }) => version - feedBlock), next];
    };
    expect(await read(100)).toEqual([[-2, -1, 0, 1], await cursor(feedBlock + 1)]);
    expect(await read(3)).toEqual([[-2, -1, 0], await cursor(feedBlock)]);
  });

  it('costs what the table of capacity says', async () => {
    const id = postId(104);
    await test.deps.posts.handle(
      id,
      { type: 'publishPost', at, poster: builder, post: { ...demandPost, text: '计量' } },
      cause,
    );
    const [event] = await delivered(id);
    const react = () => tellFeeds(test.deps, event as StreamedEvent);
    db.reset();
    await react();
    expect([db.commands.map(({ name }) => name), db.reads, db.formula]).toEqual([
      ['Get', 'BatchGet', 'TransactWrite'],
      10,
      34,
    ]);
    db.reset();
    await react();
    expect([db.commands.map(({ name }) => name), db.writes]).toEqual([['Get', 'BatchGet'], 0]);
    const { next } = await since('now');
    await since(next);
    db.reset();
    await since(next);
    expect([db.commands.map(({ name }) => name), db.reads]).toEqual([['Query'], 0.5]);
    db.reset();
    await since('0', '&limit=20');
    expect(db.commands[0]).toMatchObject({ name: 'Query', units: 0.5 });
    expect(db.commands.slice(1).every(({ name, units }) => name === 'Get' && units === 1)).toBe(true);
  });
});
