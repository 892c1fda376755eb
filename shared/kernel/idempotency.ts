import type { Instant } from './time.ts';

/** An answer that may be given again: only 2xx answers are kept. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A request's claim to be carried out once (幂等键). `scope` is the hash of subject, organisation, route and
 * Idempotency-Key; `body` the hash of the request's body.
 */
export interface Claim {
  readonly scope: string;
  readonly body: string;
}

export interface KeptAnswer extends Answer {
  readonly bodyHash: string;
  readonly keptAt: Instant;
}

/** How long a kept answer is given again: 24 hours. */
export const keepAnswersMs = 24 * 3600 * 1000;

/** Raised when a twin of the request was carried out in the meantime; the edge gives the twin's answer. */
export class AlreadyAnswered extends Error {
  readonly kept: KeptAnswer;

  constructor(kept: KeptAnswer) {
    super('already-answered');
    this.kept = kept;
  }
}
