import type { Instant } from '../../shared/kernel/time.ts';
import type { Kind } from './goods.ts';
import type { Poster } from './post-events.ts';

/** One pair as one of its two posts keeps it (已存匹配): the other post, as which version it was compared, and the score of 0 to 100 as `p/q`. */
export interface KeptMatch {
  readonly post: string;
  readonly version: number;
  readonly poster: Pick<Poster, 'id' | 'name'>;
  readonly score: string;
}

/** What scores were held against (评分基准): the day, the version of the weights, and for who wants the least landed cost, by its measure, as `p/q`. */
export interface Standard {
  readonly day: string;
  readonly weights: string;
  readonly best: Readonly<Record<string, string>>;
}

/**
 * The best matches of a post changed (匹配更新): those that came, those that stay and are compared anew, and those that went.
 * It says of no post more than that it matches; quantities, prices and words are read from the posts by who may.
 */
export type MatchesKept = {
  readonly type: 'MatchesKept';
  readonly v: 1;
  readonly data: {
    readonly post: string;
    readonly poster: Pick<Poster, 'id' | 'name'>;
    readonly kind: Kind;
    readonly subject: string;
    readonly found: readonly KeptMatch[];
    readonly changed: readonly KeptMatch[];
    readonly gone: readonly string[];
    readonly standard: Standard;
    readonly at: Instant;
  };
};
