import { meteredDynamoDb } from './load/metered.ts';
import { startServer } from './load/server.ts';
import { sessionOn } from './load/session.ts';
import { report } from './report.ts';

/**
 * What does a request of the mixed work take, with all that follows from it? Request units by AWS's formulas, events,
 * bytes and processor time: what a bill is made of. `node bench/units.ts [operations] [idle seconds]`; results/units.json.
 */

const operations = Number(process.argv[2] ?? 1000);
const idleSeconds = Number(process.argv[3] ?? 20);
const [firms, buyers] = [32, 4];

const database = await meteredDynamoDb();
const server = await startServer(database.endpoint);
try {
  const session = await sessionOn(server, firms, buyers);

  const atRest = database.total();
  await new Promise((later) => setTimeout(later, idleSeconds * 1000));
  const rested = database.total();

  const [before, used, log, held] = [database.total(), server.usage(), server.logged(), await database.stored()];
  let left = operations;
  const { answered, refused, faults } = await session.work(1, () => left-- > 0);
  const [answering, own] = [database.total(), server.usage()];
  await session.settle();
  const [after, all] = [database.total(), server.usage()];

  const requests = answered.length;
  const each = (sum: number): number => Math.round((sum / requests) * 100) / 100;
  const bytes = answered.reduce((sum, one) => sum + one.bytes, 0);
  report('units', 'What a request of the mixed work takes, with all that follows from it', {
    operations,
    requests,
    refused: Object.fromEntries(refused),
    faults: Object.fromEntries(faults),
    bids: answered.filter(({ route }) => route === 'PUT /v1/tenders/{id}/bid').length,
    searches: answered.filter(({ route }) => route === 'GET /v1/products').length,
    eachRequest: {
      readUnits: each(after.reads - before.reads),
      writeUnits: each(after.writes - before.writes),
      calls: each(after.calls - before.calls),
      events: each(after.events - before.events),
      answerBytes: each(bytes),
      storedBytes: each((await database.stored()) - held),
      logBytes: each(server.logged() - log),
      /** Of the server's process, answers and reactions; and to the end of the answers alone. */
      cpuMs: each((all.server.cpuSeconds - used.server.cpuSeconds) * 1000),
      cpuMsAnswering: each((own.server.cpuSeconds - used.server.cpuSeconds) * 1000),
    },
    beforeSettling: {
      readUnits: each(answering.reads - before.reads),
      writeUnits: each(answering.writes - before.writes),
    },
    /** The local clock looks every second, as the deployed one does every minute. */
    idle: {
      seconds: idleSeconds,
      readUnits: rested.reads - atRest.reads,
      writeUnits: rested.writes - atRest.writes,
      calls: rested.calls - atRest.calls,
    },
  });
} finally {
  await server.stop();
  await database.stop();
}
