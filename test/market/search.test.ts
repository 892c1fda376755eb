import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import weights from '../../functions/market/data/weights.json' with { type: 'json' };
import type { Candidate, Match } from '../../functions/market/matching/model.ts';
import { rank } from '../../functions/market/matching/rank.ts';
import { searching } from '../../functions/market/matching/search.ts';
import { longest } from '../../functions/market/terms.ts';
import { fraction } from '../../shared/kernel/ratio.ts';
import { candidates } from './candidates.ts';
import { offers, today, tonnes, wants, yuan } from './fixtures.ts';
import { shelves } from './shelves.ts';

const seen = (matches: readonly Match[]) => matches.map(({ id, score }) => `${id} ${fraction(score)}`);
const world = fc
  .array(candidates, { minLength: 20, maxLength: 60 })
  .map((posts) => posts.map((each, at): Candidate => ({ ...each, id: `p${String(at).padStart(3, '0')}` })));

async function taken(matches: AsyncGenerator<Match>, count: number): Promise<Match[]> {
  const found: Match[] = [];
  for await (const match of matches) {
    found.push(match);
    if (found.length === count) break;
  }
  return found;
}

describe('a search', () => {
  it('finds what a comparison with everything finds, in the same order, with the same scores', async () => {
    let matching = 0;
    await fc.assert(
      fc.asyncProperty(world, fc.constantFrom(1, 3, 40), fc.constantFrom(1, 2, 5), async (posts, whole, page) => {
        const { readFor } = shelves(posts);
        for (const seeker of posts.slice(0, 8)) {
          const all = rank(seeker, posts, today);
          const found = await taken(searching(seeker, today, readFor(seeker), { whole, page }).matches(), 100);
          expect(seen(found)).toEqual(seen(all));
          expect(found).toEqual(all);
          const some = await taken(searching(seeker, today, readFor(seeker), { whole, page }).matches(), 3);
          expect(seen(some)).toEqual(seen(all.slice(0, 3)));
          matching += all.length;
        }
      }),
      { numRuns: 40, seed: 6 },
    );
    expect(matching).toBeGreaterThan(500);
  });

  it('does so on any later day: all posts grow stale alike', async () => {
    expect(weights.freshDays).toBeGreaterThanOrEqual(longest.expiry);
    await fc.assert(
      fc.asyncProperty(world, fc.nat(29), async (posts, later) => {
        const day = new Date(Date.parse('2026-03-02') + later * 86_400_000).toISOString().slice(0, 10);
        const { readFor } = shelves(posts);
        for (const seeker of posts.slice(0, 4)) {
          const found = await taken(searching(seeker, day, readFor(seeker), { whole: 2, page: 2 }).matches(), 5);
          expect(seen(found)).toEqual(seen(rank(seeker, posts, day).slice(0, 5)));
        }
      }),
      { numRuns: 15 },
    );
  });

  it('knows a counterpart as it stands now, whether its block has that yet or not', async () => {
    const posts = Array.from({ length: 8 }, (_, n) => offers({ id: `o${n}`, price: yuan(String(3400 + n)) }));
    const { readFor } = shelves(posts);
    const known = [offers({ id: 'new', price: yuan('3399') }), offers({ id: 'o0', price: yuan('9000') })];
    const found = await taken(searching(wants(), today, readFor(wants()), { known, whole: 2, page: 2 }).matches(), 20);
    expect(found).toEqual(rank(wants(), [...known, ...posts.slice(1)], today));
    expect(found.map(({ id }) => id).filter((id) => ['new', 'o0'].includes(id))).toEqual(['new', 'o0']);
  });

  it('reads and compares a few of many, and no more of ten times as many', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) =>
        offers({
          id: `o${String(n).padStart(6, '0')}`,
          price: yuan(String(3380 + Math.round(2000 * (((n * 7919) % 4001) / 4001 - 0.5) ** 3))),
          quantity: tonnes(String(20 + ((n * 104_729) % 3000))),
          record: `${(n * 31) % 101}/100`,
          confirmedOn: `2026-02-${String(1 + (n % 28)).padStart(2, '0')}`,
        }),
      );
    const counts = [];
    for (const count of [500, 5000]) {
      const posts = many(count);
      const { readFor, count: read } = shelves(posts);
      const search = searching(wants(), today, readFor(wants()));
      expect(await taken(search.matches(), 20)).toEqual(rank(wants(), posts, today).slice(0, 20));
      counts.push({ compared: search.counterparts().size, read: read.entries });
    }
    const [few, more] = counts;
    expect(few?.compared).toBeLessThan(250);
    expect(more?.compared).toBeLessThan(250);
    expect(more?.read).toBeLessThan(700);
  });
});
