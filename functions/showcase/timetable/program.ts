import type { Column, Constraint, Program, Solve } from '../../../shared/kernel/program.ts';
import type { Ask } from './flow.ts';
import type { Worth } from './model.ts';
import { type Reading, worthOf } from './reading.ts';

/** What a search found, by the places of edges, and the worth that nothing exceeds. */
export interface Searched<Found> {
  readonly found: readonly Found[] | undefined;
  readonly bound: Worth;
}

/** An edge, held in a slot where slots matter. */
interface Option {
  readonly at: number;
  readonly slot?: number;
}

/** By nodes, never by the clock: the same problem always ends the same way. */
const limits = { gap: '0', nodes: 5_000 } as const;

/** A choice of meetings of firms that are not two sides, whenever they are held. */
export async function searchChoice(ask: Ask, solve: Solve): Promise<Searched<number>> {
  const options = ask.edges.map((_, at) => ({ at }));
  const rows = [
    ...perFirm(ask, options),
    row(
      options.map((_, n) => n),
      ask.room,
    ),
  ];
  const { found, bound } = await inTiers(ask, options, rows, solve);
  return { found: found?.map(({ at }) => at), bound };
}

/** The whole timetable at once: a column for each meeting and slot. For few of them. */
export async function searchSeats(
  { edges, caps, present, slots, tables, room }: Reading,
  solve: Solve,
): Promise<Searched<Required<Option>>> {
  const options = edges.flatMap(({ u, v }, at) =>
    Array.from({ length: slots }, (_, slot) => ({ at, slot })).filter(
      ({ slot }) => present[u]?.[slot] && present[v]?.[slot],
    ),
  );
  const ask: Ask = { edges, caps, met: new Set(), room };
  const grouped = new Map<string, number[]>();
  const put = (group: string, column: number) => grouped.set(group, [...(grouped.get(group) ?? []), column]);
  for (const [column, { at, slot }] of options.entries()) {
    const { u, v } = edges[at] ?? { u: -1, v: -1 };
    put(`pair ${at}`, column);
    put(`firm ${u} ${slot}`, column);
    put(`firm ${v} ${slot}`, column);
  }
  const bySlot = Array.from({ length: slots }, (_, slot) =>
    row(
      [...options.keys()].filter((column) => options[column]?.slot === slot),
      tables,
    ),
  );
  const rows = [...perFirm(ask, options), ...bySlot, ...[...grouped.values()].map((columns) => row(columns, 1))];
  return inTiers(ask, options, rows, solve);
}

const name = (column: number): string => `x${column}`;
const row = (columns: readonly number[], upper: number): Constraint => ({
  terms: columns.map((column) => ({ column: name(column), factor: '1' })),
  upper: String(upper),
});

function columnsOf({ edges, caps }: Ask, options: readonly Option[]): readonly (readonly number[])[] {
  const columns = caps.map((): number[] => []);
  for (const [column, { at }] of options.entries()) {
    columns[edges[at]?.u ?? -1]?.push(column);
    columns[edges[at]?.v ?? -1]?.push(column);
  }
  return columns;
}

const perFirm = (ask: Ask, options: readonly Option[]): Constraint[] =>
  columnsOf(ask, options).map((columns, firm) => row(columns, ask.caps[firm] ?? 0));

/** First the fixed meetings, then the firms, then the value, each held to before the next is looked for. */
async function inTiers<Of extends Option>(
  ask: Ask,
  options: readonly Of[],
  rows: readonly Constraint[],
  solve: Solve,
): Promise<Searched<Of>> {
  const { edges, met } = ask;
  const edge = ({ at }: Option) => edges[at] ?? { u: 0, v: 0, value: 0, must: false };
  const first = columnsOf(ask, options).flatMap((columns, firm) =>
    met.has(firm) || columns.length === 0 ? [] : [{ firm, columns }],
  );
  const counted: Constraint[] = first.map(({ firm, columns }) => ({
    terms: [...columns.map((column) => ({ column: name(column), factor: '1' })), { column: `y${firm}`, factor: '-1' }],
    lower: '0',
  }));
  const tiers = [
    {
      of: 'musts',
      earns: new Map([...options.entries()].flatMap(([n, one]) => (edge(one).must ? [[name(n), 1]] : []))),
    },
    { of: 'firms', earns: new Map(first.map(({ firm }) => [`y${firm}`, 1])) },
    { of: 'value', earns: new Map(options.map((one, n) => [name(n), edge(one).value])) },
  ] as const satisfies readonly { of: keyof Worth; earns: ReadonlyMap<string, number> }[];

  const bound = { musts: 0, firms: 0, value: 0 };
  const held: Constraint[] = [];
  let found: readonly Of[] | undefined;
  for (const { of, earns } of tiers) {
    if (earns.size === 0) continue;
    const column = (column: string): Column => ({
      name: column,
      cost: String(-(earns.get(column) ?? 0)),
      kind: 'binary',
    });
    const columns = [...options.map((_, n) => column(name(n))), ...first.map(({ firm }) => column(`y${firm}`))];
    const program: Program = { offset: '0', columns, rows: [...rows, ...counted, ...held] };
    const { values, bound: least } = await solve(program, limits);
    if (values === undefined) break;
    found = options.filter((_, n) => (values.get(name(n)) ?? 0) > 0.5);
    bound[of] = Math.floor(-least + 1e-6);
    const reached = worthOf(found.map(edge), met)[of];
    held.push({
      terms: [...earns].map(([each, factor]) => ({ column: each, factor: String(factor) })),
      lower: String(reached),
    });
  }
  return { found, bound };
}
