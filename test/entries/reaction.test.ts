import { expect, test } from 'vitest';
import { marketReactions, matchReactions } from '../../functions/market/on.ts';
import { noticesReactions } from '../../functions/notices/on.ts';
import { type Later, type Reaction, reactAgain, reactEach } from '../../functions/reaction.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';

const event = { id: 'tnd_1/1', type: 'TenderAwarded' } as StreamedEvent;
const seen: string[] = [];
const contexts = [
  { context: 'failing', react: () => Promise.reject(new Error('busy')) },
  { context: 'working', react: async ({ id }: StreamedEvent) => void seen.push(id) },
];

function noted(): Later & { readonly sent: Reaction[]; readonly told: unknown[] } {
  const [sent, told]: [Reaction[], unknown[]] = [[], []];
  return {
    sent,
    told,
    send: async (reaction) => void sent.push(reaction),
    failed: ({ context }) => told.push(context),
  };
}

test('a context that fails does not keep the others from reacting', async () => {
  const later = noted();
  await reactEach(contexts, event, later);
  expect(seen).toEqual(['tnd_1/1']);
  expect([later.sent, later.told]).toEqual([[{ context: 'failing', event }], ['failing']]);
});

test('what takes its time goes to the queue at once, and is no failure', async () => {
  const later = noted();
  const long = { context: 'long', isLong: () => true, react: () => Promise.reject(new Error('never asked')) };
  await reactEach([long, ...contexts.slice(1)], event, later);
  expect([later.sent, later.told]).toEqual([[{ context: 'long', event }], []]);
  expect(seen.at(-1)).toBe('tnd_1/1');
});

test('a failure that can not even be kept is one of the stream', async () => {
  const full = reactEach(contexts, event, { ...noted(), send: () => Promise.reject(new Error('no queue')) });
  await expect(full).rejects.toThrow('no queue');
});

test('reacting again concerns the one context, and fails where it fails', async () => {
  await expect(reactAgain(contexts, { context: 'failing', event })).rejects.toThrow('busy');
  await expect(reactAgain(contexts, { context: 'gone', event })).rejects.toThrow('gone');
});

test('whatever goes through many posts, or is told to many, takes its time', () => {
  const [market, matching] = [marketReactions({} as never), matchReactions({} as never)];
  const happened = (aggregate: string, type: string, data = {}) =>
    ({ ...event, aggregate, type, data }) as StreamedEvent;
  const verified = (decision: string) => happened('organisation', 'OrganisationVerified', { decision });
  expect(market.isLong(happened('record', 'RecordChanged'))).toBe(true);
  expect([market.isLong(verified('rejected')), market.isLong(verified('verified'))]).toEqual([true, false]);
  const published = happened('post', 'PostPublished');
  expect([market.isLong(published), matching.isLong(published)]).toEqual([false, true]);
  const notices = noticesReactions({} as never);
  const told = ['PostPublished', 'SessionReminderDue', 'TimetablePublished', 'PostClosed'].map((type) => ({ type }));
  expect(told.map(notices.isLong)).toEqual([true, true, true, false]);
});
