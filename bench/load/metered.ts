import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { localRegion, openDb } from '../../shared/table/client.ts';
import { eventKind } from '../../shared/table/definition.ts';
import { localDynamoDb } from '../../shared/table/local.ts';
import { itemSize, writeUnits } from '../../test/support/item-size.ts';
import { everyItem } from '../../test/support/scan.ts';

/** What a database was asked for in a while: request units as AWS bills them, calls, and events that were written. */
export interface Metered {
  readonly reads: number;
  readonly writes: number;
  readonly calls: number;
  readonly events: number;
}

/** The embedded database behind a meter (计量): an endpoint like any other, which asks each call what it consumed. */
export interface MeteredDynamoDb {
  readonly endpoint: string;
  /** Since the beginning. */
  total(): Metered;
  /** What lies in both tables now, in bytes as AWS bills them: each item's, and 100 for each beside. */
  stored(): Promise<number>;
  stop(): Promise<void>;
}

type Attribute = Readonly<Record<string, unknown>>;
type Item = Readonly<Record<string, Attribute>>;
interface Asked {
  readonly TableName?: string;
  readonly TransactItems?: readonly { readonly Put?: { readonly Item: Item } }[];
}
interface Consumed {
  readonly CapacityUnits?: number;
}

export async function meteredDynamoDb(): Promise<MeteredDynamoDb> {
  const database = await localDynamoDb();
  const sum = { reads: 0, writes: 0, calls: 0, events: 0 };
  const tables = new Set<string>();

  function count(operation: string, asked: Asked, answer: { ConsumedCapacity?: Consumed | Consumed[] }): void {
    sum.calls += 1;
    if (asked.TableName !== undefined) tables.add(asked.TableName);
    const units = [answer.ConsumedCapacity ?? []].flat().reduce((all, { CapacityUnits = 0 }) => all + CapacityUnits, 0);
    if (operation === 'TransactWriteItems') {
      for (const { Put: put } of asked.TransactItems ?? []) {
        sum.writes += transactedUnits(put?.Item ?? {});
        if (put?.Item.kind?.S === eventKind) sum.events += 1;
      }
    } else if (/Get|Query|Scan/.test(operation)) sum.reads += units;
    else sum.writes += units;
  }

  const proxy = createServer(async (request, response) => {
    const text = await bodyOf(request);
    const operation = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
    const isTable = request.headers['x-amz-target']?.toString().startsWith('DynamoDB_20120810') ?? false;
    const isMetered = isTable && /Item|Query|Scan/.test(operation);
    const asked = isMetered ? { ...JSON.parse(text), ReturnConsumedCapacity: 'TOTAL' } : undefined;
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const found = await fetch(`${database.endpoint}${request.url}`, {
      method: request.method ?? 'POST',
      headers: headers as Record<string, string>,
      ...(request.method === 'POST' && { body: asked === undefined ? text : JSON.stringify(asked) }),
    });
    const answer = await found.text();
    if (asked !== undefined && found.ok) count(operation, asked, JSON.parse(answer));
    response.writeHead(found.status, { 'Content-Type': 'application/x-amz-json-1.0' }).end(answer);
  });
  await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
  const { port } = proxy.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    total: () => ({ ...sum }),
    async stored() {
      const [main = '', vault = ''] = tables;
      const items = await everyItem(openDb({ region: localRegion, endpoint: database.endpoint, main, vault }));
      return items.reduce((all, item) => all + itemSize(item) + overhead, 0);
    },
    async stop() {
      proxy.closeAllConnections();
      proxy.close();
      await database.stop();
    },
  };
}

/** Of each item, for its keys and index. */
const overhead = 100;

/** An emulator under-reports transactions: twice the item's units, and of what is deleted or only updated those of 1 KB. An entry of `due` is one more. */
function transactedUnits(item: Item): number {
  return 2 * writeUnits(itemSize(plain(item))) + (item.dueShard === undefined ? 0 : 1);
}

const plain = (item: Item): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, read(value)]));

function read(attribute: Attribute): unknown {
  const [[type, value] = ['NULL', true]] = Object.entries(attribute);
  if (type === 'N') return Number(value);
  if (type === 'B') return Buffer.from(value as string, 'base64');
  if (type === 'L') return (value as Attribute[]).map(read);
  if (type === 'M') return plain(value as Item);
  return type === 'NULL' ? null : value;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
