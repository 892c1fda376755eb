import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { beforeAll, expect, test } from 'vitest';
import { type DbConfig, dynamodb } from '../../shared/table/client.ts';
import { parseRecord, type StreamRecord } from '../../shared/table/stream.ts';
import { freshDb } from '../support/db.ts';
import { at, claimOf, jarId, jars } from './toy.ts';

let db: Awaited<ReturnType<typeof freshDb>>;
beforeAll(async () => {
  db = await freshDb();
});

/** All that the main table's stream holds, from its beginning. */
async function streamed({ endpoint = '', region, main }: DbConfig): Promise<StreamRecord[]> {
  const tables = dynamodb({ endpoint, region });
  const { Table: table } = await tables.send(new DescribeTableCommand({ TableName: main }));
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const streams = new DynamoDBStreamsClient({ endpoint, region, credentials });
  const StreamArn = table?.LatestStreamArn;
  const { StreamDescription: stream } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const records: StreamRecord[] = [];
  for (const { ShardId } of stream?.Shards ?? []) {
    const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
    let { ShardIterator } = await streams.send(new GetShardIteratorCommand(start));
    while (ShardIterator !== undefined) {
      const page = await streams.send(new GetRecordsCommand({ ShardIterator }));
      if (page.Records === undefined || page.Records.length === 0) break;
      records.push(...page.Records);
      ShardIterator = page.NextShardIterator;
    }
  }
  return records;
}

test('the stream tells each event once, in order, with what was hashed and nothing else', async () => {
  const store = jars(db);
  const id = jarId();
  const claim = claimOf();
  const answer = () => ({ status: 200, body: {} });
  await store.handle(id, { type: 'add', coins: [1, 2], from: '王芳' }, at(), { claim, answer });
  await store.handle(id, { type: 'tag', tags: { [id]: 'x' } }, at());
  await store.handle(id, { type: 'tag', tags: {} }, at());
  const records = await streamed(db.config);
  const events = records.map(parseRecord).filter((event) => event !== undefined);
  expect(events.map(({ id: name, seq, type, v }) => ({ name, seq, type, v }))).toEqual([
    { name: `${id}/1`, seq: 1, type: 'CoinAdded', v: 1 },
    { name: `${id}/2`, seq: 2, type: 'CoinAdded', v: 1 },
    { name: `${id}/3`, seq: 3, type: 'JarChanged', v: 1 },
    { name: `${id}/4`, seq: 4, type: 'JarChanged', v: 1 },
  ]);
  expect(events[0]).toMatchObject({ aggregate: 'jar', aggregateId: id, at: at().at, data: { coin: 1 } });
  expect(JSON.stringify(events)).not.toMatch(/王芳|alice|192\.0\.2\.7/);
  // Snapshot, answer, sidecars and rows pass by too, and are told apart.
  expect(records.length).toBeGreaterThan(2 * events.length);
});
