import { forEachOf } from '../../shared/kernel/pool.ts';
import { fraction } from '../../shared/kernel/ratio.ts';
import { whileRaced } from '../../shared/kernel/retry.ts';
import { dayOf, instant } from '../../shared/kernel/time.ts';
import { candidateOf } from './candidate.ts';
import type { KeptMatch } from './events.ts';
import { findMatches, type Standing } from './find-matches.ts';
import { mayEnter, mostKept, standardOf } from './match-list.ts';
import { listOf, type MatchListStore } from './match-list-store.ts';
import type { Candidate } from './matching/model.ts';
import { statusAt } from './post.ts';
import type { PostStore, StreamedEvent } from './store.ts';

export interface KeepDeps {
  readonly posts: Pick<PostStore, 'load' | 'blocksFor'>;
  readonly matchLists: MatchListStore;
  now(): number;
}

/** After these a post matches other posts than before, or as another version. */
const matters: readonly string[] = ['PostPublished', 'PostAmended', 'PostRenewed', 'PostClosed', 'RecordNoted'];
export const isMatched = ({ aggregate, type }: StreamedEvent): boolean =>
  aggregate === 'post' && matters.includes(type);

/** So many lists are looked at at a time, and so many races lost for one before it is left to the queue. */
const atOnce = 4;
const tries = 8;

const keptAs = ({ match, post: { poster }, version }: Standing): KeptMatch => ({
  post: match.id,
  version,
  poster: { id: poster.id, name: poster.name },
  score: fraction(match.score),
});

/**
 * Keeps the best matches of a post, and sees to the lists of those that it matches and of those that have it: each is found
 * by a search for its own post, where the post that changed may have to be in it. What is read is what stands now, so that
 * it makes no difference how often, how late and in which order it is told; a list that another reaction changed meanwhile
 * is found anew.
 */
export async function keepMatches(deps: KeepDeps, post: string): Promise<void> {
  const { posts, matchLists } = deps;
  const found = await keepList(deps, post, []);
  const holders = await matchLists.keptBy(post);
  const { state, version } = await posts.load(post, { consistent: true });
  const at = instant(deps.now());
  const own = state.status !== 'none' && statusAt(state, at) === 'open' ? candidateOf(post, state) : undefined;

  async function see(other: string): Promise<void> {
    const { state: list } = await matchLists.load(listOf(other), { consistent: true });
    const kept = list.matches.find((each) => each.post === post);
    if (own === undefined) {
      if (kept !== undefined) await keepList(deps, other, []);
      return;
    }
    if (kept?.version === version) return;
    const counterpart = found.find(({ match }) => match.id === other)?.post;
    if (kept === undefined) {
      if (counterpart === undefined || !mayEnter(list, candidateOf(other, counterpart), own, dayOf(at))) return;
    }
    await keepList(deps, other, [own]);
  }

  const concerned = new Set([...found.map(({ match }) => match.id), ...holders]);
  await forEachOf(concerned, atOnce, see);
}

/** Finds the best matches of a post as it stands and keeps them; of one that has ended none. */
async function keepList(
  { posts, matchLists, now }: KeepDeps,
  post: string,
  known: readonly Candidate[],
): Promise<readonly Standing[]> {
  return whileRaced(async () => {
    const before = await matchLists.load(listOf(post), { consistent: true });
    const { state } = await posts.load(post, { consistent: true });
    if (state.status === 'none') return [];
    const at = instant(now());
    const own = candidateOf(post, state);
    const isOpen = statusAt(state, at) === 'open';
    const { search, standing } = await findMatches({ posts }, own, at, { limit: isOpen ? mostKept : 0, known });
    const { poster, terms } = state;
    const command = {
      type: 'keepMatches',
      at,
      of: { post, poster: { id: poster.id, name: poster.name }, kind: terms.kind, subject: terms.subject },
      matches: standing.map(keptAs),
      standard: standardOf(isOpen ? await search.best() : new Map(), dayOf(at)),
    } as const;
    const cause = { actor: { kind: 'system', process: 'stream' }, as: 'system', at } as const;
    await matchLists.handle(before.id, command, cause, { asOf: before.version });
    return standing;
  }, tries);
}
