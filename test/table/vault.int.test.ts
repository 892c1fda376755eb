import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../shared/sealing/receipt.ts';
import type { Db } from '../../shared/table/client.ts';
import { bidShards, vaultKeys } from '../../shared/table/keys.ts';
import { type BidVault, bidVault, type OpeningVault, openingVault, type VaultRow } from '../../shared/table/vault.ts';
import { counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { atCall, faulty } from '../support/faulty.ts';
import { jarId } from './toy.ts';

let db: Db;
let api: BidVault;
let opening: OpeningVault;
beforeAll(async () => {
  db = await freshDb();
  api = bidVault(db);
  opening = openingVault(db);
});

const at = '2026-03-24T01:01:00.000Z';

/** A row at its n-th revision. */
function bid(supplier: string, n: number, body = `body ${n}`): VaultRow {
  const receiptOf = (revision: number): Receipt => ({
    receiptId: `rcp_${revision}`,
    tender: 'tnd',
    supplier,
    revision,
    previous: null,
    state: 'sealed',
    sha256: null,
    cmt: null,
    receivedAt: at,
    chainHead: '',
  });
  const revisions = Array.from({ length: n }, (_, index) => ({ receipt: receiptOf(index + 1), body }));
  const bidder = { name: '三明市虚构建材有限公司', uscc: '91350404100000008Y' };
  return {
    supplier,
    receivedAt: at,
    lots: ['lot_1'],
    revisions,
    bidder,
    marks: {},
    documentsVersion: 1,
    envelope: `envelope ${n}`,
  };
}

async function rowsOf(tender: string): Promise<VaultRow[]> {
  const rows: VaultRow[] = [];
  for await (const row of opening.rows(tender)) rows.push(row);
  return rows.sort((a, b) => (a.supplier < b.supplier ? -1 : 1));
}

describe('a revision', () => {
  test('goes on top of the one that was read, and on no other', async () => {
    const tender = jarId();
    expect(await api.put(tender, bid('a', 2))).toBe(false);
    expect(await api.put(tender, bid('a', 1))).toBe(true);
    expect(await api.put(tender, bid('a', 1, 'another first'))).toBe(false);
    expect(await api.put(tender, bid('a', 3))).toBe(false);
    expect(await api.put(tender, bid('a', 2))).toBe(true);
    expect(await rowsOf(tender)).toEqual([bid('a', 2)]);
  });

  test('of many at once is one', async () => {
    const tender = jarId();
    const puts = Array.from({ length: 8 }, (_, n) => api.put(tender, bid('a', 1, `body ${n}`)));
    expect((await Promise.all(puts)).filter(Boolean)).toHaveLength(1);
  });

  test('that lost to a conflict was not put; after a time-out its fate is unknown, and its row tells', async () => {
    const tender = jarId();
    const conflict = bidVault(faulty(db, atCall(1, { before: 'conflict' })));
    expect(await conflict.put(tender, bid('a', 1))).toBe(false);
    expect(await api.receipts(tender, 'a')).toBeUndefined();
    const lost = bidVault(faulty(db, atCall(1, { after: 'time-out' })));
    await expect(lost.put(tender, bid('a', 1))).rejects.toMatchObject({ kind: 'unavailable', code: 'try-again' });
    expect(await api.receipts(tender, 'a')).toEqual({ revisions: bid('a', 1).revisions });
  });

  test('is told by its receipts: neither envelope nor lots nor bidder', async () => {
    const tender = jarId();
    await api.put(tender, bid('a', 1));
    expect(Object.keys((await api.receipts(tender, 'a')) ?? {})).toEqual(['revisions']);
  });
});

describe('a frozen row', () => {
  test('is not replaced', async () => {
    const tender = jarId();
    await api.put(tender, bid('a', 1));
    expect(await opening.freeze(tender, bid('a', 1), at)).toBe(true);
    expect(await api.put(tender, bid('a', 2))).toBe(false);
    expect(await rowsOf(tender)).toEqual([{ ...bid('a', 1), frozenAt: at }]);
    expect((await api.receipts(tender, 'a'))?.frozenAt).toBe(at);
  });

  test('is frozen again to no effect: the first time stands', async () => {
    const tender = jarId();
    await api.put(tender, bid('a', 1));
    await opening.freeze(tender, bid('a', 1), at);
    expect(await opening.freeze(tender, bid('a', 1), '2026-03-24T02:00:00.000Z')).toBe(true);
    expect((await api.receipts(tender, 'a'))?.frozenAt).toBe(at);
  });

  test('is not written again by a process that reads it frozen', async () => {
    const tender = jarId();
    await api.put(tender, bid('a', 1));
    await opening.freeze(tender, bid('a', 1), at);
    const [row] = await rowsOf(tender);
    const counted = counting(db);
    expect(await openingVault(counted).freeze(tender, row as VaultRow, at)).toBe(true);
    expect(counted.writes).toBe(0);
  });

  test('is not what was read when a newer revision came first, and nothing is frozen that is not there', async () => {
    const tender = jarId();
    await api.put(tender, bid('a', 1));
    await api.put(tender, bid('a', 2));
    expect(await opening.freeze(tender, bid('a', 1), at)).toBe(false);
    expect(await opening.freeze(tender, bid('b', 1), at)).toBe(false);
    expect(await rowsOf(tender)).toEqual([bid('a', 2)]);
  });

  test('or a newer revision: whoever comes first, never both', async () => {
    for (let run = 0; run < 20; run += 1) {
      const tender = jarId();
      await api.put(tender, bid('a', 1));
      const [frozen, put] = await Promise.all([opening.freeze(tender, bid('a', 1), at), api.put(tender, bid('a', 2))]);
      expect(frozen).toBe(!put);
    }
  });
});

test('the opening finds every row of every shard, past pages of 1 MB, and no other tender’s', async () => {
  const [tender, other] = [jarId(), jarId()];
  const shardOf = (supplier: string) => vaultKeys.bid(tender, supplier).pk;
  const crowded = Array.from({ length: 1000 }, (_, n) => `org_${n}`).filter((id) => shardOf(id) === shardOf('org_0'));
  const spread = Array.from({ length: 2 * bidShards }, (_, n) => `spread_${n}`);
  const large = (supplier: string) => ({ ...bid(supplier, 1), envelope: 'x'.repeat(200 * 1024) });
  for (const supplier of crowded.slice(0, 8)) await api.put(tender, large(supplier));
  for (const supplier of spread) await api.put(tender, bid(supplier, 1));
  await api.put(other, bid('org_0', 1));
  const found = (await rowsOf(tender)).map(({ supplier }) => supplier);
  expect(found).toEqual([...crowded.slice(0, 8), ...spread].sort());
});
