import type { Poster } from './post-events.ts';

/** One pair as one of its two posts keeps it (已存匹配): the other post, as which version it was compared, and the score of 0 to 100 as `p/q`. */
export interface KeptMatch {
  readonly post: string;
  readonly version: number;
  readonly poster: Pick<Poster, 'id' | 'name'>;
  readonly score: string;
}

/**
 * The best matches of a post changed (匹配更新): those that came, and those that went. It says of no post more than that
 * it matches; quantities, prices and words are read from the posts by who may.
 */
export type MatchesKept = {
  readonly type: 'MatchesKept';
  readonly v: 1;
  readonly data: {
    readonly post: string;
    readonly poster: Pick<Poster, 'id' | 'name'>;
    readonly kind: 'demand' | 'supply' | 'processing';
    readonly subject: string;
    readonly found: readonly KeptMatch[];
    readonly gone: readonly string[];
    readonly at: string;
  };
};
