import type { Asked } from '../../shared/http/router.ts';
import type { ActingRole, Membership } from '../../shared/kernel/actor.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { Jobs } from '../../shared/ports/jobs.ts';
import type { AbuseStore } from './abuse-store.ts';
import type { EnquiryStore } from './enquiry-store.ts';
import type { Poster } from './events.ts';
import type { FeedStore } from './feed-store.ts';
import type { FlagStore } from './flag-store.ts';
import type { MatchListStore } from './match-list-store.ts';
import type { PlanStore } from './plan-store.ts';
import type { Post } from './post.ts';
import type { RecordStore } from './record-store.ts';
import type { StandingStore } from './standing-store.ts';
import type { PostStore } from './store.ts';
import type { Say } from './words.ts';

export interface MarketDeps {
  readonly posts: PostStore;
  readonly records: RecordStore;
  readonly matchLists: MatchListStore;
  readonly flags: FlagStore;
  readonly feed: FeedStore;
  readonly enquiries: EnquiryStore;
  readonly abuseReports: AbuseStore;
  readonly standing: StandingStore;
  readonly files: Files;
  readonly jobs: Jobs;
  readonly plans: PlanStore;
  words(): Promise<Say>;
  id(kind: IdKind): string;
}

export interface After<State = Post> {
  readonly id: string;
  readonly state: State;
  readonly version: number;
}

/** What carrying out a command needs of the store of what it changes. */
interface Aggregates<Command, State> {
  load(id: string, options: { readonly consistent: true }): Promise<After<State>>;
  handle(
    id: string,
    command: Command,
    cause: ReturnType<Asked['cause']>,
    options: Pick<Asked, 'claim' | 'ifMatch'> & { readonly retries: number; answer(after: After<State>): Answer },
  ): Promise<{ readonly answer: Answer }>;
}

/** How often a lost race is decided again: every command here is safe to. */
const retries = 3;

export const posterOf = ({ organisation: id, name, uscc }: Membership): Poster => ({ id, name, uscc });

/** What every route that changes a post, an enquiry or a report does. */
export function conduct<Command, State>(store: Aggregates<Command, State>) {
  return {
    present: async (id: string): Promise<State> => (await store.load(id, { consistent: true })).state,

    /** Carries out a command; what `answer` makes of the thing as it then is, is kept with the request's claim. */
    async carryOut(
      id: string,
      command: Command,
      as: ActingRole,
      ask: Asked,
      answer: (after: After<State>) => Answer,
    ): Promise<Answer> {
      const { claim, ifMatch } = ask;
      const outcome = await store.handle(id, command, ask.cause(as), { claim, ifMatch, answer, retries });
      return outcome.answer;
    },
  };
}
