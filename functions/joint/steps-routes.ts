import { type Ask, etag } from '../../shared/http/router.ts';
import type { ActingRole } from '../../shared/kernel/actor.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { whileRaced } from '../../shared/kernel/retry.ts';
import { type LastYear, lastYearOf } from './deviations.ts';
import type { DemandLine, Report } from './events.ts';
import type { RoundCommand } from './round.ts';
import { type ExistingRound, isActive, memberOf } from './round-state.ts';
import type { RoundSnapshot, RoundStore } from './store.ts';
import { roundView } from './views.ts';

export interface JointDeps {
  readonly rounds: RoundStore;
  id(kind: IdKind): string;
}

/** A request as far as a step needs it. */
export type StepAsk = Pick<Ask<unknown, unknown, unknown>, 'actor' | 'cause' | 'claim' | 'ifMatch' | 'at'>;

/** What is asked of a round as it was read, and in which role. */
export interface Step {
  readonly as: ActingRole;
  readonly command: RoundCommand;
  /** What is answered instead of the round. */
  readonly answer?: (round: ExistingRound) => Omit<Answer, 'status'>;
}

/** Eleven counties report in the last minute of a window: each lost race is one of the others' gain. */
const attempts = 16;
const nothing: Report = { lines: [], omissions: [] };

export type Steps = ReturnType<typeof roundSteps>;

/** What every route of a round does. */
export function roundSteps({ rounds }: Pick<JointDeps, 'rounds'>) {
  /** What a unit had locked in the round before. */
  async function previousLines(round: string | undefined, unit: string): Promise<readonly DemandLine[]> {
    if (round === undefined) return [];
    const { state } = await rounds.load(round, { consistent: true });
    const counts = 'locked' in state && state.locked !== undefined && isActive({ locked: state.locked }, unit);
    return counts ? ((await rounds.report(round, unit))?.lines ?? []) : [];
  }

  return {
    read: (id: string): Promise<RoundSnapshot> => rounds.load(id, { consistent: true }),

    /** Reads, decides and writes at the version that was read; begins again where another came between. */
    async carryOut(
      id: string,
      ask: StepAsk,
      step: (read: RoundSnapshot) => Promise<Step> | Step,
      status = 200,
    ): Promise<Answer> {
      return whileRaced(async () => {
        const read = await rounds.load(id, { consistent: true });
        const { as, command, answer: shown } = await step(read);
        const answer = ({ state, version }: RoundSnapshot): Answer => {
          const own = shown?.(state as ExistingRound) ?? { body: roundView(state as ExistingRound, ask.actor, ask.at) };
          return { status, ...own, headers: { ...etag(version), ...own.headers } };
        };
        const { claim, ifMatch } = ask;
        const options = { claim, ifMatch, answer, asOf: read.version };
        const outcome = await rounds.handle(id, command, ask.cause(as), options);
        return outcome.answer;
      }, attempts);
    },

    /** What a unit reports now: nothing where it has not, or took it back. */
    reportNow: async (round: ExistingRound, unit: string): Promise<Report> =>
      memberOf(round, unit).report === undefined ? nothing : ((await rounds.report(round.round, unit)) ?? nothing),

    /** Last year's figures of a unit: the lead's, and of other goods the previous round's. */
    async lastYear(round: ExistingRound, unit: string): Promise<LastYear> {
      const { history } = memberOf(round, unit);
      const [entered, previous] = await Promise.all([
        history === undefined ? [] : rounds.history(round.round, unit),
        previousLines(round.previousRound, unit),
      ]);
      return lastYearOf(entered, previous);
    },
  };
}
