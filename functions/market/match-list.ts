import type { Decider } from '../../shared/kernel/decider.ts';
import { compare, fraction, mul, parseFraction, type Ratio, ratio, sub } from '../../shared/kernel/ratio.ts';
import { type Day, daysBetween, type Instant } from '../../shared/kernel/time.ts';
import type { KeptMatch, MatchesKept, Standard } from './events.ts';
import type { Candidate } from './matching/model.ts';
import { type Best, compared, inOrder, matchOf } from './matching/rank.ts';
import { freshDays, weights, weightsVersion } from './matching/score.ts';

/** So many matches of each post are kept. */
export const mostKept = 20;

/** A match as it is kept, with the time at which the pair was first found. */
export type Kept = Omit<KeptMatch, 'poster'> & { readonly foundAt: Instant };

/** The best matches of a post, best first (匹配清单): ids, versions and scores, and what the scores were held against. */
export interface MatchList {
  readonly matches: readonly Kept[];
  /** None where nothing was ever kept. */
  readonly standard?: Standard;
}

/** What matches now, by a search. */
export interface KeepMatches {
  readonly type: 'keepMatches';
  readonly at: Instant;
  readonly of: Pick<MatchesKept['data'], 'post' | 'poster' | 'kind' | 'subject'>;
  readonly matches: readonly KeptMatch[];
  readonly standard: Standard;
}

const byScore = (a: Kept, b: Kept): number =>
  inOrder({ id: a.post, score: parseFraction(a.score) }, { id: b.post, score: parseFraction(b.score) });

/** A list follows what is found: it changes when a post comes, goes, or is compared in another version, not as days pass. */
export const matchList: Decider<KeepMatches, MatchesKept, MatchList> = {
  initial: { matches: [] },

  decide({ at, of, matches, standard }, state) {
    const before = new Map(state.matches.map((each) => [each.post, each]));
    const now = new Set(matches.map(({ post }) => post));
    const found = matches.filter(({ post }) => !before.has(post));
    const gone = [...before.keys()].filter((post) => !now.has(post));
    const stay = matches.flatMap((match) => {
      const was = before.get(match.post);
      return was === undefined ? [] : [{ match, was }];
    });
    if (found.length + gone.length === 0 && stay.every(({ match, was }) => match.version === was.version)) return [];
    const changed = stay.filter(({ match, was }) => match.version !== was.version || match.score !== was.score);
    const data = { ...of, found, changed: changed.map(({ match }) => match), gone, standard, at };
    return [{ type: 'MatchesKept', v: 1, data }];
  },

  evolve(state, { data: { found, changed, gone, standard, at } }) {
    const kept = new Map(state.matches.map((each) => [each.post, each]));
    for (const post of gone) kept.delete(post);
    for (const { post, version, score } of [...changed, ...found]) {
      kept.set(post, { post, version, score, foundAt: kept.get(post)?.foundAt ?? at });
    }
    return { matches: [...kept.values()].sort(byScore), standard };
  },
};

/** What scores are held against, as it is kept. */
export const standardOf = (best: Best, day: Day): Standard => ({
  day,
  weights: weightsVersion,
  best: Object.fromEntries([...best].map(([measure, least]) => [measure, fraction(least)])),
});

/**
 * Whether a post may have to be in another's list, so that a search for that is worth while: there is room, it stands
 * above the last, or it costs less than all, which changes every score. As days pass all that is kept falls alike.
 */
export function mayEnter({ matches, standard }: MatchList, own: Candidate, other: Candidate, today: Day): boolean {
  const found = compared(own, other);
  const last = matches.at(-1);
  if (found === undefined) return false;
  if (standard === undefined || last === undefined || matches.length < mostKept) return true;
  if (standard.weights !== weightsVersion) return true;
  const best = new Map(Object.entries(standard.best).map(([measure, least]) => [measure, parseFraction(least)]));
  if (own.side === 'wanted' && found.cost !== undefined && isLess(found.cost.total, best)) return true;
  const fallen = mul(
    mul(weights.freshness, ratio(100n)),
    ratio(BigInt(daysBetween(standard.day, today)), BigInt(freshDays)),
  );
  const bar = { id: last.post, score: sub(parseFraction(last.score), fallen) };
  return inOrder(matchOf(found, best, today), bar) < 0;
}

const isLess = (landed: Ratio, best: Best): boolean => [...best.values()].every((least) => compare(landed, least) < 0);
