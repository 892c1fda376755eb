import { beforeAll, expect, test } from 'vitest';
import { localStream } from '../../shared/table/local-stream.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';
import { freshDb } from '../support/db.ts';
import { at, claimOf, jarId, jars } from './toy.ts';

let db: Awaited<ReturnType<typeof freshDb>>;
beforeAll(async () => {
  db = await freshDb();
});

test('the stream tells each event once, in order, with what was hashed and nothing else', async () => {
  const store = jars(db);
  const id = jarId();
  const claim = claimOf();
  const answer = () => ({ status: 200, body: {} });
  await store.handle(id, { type: 'add', coins: [1, 2], from: '王芳' }, at(), { claim, answer });
  await store.handle(id, { type: 'tag', tags: { [id]: 'x' } }, at());
  await store.handle(id, { type: 'tag', tags: {} }, at());
  const events: StreamedEvent[] = [];
  const stream = await localStream(db.config);
  await stream.poll(async (event) => void events.push(event));
  stream.close();
  // Snapshots, answers, sidecars and rows pass by too, and are told apart.
  expect(events.map(({ id: name, seq, type, v }) => ({ name, seq, type, v }))).toEqual([
    { name: `${id}/1`, seq: 1, type: 'CoinAdded', v: 1 },
    { name: `${id}/2`, seq: 2, type: 'CoinAdded', v: 1 },
    { name: `${id}/3`, seq: 3, type: 'JarChanged', v: 1 },
    { name: `${id}/4`, seq: 4, type: 'JarChanged', v: 1 },
  ]);
  expect(events[0]).toMatchObject({ aggregate: 'jar', aggregateId: id, at: at().at, data: { coin: 1 } });
  expect(JSON.stringify(events)).not.toMatch(/王芳|alice|192\.0\.2\.7/);
});

test('a stream is read on from where it was left, after the last record that was handled', async () => {
  const first = await localStream(db.config);
  await first.poll(async () => {});
  first.close();
  const id = jarId();
  await jars(db).handle(id, { type: 'add', coins: [1, 2] }, at());
  const cut = await localStream(db.config, first.places());
  const ending = new Error('ending');
  const dies = async ({ seq }: StreamedEvent) => (seq === 2 ? Promise.reject(ending) : undefined);
  await expect(cut.poll(dies)).rejects.toBe(ending);
  cut.close();
  const seen: string[] = [];
  const next = await localStream(db.config, cut.places());
  await next.poll(async (event) => void seen.push(event.id));
  next.close();
  expect(seen).toEqual([`${id}/2`]);
});
