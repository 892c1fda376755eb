import { randomUUID } from 'node:crypto';
import type { Send } from '../../demo/client.ts';

/** The three kinds of work (负载): 70 % search and reads, 20 % market, 10 % bids and orders. */
export const kinds = ['read', 'market', 'trade'] as const;
export type Kind = (typeof kinds)[number];

interface Answered {
  readonly kind: Kind;
  readonly route: string;
  readonly ms: number;
  /** Of the answer's body. */
  readonly bytes: number;
}

/** What was answered in a while, and how fast. */
export interface Tally {
  readonly answered: Answered[];
  /** Answers that are no success, by status and code. */
  readonly limited: Map<string, number>;
  readonly refused: Map<string, number>;
  /** 5xx, and what was not answered at all. */
  readonly faults: Map<string, number>;
  /** Writes that were sent again with their key, and those of them whose answer was another, by route. */
  repeated: number;
  readonly differing: Map<string, number>;
}

export const tally = (): Tally => ({
  answered: [],
  limited: new Map(),
  refused: new Map(),
  faults: new Map(),
  repeated: 0,
  differing: new Map(),
});

const patienceMs = 60_000;
/** Every so many-th write that succeeded is sent again, as by a client that did not hear the answer. */
const repeatEach = 10;
let writes = 0;

/** Sends to that server and counts into the tally of the moment. */
export function counting(url: string, kind: Kind, now: () => Tally): Send {
  const ask = async (path: string, init: RequestInit) => {
    const response = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(patienceMs) });
    return { response, text: await response.text() };
  };
  return async (path, init) => {
    const isWrite = init.method !== 'GET';
    const asked = isWrite ? { ...init, headers: { ...init.headers, 'Idempotency-Key': randomUUID() } } : init;
    const into = now();
    const began = performance.now();
    const found = await ask(path, asked).catch((error: Error) => {
      add(into.faults, `unanswered ${error.name}`);
      throw error;
    });
    const ms = performance.now() - began;
    const { response, text } = found;
    const { status, headers } = response;
    const route = `${init.method} ${routeOf(path)}`;
    into.answered.push({ kind, route, ms, bytes: Buffer.byteLength(text) });
    if (status >= 400)
      add(status === 429 ? into.limited : status < 500 ? into.refused : into.faults, name(status, text));
    else if (isWrite && ++writes % repeatEach === 0) {
      const again = await ask(path, asked);
      into.repeated += 1;
      if (again.response.status !== status || unsigned(again.text) !== unsigned(text)) add(into.differing, route);
    }
    return new Response(text, { status, headers });
  };
}

/** A receipt is signed anew each time that it is shown; each signature is another. */
const unsigned = (text: string): string => text.replace(/"jws":"[^"]*"/, '');

const add = (to: Map<string, number>, what: string): void => void to.set(what, (to.get(what) ?? 0) + 1);

function name(status: number, text: string): string {
  try {
    return `${status} ${(JSON.parse(text) as { code: string }).code}`;
  } catch {
    return `${status}`;
  }
}

/** A path without its ids and its question. */
const routeOf = (path: string): string => path.replace(/\?.*$/, '').replace(/[a-z]{3}_[0-9a-f-]{36}/g, '{id}');

const rounded = (ms: number | undefined): number => Math.round((ms ?? 0) * 10) / 10;

/** How many, and the milliseconds that half, 95 and 99 of a hundred took at most. */
export function spread(answered: readonly Answered[]) {
  const times = answered.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (part: number): number => rounded(times[Math.min(times.length - 1, Math.floor(times.length * part))]);
  return { count: times.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** The same for each route, the most asked first. */
export function byRoute(answered: readonly Answered[]) {
  const routes = Object.entries(Object.groupBy(answered, ({ route }) => route));
  return Object.fromEntries(
    routes.map(([route, all = []]) => [route, spread(all)] as const).toSorted(([, a], [, b]) => b.count - a.count),
  );
}
