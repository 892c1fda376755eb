import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { keys } from '../../shared/table/keys.ts';
import { listAll } from '../../shared/table/query.ts';
import { type MarkedMeeting, markedMeeting } from './meeting.ts';

type Marked = Extract<MarkedMeeting, { readonly status: 'marked' }>;

export type MeetingStore = ReturnType<typeof meetingStore>;

/** Meetings as they were marked on the day, each an aggregate of its own: sixty tables are marked at once. */
export function meetingStore(deps: AggregateDeps) {
  return {
    ...aggregateStore({ name: 'meeting', decider: markedMeeting, rows }, deps),

    /** Every meeting of an event that was marked. */
    async of(event: string): Promise<readonly Marked[]> {
      const items = await listAll(deps.db, keys.markedMeetings(event));
      return items.map(({ marked }) => marked as Marked);
    },
  };
}

function rows({ id, state }: Snapshot<MarkedMeeting>): Row[] {
  if (state.status === 'none') return [];
  return [{ key: { pk: keys.markedMeetings(state.event), sk: id }, item: { marked: state } }];
}
