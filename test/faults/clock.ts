import { tick } from '../../functions/tick.ts';
import { millis } from '../../shared/kernel/time.ts';
import type { Call, Plan } from '../support/faulty.ts';
import { itemsOf } from '../support/memory-table.ts';
import { drain, settle } from './drain.ts';
import { isFirst } from './first.ts';
import { named } from './injected.ts';
import { broken } from './invariants.ts';
import { changesOf, differences, knownIn } from './outcome.ts';
import { chosen, failingAt, type Settled } from './stream.ts';
import { machineIn, saved, type World } from './world.ts';

export interface Passing {
  readonly world: World;
  readonly settled: Settled;
  fault(where: string, ...what: readonly string[]): void;
}

/** How late a clock may run: ten days. */
const late = 10 * 24 * 3600_000;

/**
 * What time brings next: once more for faults of the calls that the clock makes, with the clock running twice, and so late
 * that other things have come due as well.
 */
export async function rehearseTime({ world, settled, fault }: Passing): Promise<void> {
  const { t, tables } = world;
  settled.at.restore();
  const due = itemsOf(settled.at.tables[tables.main] ?? new Map()).filter(({ dueAt }) => dueAt !== undefined);
  const [next] = due.sort((a, b) => ((a.dueAt as string) < (b.dueAt as string) ? -1 : 1));
  if (next === undefined) return;
  const kind = `${next.pk.slice(0, 3)} ${statusOf(next.state)}`;
  if (!isFirst(`due ${kind}`)) return;
  t.clock.now = Math.max(t.clock.now, millis(next.dueAt as string));
  const begin = saved(world);

  /** The clock runs, and all comes of it that may. */
  async function pass(times: number, plan?: Plan): Promise<void> {
    const told = new Set(settled.told);
    const machine = await machineIn(world, plan);
    // A clock that fails is called again a minute later.
    const failed = (error: unknown): void => {
      if (plan === undefined) throw error;
    };
    for (let time = 0; time < times; time += 1) await tick(machine.deps).catch(failed);
    await drain(world, told, { times });
    await tick((await machineIn(world)).deps);
    await settle(world, told, { times });
  }

  const calls: Call[] = [];
  const logged = t.logged.length;
  await pass(1, (call) => void calls.push(call));
  const faults = t.logged.slice(logged).filter(({ message }) => message === 'tick');
  fault(`${kind} due`, ...faults.map((line) => JSON.stringify(line)), ...broken(tables, begin.tables));
  const known = knownIn(begin.tables);
  const effects = (): string[] => changesOf(begin.tables, tables.moment(), known);
  const wanted = effects();

  begin.restore();
  await pass(2);
  fault(`${kind} due, twice`, ...differences(wanted, effects()), ...broken(tables, begin.tables));
  begin.restore();
  t.clock.now += late;
  await pass(1);
  fault(`${kind} due, late`, ...broken(tables, begin.tables));
  for (const { at, injected } of chosen(calls, calls.length)) {
    const where = `${kind} due, ${calls[at]?.command} ${at + 1} of ${calls.length}, ${named(injected)}`;
    begin.restore();
    await pass(1, failingAt(at, injected));
    fault(where, ...differences(wanted, effects()), ...broken(tables, begin.tables));
  }
}

const statusOf = (state: unknown): string => (typeof state === 'string' ? (JSON.parse(state).status ?? '') : '');
