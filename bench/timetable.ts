import { check } from '../functions/showcase/timetable/check.ts';
import { gapOf, type Problem } from '../functions/showcase/timetable/model.ts';
import { timetable } from '../functions/showcase/timetable/timetable.ts';
import { randomBy } from '../shared/kernel/random.ts';
import { highsSolver } from '../shared/ports/solver.highs.ts';
import { cpuSeconds, report } from './report.ts';

/** How long a timetable of 200 × 200 firms in 20 slots takes, and how good it is. Run with `npm run bench timetable`. */
interface Market {
  readonly what: string;
  readonly tables: number;
  /** Which part of all pairs may meet, which part of the slots a firm is away, which part of the firms stand on both sides. */
  readonly pairs: number;
  readonly away?: number;
  readonly both?: number;
}

const firms = 200;
const slots = 20;
const markets: readonly Market[] = [
  { what: '15 % of pairs match, 60 tables', tables: 60, pairs: 0.15 },
  { what: 'all pairs match, 60 tables', tables: 60, pairs: 1 },
  { what: 'all pairs match, a table for each', tables: 200, pairs: 1 },
  { what: '15 % of pairs, 60 tables, away in 15 % of slots', tables: 60, pairs: 0.15, away: 0.15 },
  { what: '15 % of pairs, a table for each, away in 20 % of slots', tables: 200, pairs: 0.15, away: 0.2 },
  { what: '5 % of pairs, 60 tables, 10 % of firms on both sides', tables: 60, pairs: 0.05, both: 0.1 },
];

function problemOf({ tables, pairs, away = 0, both = 0 }: Market): Problem {
  const random = randomBy(20260302);
  const id = (n: number): string => `org_${String(n).padStart(3, '0')}`;
  const attendees = Array.from({ length: 2 * firms }, (_, n) => ({
    id: id(n),
    absent: Array.from({ length: slots }, (_, slot) => slot).filter(() => random() < away),
  }));
  const across = Array.from({ length: firms * firms }, (_, n) => [Math.floor(n / firms), firms + (n % firms)] as const);
  const mixed = Math.floor(firms * both);
  const among = Array.from({ length: mixed * mixed }, (_, n) => [Math.floor(n / mixed), n % mixed] as const);
  const wanted = [...across, ...among.filter(([a, b]) => a < b)]
    .filter(() => random() < pairs)
    .map(([a, b]) => ({ a: id(a), b: id(b), value: 2_000 + Math.floor(random() * 8_000) }));
  return { slots, tables, attendees, wanted };
}

const { solve } = highsSolver();
const results = [];
for (const market of markets) {
  const problem = problemOf(market);
  const began = cpuSeconds();
  const found = await timetable(problem, solve);
  const spent = Math.round((cpuSeconds() - began) * 100) / 100;
  const { status, worth, bound } = found;
  const gap = `${(gapOf(found) / 100).toFixed(2)} %`;
  const faults = check(problem, found.seats).length;
  const result = {
    ...market,
    pairs: problem.wanted.length,
    meetings: found.seats.length,
    status,
    worth,
    bound,
    gap,
    faults,
    cpuSeconds: spent,
  };
  results.push(result);
}
const question = 'How long does a timetable of all meetings take, and how near to its bound does it come?';
report('timetable', question, { firms: `${firms} × ${firms}`, slots, markets: results });
