import type { Solve } from '../../../shared/kernel/program.ts';
import { check } from './check.ts';
import { type Ask, bestAcross, sidesOf } from './flow.ts';
import { compareWorth, type Problem, type Seat, type Timetable, type Worth } from './model.ts';
import { placed, type Slots } from './placing.ts';
import { type Searched, searchChoice, searchSeats } from './program.ts';
import { type Reading, readingOf, worthOf } from './reading.ts';

/** With no more columns than this, of a meeting in a slot each, the whole is solved at once where that is not needless. */
const mostColumns = 3_000;
/** How often each slot is looked at again while that makes the timetable better. */
const mostRounds = 12;

/**
 * The most valuable timetable (对接时刻表): first as many fixed meetings as can be, then as many firms that meet
 * somebody as can be (保底一场), then the value. Which meetings are held is chosen without slots, which bounds what any
 * timetable can be worth; between two sides of firms that are always there the choice always fits into the slots
 * (Kőnig's edge colouring, balanced), so that it is the best there is. Where absences or firms of one side stand
 * against that, each slot is filled anew with the best that the others leave it, until none gets better, and small
 * problems are solved whole. The order of the input makes no difference.
 * @throws Error when the result breaks a rule in exact numbers
 */
export async function timetable(problem: Problem, solve: Solve): Promise<Timetable> {
  const reading = readingOf(problem);
  const { edges, caps, room } = reading;
  const chosen = await choose({ edges, caps, met: new Set(), room }, solve);
  const placedFirst = placed(reading, chosen.found ?? []);
  let best = await refilled(reading, placedFirst, chosen.bound, solve);
  let { bound } = chosen;

  const together = reading.present.reduce((sum, of) => sum + of.filter(Boolean).length, 0);
  if (compareWorth(worthIn(reading, best), bound) < 0 && columnsOf(reading) <= mostColumns && together > 0) {
    const whole = await searchSeats(reading, solve);
    if (whole.found !== undefined) {
      const found: Slots = new Map(whole.found.map(({ at, slot }) => [at, slot]));
      if (compareWorth(worthIn(reading, found), worthIn(reading, best)) > 0) best = found;
      if (compareWorth(whole.bound, bound) < 0) bound = whole.bound;
    }
  }

  const worth = worthIn(reading, best);
  const seats = seatsOf(reading, best);
  const faults = check(problem, seats);
  if (faults.length > 0) throw new Error(`the timetable breaks a rule: ${faults.map(({ rule }) => rule).join(', ')}`);
  if (compareWorth(worth, bound) >= 0) return { status: 'optimal', seats, worth, bound: worth };
  return { status: 'best-found', seats, worth, bound: await reachable(reading, worth, bound, solve) };
}

const columnsOf = ({ edges, present }: Reading): number =>
  edges.reduce(
    (sum, { u, v }) => sum + (present[u]?.filter((there, slot) => there && present[v]?.[slot]).length ?? 0),
    0,
  );

/** The best choice whenever meetings are held, and what bounds it. */
async function choose(ask: Ask, solve: Solve): Promise<Searched<number>> {
  const sides = sidesOf(ask.edges, ask.caps.length);
  if (sides === undefined) return searchChoice(ask, solve);
  const found = bestAcross(ask, sides);
  return { found, bound: worthOf(pick(ask.edges, found), ask.met) };
}

const pick = <T>(list: readonly T[], places: Iterable<number>): readonly T[] =>
  [...places].flatMap((at) => list[at] ?? []);

const worthIn = ({ edges }: Reading, slots: Slots): Worth => worthOf(pick(edges, slots.keys()));

/** Fills each slot with the best that the others leave it, in turn, until none gets better. */
async function refilled(reading: Reading, first: Slots, bound: Worth, solve: Solve): Promise<Slots> {
  let best = first;
  for (let round = 0; round < mostRounds; round += 1) {
    const before = worthIn(reading, best);
    for (let slot = 0; slot < reading.slots && compareWorth(worthIn(reading, best), bound) < 0; slot += 1) {
      best = await withSlot(reading, best, slot, solve);
    }
    if (compareWorth(worthIn(reading, best), before) === 0) break;
  }
  return best;
}

async function withSlot(reading: Reading, slots: Slots, slot: number, solve: Solve): Promise<Slots> {
  const { edges, present, caps, tables } = reading;
  const elsewhere = new Map([...slots].filter(([, of]) => of !== slot));
  const counts = new Map<number, number>();
  for (const { u, v } of pick(edges, elsewhere.keys())) {
    for (const firm of [u, v]) counts.set(firm, (counts.get(firm) ?? 0) + 1);
  }
  const open = [...edges.keys()].filter((at) => {
    const { u, v } = edges[at] ?? { u: -1, v: -1 };
    return !elsewhere.has(at) && present[u]?.[slot] && present[v]?.[slot];
  });
  const ask = {
    edges: pick(edges, open),
    caps: caps.map((cap, firm) => (present[firm]?.[slot] && (counts.get(firm) ?? 0) < cap ? 1 : 0)),
    met: new Set(counts.keys()),
    room: tables,
  };
  const { found } = await choose(ask, solve);
  const next: Slots = new Map([...elsewhere, ...pick(open, found ?? []).map((at) => [at, slot] as const)]);
  return compareWorth(worthIn(reading, next), worthIn(reading, slots)) > 0 ? next : slots;
}

/** A bound for what was found: where fewer firms meet than might, their meetings may be worth more than the choice's. */
async function reachable(reading: Reading, worth: Worth, bound: Worth, solve: Solve): Promise<Worth> {
  if (worth.musts === bound.musts && worth.firms === bound.firms) return bound;
  const { edges, caps, room } = reading;
  const plain = edges.map((edge) => ({ ...edge, must: false }));
  const all = await choose({ edges: plain, caps, met: new Set(caps.keys()), room }, solve);
  return { ...bound, value: Math.max(all.bound.value, worth.value) };
}

/** Seats with their tables: who sat at one in the slot before stays there where it can. */
function seatsOf({ edges, firms, slots }: Reading, held: Slots): readonly Seat[] {
  const seats: Seat[] = [];
  const last = new Map<number, number>();
  for (let slot = 0; slot < slots; slot += 1) {
    const here = pick(
      edges,
      [...held].filter(([, of]) => of === slot).map(([at]) => at),
    ).toSorted((a, b) => a.u - b.u || a.v - b.v);
    const taken = new Set<number>();
    const tables = new Map<number, number>();
    for (const [at, { u, v }] of here.entries()) {
      const kept = [last.get(u), last.get(v)].find((table) => table !== undefined && !taken.has(table));
      if (kept === undefined || kept > here.length) continue;
      taken.add(kept);
      tables.set(at, kept);
    }
    let next = 1;
    for (const [at, { u, v, value }] of here.entries()) {
      while (taken.has(next)) next += 1;
      const table = tables.get(at) ?? next;
      taken.add(table);
      for (const firm of [u, v]) last.set(firm, table);
      seats.push({ a: firms[u] ?? '', b: firms[v] ?? '', slot, table, value });
    }
  }
  return seats;
}
