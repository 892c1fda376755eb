import type { Annex } from '../../shared/kernel/annex.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { balancesOf } from '../../shared/table/accounts.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { firstYear, keys } from '../../shared/table/keys.ts';
import { listAll, listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { dueOf, type ExistingMatchmaking, type Matchmaking, matchmaking } from './matchmaking.ts';
import type { EventTerms, MatchmakingEvent, Meeting } from './matchmaking-events.ts';
import { enlarging, placesAccount } from './registration.ts';

export type { StreamedEvent } from '../../shared/table/stream.ts';
export type MatchmakingSnapshot = Snapshot<Matchmaking>;

/** An event in a list; where it stands is read off the clock when it is shown. */
export interface ListedMatchmaking
  extends Pick<EventTerms, 'title' | 'host' | 'place' | 'day' | 'subjects' | 'slots' | 'registrationClosesAt'> {
  readonly id: string;
  readonly status: ExistingMatchmaking['status'];
}

export type MatchmakingStore = ReturnType<typeof matchmakingStore>;

/** Events of face-to-face meetings, their timetables in chunks beside them. */
export function matchmakingStore(deps: AggregateDeps) {
  const { db } = deps;
  return {
    ...aggregateStore({ name: 'matchmaking', decider: matchmaking, rows, due: dueOf, annexes, movements }, deps),

    /** Events by day, the last first, year by year; those of next year are announced already. */
    list(at: Instant, request: PageRequest): Promise<Page<ListedMatchmaking>> {
      const last = Number(dayOf(at).slice(0, 4)) + 1;
      const years = Array.from({ length: last - firstYear + 1 }, (_, back) => last - back);
      return listPage(db, request, {
        partitions: years.map((year) => keys.matchmakingList(year)),
        descending: true,
        pick: ({ listed }) => listed as ListedMatchmaking,
      });
    },

    /** The meetings of a revision of the timetable, in the order of slots and tables. */
    async meetings(event: string, revision: number): Promise<readonly Meeting[]> {
      const chunks = await listAll(db, event, `${keys.annexPrefix(meetingsAnnex)}${padded(revision)}-`);
      return chunks.flatMap(({ annex }) => (JSON.parse(annex as string) as { meetings: Meeting[] }).meetings);
    },

    /** How many places are left. */
    async placesLeft(event: string, { places }: Pick<EventTerms, 'places'>): Promise<number> {
      const held = (await balancesOf(db, event, [placesAccount])).get(placesAccount);
      return held === undefined ? places : Number(held / 1_000_000n);
    },
  };
}

const meetingsAnnex = 'meetings';
const padded = (n: number): string => String(n).padStart(4, '0');

function annexes(event: MatchmakingEvent): readonly Annex[] {
  if (event.type !== 'MeetingsPlaced') return [];
  const { revision, chunk, meetings } = event.data;
  return [{ kind: meetingsAnnex, id: `${padded(revision)}-${padded(chunk)}`, value: { meetings } }];
}

function movements(event: MatchmakingEvent) {
  if (event.type !== 'MatchmakingAmended') return [];
  const { event: id, placesBefore, terms } = event.data;
  return [enlarging(id, placesBefore, terms.places)];
}

function rows({ id, state }: MatchmakingSnapshot): Row[] {
  if (state.status === 'none') return [];
  const { title, host, place, day, subjects, slots, registrationClosesAt } = state.terms;
  const ends = slots.slice(0, 1).concat(slots.slice(-1));
  const listed: ListedMatchmaking = {
    id,
    status: state.status,
    title,
    host,
    place,
    day,
    subjects,
    slots: ends,
    registrationClosesAt,
  };
  return [{ key: { pk: keys.matchmakingList(Number(day.slice(0, 4))), sk: `${day}#${id}` }, item: { listed } }];
}
