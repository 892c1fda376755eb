import { expect, it } from 'vitest';
import { tick } from '../../functions/tick.ts';
import { supplyPost } from '../market/fixtures.ts';
import { counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { confirmed, eventsOf, happened, matchesKept, react, send, settings, someId, two, world } from './support.ts';

it('telling, sending and reading cost what the table of access patterns says', async () => {
  const db = counting(await freshDb());
  const t = await world({ db });
  const [builder, mill] = await two(t);
  const measured: Record<string, readonly [number, number]> = {};
  const measure = async (name: string, act: () => Promise<unknown>): Promise<void> => {
    db.reset();
    await act();
    measured[name] = [db.reads, db.formula];
  };
  const told = async () => happened(t, someId('mch'), 1, 'MatchesKept', matchesKept(builder, someId('pst')));

  const unasked = await told();
  await measure('nobody asked', () => react(t, unasked));
  await confirmed(t, builder, 'lin@builder.example');
  const body = { topics: { matches: { email: true }, 'new-posts': { email: false } } };
  await measure('keep settings', () =>
    settings(t, builder, { ...body, watches: [{ kind: 'supply', category: 'steel.rebar' }] }),
  );
  const first = await told();
  await measure('inbox and mail', () => react(t, first));
  await measure('the same again', () => react(t, first));
  // What only the first minute of a platform does is not counted.
  await tick(t.deps);
  t.clock.now += 120_000;
  await measure('the clock asks', () => tick(t.deps));
  await measure('mail of one', () => send(t));
  const hook = await t.call(
    'POST',
    '/v1/webhooks',
    { url: 'http://127.0.0.1:9/', topics: ['matches'] },
    { as: builder.sub },
  );
  expect(hook.status).toBe(201);
  const second = await told();
  await measure('inbox, mail and webhook', () => react(t, second));
  await measure('deliver', () => send(t));
  const { body: post } = await t.call('POST', '/v1/posts', supplyPost, { as: mill.sub });
  const [published] = await eventsOf(t, 'post', post.id);
  if (published === undefined) throw new Error('no event');
  await measure('a new post, one watcher', () => react(t, published));
  await measure('read the inbox', () => t.call('GET', '/v1/inbox', undefined, { as: builder.sub }));

  // Units as the table counts them, transactions by the formula of their puts: updates and deletes come on top.
  expect(measured).toEqual({
    'nobody asked': [1.5, 0],
    'keep settings': [2, 12],
    'inbox and mail': [2.5, 6],
    'the same again': [3.5, 0],
    'the clock asks': [18, 3],
    'mail of one': [4, 7],
    'inbox, mail and webhook': [3.5, 10],
    deliver: [3, 6],
    'a new post, one watcher': [3.5, 2],
    'read the inbox': [9, 0],
  });
});
