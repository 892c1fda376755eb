import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { awsAdapters } from './aws.ts';
import { buildDeps } from './deps.ts';
import { reactions } from './react.ts';
import { reactAgain } from './reaction.ts';

const deps = await buildDeps(await awsAdapters());
const processor = new BatchProcessor(EventType.SQS);

const reacted = (record: SQSRecord): Promise<void> => reactAgain(reactions(deps), JSON.parse(record.body));

/** What a context could not do at once, again and with more time. */
export const handler = (batch: SQSEvent, context: Context) =>
  processPartialResponse(batch, reacted, processor, { context, processInParallel: false });
