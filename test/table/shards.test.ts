import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localStream } from '../../shared/table/local-stream.ts';

/** An endpoint whose stream has these shards; one that is closed ends with its records. */
const shards: { ShardId: string; ParentShardId?: string; records: string[]; closed: boolean }[] = [];
const asked: string[] = [];

const answers: Record<string, (input: Record<string, string>) => object> = {
  DescribeTable: () => ({ Table: { LatestStreamArn: 'arn:stream' } }),
  DescribeStream: () => ({
    StreamDescription: { Shards: shards.map(({ ShardId, ParentShardId }) => ({ ShardId, ParentShardId })) },
  }),
  GetShardIterator: ({ ShardId }) => ({ ShardIterator: `${ShardId} 0` }),
  GetRecords: ({ ShardIterator = '' }) => {
    const [id, from] = ShardIterator.split(' ');
    const { records = [], closed } = shards.find(({ ShardId }) => ShardId === id) ?? {};
    return {
      Records: records.slice(Number(from)).map((pk) => ({
        eventName: 'INSERT',
        dynamodb: { SequenceNumber: pk, Keys: { pk: { S: pk }, sk: { S: pk } } },
      })),
      ...(closed ? {} : { NextShardIterator: `${id} ${records.length}` }),
    };
  },
};

const server = createServer(async (request, response) => {
  const name = String(request.headers['x-amz-target']).split('.')[1] ?? '';
  const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
  asked.push(name);
  response.setHeader('content-type', 'application/x-amz-json-1.0');
  response.end(JSON.stringify(answers[name]?.(body)));
});

let endpoint: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

it('a stream is asked for its shards only where one ended, and what goes on in others is read on', async () => {
  shards.push({ ShardId: 'a', records: ['1'], closed: false });
  const stream = await localStream({ region: 'us-east-1', endpoint, main: 'main', vault: 'vault' });
  const poll = async () => {
    asked.length = 0;
    await stream.poll(async () => {});
    return [stream.places(), asked.filter((name) => name === 'DescribeStream').length];
  };
  expect(await poll()).toEqual([{ a: '1' }, 1]);
  shards[0]?.records.push('2');
  expect(await poll()).toEqual([{ a: '2' }, 0]);
  Object.assign(shards[0] ?? {}, { records: ['1', '2', '3'], closed: true });
  expect(await poll()).toEqual([{ a: '3' }, 0]);
  // Its successors may take a while to be seen.
  expect(await poll()).toEqual([{ a: '3' }, 1]);
  shards.push({ ShardId: 'b', ParentShardId: 'a', records: ['4'], closed: false });
  shards.push({ ShardId: 'c', ParentShardId: 'a', records: [], closed: false });
  expect(await poll()).toEqual([{ a: '3', b: '4' }, 1]);
  shards[2]?.records.push('5');
  expect(await poll()).toEqual([{ a: '3', b: '4', c: '5' }, 0]);
  stream.close();
});
