import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Decider } from '../../shared/kernel/decider.ts';
import { type Movement, summedMovements } from '../../shared/kernel/movement.ts';
import { accountsOf } from '../../shared/table/accounts.ts';
import { aggregateStore } from '../../shared/table/aggregate.ts';
import type { Db } from '../../shared/table/client.ts';
import { freshDb } from '../support/db.ts';
import { type Call, faulty, type Injected, ProcessDeath } from '../support/faulty.ts';
import { at, claimOf } from './toy.ts';

interface Drawn {
  readonly type: 'Drawn';
  readonly v: number;
  readonly data: Readonly<Record<string, never>>;
  readonly movements: readonly Movement[];
}

/** An order that draws on accounts, and nothing else. */
const order: Decider<readonly Movement[], Drawn, number> = {
  initial: 0,
  decide: (movements) => [{ type: 'Drawn', v: 1, data: {}, movements }],
  evolve: (count) => count + 1,
};

const orders = (db: Db) =>
  aggregateStore(
    { name: 'order', decider: order, movements: (event) => event.movements },
    { db, random: (bytes) => randomBytes(bytes).toString('base64url'), pseudonym: () => 'usr_0' },
  );

const fresh = (kind: string): string => `${kind}_${randomBytes(8).toString('hex')}`;
const draw = (ledger: string, account: string, take: bigint, opening = 100n): Movement => ({
  ledger,
  account,
  opening,
  take,
  refused: 'concurrent-change',
});

let db: Db;
beforeAll(async () => {
  db = await freshDb();
});

describe('an account', () => {
  test('holds what it opens with until it is touched, and never less than nothing', async () => {
    const ledger = fresh('ledger');
    const store = orders(db);
    expect(await accountsOf(db, ledger)).toEqual(new Map());
    await store.handle(fresh('order'), [draw(ledger, 'a', 60n)], at());
    const refused = store.handle(fresh('order'), [{ ...draw(ledger, 'a', 41n), refused: 'etag-mismatch' }], at());
    await expect(refused).rejects.toMatchObject({ kind: 'conflict', code: 'etag-mismatch' });
    await store.handle(fresh('order'), [draw(ledger, 'a', 40n)], at());
    expect(await accountsOf(db, ledger)).toEqual(new Map([['a', 0n]]));
  });

  test('opens with too little for the first who asks', async () => {
    const ledger = fresh('ledger');
    const first = orders(db).handle(fresh('order'), [draw(ledger, 'a', 101n)], at());
    await expect(first).rejects.toMatchObject({ kind: 'conflict' });
    expect(await accountsOf(db, ledger)).toEqual(new Map());
  });

  test('gives nothing of an event that another account refuses, and keeps no event of it', async () => {
    const ledger = fresh('ledger');
    const id = fresh('order');
    const both = [draw(ledger, 'a', 10n), draw(ledger, 'b', 101n)];
    await expect(orders(db).handle(id, both, at())).rejects.toMatchObject({ kind: 'conflict' });
    expect(await accountsOf(db, ledger)).toEqual(new Map());
    expect((await orders(db).load(id)).version).toBe(0);
  });

  test('takes back, and gives again what came back', async () => {
    const ledger = fresh('ledger');
    await orders(db).handle(fresh('order'), [draw(ledger, 'a', 100n)], at());
    await orders(db).handle(fresh('order'), [draw(ledger, 'a', -30n)], at());
    await orders(db).handle(fresh('order'), [draw(ledger, 'a', 30n)], at());
    expect((await accountsOf(db, ledger)).get('a')).toBe(0n);
  });

  test('of two hundred at once for a hundred, exactly a hundred have one each', async () => {
    const ledger = fresh('ledger');
    const store = orders(db);
    const all = await Promise.allSettled(
      Array.from({ length: 200 }, () => store.handle(fresh('order'), [draw(ledger, 'a', 1n)], at())),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
    expect((await accountsOf(db, ledger)).get('a')).toBe(0n);
  });

  test.each<[string, Injected]>([
    ['before', { before: 'death' }],
    ['after', { after: 'death' }],
    ['after, by a time-out,', { after: 'time-out' }],
  ])('is booked once when the process dies %s the write and the request comes again', async (_, injected) => {
    const ledger = fresh('ledger');
    const [id, claim] = [fresh('order'), claimOf()];
    const answer = () => ({ status: 201, body: {} });
    const once = (plan: (call: Call) => Injected | undefined) =>
      orders(faulty(db, plan)).handle(id, [draw(ledger, 'a', 10n)], at(), { claim, answer });
    const first = await once(({ command }) => (command === 'TransactWriteCommand' ? injected : undefined)).catch(
      (error: unknown) => error,
    );
    expect(first instanceof ProcessDeath || (first as { code?: string }).code === 'try-again').toBe(true);
    await once(() => undefined).catch(() => undefined);
    expect((await accountsOf(db, ledger)).get('a')).toBe(90n);
  });

  test('counts beyond what a float holds', async () => {
    const ledger = fresh('ledger');
    const many = 10n ** 20n + 1n;
    await orders(db).handle(fresh('order'), [draw(ledger, 'a', 1n, many)], at());
    expect((await accountsOf(db, ledger)).get('a')).toBe(10n ** 20n);
  });
});

test('movements of one account are one, and those that cancel out are none', () => {
  const one = fc.record({ account: fc.constantFrom('a', 'b', 'c'), take: fc.bigInt({ min: -5n, max: 5n }) });
  fc.assert(
    fc.property(fc.array(one), (list) => {
      const summed = summedMovements(list.map(({ account, take }) => draw('l', account, take)));
      const names = summed.map(({ account }) => account);
      expect(new Set(names).size).toBe(names.length);
      for (const name of ['a', 'b', 'c']) {
        const all = list.filter(({ account }) => account === name).reduce((sum, { take }) => sum + take, 0n);
        expect(summed.find(({ account }) => account === name)?.take ?? 0n).toBe(all);
      }
    }),
  );
});
