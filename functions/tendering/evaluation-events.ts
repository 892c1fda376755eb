import type { Instant } from '../../shared/kernel/time.ts';
import type { Event } from './event.ts';

/** The members of a committee agree on what was evaluated (评标报告): the hash of the evaluation that they signed. */
export type EvaluationReported = Event<
  'EvaluationReported',
  { readonly evaluation: string; readonly reportedAt: Instant }
>;

/** What happens between the opening and the report. */
export type EvaluationEvent = EvaluationReported;
