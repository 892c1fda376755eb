import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { awsOpeningAdapters } from './opening-aws.ts';
import { openingDeps } from './opening-deps.ts';
import { openTender } from './tendering/open.ts';

const deps = openingDeps(awsOpeningAdapters());
const processor = new BatchProcessor(EventType.SQS);

const opened = (record: SQSRecord): Promise<void> => openTender(deps, JSON.parse(record.body).tender);

/** The only function that may decrypt a bid. */
export const handler = (batch: SQSEvent, context: Context) =>
  processPartialResponse(batch, opened, processor, { context });
