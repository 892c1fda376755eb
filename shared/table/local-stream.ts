import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { type DbConfig, dynamodb, localCredentials } from './client.ts';
import { parseRecord, type StreamedEvent } from './stream.ts';

/** Where a shard is read on. */
interface Place {
  iterator?: string | undefined;
  /** The sequence number of the last record that was handled. */
  last?: string | undefined;
  /** A shard that was closed and is read to its end. */
  done: boolean;
}

/** The sequence number of the last record that was handled, of each shard. */
export type Places = Readonly<Record<string, string>>;

/** The main table's stream on a local endpoint, read on from where it was left; without that from its beginning. */
export interface LocalStream {
  /** Hands on all events that have come in since, a shard's in order; returns how many. What `handle` throws ends it. */
  poll(handle: (event: StreamedEvent) => Promise<void>): Promise<number>;
  places(): Places;
  close(): void;
}

export async function localStream(config: DbConfig, left: Places = {}): Promise<LocalStream> {
  const { region, endpoint = '' } = config;
  const client = new DynamoDBStreamsClient({ region, endpoint, credentials: localCredentials });
  const StreamArn = await streamArn(config);
  let all: readonly Shard[] = [];
  const places = new Map(Object.entries(left).map(([shard, last]): [string, Place] => [shard, { last, done: false }]));

  async function shards(): Promise<Shard[]> {
    const found: Shard[] = [];
    let start: string | undefined;
    do {
      const { StreamDescription: stream } = await client.send(
        new DescribeStreamCommand({ StreamArn, ...(start === undefined ? {} : { ExclusiveStartShardId: start }) }),
      );
      found.push(...(stream?.Shards ?? []));
      start = stream?.LastEvaluatedShardId;
    } while (start !== undefined);
    return found;
  }

  async function iteratorOf(ShardId: string, place: Place): Promise<string | undefined> {
    const { last } = place;
    const from =
      last === undefined
        ? ({ ShardIteratorType: 'TRIM_HORIZON' } as const)
        : ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: last } as const);
    try {
      return (await client.send(new GetShardIteratorCommand({ StreamArn, ShardId, ...from }))).ShardIterator;
    } catch (error) {
      // A record is kept for a day: what is left after it is the shard from its beginning.
      if (!(error instanceof TrimmedDataAccessException) || last === undefined) throw error;
      place.last = undefined;
      return iteratorOf(ShardId, place);
    }
  }

  async function readShard(id: string, place: Place, handle: (event: StreamedEvent) => Promise<void>): Promise<number> {
    let count = 0;
    for (;;) {
      place.iterator ??= await iteratorOf(id, place);
      const { Records: records = [], NextShardIterator: next } = await client.send(
        new GetRecordsCommand({ ShardIterator: place.iterator }),
      );
      // Until all are handled the place is the last that was: an iterator would skip the rest.
      place.iterator = undefined;
      for (const record of records) {
        const event = parseRecord(record);
        if (event !== undefined) {
          await handle(event);
          count += 1;
        }
        place.last = record.dynamodb?.SequenceNumber;
      }
      place.iterator = next;
      place.done = next === undefined;
      if (records.length === 0 || place.done) return count;
    }
  }

  /** A shard that is read to its end goes on in others; while all that are last are open there are no new ones. */
  const goesOn = (): boolean => {
    const parents = new Set(all.map((shard) => shard.ParentShardId));
    const last = all.filter((shard) => !parents.has(shard.ShardId));
    return last.length === 0 || last.some(({ ShardId: id = '' }) => places.get(id)?.done);
  };

  return {
    async poll(handle) {
      if (goesOn()) all = await shards();
      const known = new Set(all.map((shard) => shard.ShardId));
      const placeOf = (id: string): Place => {
        const place = places.get(id) ?? { done: false };
        places.set(id, place);
        return place;
      };
      let count = 0;
      for (const { ShardId: id = '', ParentShardId: parent } of all) {
        const place = placeOf(id);
        // A shard's changes come after all of its parent's.
        const waits = parent !== undefined && known.has(parent) && !placeOf(parent).done;
        if (!place.done && !waits) {
          try {
            count += await readShard(id, place, handle);
          } catch (error) {
            // An iterator may have expired: the next poll asks for another.
            place.iterator = undefined;
            throw error;
          }
        }
      }
      return count;
    },
    places: () =>
      Object.fromEntries([...places].flatMap(([shard, { last }]) => (last === undefined ? [] : [[shard, last]]))),
    close: () => client.destroy(),
  };
}

async function streamArn(config: DbConfig): Promise<string> {
  const client = dynamodb(config);
  const { Table: table } = await client.send(new DescribeTableCommand({ TableName: config.main }));
  client.destroy();
  if (table?.LatestStreamArn === undefined) throw new Error(`the table ${config.main} has no stream`);
  return table.LatestStreamArn;
}
