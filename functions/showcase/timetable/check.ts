import type { Problem, Seat, Worth } from './model.ts';

/** What is wrong with a timetable, and where. */
export interface Fault {
  readonly rule:
    | 'meeting-not-wanted'
    | 'met-twice'
    | 'in-two-places'
    | 'absent'
    | 'too-many-meetings'
    | 'too-many-tables'
    | 'table-taken'
    | 'no-such-slot'
    | 'no-such-table';
  readonly slot?: number;
  readonly firms: readonly string[];
}

const pairOf = ({ a, b }: { readonly a: string; readonly b: string }): string => (a < b ? `${a}\n${b}` : `${b}\n${a}`);

/** Every rule that a timetable breaks (校验); it asks nothing of how the timetable was made. */
export function check(
  { slots, tables, most = slots, attendees, wanted }: Problem,
  seats: readonly Seat[],
): readonly Fault[] {
  const absences = new Map(attendees.map(({ id, absent }) => [id, absent]));
  const open = new Set(wanted.map(pairOf));
  const pairs = new Set<string>();
  const places = new Set<string>();
  const counts = new Map<string, number>();
  const inSlot = new Map<number, number>();
  const faults: Fault[] = [];
  /** Whether it was said before. */
  const again = (set: Set<string>, said: string): boolean => set.size === set.add(said).size;

  for (const seat of seats) {
    const { a, b, slot, table } = seat;
    const fault = (rule: Fault['rule'], ...firms: readonly string[]) => void faults.push({ rule, slot, firms });
    if (!Number.isInteger(slot) || slot < 0 || slot >= slots) fault('no-such-slot', a, b);
    if (!Number.isInteger(table) || table < 1 || table > tables) fault('no-such-table', a, b);
    if (!open.has(pairOf(seat))) fault('meeting-not-wanted', a, b);
    if (again(pairs, pairOf(seat))) fault('met-twice', a, b);
    if (again(places, `table ${table} ${slot}`)) fault('table-taken', a, b);
    for (const firm of [a, b]) {
      if (again(places, `firm ${firm} ${slot}`)) fault('in-two-places', firm);
      if (absences.get(firm)?.includes(slot)) fault('absent', firm);
      counts.set(firm, (counts.get(firm) ?? 0) + 1);
    }
    inSlot.set(slot, (inSlot.get(slot) ?? 0) + 1);
  }
  for (const [firm, count] of counts) if (count > most) faults.push({ rule: 'too-many-meetings', firms: [firm] });
  for (const [slot, count] of inSlot) if (count > tables) faults.push({ rule: 'too-many-tables', slot, firms: [] });
  return faults;
}

/** What a timetable is worth, added up anew. */
export function worthOfSeats({ wanted }: Problem, seats: readonly Seat[]): Worth {
  const byPair = new Map(wanted.map((one) => [pairOf(one), one]));
  const held = seats.flatMap((seat) => byPair.get(pairOf(seat)) ?? []);
  return {
    musts: held.filter(({ must }) => must).length,
    firms: new Set(seats.flatMap(({ a, b }) => [a, b])).size,
    value: held.reduce((sum, { value }) => sum + value, 0),
  };
}
