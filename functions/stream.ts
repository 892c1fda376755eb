import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { faultFields } from '../shared/log.ts';
import { parseRecord } from '../shared/table/stream.ts';
import { awsAdapters, queueOf } from './aws.ts';
import { buildDeps } from './deps.ts';
import { countFacts } from './facts.ts';
import { reactions } from './react.ts';
import { type Later, reactEach } from './reaction.ts';

const deps = await buildDeps(awsAdapters());
const processor = new BatchProcessor(EventType.DynamoDBStreams);

const later: Later = {
  send: (reaction) => queueOf(reaction.context).send(reaction),
  failed: ({ context, event }, error) =>
    deps.log.error('reaction', { context, type: event.type, ...faultFields(error) }),
};

/** Only a queue that takes nothing holds up the stream: the record is then reported as failed. */
async function streamed(record: DynamoDBRecord): Promise<void> {
  for (const event of [parseRecord(record) ?? []].flat()) {
    countFacts(deps.metrics, event);
    await reactEach(reactions(deps), event, later);
  }
}

export const handler = (batch: DynamoDBStreamEvent, context: Context) =>
  processPartialResponse(batch, streamed, processor, { context, processInParallel: false });
