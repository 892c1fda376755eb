import { type Ask, etag } from '../../shared/http/router.ts';
import type { ActingRole } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { type Instant, millis } from '../../shared/kernel/time.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import type { TenderSnapshot, TenderStore } from './store.ts';
import type { TenderCommand } from './tender.ts';
import type { ExistingTender } from './tender-state.ts';
import { isOver, viewOf } from './views.ts';

/** A request as far as a step needs it. */
export type StepAsk = Pick<Ask<unknown, unknown, unknown>, 'actor' | 'cause' | 'claim' | 'ifMatch' | 'at'>;

export interface StepOptions {
  readonly status?: number;
  /** The version at which what the command carries was read. */
  readonly asOf?: number;
  /** How often a lost race is decided again: for what does not depend on what was there before. */
  readonly retries?: number;
  /** What is answered instead of the tender. */
  answer?(snapshot: TenderSnapshot): Answer;
}

export type Steps = ReturnType<typeof tenderSteps>;

/** What every route that moves a tender on does. */
export function tenderSteps({ tenders }: { readonly tenders: TenderStore }) {
  const yearOf = (at: Instant): number => new Date(millis(at)).getUTCFullYear();

  return {
    /** One command, one transaction, one kept answer: the tender as its caller may see it, unless said. */
    async carryOut(id: string, command: TenderCommand, as: ActingRole, ask: StepAsk, options: StepOptions = {}) {
      const { status = 200, asOf, retries = 0 } = options;
      const tender = ({ state, version }: TenderSnapshot): Answer => ({
        status,
        body: viewOf(id, state as ExistingTender, ask.actor),
        headers: { ...etag(version), ...(status === 201 ? { Location: `/v1/tenders/${id}` } : {}) },
      });
      const answer = options.answer ?? tender;
      const { claim, ifMatch } = ask;
      const outcome = await tenders.handle(id, command, ask.cause(as), { claim, ifMatch, asOf, retries, answer });
      return outcome.answer ?? answer(outcome.snapshot);
    },

    snapshotOf: (id: string) => tenders.load(id, { consistent: true }),
    stateOf: async (id: string) => (await tenders.load(id, { consistent: true })).state,

    /** The evaluation of a tender as it was read, made again each time, and the version it stands on. */
    async evaluated(id: string, { state, version }: TenderSnapshot) {
      if (state.status === 'none' || !isOver(state)) {
        throw new DomainError('conflict', 'tender-status', { status: state.status });
      }
      const { evaluationNow } = await import('./gather-work.ts');
      const evaluation = await evaluationNow({ tenders }, id, state);
      return { asOf: version, result: { tender: id, evaluation, evaluationHash: hashJson(evaluation) } };
    },

    /** The calendar around an instant, and of the years until another. */
    calendarAt: (at: Instant, until = at) => tenders.calendar(yearOf(at), yearOf(at) + 1, yearOf(until)),
  };
}
