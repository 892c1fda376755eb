import type { Ask } from '../../shared/http/router.ts';
import type { ActingRole, Membership } from '../../shared/kernel/actor.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { Poster } from './events.ts';
import type { FeedStore } from './feed-store.ts';
import type { FlagStore } from './flag-store.ts';
import type { Post, PostCommand } from './post.ts';
import type { PostStore } from './store.ts';
import type { Say } from './words.ts';

export interface MarketDeps {
  readonly posts: PostStore;
  readonly flags: FlagStore;
  readonly feed: FeedStore;
  readonly files: Files;
  readonly words: Say;
  id(kind: IdKind): string;
}

/** A request as far as carrying out a command needs it. */
export type PostAsk = Pick<Ask<unknown, unknown, unknown>, 'actor' | 'cause' | 'claim' | 'ifMatch' | 'at'>;

export interface After {
  readonly id: string;
  readonly state: Post;
  readonly version: number;
}

/** How often a lost race is decided again: every command here is safe to. */
const retries = 3;

export const posterOf = ({ organisation: id, name, uscc }: Membership): Poster => ({ id, name, uscc });

/** What every route that changes a post does. */
export function conduct(posts: PostStore) {
  return {
    present: async (id: string): Promise<Post> => (await posts.load(id, { consistent: true })).state,

    /** Carries out a command; what `answer` makes of the post as it then is, is kept with the request's claim. */
    async carryOut(
      id: string,
      command: PostCommand,
      as: ActingRole,
      ask: PostAsk,
      answer: (after: After) => Answer,
    ): Promise<Answer> {
      const { claim, ifMatch } = ask;
      const outcome = await posts.handle(id, command, ask.cause(as), { claim, ifMatch, answer, retries });
      return outcome.answer ?? answer(outcome.snapshot);
    },
  };
}
