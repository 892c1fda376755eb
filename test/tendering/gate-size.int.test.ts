import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Draft } from '../../functions/tendering/draft.ts';
import { lotMark } from '../../functions/tendering/gate.ts';
import { limits } from '../../functions/tendering/limits.ts';
import { tenderStore } from '../../functions/tendering/store.ts';
import { getItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { itemSize } from '../support/item-size.ts';
import { at, buyer, calendar, draft, idFrom, lot, rebarItem, sealingKey } from './fixtures.ts';

const count = (n: number) => Array.from({ length: n }, (_, index) => index);

const cause = { actor: { kind: 'system', process: 'work' }, as: 'system', at } as const;
const each = Math.floor(limits.items / limits.lots);
const lots = count(limits.lots).map((n) => lot(n, { items: count(each).map((m) => rebarItem(n * 1000 + m)) }));
const random = (bytes: number) => randomBytes(bytes).toString('base64url');
const key = { ...sealingKey, kid: random(32) };
const codes = (from: number, n: number) => count(n).map((m) => `91350404${String(from + m).padStart(10, '0')}`);

/** The items of the gate of a published tender, and what is read of them. */
async function gateOf(more: Partial<Draft>, excluded: readonly string[]) {
  const db = await freshDb();
  const counted = counting(db);
  const store = tenderStore({ db: counted, random, pseudonym: (sub) => sub });
  const id = idFrom('tnd', 1);
  await store.handle(id, { type: 'draftTender', buyer, draft: draft({ lots, ...more }) }, cause);
  await store.handle(id, { type: 'publishTender', at, calendar, sealingKey: key, excluded }, cause);
  const items = await Promise.all(
    [keys.gate(id), keys.gateLists(id)].map((one) => getItem(db, one, { consistent: true })),
  );
  const { head } = await store.load(id, { consistent: true });
  counted.reset();
  const gate = await store.gate(id);
  const { reads } = counted;
  return { sizes: items.map((item) => itemSize(item ?? {})), gate, reads, head };
}

test('the gate of the largest tender is an item under 1 KB, and says all that it must', async () => {
  const excluded = codes(0, limits.affiliates);
  const { sizes, gate, reads, head } = await gateOf({}, excluded);
  expect(sizes[0]).toBeLessThan(1024);
  expect(reads).toBe(0.5);
  const marks = lots.map(({ id: of }) => lotMark(of));
  expect(gate).toMatchObject({ status: 'open', kid: key.kid, lots: marks, excluded, head });
});

test('who may bid for a joint tender, or in a second stage, stands beside its gate, which is no longer', async () => {
  const participants = codes(100, 11).map((uscc, n) => ({ ...buyer, id: idFrom('org', n + 1), uscc }));
  const tied = codes(1000, 11 * limits.affiliates);
  const joint = { round: idFrom('rnd', 1), hash: 'ab'.repeat(32), buyers: participants, excluded: tied };
  const bought = await gateOf({ joint }, codes(0, limits.affiliates));
  expect(bought.gate).toMatchObject({
    excluded: [...codes(0, limits.affiliates), ...tied],
    buyers: participants.map(({ uscc }) => uscc),
  });
  const members = count(40).map((n) => ({ supplier: idFrom('org', 100 + n), prices: [] }));
  const competition = { agreement: idFrom('agr', 1), members, excluded: codes(2000, 3) };
  const stage = await gateOf({ competition, regime: 'framework-second-stage' }, []);
  expect(stage.gate?.members).toEqual(members.map(({ supplier }) => supplier));
  for (const { sizes, reads } of [bought, stage]) {
    expect(sizes[0]).toBeLessThan(1024);
    expect(sizes[1]).toBeLessThan(4096);
    expect(reads).toBe(1.5);
  }
});
