import type { Instant } from '../../shared/kernel/time.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import type { ExistingMatchmaking } from './matchmaking.ts';
import type { MatchmakingDeps } from './matchmaking-conduct.ts';
import type { Meeting, Presence } from './matchmaking-events.ts';
import { meetingId, registrationId } from './matchmaking-ids.ts';
import { startOf } from './matchmaking-terms.ts';
import { basisOf } from './proposal.ts';

/** A meeting as it stands: planned, fallen out as one of the two left, or marked on the day. */
export interface StandingMeeting extends Meeting {
  readonly id: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly firms: readonly [
    { readonly id: string; readonly name: string },
    { readonly id: string; readonly name: string },
  ];
  readonly status: 'planned' | 'cancelled' | 'held' | 'not-held';
  readonly absent?: readonly string[] | undefined;
}

type ReadDeps = Pick<MatchmakingDeps, 'matchmakings' | 'registrations' | 'meetings'>;

/** Meetings of the event's timetable, all or one firm's, in the order of slots and tables. */
export async function readTimetable(
  { matchmakings, registrations, meetings }: ReadDeps,
  event: string,
  { terms, timetable }: ExistingMatchmaking,
  at: Instant,
  firm?: string,
): Promise<readonly StandingMeeting[]> {
  if (timetable === undefined) return [];
  const all = await matchmakings.meetings(event, timetable.revision);
  const asked = all.filter(({ a, b }) => firm === undefined || a === firm || b === firm);

  const coming = new Map(
    firm === undefined ? (await registrations.of(event)).map((each) => [each.firm.id, each.firm.name] as const) : [],
  );
  const left = new Map<string, string>();
  const unknown = new Set(asked.flatMap(({ a, b }) => [a, b]).filter((each) => !coming.has(each)));
  const store = registrations.at(terms.places);
  await Promise.all(
    [...unknown].map(async (each) => {
      const { state } = await store.load(registrationId(event, each));
      if (state.status !== 'none') (state.status === 'registered' ? coming : left).set(each, state.firm.name);
    }),
  );

  const marks = new Map<string, Presence>();
  if (at >= startOf(terms)) {
    if (firm === undefined)
      for (const mark of await meetings.of(event)) marks.set(meetingId(event, mark.a, mark.b), mark);
    else {
      const ids = asked.map(({ a, b }) => meetingId(event, a, b));
      const found = await Promise.all(ids.map((id) => meetings.load(id)));
      for (const { id, state } of found) if (state.status === 'marked') marks.set(id, state);
    }
  }

  const named = (id: string) => ({ id, name: coming.get(id) ?? left.get(id) ?? id });
  return asked.map((meeting) => {
    const { a, b, slot } = meeting;
    const id = meetingId(event, a, b);
    const mark = marks.get(id);
    const gone = !coming.has(a) || !coming.has(b);
    const status = mark === undefined ? (gone ? 'cancelled' : 'planned') : mark.held ? 'held' : 'not-held';
    const { from = '', to = '' } = terms.slots[slot] ?? {};
    return { ...meeting, id, from, to, firms: [named(a), named(b)], status, absent: mark?.absent };
  });
}

/** The hash of what a timetable of these registrations and pins stands on, and who comes. */
export async function basisNow(
  { registrations }: Pick<MatchmakingDeps, 'registrations'>,
  event: string,
  { pins }: ExistingMatchmaking,
): Promise<{ readonly basis: string; readonly firms: readonly string[] }> {
  const comings = await registrations.of(event);
  return { basis: hashJson(basisOf(comings, pins)), firms: comings.map(({ firm }) => firm.id) };
}
