import { tick } from '../../functions/tick.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';
import type { Plan } from '../support/faulty.ts';
import { eventsIn, type Machine, machineIn, type World } from './world.ts';

/** In what way events and messages come. */
export interface Delivery {
  /** What fails on the way; nothing unless said. */
  readonly plan?: Plan;
  /** How often each comes at least. */
  readonly times?: number;
  /** Whether the last comes first. */
  readonly reversed?: boolean;
}

/** How often something that fails comes again before it is given up. */
const tries = 4;
/** A story that goes on without end is none. */
const rounds = 60;

/**
 * Lets everything come of what has happened: every context reacts to every event that nobody was told of, and what waits in
 * queues is done, until nothing new comes of it. What fails comes again, to a new process where the old one died.
 */
export async function drain(world: World, told: Set<string>, delivery: Delivery = {}): Promise<void> {
  const { t, tables } = world;
  const { plan, times = 1, reversed = false } = delivery;
  let machine = await machineIn(world, plan);

  /** Nothing is done while the process that did it is dead. */
  async function surely(act: (machine: Machine) => Promise<unknown>): Promise<void> {
    for (let left = tries; ; left -= 1) {
      try {
        await act(machine);
        if (!machine.dead) return;
      } catch (error) {
        if (left <= 1) throw error;
      }
      if (machine.dead) machine = await machineIn(world);
    }
  }

  async function react(events: readonly StreamedEvent[]): Promise<void> {
    for (const event of events) {
      for (const at of machine.contexts.keys())
        await surely((it) => it.contexts[at]?.react(event) ?? Promise.resolve());
    }
  }

  /** A message leaves its queue when it was carried out. */
  async function carryOut<T>(queue: T[], act: (machine: Machine, message: T) => Promise<void>): Promise<number> {
    const waiting = reversed ? [...queue].reverse() : [...queue];
    for (const message of waiting) {
      for (let time = 0; time < times; time += 1) await surely((it) => act(it, message));
      queue.splice(queue.indexOf(message), 1);
    }
    return waiting.length;
  }

  for (let round = 0; round < rounds; round += 1) {
    const news = eventsIn(tables.moment(), tables.main).filter(({ id }) => !told.has(id));
    for (let time = 0; time < times; time += 1) await react(reversed ? [...news].reverse() : news);
    for (const { id } of news) told.add(id);
    const done =
      (await carryOut(t.work, (it, message) => it.work(message as never))) +
      (await carryOut(t.openings, (it, tender) => it.open(tender))) +
      (await carryOut(t.dispatches, (it, message) => it.work(message as never)));
    if (news.length + done === 0) return;
  }
  throw new Error('one thing leads to another without end');
}

/** Until everything that was left half way is taken up again. */
const patience = 15 * 60_000;

/** Lets everything come of what has happened, and of what the clock takes up again a little later. */
export async function settle(world: World, told: Set<string>, delivery: Delivery = {}): Promise<void> {
  await drain(world, told, delivery);
  world.t.clock.now += patience;
  await tick((await machineIn(world)).deps);
  await drain(world, told);
}
