import { beforeAll, expect, it } from 'vitest';
import { accountsOf } from '../../shared/table/accounts.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { type Agreed, agreed, framework, itemOf, place, sign } from './framework.ts';

let app: TestApp;
let its: Agreed;
const item = itemOf('cement', 0);
const tonnes = (value: string) => ({
  itemId: item,
  quantity: { value, unit: 'TNE', basis: 'weighed' },
  deliverBy: '2026-06-30',
});

beforeAll(async () => {
  app = await testApp();
  its = await agreed(app, { terms: { ...framework().terms, tolerance: '0' } });
});

/** What the cement accounts of the lead hold, in tonnes. */
async function held(): Promise<bigint[]> {
  const ledger = await accountsOf(app.db, its.id);
  return [...ledger].filter(([account]) => account.includes(item)).map(([, amount]) => amount);
}

it('200 call-offs of 1 t at the same instant take the last 100 t, and nothing more at any instant', async () => {
  const [buyer] = its.buyers;
  const [first, second] = its.winners;
  if (buyer === undefined || first === undefined || second === undefined) throw new Error('nobody');
  for (const supplier of [first, second]) await sign(app, its.id, buyer, supplier);
  // Of 600 t of the first winner 50 are left, and of 100 t that are free another 50.
  for (const [supplier, value] of [
    [first, '550'],
    [second, '350'],
  ] as const) {
    expect((await place(app, its.id, buyer, { supplier: supplier.id, lines: [tonnes(value)] })).status).toBe(201);
  }

  let going = true;
  const watch = (async () => {
    let lowest = 0n;
    for (; going; await new Promise((then) => setTimeout(then, 5))) {
      for (const amount of await held()) if (amount < lowest) lowest = amount;
    }
    return lowest;
  })();

  const one = async (n: number) => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const headers = { 'Idempotency-Key': `race-${n}` };
      const reply = await place(app, its.id, buyer, { supplier: first.id, lines: [tonnes('1')] }, headers);
      if (reply.status !== 409 || reply.body.code !== 'concurrent-change') return reply;
    }
    throw new Error('never decided');
  };
  const replies = await Promise.all(Array.from({ length: 200 }, (_, n) => one(n)));
  going = false;

  const refused = replies.filter(({ status }) => status !== 201);
  expect(replies.length - refused.length).toBe(100);
  expect(new Set(refused.map(({ status, body }) => `${status} ${body.code}`))).toEqual(new Set(['409 quota-exceeded']));
  expect(refused[0]?.body.errors).toMatchObject([{ pointer: '/lines/0/quantity', code: 'quota-exceeded' }]);
  expect(refused[0]?.body.detail).toContain('0 TNE');
  expect(await watch).toBe(0n);
  expect(await held()).toEqual([0n, 0n, 0n]);
  expect(new Set(replies.filter(({ status }) => status === 201).map(({ body }) => body.id)).size).toBe(100);
});
