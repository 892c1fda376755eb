import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Db } from '../../shared/table/client.ts';

/** Every item of both tables, as text. */
export const everything = async (db: Db): Promise<string> => JSON.stringify(await everyItem(db));

/** Every item of both tables. */
export async function everyItem(db: Db): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (const TableName of [db.main, db.vault]) {
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await db.send(new ScanCommand({ TableName, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) }));
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
  }
  return items;
}
