import { createApp } from '../../functions/app.ts';
import { buildDeps, type Deps } from '../../functions/deps.ts';
import { worker } from '../../functions/jobs.ts';
import type { Senders } from '../../functions/notices/send.ts';
import { openingDeps } from '../../functions/opening-deps.ts';
import type { Adapters } from '../../functions/platform.ts';
import { type Reactions, reactions } from '../../functions/react.ts';
import { openTender } from '../../functions/tendering/open.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';
import type { TestApp } from '../support/app.ts';
import { type FaultyProcess, faultyProcess, type Plan } from '../support/faulty.ts';
import { itemsOf, type MemoryDb, type Moment } from '../support/memory-table.ts';

/** All that outlives a process: tables, files, queues, write-once storage, and what time it is. */
export interface World {
  readonly t: TestApp;
  readonly tables: MemoryDb;
}

/** The world as it stands, to go back to. */
export interface Saved {
  readonly tables: Moment;
  restore(): void;
}

interface Kept {
  readonly kept?: Map<string, unknown>;
}

export function saved({ t, tables }: World): Saved {
  const moment = tables.moment();
  const { now } = t.clock;
  const maps = [t.files.kept, t.files.locked, (t.deps.heads as Kept).kept].filter((each) => each instanceof Map);
  const lists: unknown[][] = [t.logged, t.counted, t.openings, t.work, t.dispatches];
  const copies = [...maps, ...lists].map((each) => [...each]);
  return {
    tables: moment,
    restore() {
      tables.restore(moment);
      t.clock.now = now;
      for (const [at, map] of maps.entries()) {
        map.clear();
        for (const [key, value] of copies[at] as [string, never][]) map.set(key, value);
      }
      for (const [at, list] of lists.entries()) list.splice(0, list.length, ...(copies[maps.length + at] ?? []));
    },
  };
}

/** What one process of the platform can do: answer, react, work, open, tick. It lives until it dies. */
export interface Machine {
  readonly dead: boolean;
  readonly deps: Deps;
  request(path: string, init: RequestInit): Promise<Response>;
  readonly contexts: readonly Reactions[];
  work(message: never): Promise<void>;
  open(tender: string): Promise<void>;
}

/** A new process in the world, whose calls of tables, vault, files, keys and queues a plan lets fail. */
export async function machineIn({ t, tables }: World, plan: Plan = () => undefined): Promise<Machine> {
  const process = faultyProcess(plan);
  const db = process.db({ main: tables.main, vault: tables.vault, send: tables.send });
  const deps = await buildDeps({ ...t.deps, ...portsOf(t, process), db });
  let app: ReturnType<typeof createApp> | undefined;
  let work: ReturnType<typeof worker> | undefined;
  return {
    get dead() {
      return process.dead;
    },
    deps,
    contexts: reactions(deps),
    async request(path, init) {
      app ??= createApp(deps);
      return app.request(path, init);
    },
    work(message) {
      work ??= worker(deps, outside(process));
      return work(message);
    },
    open: (tender) =>
      openTender(
        openingDeps({
          db,
          unsealingKeys: process.port('unsealing', { unwrap: t.keys.unwrap }),
          objects: process.port('objects', { size: async () => undefined }),
          log: deps.log,
          now: deps.now,
        }),
        tender,
      ),
  };
}

/** The ports through which anything leaves the process, whatever the application is wired with. */
function portsOf({ deps }: TestApp, process: FaultyProcess): Partial<Adapters> {
  const names = ['sealingKeys', 'receiptKey', 'uploads', 'openings', 'files', 'heads', 'work', 'dispatches'] as const;
  return Object.fromEntries(names.map((name) => [name, process.port(name, deps[name])]));
}

const outside = (process: FaultyProcess): Senders => ({
  mailer: process.port('mailer', { send: async () => {} }),
  poster: process.port('poster', { post: async () => ({ status: 204 }) }),
  origin: () => 'https://api.jicai.example',
});

/** Every event in the tables, those of an aggregate in their order. */
export function eventsIn(tables: Moment, main: string): StreamedEvent[] {
  return itemsOf(tables[main] ?? new Map())
    .filter(({ kind }) => kind === 'event')
    .map(({ pk, aggregate, json }) => {
      const { seq, at, type, v, data } = JSON.parse(json as string);
      return { id: `${pk}/${seq}`, aggregate: aggregate as string, aggregateId: pk, seq, at, type, v, data };
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) || a.seq - b.seq);
}
