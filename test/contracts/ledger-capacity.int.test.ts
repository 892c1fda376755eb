import { beforeAll, expect, it } from 'vitest';
import { accounts } from '../../functions/contracts/ledger.ts';
import { moveQuota } from '../../functions/contracts/move-quota.ts';
import { agreementStore } from '../../functions/contracts/store.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { atCall, faulty } from '../support/faulty.ts';
import { type Agreed, agreed, cast, framework, line, lots, named, place, sign } from './framework.ts';

const items = (count: number): string[] => Array.from({ length: count }, (_, n) => named('item', 'many', n));

/** The sample, with so many items of bars of the lead in one lot, of 10 t each with the first winner. */
function wide(count: number, parties = cast) {
  const base = framework(parties);
  const [rebar] = base.lots;
  const [item] = rebar?.items ?? [];
  if (rebar === undefined || item === undefined) throw new Error('no lot');
  const ids = items(count);
  return {
    ...base,
    agreement: named('agreement', 'wide', count, parties.buyers[0]?.id ?? ''),
    lots: [
      {
        ...rebar,
        items: ids.map((id) => ({ ...item, id, quantity: { ...item.quantity, value: '11' }, free: '1' })),
        suppliers: rebar.suppliers.map((supplier, rank) => ({
          ...supplier,
          lines: ids.flatMap((id) =>
            supplier.lines.slice(0, 1).map((each) => ({ ...each, item: id, quantity: rank === 0 ? '10' : '0' })),
          ),
        })),
      },
    ],
  };
}

let app: TestApp;
let db: Counting;
let its: Agreed;
beforeAll(async () => {
  db = counting(await freshDb());
  app = await testApp({ db });
  const parties = await agreed(app);
  const data = wide(60, parties);
  const at = data.awardedAt;
  const cause = { actor: { kind: 'system', process: 'stream' }, as: 'system', at } as const;
  await app.deps.agreements.handle(data.agreement, { type: 'make', at, framework: data }, cause);
  its = { ...parties, id: data.agreement, framework: data };
  const [buyer] = its.buyers;
  const [supplier] = its.winners;
  if (buyer === undefined || supplier === undefined) throw new Error('nobody');
  await sign(app, its.id, buyer, supplier);
});

it.each([
  { lines: 1, reads: 14, writes: 25 },
  { lines: 30, reads: 72, writes: 186 },
])('a call-off of $lines lines', async ({ lines, reads, writes }) => {
  const [buyer] = its.buyers;
  const [supplier] = its.winners;
  if (buyer === undefined) throw new Error('nobody');
  db.reset();
  // More than the quota of 10.5 t: each line takes of what is free too.
  const asked = items(60)
    .slice(0, lines)
    .map((item) => line(item, lines === 1 ? '1' : '10'));
  const reply = await place(
    app,
    its.id,
    buyer,
    { supplier: supplier?.id ?? '', lines: asked },
    { 'Idempotency-Key': `k${lines}` },
  );
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  const { commands, formula } = db;
  expect(commands.filter(({ name }) => name === 'TransactWrite')).toHaveLength(1);
  expect(db.reads).toBeLessThanOrEqual(reads);
  // The updates of accounts, 2 WCU each, come on top: a lot's count, and the quota and what is free of each line.
  expect(formula).toBeLessThanOrEqual(writes);
});

it('a reserve takes over 200 accounts in several transactions, and a process that dies between goes on', async () => {
  const plain = await freshDb();
  const stores = (on: typeof plain) => agreementStore({ db: on, random: () => 'salt', pseudonym: (sub) => sub });
  const agreements = stores(plain);
  const at = '2026-03-02T01:00:00.000Z';
  const cause = { actor: { kind: 'system', process: 'clock' }, as: 'system', at } as const;
  const data = wide(200);
  const id = data.agreement;
  await agreements.handle(id, { type: 'make', at, framework: data }, cause);
  const [buyer, from, to] = [cast.buyers[0]?.id ?? '', cast.winners[0]?.id ?? '', cast.reserve.id];
  await agreements.handle(id, { type: 'activate', at, lot: lots.rebar, from, to, reason: '停产' }, cause);

  for (const n of [1, 2, 1]) {
    const dying = stores(faulty(plain, atCall(n, { after: 'death' }, 'TransactWriteCommand')));
    await expect(moveQuota({ agreements: dying }, id, cause)).rejects.toThrow('the process died');
    const ledger = await agreements.ledger(id);
    for (const item of items(200)) {
      const [was, is] = [accounts.quota(buyer, from, item, 1), accounts.quota(buyer, to, item, 1)];
      expect((ledger.get(was) ?? 10_500_000n) + (ledger.get(is) ?? 0n)).toBe(10_500_000n);
    }
  }
  expect((await agreements.load(id)).state).toMatchObject({ activations: [{ moving: true }] });
  await moveQuota({ agreements }, id, cause);
  const ledger = await agreements.ledger(id);
  for (const item of items(200)) expect(ledger.get(accounts.quota(buyer, to, item, 1))).toBe(10_500_000n);
  expect((await agreements.load(id)).state).toMatchObject({ activations: [{ moving: false }] });
});
