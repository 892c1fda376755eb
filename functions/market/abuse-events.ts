import type { Instant } from '../../shared/kernel/time.ts';
import type { Poster } from './post-events.ts';

/** What is reported (被举报内容): a post, or a message of an enquiry. */
export type Reported =
  | { readonly kind: 'post'; readonly post: string }
  | { readonly kind: 'message'; readonly enquiry: string; readonly number: number };

/** Why (举报理由): false, fraud, forbidden goods, insults, others' rights, or something else. */
export type AbuseReason = 'false' | 'fraud' | 'forbidden-goods' | 'insult' | 'rights' | 'spam' | 'other';

/** Somebody reports abuse (举报). Who it is stays unnamed: the event is veiled. */
export type AbuseReported = {
  readonly type: 'AbuseReported';
  readonly v: 1;
  readonly veiled: true;
  readonly data: {
    readonly thing: Reported;
    readonly against: Poster;
    readonly reason: AbuseReason;
    readonly reportedAt: Instant;
  };
  /** `quoted` is what was reported, as its words stood then. */
  readonly private: { readonly reporter: Poster; readonly text: string; readonly quoted?: string };
};

/** What the operator finds (处理决定). */
export type AbuseDecision = 'dismissed' | 'post-closed' | 'poster-suspended';

/** The operator decided: `why` is told to whom it concerns. A suspension ends at `until`, and at that moment no longer holds. */
export type AbuseDecided = {
  readonly type: 'AbuseDecided';
  readonly v: 1;
  readonly data: {
    readonly thing: Reported;
    readonly against: Poster;
    readonly decision: AbuseDecision;
    readonly why: string;
    readonly until?: Instant;
    readonly decidedAt: Instant;
  };
};

export type AbuseEvent = AbuseReported | AbuseDecided;
