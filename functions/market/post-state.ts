import type { Instant } from '../../shared/kernel/time.ts';
import type { ClosingReason, Drawing, Poster, Source, Terms } from './events.ts';
import { endsAt } from './terms.ts';

/** Who asked for the drawings, and what was released to it (图纸释放). */
export interface Release {
  readonly organisation: Poster;
  readonly requestedAt: Instant;
  readonly drawings: readonly string[];
  readonly releasedAt?: Instant;
}

interface Posted {
  readonly poster: Poster;
  readonly terms: Terms;
  readonly publishedAt: Instant;
  /** When the poster last said that it stands. */
  readonly confirmedAt: Instant;
  readonly renewals: number;
  readonly drawings: readonly Drawing[];
  readonly releases: readonly Release[];
  /** What it stands for, if it was not written as a post. */
  readonly source?: Source;
  /** The poster's record of performance, from 0 to 1 as `p/q`; none where nobody has rated it. */
  readonly record?: string;
  /** Which of the record's changes that is: one told late is told for nothing. */
  readonly recordChange?: number;
}

/** A post (供需信息) as a union on its status. */
export type Post =
  | { readonly status: 'none' }
  | (Posted & { readonly status: 'open' })
  | (Posted & { readonly status: 'closed'; readonly reason: ClosingReason; readonly closedAt: Instant });

/** A post that exists. */
export type ExistingPost = Exclude<Post, { readonly status: 'none' }>;

/** Whether it has ended and the clock has not said so yet. */
export function hasEnded(state: Post, at: Instant): boolean {
  return state.status === 'open' && at >= endsAt(state.terms);
}

/** The status as it is read at a time. */
export function statusAt(state: ExistingPost, at: Instant): ExistingPost['status'] {
  return hasEnded(state, at) ? 'closed' : state.status;
}
