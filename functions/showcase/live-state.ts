import { byText } from '../../shared/kernel/text.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { CancelledBy, Firm, Link, ProductFacts, SessionTerms, Showing } from './live-events.ts';
import { remindsAt } from './live-terms.ts';

/** A product in the list: what the catalogue says of it, and whether its supplier lets it be shown. */
export interface Shown extends Showing {
  readonly facts: ProductFacts;
  readonly agreed: boolean;
}

interface Held {
  readonly host: Firm;
  readonly terms: Omit<SessionTerms, 'products'>;
  readonly products: readonly Shown[];
  readonly draftedAt: Instant;
  /** When what it says changed last. */
  readonly amendedAt: Instant;
  /** Rises with each new time, and with a cancellation (RFC 5545, 3.8.7.4). */
  readonly sequence: number;
  readonly featured: boolean;
  /** The reminders that are to come, the farthest from the start first. */
  readonly reminders: readonly string[];
  readonly replays: readonly Link[];
}

/** A live session (直播场次) as a union on its status. */
export type LiveSession =
  | { readonly status: 'none' }
  | (Held & { readonly status: 'draft' })
  | (Held & { readonly status: 'announced' | 'live'; readonly announcedAt: Instant })
  | (Held & { readonly status: 'ended'; readonly announcedAt: Instant; readonly endedAt: Instant })
  | (Held & {
      readonly status: 'cancelled';
      readonly announcedAt?: Instant;
      readonly by: CancelledBy;
      readonly reason: string;
      readonly cancelledAt: Instant;
    });

export type ExistingSession = Exclude<LiveSession, { readonly status: 'none' }>;
export type SessionStatus = ExistingSession['status'];

/** The status as its schedule says, whether the clock has looked or not. */
export function statusAt({ status, terms }: Pick<ExistingSession, 'status' | 'terms'>, at: Instant): SessionStatus {
  if (status !== 'announced' && status !== 'live') return status;
  if (at >= terms.endsAt) return 'ended';
  return at >= terms.startsAt ? 'live' : status;
}

/** When the clock should look at it next. */
export function dueAt(state: LiveSession): Instant | undefined {
  if (state.status !== 'announced' && state.status !== 'live') return undefined;
  const [next] = state.reminders;
  const { startsAt, endsAt } = state.terms;
  const byItself = state.status === 'announced' ? startsAt : endsAt;
  const reminder = next === undefined ? byItself : remindsAt(startsAt, next);
  return [reminder, byItself].sort(byText)[0];
}
