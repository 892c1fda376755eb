import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { DomainError } from '../../shared/kernel/errors.ts';
import { AlreadyAnswered, type Answer } from '../../shared/kernel/idempotency.ts';
import { verifyChain } from '../../shared/sealing/chain.ts';
import type { HandleOptions, Snapshot } from '../../shared/table/aggregate.ts';
import type { Db } from '../../shared/table/client.ts';
import { keys } from '../../shared/table/keys.ts';
import { listAll } from '../../shared/table/query.ts';
import { freshDb } from '../support/db.ts';
import { atCall, everyFault, faulty, inOrder, type Plan, ProcessDeath, seeded } from '../support/faulty.ts';
import { at, claimOf, type Jar, type JarCommand, jarId, jars, tagKey } from './toy.ts';

let db: Db;
beforeAll(async () => {
  db = await freshDb();
});

const answer = ({ state }: Snapshot<Jar>): Answer => ({ status: 200, body: { total: state.total } });

/** Asks again, in a new process after a death, until there is an answer, as a client with an Idempotency-Key does. */
async function untilAnswered(
  id: string,
  command: JarCommand,
  plan: Plan,
  options: HandleOptions<Jar>,
): Promise<{ body: unknown; asked: number }> {
  let process = jars(faulty(db, plan));
  for (let asked = 1; asked <= 500; asked += 1) {
    try {
      const outcome = await process.handle(id, command, at(), { ...options, answer });
      return { body: outcome.answer?.body, asked };
    } catch (error) {
      if (error instanceof AlreadyAnswered) return { body: error.kept.body, asked };
      if (error instanceof ProcessDeath) process = jars(faulty(db, plan));
      else if (!(error instanceof DomainError) || !['concurrent-change', 'try-again'].includes(error.code)) throw error;
    }
  }
  throw new Error('never answered');
}

async function kept(id: string) {
  const items = await listAll(db, id);
  const events = items.filter(({ sk }) => sk.startsWith(keys.eventPrefix)).map(({ json }) => json as string);
  const sidecars = items.filter(({ sk }) => sk.startsWith('p#')).length;
  const { state, version, head } = await jars(db).load(id, { consistent: true });
  expect(verifyChain(events)).toMatchObject({ head });
  return { state, version, events: events.length, sidecars };
}

const commands: readonly (readonly [string, JarCommand])[] = [
  ['a change that could be done twice', { type: 'add', coins: [7], from: '王芳' }],
  ['a change that can be done once only', { type: 'close' }],
];

describe.each(commands)('exactly once: %s', (_, command) => {
  const once = {
    state: { total: command.type === 'add' ? 7 : 0, closed: command.type === 'close' },
    version: 1,
    events: 1,
    sidecars: command.type === 'add' ? 2 : 1,
  };
  const body = { total: once.state.total };

  test.each(everyFault().flatMap((injected) => [1, 2, 3].map((n) => [JSON.stringify(injected), n, injected] as const)))(
    'with %s at call %i',
    async (_name, n, injected) => {
      for (const options of [{}, { ifMatch: 0 }, { retries: 2 }]) {
        const id = jarId();
        const answered = await untilAnswered(id, command, atCall(n, injected), { ...options, claim: claimOf() });
        expect(answered.body).toEqual(body);
        expect(await kept(id)).toMatchObject(once);
      }
    },
  );

  test('under any plan of faults', async () => {
    const fault = fc.option(fc.constantFrom(...everyFault()), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fault, { maxLength: 25 }),
        fc.nat(3),
        fc.constantFrom(undefined, 0),
        async (faults, retries, ifMatch) => {
          const id = jarId();
          const options = { claim: claimOf(), retries, ifMatch };
          expect((await untilAnswered(id, command, inOrder(faults), options)).body).toEqual(body);
          expect(await kept(id)).toMatchObject(once);
        },
      ),
      { numRuns: 80 },
    );
  });
});

test('many clients on one aggregate, each with its own claim and its own faults: each once, and rows to match', async () => {
  const id = jarId();
  const clients = Array.from({ length: 12 }, (_, n) => n + 1);
  await Promise.all(
    clients.map((n) =>
      untilAnswered(id, { type: 'add', coins: [10 ** (n % 6)] }, seeded(n, 0.3), { claim: claimOf(), retries: 5 }),
    ),
  );
  const { state, version, events, sidecars } = await kept(id);
  expect(state.total).toBe(222_222);
  expect({ version, events, sidecars }).toEqual({ version: 12, events: 12, sidecars: 12 });
  const tags = { [id]: 'full' };
  await untilAnswered(id, { type: 'tag', tags }, seeded(99, 0.5), { claim: claimOf() });
  expect(await listAll(db, tagKey(id, id).pk)).toMatchObject([{ value: 'full' }]);
});

test('without a claim a time-out leaves open whether it was done: asked again, it may be done twice', async () => {
  const id = jarId();
  const plan = atCall(1, { after: 'time-out' }, 'TransactWriteCommand');
  await untilAnswered(id, { type: 'add', coins: [7] }, plan, {});
  expect((await kept(id)).state.total).toBe(14);
});
