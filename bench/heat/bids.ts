import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { type IdKind, idOf } from '../../shared/kernel/id.ts';
import { randomBy } from '../../shared/kernel/random.ts';
import type { Disclosed } from '../../shared/sealing/bid.ts';
import { base64url, hashJson } from '../../shared/sealing/hash.ts';
import { generateSealingKey } from '../../shared/sealing/keys.ts';
import { paddedSizes } from '../../shared/sealing/pad.ts';
import { sealBid } from '../../shared/sealing/seal.ts';
import type { Db } from '../../shared/table/client.ts';
import { bidShards, vaultKeys } from '../../shared/table/keys.ts';
import { bidVault, type Revision } from '../../shared/table/vault.ts';
import { itemSize, readUnits, writeUnits } from '../../test/support/item-size.ts';

/**
 * What happens to the tables when 10,000 suppliers bid for one tender in the last second: over the real keys and the
 * real items. Where DynamoDB puts a partition key is its secret; an even hash (MD5) stands in for it. Neither burst
 * capacity nor splitting for heat is counted on: both come when they come.
 */
const bids = 10_000;
/** Of one partition, a second: Amazon DynamoDB Developer Guide, "Burst and adaptive capacity". */
const partition = { writeUnits: 1000, readUnits: 3000 };
/**
 * Partitions by the writes a second that a table takes at once: 4,000 when new, 40,000 by an account's default quota,
 * 200,000 with both warm throughput and the quota raised.
 */
const tables = { fresh: 4, quota: 40, warmed: 200 } as const;
/** Tenders over which placement is averaged. */
const tenders = 50;

const firstDay = Date.parse('2026-03-02T09:00:00+08:00');
const yearMs = 365 * 86_400_000;

/** Ids as the platform gives them, over a year; the same for the same seed. */
export function ids(kind: IdKind, count: number, seed: number): string[] {
  const random = randomBy(seed);
  const next = () =>
    v7({
      msecs: firstDay + Math.floor(random() * yearMs),
      random: Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256)),
    });
  return Array.from({ length: count }, () => idOf(kind, next()));
}

/** How many of these suppliers' bids each partition key of the vault gets, most first. */
export function bidsByShard(tender: string, suppliers: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const supplier of suppliers) {
    const { pk } = vaultKeys.bid(tender, supplier);
    counts.set(pk, (counts.get(pk) ?? 0) + 1);
  }
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}

/** The vault's item of a bid, as the store puts it: one lot with one line, its answers as long as the padding takes. */
export async function sealedItem(padded: number, revision = 1): Promise<Record<string, unknown>> {
  const [tender = '', supplier = '', lot = '', item = '', receiptId = ''] = (
    ['tender', 'organisation', 'lot', 'item', 'receipt'] as const
  ).flatMap((kind, seed) => ids(kind, 1, seed));
  const nonce = base64url(new Uint8Array(32));
  const disclosed: Disclosed = {
    tender,
    supplier,
    documentsVersion: 1,
    lots: [
      {
        lotId: lot,
        items: [
          { itemId: item, unitPrice: { amount: '3385.5000', currency: 'CNY' }, taxIncluded: true, taxRate: '0.13' },
        ],
      },
    ],
    validUntil: '2026-07-31',
    nonce,
  };
  const { publicJwk } = await generateSealingKey();
  const answers = { note: 'x'.repeat(padded - 1200) };
  const envelope = await sealBid({ disclosed, private: { answers, nonce }, key: publicJwk });
  const text = JSON.stringify(envelope);
  const hash = hashJson('');
  const at = new Date(firstDay).toISOString();
  const revisions = Array.from({ length: revision }, (_, before): Revision => {
    const cmt = { disclosed: hash, private: hash };
    const previous = before === 0 ? null : hash;
    const named = { receiptId, tender, supplier, revision: before + 1, previous, state: 'sealed' } as const;
    return { receipt: { ...named, sha256: hash, cmt, receivedAt: at, chainHead: hash }, key: hash, body: hash };
  });
  let put: Record<string, unknown> = {};
  const send = async ({ input }: { input: { Item: Record<string, unknown> } }) => {
    put = input.Item;
  };
  const vault = bidVault({ main: '', vault: '', send: send as unknown as Db['send'] });
  const bidder = { name: '三明市某某钢铁贸易有限公司', uscc: '91350404100000008Y', sizeClass: 'medium' };
  const mark = `usr_${'0'.repeat(32)}`;
  const marks = { user: mark, address: mark, contact: mark };
  await vault.put(tender, {
    supplier,
    receivedAt: at,
    lots: [lot],
    envelope: text,
    revisions,
    bidder,
    marks,
    documentsVersion: 1,
  });
  return put;
}

/** The largest share of a tender's bids that falls into one of so many partitions. */
function hottestShare(byShard: ReadonlyMap<string, number>, partitions: number): number {
  const load = new Map<number, number>();
  for (const [pk, count] of byShard) {
    const place = Math.floor((createHash('md5').update(pk).digest().readUInt32BE(0) / 2 ** 32) * partitions);
    load.set(place, (load.get(place) ?? 0) + count);
  }
  return Math.max(...load.values()) / [...byShard.values()].reduce((sum, count) => sum + count, 0);
}

/** Reads of the gate in the one second: each container that gets a bid reads it once. */
function gateReads(containers: number): number {
  const random = randomBy(containers);
  return new Set(Array.from({ length: bids }, () => Math.floor(random() * containers))).size;
}

const rounded = (value: number, digits = 2): number => Math.round(value * 10 ** digits) / 10 ** digits;

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}

export async function bidsInTheLastSecond() {
  const suppliers = ids('organisation', bids, 1);
  const spread = ids('tender', tenders, 2).map((tender) => bidsByShard(tender, suppliers));
  const [counts = []] = spread.map((byShard) => [...byShard.values()]);
  const mean = bids / bidShards;
  const shards = {
    shards: bidShards,
    used: counts.length,
    mean,
    hottest: counts[0],
    hottestToMean: rounded((counts[0] ?? 0) / mean),
  };
  const perSize = await Promise.all(
    paddedSizes.map(async (padded) => {
      const [bytes, again] = [itemSize(await sealedItem(padded)), itemSize(await sealedItem(padded, 2))];
      const units = writeUnits(bytes);
      const at = Object.fromEntries(
        Object.entries(tables).map(([name, partitions]) => {
          const shares = spread.map((byShard) => hottestShare(byShard, partitions));
          const seconds = (q: number) => rounded((quantile(shares, q) * bids * units) / partition.writeUnits, 1);
          const bidsASecond = Math.floor(partition.writeUnits / (quantile(shares, 0.5) * units));
          const evenly = Math.floor((Math.min(partitions, bidShards) * partition.writeUnits) / units);
          return [name, { partitions, bidsASecond, evenly, seconds: { median: seconds(0.5), p95: seconds(0.95) } }];
        }),
      );
      return {
        padded,
        itemBytes: bytes,
        bytesOfARevisionMore: again - bytes,
        writeUnits: units,
        readUnitsOfItsReceipt: readUnits(bytes),
        inTheLastSecond: { units: bids * units, hottestShardUnits: (counts[0] ?? 0) * units },
        tables: at,
      };
    }),
  );
  const gate = [10, 100, 1000, 6000].map((containers) => {
    const reads = gateReads(containers);
    return { containers, reads, readUnits: reads / 2, ofAPartition: rounded(reads / 2 / partition.readUnits, 3) };
  });
  return { bids, partition, shards, sizes: perSize, gate };
}
