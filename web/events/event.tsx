import type { Answer } from '../api/client.ts';
import type { Listed } from '../api/queries.ts';
import { Tag, type Tone } from '../kit/blocks.tsx';
import { useSession } from '../session/session.ts';
import { useText } from './text.ts';

/** A matchmaking event (“手拉手”对接会). */
export type Event = Answer<'GET /v1/matchmaking-events/{id}'>;
export type EventListed = Listed<'GET /v1/matchmaking-events'>;
export type Registration = Answer<'GET /v1/matchmaking-events/{id}/registration'>;
export type Timetable = Answer<'GET /v1/matchmaking-events/{id}/timetable'>;
export type Meeting = Timetable['meetings'][number];
export type Firm = Registration['firm'];

const tones: Readonly<Record<Event['status'], Tone>> = {
  announced: 'accent',
  'registration-closed': 'warn',
  timetabled: 'warn',
  published: 'good',
  held: 'neutral',
  ended: 'neutral',
  cancelled: 'bad',
};

export function EventStatus({ of }: { readonly of: Event['status'] }) {
  const say = useText();
  return <Tag tone={tones[of]}>{say(`status.${of}`)}</Tag>;
}

/** Whether firms can read their timetables. */
export const hasTimetable = ({ status }: Pick<Event, 'status'>): boolean =>
  status === 'published' || status === 'held' || status === 'ended';

/** Who looks: the organiser, a firm, or somebody who has to sign in or register a firm first. */
export function useReader(): { readonly operates: boolean; readonly firm: string | undefined } {
  const session = useSession();
  if (session.status !== 'user') return { operates: false, firm: undefined };
  const operates = session.roles.includes('operator');
  return { operates, firm: operates ? undefined : session.organisation?.organisation };
}
