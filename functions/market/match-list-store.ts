import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { getItem, putItem, putNew } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { listAll } from '../../shared/table/query.ts';
import { type MatchList, matchList } from './match-list.ts';

export type MatchListStore = ReturnType<typeof matchListStore>;

/** The list of a post has the post's own id, by another prefix. */
export const listOf = (post: string): string => post.replace(/^pst_/, 'mch_');
const postOf = (list: string): string => list.replace(/^mch_/, 'pst_');

/** The lists of matches, and in which of them a post is. */
export function matchListStore(deps: AggregateDeps) {
  return {
    ...aggregateStore({ name: 'match-list', decider: matchList, rows }, deps),

    /** The posts in whose lists a post is. */
    async keptBy(post: string): Promise<readonly string[]> {
      return (await listAll(deps.db, keys.keptBy(post))).map(({ sk }) => sk);
    },

    /** By which rules every open post stands in its blocks; of a new platform, by those. */
    async rules(now: string): Promise<string> {
      const kept = await getItem(deps.db, keys.matchRules);
      if (kept === undefined) await putNew(deps.db, keys.matchRules, { rules: now });
      return (kept?.rules as string | undefined) ?? now;
    },

    async keepRules(rules: string): Promise<void> {
      await putItem(deps.db, keys.matchRules, { rules });
    },
  };
}

const rows = ({ id, state }: Snapshot<MatchList>): Row[] =>
  state.matches.map(({ post }) => ({ key: { pk: keys.keptBy(post), sk: postOf(id) }, item: {} }));
