import { Logger } from '@aws-lambda-powertools/logger';
import { readConfig } from '../shared/config.ts';
import { remoteKeys, tokenVerifier } from '../shared/http/token.ts';
import type { Log } from '../shared/log.ts';
import { s3Files } from '../shared/ports/files.aws.ts';
import { kms, kmsReceiptKey, kmsSealingKeys, kmsSecrets } from '../shared/ports/keys.aws.ts';
import { cloudWatchMetrics } from '../shared/ports/metrics.aws.ts';
import { s3, s3Uploads } from '../shared/ports/objects.aws.ts';
import { sqs, sqsQueue } from '../shared/ports/queue.aws.ts';
import type { Queue } from '../shared/ports/queue.ts';
import { s3WriteOnce } from '../shared/ports/write-once.aws.ts';
import { openDb } from '../shared/table/client.ts';
import type { Adapters } from './deps.ts';
import type { Reaction } from './reaction.ts';

/** A variable of the environment; throws, naming it, when it is not set. */
export function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`configuration: ${name} is not set`);
  return value;
}

/** The log of a function: structured lines to CloudWatch. */
export function awsLog(): Log {
  const logger = new Logger({ serviceName: 'jicai' });
  return {
    info: (message, fields) => logger.info(message, fields),
    error: (message, fields) => logger.error(message, fields),
  };
}

/** The adapters of every function but `opening`, from the environment that `infra/` gives it. */
export async function awsAdapters(): Promise<Adapters> {
  const config = readConfig(process.env);
  const { region, issuer, audience, jwksUri } = config;
  const keys = kms(region);
  const [objects, queues] = [s3(region), sqs(region)];
  return {
    config,
    db: openDb({ region, main: config.mainTable, vault: config.vaultTable }),
    now: Date.now,
    verify: tokenVerifier({ issuer, audience, keys: remoteKeys(jwksUri) }, Date.now),
    sealingKeys: kmsSealingKeys(keys, variable('VAULT_KEY')),
    receiptKey: await kmsReceiptKey(keys, variable('RECEIPT_KEY')),
    secrets: kmsSecrets(keys, variable('SECRET_KEY')),
    uploads: s3Uploads(objects, variable('VAULT_BUCKET')),
    files: s3Files(objects, variable('FILES_BUCKET'), { locks: process.env.FILES_LOCKED === 'yes' }),
    heads: s3WriteOnce(objects, variable('HEADS_BUCKET')),
    openings: sqsQueue(queues, variable('OPENINGS_QUEUE')),
    work: sqsQueue(queues, variable('JOBS_QUEUE')),
    metrics: cloudWatchMetrics(),
    dispatches: sqsQueue(queues, variable('JOBS_QUEUE')),
    log: awsLog(),
  };
}

/** The queue of a context's failed reactions. */
export const queueOf = (context: string): Queue<Reaction> =>
  sqsQueue(sqs(variable('AWS_REGION')), variable(`REACTIONS_${context.toUpperCase()}`));
