import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Db } from '../../shared/table/client.ts';

/** Every item of both tables, as text. */
export async function everything(db: Db): Promise<string> {
  const items: unknown[] = [];
  for (const TableName of [db.main, db.vault]) {
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await db.send(new ScanCommand({ TableName, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) }));
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
  }
  return JSON.stringify(items);
}
