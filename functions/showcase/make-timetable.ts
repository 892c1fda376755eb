import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import { ratio, roundHalfUp } from '../../shared/kernel/ratio.ts';
import { whileRaced } from '../../shared/kernel/retry.ts';
import { type Instant, instant } from '../../shared/kernel/time.ts';
import type { JobHandler } from '../../shared/ports/jobs.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import type { HeardPostStore } from './heard-post-store.ts';
import { type ExistingMatchmaking, mustBeOpen } from './matchmaking.ts';
import { mayOrganise } from './matchmaking-access.ts';
import type { Meeting, TimetableWorth } from './matchmaking-events.ts';
import type { MatchmakingStore } from './matchmaking-store.ts';
import { pairName } from './pair.ts';
import { basisOf, type Proposal, pointsOf, problemOf, proposalsOf } from './proposal.ts';
import type { Registered } from './registration.ts';
import type { RegistrationStore } from './registration-store.ts';
import { gapOf, type Problem, type Timetable, type Worth } from './timetable/model.ts';

/** The kind of job that finds an event's timetable (排程). */
export const timetableJob = 'matchmaking-timetable';

export interface TimetableInput {
  readonly event: string;
  readonly sub: string;
}

export interface TimetableDeps {
  readonly matchmakings: MatchmakingStore;
  readonly registrations: RegistrationStore;
  readonly heardPosts: HeardPostStore;
  find(problem: Problem): Promise<Timetable>;
  /** What somebody may do now. */
  actorNow(sub: string, organisation: string | undefined): Promise<Actor>;
  now(): number;
}

/** What a timetable is made of, as it is now. */
export async function gathered(
  { registrations, heardPosts }: Pick<TimetableDeps, 'registrations' | 'heardPosts'>,
  event: string,
  { pins }: Pick<ExistingMatchmaking, 'pins'>,
  at: Instant,
): Promise<{ readonly comings: readonly Registered[]; readonly proposals: readonly Proposal[] }> {
  const comings = await registrations.of(event);
  const heard = await heardPosts.of(new Set(comings.flatMap(({ posts }) => posts)));
  return { comings, proposals: proposalsOf(comings, heard, pins, at) };
}

/**
 * Carries the job out. The same registrations, matches and pins give the same timetable, which is recorded once; where
 * the event changed meanwhile it is found anew.
 */
export const timetableHandlers = (deps: TimetableDeps): Readonly<Record<string, JobHandler>> => ({
  async [timetableJob](given) {
    const { event, sub } = given as unknown as TimetableInput;
    const as = mayOrganise(await deps.actorNow(sub, undefined));
    const actor = { kind: 'system', process: 'work' } as const;
    return whileRaced(async () => {
      const at = instant(deps.now());
      const { state, version } = await deps.matchmakings.load(event, { consistent: true });
      if (state.status === 'none') throw new DomainError('not-found', 'not-found');
      mustBeOpen(state);
      const { comings, proposals } = await gathered(deps, event, state, at);
      const problem = problemOf(state.terms, comings, proposals);
      const found = await deps.find(problem);
      const head = {
        basis: hashJson(basisOf(comings, state.pins)),
        problem: hashJson(problem),
        ...headOf(found),
        registered: comings.length,
        proposed: proposals.length,
      };
      const meetings = meetingsOf(found, proposals);
      const command = { type: 'recordTimetable', at, head, meetings } as const;
      const { snapshot } = await deps.matchmakings.handle(event, command, { actor, as, at }, { asOf: version });
      const made = 'timetable' in snapshot.state ? snapshot.state.timetable : undefined;
      return { event, ...made } as unknown as JsonObject;
    });
  },
});

const inPoints = ({ value, ...rest }: Worth): TimetableWorth => ({ ...rest, value: pointsOf(value) });

const headOf = (found: Timetable) => ({
  status: found.status,
  worth: inPoints(found.worth),
  bound: inPoints(found.bound),
  gap: roundHalfUp(ratio(BigInt(gapOf(found)), 100n), 2),
});

function meetingsOf({ seats }: Timetable, proposals: readonly Proposal[]): readonly Meeting[] {
  const byPair = new Map(proposals.map((proposal) => [pairName(proposal.a, proposal.b), proposal]));
  return seats.map(({ value, ...seat }) => {
    const [reason] = byPair.get(pairName(seat.a, seat.b))?.reasons ?? [];
    const about = reason && { subject: reason.subject, score: roundHalfUp(reason.score, 2) };
    return { ...seat, value: pointsOf(value), ...about };
  });
}
