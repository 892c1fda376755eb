import { type Client, client, devTokens, type Send } from '../../demo/client.ts';
import { randomBy } from '../../shared/kernel/random.ts';
import { type Book, book } from './book.ts';
import { mixOf } from './mix.ts';
import type { ServerProcess } from './server.ts';
import { counting, type Kind, kinds, type Tally, tally } from './tally.ts';
import { settleIn, type World } from './world.ts';

/** A platform that is settled in, and the mixed work that can be done on it. */
export interface Session {
  readonly api: Client;
  readonly world: World;
  readonly book: Book;
  /** So many clients at once, each as one firm after the other, while `goOn` says so; what was answered. */
  work(clients: number, goOn: () => boolean): Promise<Tally>;
  /** Carries out what is left to do beside requests; the seconds that it took. */
  settle(): Promise<number>;
}

/** Settles in with so many firms and buyers, and does the mix for a moment, so that there is something of everything. */
export async function sessionOn({ url }: ServerProcess, firms: number, buyers: number): Promise<Session> {
  const send: Send = (path, init) => fetch(`${url}${path}`, init);
  const tokenOf = devTokens(send);
  let counted: Tally = tally();
  const api = client(send, tokenOf);
  const clientOf = (kind: Kind): Client =>
    client(
      counting(url, kind, () => counted),
      tokenOf,
    );
  const apis = new Map(kinds.map((kind) => [kind, clientOf(kind)]));
  const world = await settleIn(api, firms, buyers);
  const entered = book();
  const drawn = mixOf(world, entered).flatMap((each) => Array.from({ length: each.weight }, () => each));

  async function work(clients: number, goOn: () => boolean): Promise<Tally> {
    counted = tally();
    const of = counted;
    const one = async (n: number): Promise<void> => {
      const random = randomBy(clients * 1000 + n);
      for (let turn = n; goOn(); turn += clients) {
        const { kind, run } = drawn[Math.floor(random() * drawn.length)] as (typeof drawn)[number];
        const firm = world.firms[turn % world.firms.length] as World['firms'][number];
        await run(apis.get(kind) as Client, { firm, random }).catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: clients }, (_, n) => one(n)));
    return of;
  }

  async function settle(): Promise<number> {
    const began = performance.now();
    await api.post('/dev/clock', { advance: 'PT0S' });
    return (performance.now() - began) / 1000;
  }

  let left = 300;
  await work(4, () => left-- > 0);
  await settle();
  return { api, world, book: entered, work, settle };
}
