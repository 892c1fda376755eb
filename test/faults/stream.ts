import { randomBy } from '../../shared/kernel/random.ts';
import type { Call, Injected, Plan } from '../support/faulty.ts';
import { drain, settle } from './drain.ts';
import { all, isFirst } from './first.ts';
import { faultsOf, named } from './injected.ts';
import { broken } from './invariants.ts';
import { changesOf, differences, knownIn } from './outcome.ts';
import { eventsIn, type Machine, machineIn, type Saved, saved, type World } from './world.ts';

export interface Rehearsal {
  readonly world: World;
  /** Before the command. */
  readonly before: Saved;
  request(machine: Machine): Promise<number>;
  fault(where: string, ...what: readonly string[]): void;
}

/** Where everything came of a command that could; its events and those of before were told. */
export interface Settled {
  readonly at: Saved;
  readonly told: ReadonlySet<string>;
}

/** So many of all faults, chosen by a seed. */
const sample = 10;

/** Faults of calls: all of them, or a sample that is the same each time. */
export function chosen(
  calls: readonly Call[],
  seed: number,
): readonly { readonly at: number; readonly injected: Injected }[] {
  const possible = calls.flatMap((call, at) => faultsOf(call).map((injected) => ({ at, injected })));
  if (all || possible.length <= sample) return possible;
  const random = randomBy(seed);
  return Array.from({ length: sample }, () => possible[Math.floor(random() * possible.length)]).flatMap(
    (one) => one ?? [],
  );
}

export const failingAt = (at: number, injected: Injected): Plan => {
  let count = 0;
  return () => {
    count += 1;
    return count === at + 1 ? injected : undefined;
  };
};

/**
 * What comes of a command by the stream and the queues: once more for faults of the calls that reactions and jobs make, with
 * everything delivered twice, and in the wrong order. Undefined where nothing of it is new.
 */
export async function rehearseStream({ world, before, request, fault }: Rehearsal): Promise<Settled | undefined> {
  const { t, tables } = world;
  before.restore();
  const old = new Set(eventsIn(before.tables, tables.main).map(({ id }) => id));
  const told = new Set<string>();
  try {
    await drain(world, told);
  } catch {
    // A test may have made up a past to which nobody can react.
    return undefined;
  }
  if ((await request(await machineIn(world))) >= 300) return undefined;
  const begin = saved(world);
  const kindsOf = (moment: typeof begin.tables): string[] =>
    eventsIn(moment, tables.main)
      .filter(({ id }) => !old.has(id))
      .map(({ aggregate, type }) => `${aggregate} ${type}`);

  const calls: Call[] = [];
  const logged = t.logged.length;
  const heard = new Set(told);
  try {
    await settle(world, heard, { plan: (call) => void calls.push(call) });
  } catch (error) {
    fault('told without faults', String(error));
    return undefined;
  }
  for (const line of t.logged.slice(logged))
    if (line.message === 'fault') fault('told without faults', JSON.stringify(line));
  const settled = { at: saved(world), told: heard };
  const news = [...new Set(kindsOf(settled.at.tables))].filter((kind) => isFirst(`told ${kind}`));
  if (news.length === 0) return settled;
  fault('told without faults', ...broken(tables, begin.tables));
  const known = knownIn(begin.tables);
  const effects = (): string[] => changesOf(begin.tables, tables.moment(), known);
  const wanted = effects();

  for (const { at, injected } of chosen(calls, calls.length)) {
    const where = `told, ${calls[at]?.command} ${at + 1} of ${calls.length}, ${named(injected)}`;
    begin.restore();
    try {
      await settle(world, new Set(told), { plan: failingAt(at, injected) });
      fault(where, ...differences(wanted, effects()), ...broken(tables, begin.tables));
    } catch (error) {
      fault(where, String(error));
    }
  }
  begin.restore();
  await settle(world, new Set(told), { times: 2 });
  fault('told twice', ...differences(wanted, effects()), ...broken(tables, begin.tables));
  begin.restore();
  await settle(world, new Set(told), { times: 2, reversed: true });
  fault(
    'told in the wrong order',
    ...broken(tables, begin.tables),
    ...missing(kindsOf(settled.at.tables), kindsOf(tables.moment())),
  );
  return settled;
}

/** What happened in one order and never in the other. */
const missing = (wanted: readonly string[], got: readonly string[]): string[] =>
  [...new Set(wanted)].filter((kind) => !got.includes(kind)).map((kind) => `never happened: ${kind}`);
