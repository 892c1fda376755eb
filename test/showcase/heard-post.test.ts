import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type HeardPost, hear, type Said } from '../../functions/showcase/heard-post.ts';

const kept = (post: string, score: string) => ({ post, version: 1, poster: { id: `of ${post}`, name: post }, score });
const matches = (seq: number, found: object[], changed: object[], gone: string[]): Said => ({
  type: 'MatchesKept',
  seq,
  data: { post: 'p', poster: { id: 'mill', name: '钢厂' }, subject: 'steel.rebar', found, changed, gone },
});
const story: readonly Said[] = [
  {
    type: 'PostPublished',
    seq: 1,
    data: { poster: { id: 'mill' }, terms: { subject: 'steel.rebar', expiresAt: '2026-04-01T00:00:00.000Z' } },
  },
  { type: 'PostAmended', seq: 2, data: { terms: { expiresAt: '2026-05-01T00:00:00.000Z' } } },
  { type: 'PostClosed', seq: 3, data: {} },
  { type: 'PostRenewed', seq: 4, data: { expiresAt: '2026-06-01T00:00:00.000Z' } },
  matches(1, [kept('a', '80'), kept('b', '70')], [], []),
  matches(2, [kept('c', '60')], [kept('a', '85')], ['b']),
  matches(3, [kept('b', '75')], [], ['c']),
];

it('knows of a post what was said last, in whatever order and however often it is told', () => {
  const heard = (told: readonly Said[]) =>
    told.reduce<HeardPost | undefined>((before, said) => hear(before, said) ?? before, undefined);
  const last = {
    ...{ poster: 'mill', subject: 'steel.rebar', seq: 4, open: true, expiresAt: '2026-06-01T00:00:00.000Z' },
    pairs: { a: { poster: 'of a', score: '85', seq: 2 }, b: { poster: 'of b', score: '75', seq: 3 } },
    gone: { c: 3 },
  };
  expect(heard(story)).toEqual(last);
  fc.assert(
    fc.property(fc.shuffledSubarray([...story, ...story], { minLength: 14 }), (told) => {
      expect(heard(told)).toEqual(last);
    }),
  );
});
