import type { Router } from '../../shared/http/router.ts';
import type { TestApp } from '../support/app.ts';
import { inMemoryTables } from '../support/db.ts';
import { rehearseCalls } from './calls.ts';
import { rehearseTime } from './clock.ts';
import type { Answered } from './command.ts';
import { isFirst } from './first.ts';
import { knownIn } from './outcome.ts';
import { rehearseStream } from './stream.ts';
import { eventsIn, type Machine, type Saved, saved, type World } from './world.ts';

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
    if (isAlone && running === 1 && answer.ok && route !== undefined) {
      const after = saved(world);
      const is = `${route} ${answer.status} ${newsIn(world, before)}`;
      if (answer.headers.get('idempotent-replayed') === null && !tried.has(is)) {
        tried.add(is);
        rehearsal = rehearse(world, before, { path, init, route, isFirst: isFirst(is) })
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

/** The kinds of events that happened since. */
function newsIn({ tables }: World, { tables: before }: Saved): string {
  const old = before[tables.main];
  const changed = [...(tables.moment()[tables.main] ?? [])].filter(([pk, is]) => old?.get(pk) !== is);
  const news = changed.map(([pk, is]) => [pk, new Map([...is].filter(([sk]) => !old?.get(pk)?.has(sk)))] as const);
  return [...new Set(eventsIn({ [tables.main]: new Map(news) }, tables.main).map(({ type }) => type))].sort().join(' ');
}

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
  /** Whether no scenario of the run carried out the same before: what comes of it is looked at in each. */
  readonly isFirst: boolean;
}

async function rehearse(world: World, before: Saved, asked: Asked): Promise<void> {
  const { path, route } = asked;
  const request = async (machine: Machine, key?: string): Promise<Answered> => {
    const own = asked.init.headers as Record<string, string> | undefined;
    const headers = {
      'Idempotency-Key': 'rehearsal',
      ...own,
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    };
    const answer = await machine.request(path, { ...asked.init, headers });
    return { status: answer.status, text: await answer.text() };
  };
  const fault = (where: string, ...what: readonly string[]): void =>
    void found.push(...what.map((each) => `${route}, ${where}: ${each}`));
  if (asked.isFirst) {
    const known = knownIn(before.tables, path, JSON.stringify(asked.init.body ?? ''));
    if (!(await rehearseCalls({ world, before, known, request, fault }))) return;
    rehearsed.add(route);
  }
  const settled = await rehearseStream({ world, before, request: async (one) => (await request(one)).status, fault });
  if (settled !== undefined) await rehearseTime({ world, settled, fault });
}
