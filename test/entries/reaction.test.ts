import { expect, test } from 'vitest';
import { type Reaction, reactAgain, reactEach } from '../../functions/reaction.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';

const event = { id: 'tnd_1/1', type: 'TenderAwarded' } as StreamedEvent;
const seen: string[] = [];
const contexts = [
  { context: 'failing', react: () => Promise.reject(new Error('busy')) },
  { context: 'working', react: async ({ id }: StreamedEvent) => void seen.push(id) },
];

test('a context that fails does not keep the others from reacting', async () => {
  const later: Reaction[] = [];
  await reactEach(contexts, event, async (reaction) => void later.push(reaction));
  expect(seen).toEqual(['tnd_1/1']);
  expect(later).toEqual([{ context: 'failing', event }]);
});

test('a failure that can not even be kept is one of the stream', async () => {
  const full = reactEach(contexts, event, () => Promise.reject(new Error('no queue')));
  await expect(full).rejects.toThrow('no queue');
});

test('reacting again concerns the one context, and fails where it fails', async () => {
  await expect(reactAgain(contexts, { context: 'failing', event })).rejects.toThrow('busy');
  await expect(reactAgain(contexts, { context: 'gone', event })).rejects.toThrow('gone');
});
