import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../kernel/time.ts';
import type { Receipt } from '../sealing/receipt.ts';
import type { Db } from './client.ts';
import { receiptAttributes } from './definition.ts';
import { translated, won } from './faults.ts';
import { vaultKeys } from './keys.ts';
import { queried } from './query.ts';

/** One revision of a bid: its receipt, and the request that made it, so that its twin gets the same receipt. */
export interface Revision {
  readonly receipt: Receipt;
  /** Hashes of Idempotency-Key and body. */
  readonly key?: string;
  readonly body: string;
}

/** What the `api` function may see of a sealed bid: the receipts of its revisions, oldest first. */
export interface ReceiptRow {
  readonly revisions: readonly Revision[];
  readonly frozenAt?: Instant;
}

/** A row of the vault (密封投标): one for each tender and supplier, the newest revision in it. */
export interface VaultRow extends ReceiptRow {
  readonly supplier: string;
  readonly receivedAt: Instant;
  /** The lots of the envelope's header; none when withdrawn. */
  readonly lots: readonly string[];
  /** The version of the documents in the envelope's header; absent when withdrawn. */
  readonly documentsVersion?: number;
  /** The envelope's JCS; absent when withdrawn. */
  readonly envelope?: string;
  /** Who bids, as the membership said at the time; shown only for opened lots. */
  readonly bidder: {
    readonly name: string;
    readonly uscc: string;
    readonly sizeClass?: string;
    readonly affiliates?: readonly string[];
  };
  readonly marks: Marks;
}

/** Keyed pseudonyms of user, network address and contact, which tell only that two are the same. */
export interface Marks {
  readonly user?: string;
  readonly address?: string;
  readonly contact?: string;
}

/** The vault as the `api` function has it: one conditional put, one read of receipts. */
export interface BidVault {
  /** The caller's own receipts: a consistent read. */
  receipts(tender: string, supplier: string): Promise<ReceiptRow | undefined>;
  /** Puts a revision on top of the one that was read; false when another came first or the row is frozen. */
  put(tender: string, row: VaultRow): Promise<boolean>;
}

/** The vault as the `opening` function has it. */
export interface OpeningVault {
  rows(tender: string): AsyncGenerator<VaultRow>;
  /** Marks a row so that nothing replaces it; false when a newer revision came first. */
  freeze(tender: string, row: VaultRow, at: Instant): Promise<boolean>;
}

export function bidVault(db: Db): BidVault {
  return {
    async receipts(tender, supplier) {
      const { Item: item } = await translated(
        db.send(
          new GetCommand({
            TableName: db.vault,
            Key: vaultKeys.bid(tender, supplier),
            ProjectionExpression: receiptAttributes.join(', '),
            ConsistentRead: true,
          }),
        ),
      );
      return item === undefined ? undefined : receiptRow(item);
    },

    async put(tender, row) {
      const { supplier, revisions, bidder, marks, ...rest } = row;
      const condition =
        revisions.length === 1
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'revision = :read AND attribute_not_exists(frozenAt)',
              ExpressionAttributeValues: { ':read': revisions.length - 1 },
            };
      const Item = {
        ...vaultKeys.bid(tender, supplier),
        ...rest,
        revision: revisions.length,
        revisions: JSON.stringify(revisions),
        bidder: JSON.stringify(bidder),
        marks: JSON.stringify(marks),
      };
      return won(db.send(new PutCommand({ TableName: db.vault, Item, ...condition })));
    },
  };
}

export function openingVault(db: Db): OpeningVault {
  return {
    async *rows(tender) {
      const shards = vaultKeys.shards(tender).map((shard) =>
        queried(db, {
          TableName: db.vault,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': shard },
          ConsistentRead: true,
        }),
      );
      // Shard after shard, one partition alone would take all that is written while they are read.
      for await (const item of inTurn(shards)) yield vaultRow(item);
    },

    async freeze(tender, row, at) {
      // A frozen row no longer changes: after a death it costs nothing to come by it again.
      if (row.frozenAt !== undefined) return true;
      return won(
        db.send(
          new UpdateCommand({
            TableName: db.vault,
            Key: vaultKeys.bid(tender, row.supplier),
            UpdateExpression: 'SET frozenAt = if_not_exists(frozenAt, :at)',
            ConditionExpression: 'revision = :revision',
            ExpressionAttributeValues: { ':at': at, ':revision': row.revisions.length },
          }),
        ),
      );
    },
  };
}

/** One of each in turn, until none has any left. */
async function* inTurn<T>(many: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const left = new Set(many);
  while (left.size > 0) {
    for (const one of left) {
      const { value, done } = await one.next();
      if (done) left.delete(one);
      else yield value;
    }
  }
}

function receiptRow(item: Record<string, unknown>): ReceiptRow {
  const { frozenAt } = item as { frozenAt?: Instant };
  return { revisions: JSON.parse(item.revisions as string), ...(frozenAt === undefined ? {} : { frozenAt }) };
}

function vaultRow(item: Record<string, unknown>): VaultRow {
  const { envelope, documentsVersion } = item as { envelope?: string; documentsVersion?: number };
  return {
    ...receiptRow(item),
    supplier: item.sk as string,
    receivedAt: item.receivedAt as Instant,
    lots: item.lots as string[],
    bidder: JSON.parse(item.bidder as string),
    marks: JSON.parse((item.marks as string | undefined) ?? '{}'),
    ...(envelope === undefined ? {} : { envelope }),
    ...(documentsVersion === undefined ? {} : { documentsVersion }),
  };
}
