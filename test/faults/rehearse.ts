import type { Router } from '../../shared/http/router.ts';
import type { TestApp } from '../support/app.ts';
import { inMemoryTables } from '../support/db.ts';
import type { Call, Injected } from '../support/faulty.ts';
import { rehearseTime } from './clock.ts';
import { drain } from './drain.ts';
import { faultsOf, named } from './injected.ts';
import { broken } from './invariants.ts';
import { changesOf, differences, knownIn, plain } from './outcome.ts';
import { failingAt, rehearseStream } from './stream.ts';
import { eventsIn, machineIn, type Saved, saved, type World } from './world.ts';

/** What went wrong since somebody last looked. */
export const found: string[] = [];
/** Routes that were carried out with faults. */
export const rehearsed = new Set<string>();

let application: Router | undefined;

/** Every route of the application that changes something, as its own document has it. */
export async function commands(): Promise<string[]> {
  const document = await (await application?.request('/openapi.json'))?.json();
  return Object.entries<object>(document?.paths ?? {}).flatMap(([path, operations]) =>
    Object.keys(operations).flatMap((method) => (method === 'get' ? [] : [`${method.toUpperCase()} ${path}`])),
  );
}

type Test = Omit<TestApp, 'call'>;

/**
 * The application of a test, which carries out each command that succeeds once more for every call that it makes and every
 * fault that the call may have, and then goes on as if nothing had been. A command that runs beside others is left alone.
 */
export function rehearsing(t: Test): Router {
  const tables = inMemoryTables.get(t.db.main);
  if (tables === undefined) return t.app;
  application = t.app;
  const world: World = { t: t as TestApp, tables };
  let running = 0;
  let rehearsal: Promise<void> | undefined;

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    while (rehearsal !== undefined) await rehearsal;
    running += 1;
    const isAlone = running === 1;
    const before = saved(world);
    const answer = await t.app.request(path, init);
    const route = routeOf(t, init.method ?? 'GET');
    const is = `${route} ${answer.status}`;
    if (isAlone && running === 1 && answer.ok && route !== undefined && !tried.has(is)) {
      if (answer.headers.get('idempotent-replayed') === null) {
        tried.add(is);
        const after = saved(world);
        rehearsal = rehearse(world, before, { path, init, route })
          .catch((error: Error) => void found.push(`${route} broke off: ${error.stack}`))
          .finally(() => {
            after.restore();
            rehearsal = undefined;
          });
        await rehearsal;
      }
    }
    running -= 1;
    return answer;
  }

  const get = (app: Router, name: string | symbol): unknown =>
    name === 'request' ? request : Reflect.get(app, name, app);
  return new Proxy(t.app, { get });
}

const tried = new Set<string>();

/** The pattern of the route that answered last, as the log has it; undefined for what changes nothing. */
function routeOf({ logged }: Test, method: string): string | undefined {
  if (method === 'GET') return undefined;
  const line = logged.at(-1);
  return line?.message === 'request' && line.route !== 'none' ? (line.route as string) : undefined;
}

interface Asked {
  readonly path: string;
  readonly init: RequestInit;
  readonly route: string;
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

async function rehearse(world: World, before: Saved, asked: Asked): Promise<void> {
  const { path, route } = asked;
  const { tables } = world;
  const init = { ...asked.init, headers: { 'Idempotency-Key': 'rehearsal', ...(asked.init.headers as object) } };
  const request = async (machine: Awaited<ReturnType<typeof machineIn>>): Promise<Answered> => {
    const answer = await machine.request(path, init);
    return { status: answer.status, text: await answer.text() };
  };
  const known = knownIn(before.tables, path, JSON.stringify(init.body ?? ''));
  const effects = (): string[] => [
    ...changesOf(before.tables, tables.moment(), known),
    ...new Set(
      [world.t.work, world.t.openings, world.t.dispatches].flat().map((each) => plain(JSON.stringify(each), known)),
    ),
  ];
  const fault = (where: string, ...what: readonly string[]): void =>
    void found.push(...what.map((each) => `${route}, ${where}: ${each}`));

  before.restore();
  const calls: Call[] = [];
  const machine = await machineIn(world, (call) => void calls.push(call));
  const wanted = await request(machine);
  if (wanted.status >= 300) return fault('without faults', `${wanted.status} ${wanted.text}`);
  const effect = effects();
  const acknowledged = saved(world);
  const old = new Set(eventsIn(before.tables, tables.main).map(({ id }) => id));
  let final: readonly string[] | undefined;
  /** What was to come of it and did not, or the other way: at once, or else when the stream was heard. */
  async function amiss(): Promise<string[]> {
    const now = differences(effect, effects());
    if (now.length === 0) return [];
    const here = saved(world);
    try {
      if (final === undefined) {
        acknowledged.restore();
        await drain(world, new Set(old));
        final = effects();
        here.restore();
      }
      await drain(world, new Set(old));
      return differences(final, effects());
    } catch (error) {
      return [...now, String(error)];
    } finally {
      here.restore();
    }
  }

  const made = [...calls];
  fault('without faults', ...broken(tables, before.tables));
  const twin = await request(machine);
  if (twin.status !== wanted.status || plain(twin.text, known) !== plain(wanted.text, known)) {
    fault('asked twice', `${twin.status} ${twin.text}, not ${wanted.status} ${wanted.text}`);
  }
  fault('asked twice', ...(await amiss()));
  rehearsed.add(route);

  for (const [at, call] of made.entries()) {
    for (const injected of faultsOf(call)) {
      const where = `${call.command} ${at + 1} of ${made.length}, ${named(injected)}`;
      before.restore();
      const failing = await machineIn(world, failingAt(at, injected));
      const first = await request(failing);
      if (!failing.dead) fault(where, ...dishonest(first, wanted, injected));
      if (!failing.dead && first.status < 300) fault(`${where}, acknowledged`, ...(await amiss()));
      const second = await request(failing.dead ? await machineIn(world) : failing);
      const isSame = plain(second.text, known) === plain(wanted.text, known);
      // What others do of it afterwards may be further here than there.
      if (second.status !== wanted.status || (!isSame && differences(effect, effects()).length === 0)) {
        fault(where, `asked again: ${second.status} ${second.text}, not ${wanted.status} ${wanted.text}`);
      }
      fault(where, ...(await amiss()), ...broken(tables, before.tables));
    }
  }
  const settled = await rehearseStream({ world, before, request: async (one) => (await request(one)).status, fault });
  if (settled !== undefined) await rehearseTime({ world, settled, fault });
}

/** What an answer says that is not so, or nobody should hear. */
function dishonest({ status, text }: Answered, wanted: Answered, injected: Injected): readonly string[] {
  if (text.includes('injected')) return [`the answer tells of the inside: ${text}`];
  if (status < 300) return status === wanted.status ? [] : [`${status} ${text}`];
  const { code } = JSON.parse(text) as { code?: string };
  const isRace = 'before' in injected && injected.before === 'conflict' && code === 'concurrent-change';
  return status === 503 || isRace ? [] : [`answered ${status} ${text}`];
}
