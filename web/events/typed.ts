import type { Body } from '../api/client.ts';
import { instantOf, wallOf } from '../kit/format.ts';
import type { Event } from './event.tsx';

/** A slot by the clock of Shanghai: `09:00`. */
export interface TypedSlot {
  readonly from: string;
  readonly to: string;
}

/** An event as it is typed. */
export interface Typed {
  readonly title: string;
  readonly host: string;
  readonly division: string;
  readonly address: string;
  readonly day: string;
  readonly slots: readonly TypedSlot[];
  readonly tables: string;
  readonly places: string;
  readonly mostMeetings: string;
  readonly subjects: readonly string[];
  readonly closes: string;
  readonly remark: string;
}

export const nothingTyped: Typed = {
  title: '',
  host: '',
  division: '',
  address: '',
  day: '',
  slots: [],
  tables: '',
  places: '',
  mostMeetings: '',
  subjects: [],
  closes: '',
  remark: '',
};

export const typedOf = (event: Event): Typed => ({
  title: event.title,
  host: event.host,
  division: event.place.division,
  address: event.place.address,
  day: event.day,
  slots: event.slots.map(({ from, to }) => ({ from: wallOf(from).slice(11), to: wallOf(to).slice(11) })),
  tables: String(event.tables),
  places: String(event.places),
  mostMeetings: event.mostMeetings === undefined ? '' : String(event.mostMeetings),
  subjects: event.subjects,
  closes: wallOf(event.registrationClosesAt),
  remark: event.remark ?? '',
});

type Input = Body<'POST /v1/matchmaking-events'>;

/** As the API takes it; what is not filled in yet stays as it is, to be refused by name. */
export function bodyOf(typed: Typed): Input {
  const { division, address, slots, tables, places, mostMeetings, closes, remark, ...rest } = typed;
  return {
    ...rest,
    place: { division, address },
    slots: slots.map(({ from, to }) => ({
      from: instantOf(`${typed.day}T${from}`),
      to: instantOf(`${typed.day}T${to}`),
    })),
    tables: whole(tables),
    places: whole(places),
    ...(mostMeetings === '' ? {} : { mostMeetings: whole(mostMeetings) }),
    registrationClosesAt: instantOf(closes),
    ...(remark === '' ? {} : { remark }),
  };
}

const whole = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : (text as never));

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};
const two = (value: number): string => String(value).padStart(2, '0');
const clockOf = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** So many slots of the same length, one after the other with the same break; none that would go past midnight. */
export function evenSlots(first: string, count: number, length: number, pause: number): readonly TypedSlot[] {
  const start = minutesOf(first);
  return Array.from({ length: count }, (_, at) => start + at * (length + pause))
    .filter((from) => from + length < 24 * 60)
    .map((from) => ({ from: clockOf(from), to: clockOf(from + length) }));
}
