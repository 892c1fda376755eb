import { notAcknowledged, openedAsSealed, readBack, receiptsHold } from './load/book.ts';
import { type Part, startServer, type Usage } from './load/server.ts';
import { type Session, sessionOn } from './load/session.ts';
import { byRoute, kinds, spread } from './load/tally.ts';
import { deadline, opened } from './load/world.ts';
import { report } from './report.ts';

/**
 * What does the server on one machine bear, and is what it acknowledged there afterwards?
 * `node bench/load.ts [seconds a step] [clients of each step]`, such as `20 1,4,16,64,256`; results/load.json.
 */

const [, , seconds = '20', steps = '1,4,16,64,256'] = process.argv;
const [firms, buyers] = [64, 4];

const server = await startServer();
try {
  // A collection makes code cold too, so there is none between steps.
  const heapBefore = await server.heapMiB();
  const began = performance.now();
  const session = await sessionOn(server, firms, buyers);
  const settledInSeconds = hundredths((performance.now() - began) / 1000);
  console.error(`settled in after ${settledInSeconds} s`);
  const taken = [];
  for (const clients of steps.split(',').map(Number)) taken.push(await step(session, clients));
  /** What the server holds after a collection: what grew by what it did would be a leak. */
  const heapMiB = { before: heapBefore, after: await server.heapMiB() };
  const acknowledged = await prove(session);
  const found = { firms, buyers, settledInSeconds, heapMiB, steps: taken, acknowledged };
  report('load', 'What the server on one machine bears, and that nothing it acknowledged is lost', found);
} finally {
  await server.stop();
}

/** So many clients at once for the time of a step; then what is left to do beside requests is done. */
async function step(session: Session, clients: number) {
  const [before, own, began] = [server.usage(), process.cpuUsage(), performance.now()];
  const ends = began + Number(seconds) * 1000;
  const of = await session.work(clients, () => performance.now() < ends);
  const took = (performance.now() - began) / 1000;
  const [after, driver] = [server.usage(), process.cpuUsage(own)];
  const cpu = (part: Part) => after[part].cpuSeconds - before[part].cpuSeconds;
  const cores = (part: Part) => hundredths(cpu(part) / took);
  const cpuMs = (part: Part) => hundredths((cpu(part) * 1000) / of.answered.length);
  const settledAfterSeconds = hundredths(await session.settle());
  const { answered, limited, refused, faults, repeated, differing } = of;
  const milliseconds = kinds.map((kind) => [kind, spread(answered.filter((each) => each.kind === kind))] as const);
  console.error(`${clients} clients: ${Math.round(answered.length / took)} requests a second`);
  return {
    clients,
    seconds: hundredths(took),
    requests: answered.length,
    perSecond: Math.round(answered.length / took),
    milliseconds: Object.fromEntries(milliseconds),
    ...(clients === 1 && { byRoute: byRoute(answered) }),
    /** 429: what an organisation may do no oftener. */
    limited: Object.fromEntries(limited),
    refused: Object.fromEntries(refused),
    faults: Object.fromEntries(faults),
    repeated: { sent: repeated, answeredOtherwise: Object.fromEntries(differing) },
    /** Processor time, which others on the machine do not stretch: milliseconds a request, and cores on average. */
    cpuMs: { server: cpuMs('server'), database: cpuMs('database') },
    cores: {
      ...{ server: cores('server'), database: cores('database') },
      driver: hundredths((driver.user + driver.system) / 1e6 / took),
    },
    rssMiB: rss(after),
    /** What reactions took that the clients left behind: matches, orders, notices. */
    settledAfterSeconds,
  };
}

/** Looks for every write that was acknowledged, and for call-offs that nobody sent. */
async function prove({ api, world, book }: Session) {
  const { tender, frameworks } = world;
  const receiptsWrong = await receiptsHold(api, book, tender);
  const { found, lost } = await readBack(api, book);
  const beyond = await notAcknowledged(api, book, frameworks);
  await api.post('/dev/clock', { now: deadline });
  await api.post('/dev/clock', { advance: 'PT62S' });
  await opened(api, tender);
  const openedOtherwise = await openedAsSealed(api, book, tender);
  const sent = [...book.bids.values()].reduce((sum, of) => sum + of.sent.length, 0);
  if ([receiptsWrong, lost, beyond, openedOtherwise].some(({ length }) => length > 0)) process.exitCode = 1;
  return { found, lost, beyond, bids: { sent, firms: book.bids.size, receiptsWrong, openedOtherwise } };
}

function rss(of: Readonly<Record<Part, Usage>>) {
  return Object.fromEntries(Object.entries(of).map(([part, { rssMiB }]) => [part, rssMiB]));
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
