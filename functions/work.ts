import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { awsAdapters } from './aws.ts';
import { buildDeps } from './deps.ts';
import { worker } from './jobs.ts';
import { awsSenders } from './senders-aws.ts';

const work = worker(await buildDeps(awsAdapters()), awsSenders());
const processor = new BatchProcessor(EventType.SQS);

const worked = (record: SQSRecord): Promise<void> => work(JSON.parse(record.body));

/** Long work, and what a context could not do at once, again and with more time. */
export const handler = (batch: SQSEvent, context: Context) =>
  processPartialResponse(batch, worked, processor, { context, processInParallel: false });
