import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../../shared/table/client.ts';
import { putItem } from '../../shared/table/items.ts';
import { type ListQuery, listAll, listPage } from '../../shared/table/query.ts';
import { freshDb } from '../support/db.ts';
import { jarId } from './toy.ts';

let db: Db;
beforeAll(async () => {
  db = await freshDb();
});

interface Shelf {
  readonly pk: string;
  readonly sks: readonly string[];
}

async function filled(sizes: readonly (readonly string[])[]): Promise<Shelf[]> {
  const run = jarId();
  const shelves = sizes.map((sks, n) => ({ pk: `${run}#${n}`, sks: [...new Set(sks)].sort() }));
  await Promise.all(
    shelves.flatMap(({ pk, sks }) => sks.map((sk) => putItem(db, { pk, sk }, { odd: sk.length % 2 === 1 }))),
  );
  return shelves;
}

/** The list page by page, as a reader sees it, with the queries that each page cost. */
async function readAll<T>(query: ListQuery<T>, limit: number) {
  const pages: (readonly T[])[] = [];
  const queries: number[] = [];
  let cursor: string | null | undefined;
  do {
    let sent = 0;
    const send = (command: never) => {
      sent += 1;
      return db.send(command);
    };
    const page = await listPage({ ...db, send: send as Db['send'] }, { limit, cursor: cursor ?? undefined }, query);
    pages.push(page.items);
    queries.push(sent);
    cursor = page.next;
  } while (cursor !== null && pages.length < 200);
  return { pages, queries };
}

const sortKey = fc.stringMatching(/^[abc]{1,3}$/);
const shelves = fc.array(fc.array(sortKey, { maxLength: 9 }), { minLength: 1, maxLength: 5 });

describe('a list', () => {
  test('read page by page is the whole list in its order, nothing twice, nothing missed', async () => {
    await fc.assert(
      fc.asyncProperty(
        shelves,
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        fc.oneof(
          fc.record({ prefix: sortKey }, { requiredKeys: [] }),
          fc.record({ from: sortKey }, { requiredKeys: [] }),
        ),
        fc.boolean(),
        async (
          content,
          limit,
          descending,
          bound: { prefix?: string; from?: undefined } | { from?: string },
          oddOnly,
        ) => {
          const { prefix = '', from } = { prefix: '', ...bound };
          const filledShelves = await filled(content);
          const whole = filledShelves.flatMap(({ pk, sks }) => {
            const found = sks.filter(
              (sk) =>
                sk.startsWith(prefix) &&
                (from === undefined || (descending ? sk <= from : sk >= from)) &&
                (!oddOnly || sk.length % 2 === 1),
            );
            return (descending ? found.reverse() : found).map((sk) => `${pk}/${sk}`);
          });
          const { pages, queries } = await readAll(
            {
              partitions: filledShelves.map(({ pk }) => pk),
              descending,
              ...bound,
              consistent: true,
              pick: ({ pk, sk, odd }) => (oddOnly && odd !== true ? undefined : `${pk}/${sk}`),
            },
            limit,
          );
          expect(pages.flat()).toEqual(whole);
          expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(limit);
          expect(Math.max(...queries)).toBeLessThanOrEqual(12);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('goes through many empty partitions a bounded number of queries a page', async () => {
    const [full] = await filled([['a', 'b', 'c']]);
    const empty = Array.from({ length: 30 }, jarId);
    const partitions = [...empty, full?.pk ?? ''];
    const { pages, queries } = await readAll({ partitions, pick: ({ sk }) => sk }, 10);
    expect(pages).toEqual([[], [], ['a', 'b', 'c']]);
    expect(queries).toEqual([12, 12, 7]);
  });

  test('that is filtered reads whole pages to the last place, not item by item', async () => {
    const [shelf] = await filled([Array.from({ length: 40 }, (_, n) => `${n + 10}`.padEnd(n === 0 || n > 30 ? 3 : 4))]);
    const query = {
      partitions: [shelf?.pk ?? ''],
      pick: ({ odd, sk }: { odd?: unknown; sk: string }) => (odd ? sk : undefined),
    };
    const { pages, queries } = await readAll(query, 10);
    expect(pages.flat()).toHaveLength(10);
    expect(queries[0]).toBeLessThanOrEqual(5);
  });

  test('keeps its place when a partition is added before it, as at New Year', async () => {
    const [older, newer, newest] = (await filled([['a', 'b'], ['c', 'd'], ['e']])).map(({ pk }) => pk) as [
      string,
      string,
      string,
    ];
    const query = { descending: true, pick: ({ sk }: { sk: string }) => sk };
    const first = await listPage(db, { limit: 1 }, { ...query, partitions: [newer, older] });
    const rest = { limit: 9, cursor: first.next ?? undefined };
    const second = await listPage(db, rest, { ...query, partitions: [newest, newer, older] });
    expect([...first.items, ...second.items]).toEqual(['d', 'c', 'b', 'a']);
  });
});

type Where = { readonly partitions: readonly string[]; readonly descending?: boolean } & (
  | { readonly prefix?: string; readonly from?: undefined }
  | { readonly from: string; readonly prefix?: undefined }
);

describe('a cursor that is not the list’s own is refused', () => {
  const pick = ({ sk }: { sk: string }) => sk;
  const cursorOf = async (query: Where) => (await listPage(db, { limit: 1 }, { ...query, pick })).next ?? '';
  const reading = (cursor: string, query: Where) => listPage(db, { limit: 1, cursor }, { ...query, pick });
  const invalid = { kind: 'malformed', code: 'cursor-invalid', errors: [{ pointer: '/cursor' }] };

  test('of another list', async () => {
    const [one, two] = (
      await filled([
        ['a', 'b'],
        ['a', 'b'],
      ])
    ).map(({ pk }) => pk) as [string, string];
    const cursor = await cursorOf({ partitions: [one] });
    await expect(reading(cursor, { partitions: [two] })).rejects.toMatchObject(invalid);
    expect((await reading(cursor, { partitions: [one] })).items).toEqual(['b']);
  });

  test('outside what the list shows', async () => {
    const [pk] = (await filled([['a1', 'b1', 'c1', 'd1']])).map((shelf) => shelf.pk) as [string];
    const cursor = await cursorOf({ partitions: [pk], from: 'b' });
    for (const query of [{ prefix: 'a' }, { from: 'c' }, { from: 'a', descending: true }]) {
      await expect(reading(cursor, { partitions: [pk], ...query })).rejects.toMatchObject(invalid);
    }
  });

  const coded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  test.each(['!', 'e30', coded([0]), coded([0, 'a']), coded(['x', 'a']), coded(null), coded([-1, {}])])(
    'forged: %s',
    async (cursor) => {
      await expect(reading(cursor, { partitions: ['any'] })).rejects.toMatchObject(invalid);
    },
  );

  test('longer than any key', async () => {
    const [pk] = (await filled([['a', 'b']])).map((shelf) => shelf.pk) as [string];
    const [place] = JSON.parse(Buffer.from(await cursorOf({ partitions: [pk] }), 'base64url').toString());
    await expect(reading(coded([place, 'a'.repeat(1025)]), { partitions: [pk] })).rejects.toMatchObject(invalid);
  });
});

test('everything under a partition is read past DynamoDB’s page of 1 MB', async () => {
  const pk = jarId();
  const filling = 'x'.repeat(300 * 1024);
  for (let n = 0; n < 5; n += 1) await putItem(db, { pk, sk: `e#${n}` }, { filling });
  await putItem(db, { pk, sk: 'f' }, {});
  expect((await listAll(db, pk, 'e#')).map(({ sk }) => sk)).toEqual(['e#0', 'e#1', 'e#2', 'e#3', 'e#4']);
  expect(await listAll(db, pk)).toHaveLength(6);
});
