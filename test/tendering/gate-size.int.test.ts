import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { limits } from '../../functions/tendering/draft.ts';
import { lotMark } from '../../functions/tendering/gate.ts';
import { tenderStore } from '../../functions/tendering/store.ts';
import { getItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { freshDb } from '../support/db.ts';
import { itemSize } from '../support/item-size.ts';
import { at, buyer, calendar, draft, idFrom, lot, rebarItem, sealingKey } from './fixtures.ts';

const count = (n: number) => Array.from({ length: n }, (_, index) => index);

test('the gate of the largest tender is an item under 1 KB, and says all that it must', async () => {
  const db = await freshDb();
  const random = (bytes: number) => randomBytes(bytes).toString('base64url');
  const store = tenderStore({ db, random, pseudonym: (sub) => sub });
  const id = idFrom('tnd', 1);
  const cause = { actor: { kind: 'system', process: 'work' }, as: 'system', at } as const;
  const each = Math.floor(limits.items / limits.lots);
  const lots = count(limits.lots).map((n) => lot(n, { items: count(each).map((m) => rebarItem(n * 1000 + m)) }));
  await store.handle(id, { type: 'draftTender', buyer, draft: draft({ lots }) }, cause);
  const excluded = count(limits.affiliates).map((n) => `91350404${String(n).padStart(10, '0')}`);
  const key = { ...sealingKey, kid: random(32) };
  await store.handle(id, { type: 'publishTender', at, calendar, sealingKey: key, excluded }, cause);

  const item = await getItem(db, keys.gate(id), { consistent: true });
  expect(itemSize(item ?? {})).toBeLessThan(1024);
  expect(await store.gate(id, { fresh: true })).toMatchObject({
    status: 'open',
    kid: key.kid,
    lots: lots.map(({ id: of }) => lotMark(of)),
    excluded,
    head: (await store.load(id, { consistent: true })).head,
  });
});
