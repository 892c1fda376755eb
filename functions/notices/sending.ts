import type { Instant } from '../../shared/kernel/time.ts';
import type { Watched } from './watch.ts';

/** One try to send something: a status, or the name of a fault. */
export interface Attempt {
  readonly at: Instant;
  readonly outcome: string;
}

/** Something that is to leave the platform (待发送): a mail with what waits for it, an address's code, or a delivery to a webhook. */
export type Sending = {
  readonly id: string;
  readonly state: 'waiting' | 'sent' | 'given-up' | 'dropped';
  readonly createdAt: Instant;
  /** Not before. */
  readonly nextAt: Instant;
  /** Somebody is at it until then. */
  readonly leasedUntil?: Instant;
  /** The clock has asked for it, and asks again then. */
  readonly askedAgainAt?: Instant;
  readonly attempts: readonly Attempt[];
} & (
  | { readonly kind: 'mail'; readonly subscription: string }
  | { readonly kind: 'confirmation'; readonly subscription: string; readonly request: string }
  | {
      readonly kind: 'webhook';
      readonly organisation: string;
      readonly webhook: string;
      readonly type: string;
      /** What is posted, and what the signature covers. */
      readonly body: string;
    }
);

export type Delivery = Extract<Sending, { readonly kind: 'webhook' }>;

/** Whether it may be sent now: nobody is at it, and it is not to wait. */
export const isReady = ({ state, nextAt, leasedUntil }: Sending, at: Instant): boolean =>
  state === 'waiting' && nextAt <= at && (leasedUntil === undefined || leasedUntil <= at);

/** When the clock looks at it again. */
export function lookedAtAgain({
  state,
  nextAt,
  leasedUntil = nextAt,
  askedAgainAt = nextAt,
}: Sending): Instant | undefined {
  const [last] = [nextAt, leasedUntil, askedAgainAt].toSorted().toReversed();
  return state === 'waiting' ? last : undefined;
}

/** With one try more, and nobody at it. */
export function tried<S extends Sending>(sending: S, attempt: Attempt, next: Pick<Sending, 'state' | 'nextAt'>): S {
  const { leasedUntil: _, askedAgainAt: __, ...rest } = sending;
  return { ...rest, ...next, attempts: [...sending.attempts, attempt] } as unknown as S;
}

/** A new post as far as those who watch for it are told, and the event that told of it. */
export interface NewPost {
  readonly id: string;
  readonly at: Instant;
  readonly aggregateId: string;
  readonly poster: string;
  readonly post: Watched;
}

/** What `work` is asked to do for this context. */
export type Dispatch =
  | { readonly dispatch: 'send'; readonly sending: string }
  | { readonly dispatch: 'tell-watchers'; readonly shard: number; readonly newPost: NewPost };
