import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import { addDuration, type Instant } from '../../shared/kernel/time.ts';
import type { AbuseDecided, AbuseDecision, AbuseEvent, AbuseReason, Reported } from './abuse-events.ts';
import type { Poster } from './post-events.ts';

interface Told {
  readonly thing: Reported;
  readonly against: Poster;
  readonly reporter: Poster;
  readonly reason: AbuseReason;
  readonly text: string;
  readonly quoted?: string;
  readonly reportedAt: Instant;
}

/** A report of abuse (举报) as a union on its status. */
export type AbuseReport =
  | { readonly status: 'none' }
  | (Told & { readonly status: 'open' })
  | (Told & { readonly status: 'decided' } & Omit<AbuseDecided['data'], 'thing' | 'against'>);

/** A report that exists. */
export type ExistingReport = Exclude<AbuseReport, { readonly status: 'none' }>;
export type DecidedReport = Extract<AbuseReport, { readonly status: 'decided' }>;

export type AbuseCommand =
  | ({ readonly type: 'reportAbuse'; readonly at: Instant } & Omit<Told, 'reportedAt'>)
  | {
      readonly type: 'decideAbuse';
      readonly at: Instant;
      readonly decision: AbuseDecision;
      readonly why: string;
      readonly until?: Instant | undefined;
    };

/** The longest that a poster is suspended by one decision, in days. */
export const longestSuspension = 366;
const v = 1;

/** The rules of a report: told once, decided once; a poster is suspended for a time that is said. */
export const abuseReport: Decider<AbuseCommand, AbuseEvent, AbuseReport> = {
  initial: { status: 'none' },

  decide(command, state) {
    const { at } = command;
    if (command.type === 'reportAbuse') {
      if (state.status !== 'none') throw new DomainError('conflict', 'already-reported');
      const { type: _, at: reportedAt, thing, against, reason, ...confidence } = command;
      const data = { thing, against, reason, reportedAt };
      return [{ type: 'AbuseReported', v, veiled: true, data, private: confidence }];
    }
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    if (state.status === 'decided') throw new DomainError('conflict', 'abuse-decided');
    const { decision, why, until } = command;
    const { thing, against } = state;
    if (decision === 'post-closed' && thing.kind === 'message') throw fieldError('decision-not-fitting', '/decision');
    checkUntil(decision, until, at);
    const data = { thing, against, decision, why, decidedAt: at, ...(until === undefined ? {} : { until }) };
    return [{ type: 'AbuseDecided', v, data }];
  },

  evolve(state, event) {
    if (event.type === 'AbuseReported') return { status: 'open', ...event.data, ...event.private };
    if (state.status === 'none') return state;
    const { decision, why, until, decidedAt } = event.data;
    return { ...state, status: 'decided', decision, why, decidedAt, ...(until === undefined ? {} : { until }) };
  },
};

function checkUntil(decision: AbuseDecision, until: Instant | undefined, at: Instant): void {
  if (decision !== 'poster-suspended') {
    if (until !== undefined) throw fieldError('until-not-fitting', '/until');
    return;
  }
  if (until === undefined) throw fieldError('until-required', '/until');
  if (until <= at) throw fieldError('until-past', '/until', { now: at });
  if (until > addDuration(at, `P${longestSuspension}D`))
    throw fieldError('until-too-far', '/until', { max: longestSuspension });
}
