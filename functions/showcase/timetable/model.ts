/** A firm that comes (参会企业): the slots, from 0, in which it cannot meet anybody. */
export interface Attendee {
  readonly id: string;
  readonly absent: readonly number[];
}

/** Two firms that may meet (拟对接), in either order: what it is worth in whole hundredths of a point, at least 1. */
export interface Wanted {
  readonly a: string;
  readonly b: string;
  readonly value: number;
  /** Fixed by the organiser: as many of these as can be are held, before anything else counts. */
  readonly must?: boolean;
}

/** What a timetable is to be made of (排程). Two firms that are not `wanted` to meet never do. */
export interface Problem {
  readonly slots: number;
  /** How many meetings a slot holds. */
  readonly tables: number;
  /** How many meetings a firm has at most: as many as there are slots unless said. */
  readonly most?: number | undefined;
  readonly attendees: readonly Attendee[];
  readonly wanted: readonly Wanted[];
}

/** A meeting in the timetable (对接场次); slots from 0, tables from 1, `a` before `b`. */
export interface Seat {
  readonly a: string;
  readonly b: string;
  readonly slot: number;
  readonly table: number;
  readonly value: number;
}

/** How good a timetable is, the first that differs decides: meetings that were fixed, firms that meet anybody, value. */
export interface Worth {
  readonly musts: number;
  readonly firms: number;
  readonly value: number;
}

/** A timetable (对接时刻表), with what none can exceed: the two are equal where it is the best there is. */
export interface Timetable {
  readonly status: 'optimal' | 'best-found';
  readonly seats: readonly Seat[];
  readonly worth: Worth;
  readonly bound: Worth;
}

/** Negative where `a` is worth less than `b`. */
export const compareWorth = (a: Worth, b: Worth): number => a.musts - b.musts || a.firms - b.firms || a.value - b.value;

/** How far from the bound a timetable may be, in ten-thousandths of the bound's value, rounded up (差距). */
export const gapOf = ({ worth, bound }: Pick<Timetable, 'worth' | 'bound'>): number =>
  bound.value <= worth.value ? 0 : Math.ceil(((bound.value - worth.value) * 10_000) / bound.value);
