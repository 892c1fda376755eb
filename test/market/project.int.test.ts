import { beforeAll, describe, expect, it } from 'vitest';
import type { Poster } from '../../functions/market/events.ts';
import { marketReactions } from '../../functions/market/on.ts';
import type { StreamedEvent } from '../../functions/market/store.ts';
import { allEvents } from '../../shared/table/log.ts';
import { type CallOptions, type Reply, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { atCall, everyFault } from '../support/faulty.ts';
import { type Party, party } from '../support/world.ts';
import { tonnes } from './fixtures.ts';
import { eventsOf, reacting, streamed } from './stream.ts';

let db: Counting;
let test: TestApp;
let buyer: Party;
let mill: Party;
beforeAll(async () => {
  db = counting(await freshDb());
  test = await testApp({ db });
  buyer = await party(test.call, 1, 'buyer');
  mill = await party(test.call, 50, 'supplier');
});

const call = (method: string, path: string, body?: unknown, options?: CallOptions): Promise<Reply> =>
  test.call(method, path, body, options);
const outcome = ({ status, body }: Reply) => [status, body?.code];
const ok = (reply: Reply) => {
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
  return reply.body;
};
const read = (post: string, as?: string) => call('GET', `/v1/posts/${post}`, undefined, { as });

describe('a project', () => {
  const line = (diameter: number, value: string) => ({
    category: 'steel.rebar',
    attributes: { grade: { atLeast: 'HRB400' }, diameter },
    quantity: tonnes(value),
    window: { from: '2026-03-10', to: '2026-06-30' },
  });
  const body = (more: object = {}) => ({
    name: '列东安置房二期',
    place: { division: '350404', address: '列东街' },
    lines: [16, 18, 20, 22, 25].map((diameter) => line(diameter, `${diameter}1`)),
    ...more,
  });
  type Shown = { id: string; lines: { id: string; post: string; quantity?: unknown }[] };
  const registered = async (more: object = {}): Promise<Shown> =>
    ok(await call('POST', '/v1/projects', body(more), { as: buyer.sub }));
  const statuses = async ({ lines }: Shown) =>
    Promise.all(lines.map(async ({ post }) => (await read(post, buyer.sub)).body.status));

  it('posts each of its lines, changes and closes them, and is listed by its own organisation', async () => {
    const first = await registered();
    await streamed(test, 'project', first.id);
    expect(await statuses(first)).toEqual(['open', 'open', 'open', 'open', 'open']);
    const [one, , three] = first.lines as [Shown['lines'][0], Shown['lines'][0], Shown['lines'][0]];
    expect(ok(await read(one.post))).toMatchObject({
      kind: 'demand',
      source: { kind: 'project', id: first.id },
      poster: { id: buyer.id } satisfies Partial<Poster>,
      quantity: tonnes('161'),
      expiresAt: '2026-06-30T16:00:00.000Z',
      text: '列东安置房二期',
    });
    const lines = [{ id: one.id, ...line(16, '500') }, { id: three.id, ...line(20, '201') }, line(28, '9')];
    const changed: Shown = ok(await call('PATCH', `/v1/projects/${first.id}`, { lines }, { as: buyer.sub }));
    await streamed(test, 'project', first.id);
    expect(await statuses(first)).toEqual(['open', 'closed', 'open', 'closed', 'closed']);
    expect(await statuses(changed)).toEqual(['open', 'open', 'open']);
    expect(ok(await read(one.post)).quantity).toEqual(tonnes('500'));
    expect(outcome(await call('PATCH', `/v1/posts/${one.post}`, { radiusKm: 3 }, { as: buyer.sub }))).toEqual([
      409,
      'post-follows-source',
    ]);
    ok(await call('POST', `/v1/projects/${first.id}/closure`, undefined, { as: buyer.sub }));
    await streamed(test, 'project', first.id);
    expect(await statuses(changed)).toEqual(['closed', 'closed', 'closed']);
    expect(outcome(await call('GET', `/v1/projects/${first.id}`))).toEqual([404, 'not-found']);
    expect(ok(await call('GET', '/v1/projects', undefined, { as: buyer.sub })).items).toMatchObject([
      { id: first.id, status: 'closed', lines: 3 },
    ]);
    expect(ok(await call('GET', '/v1/projects', undefined, { as: mill.sub })).items).toEqual([]);
  });

  it('keeps hidden quantities from the public, the log and the posts, and one for members from all others', async () => {
    const hidden = await registered({ quantityHidden: true, lines: [line(16, '7391.5')] });
    await streamed(test, 'project', hidden.id);
    const post = hidden.lines[0]?.post ?? '';
    const shown = [
      await call('GET', `/v1/projects/${hidden.id}`),
      await read(post),
      await call('GET', '/v1/posts?since=0'),
    ];
    expect(shown.map(({ status }) => status)).toEqual([200, 200, 200]);
    const events = [...(await allEvents(test.db, hidden.id)), ...(await allEvents(test.db, post))];
    expect(JSON.stringify([shown, events, test.logged])).not.toContain('7391.5');
    for (const as of [buyer.sub, mill.sub]) {
      expect(ok(await call('GET', `/v1/projects/${hidden.id}`, undefined, { as })).lines[0].quantity.value).toBe(
        '7391.5',
      );
      expect(ok(await read(post, as)).quantity.value).toBe('7391.5');
    }
    const members = await registered({ visibility: 'members' });
    await streamed(test, 'project', members.id);
    for (const path of [`/v1/projects/${members.id}`, `/v1/posts/${members.lines[0]?.post}`]) {
      expect(outcome(await call('GET', path))).toEqual([404, 'not-found']);
      expect((await call('GET', path, undefined, { as: mill.sub })).status).toBe(200);
    }
  });

  it('goes on where its posting broke off, at whichever write', async () => {
    for (const [n, fault] of everyFault().entries()) {
      const project = await registered({
        name: `断点${n}`,
        lines: [16, 18, 20].map((diameter) => line(diameter, '9')),
      });
      const [event] = (await eventsOf(test, 'project', project.id)) as [StreamedEvent];
      await reacting(test, atCall(1 + (n % 3), fault, 'TransactWriteCommand'))
        .react(event)
        .catch(() => {});
      await marketReactions(test.deps).react(event);
      expect(await statuses(project)).toEqual(['open', 'open', 'open']);
      for (const { post } of project.lines) expect(await allEvents(test.db, post)).toHaveLength(1);
    }
  });

  it('is answered the same to the same key, and refused when another came first', async () => {
    const options = { as: buyer.sub, headers: { 'Idempotency-Key': 'p1' } };
    const [a, b] = [
      await call('POST', '/v1/projects', body(), options),
      await call('POST', '/v1/projects', body(), options),
    ];
    expect([a.status, b.status, b.body]).toEqual([201, 201, a.body]);
    const stale = { as: buyer.sub, headers: { 'If-Match': '"7"' } };
    expect(outcome(await call('PATCH', a.headers.get('location') ?? '', { name: 'x' }, stale))).toEqual([
      412,
      'etag-mismatch',
    ]);
  });

  it('costs what the table of capacity says', async () => {
    db.reset();
    const { id } = await registered();
    expect(db.formula).toBe(16);
    const [event] = await eventsOf(test, 'project', id);
    await marketReactions(test.deps).react(event as StreamedEvent);
    db.reset();
    await marketReactions(test.deps).react(event as StreamedEvent);
    // The project before and after, its five posts, and which there are.
    expect([db.writes, db.reads]).toEqual([0, 8]);
  });
});
