import { Logger } from '@aws-lambda-powertools/logger';
import { readConfig } from '../shared/config.ts';
import { remoteKeys, tokenVerifier } from '../shared/http/token.ts';
import { once, onceCalled } from '../shared/kernel/once.ts';
import type { Log } from '../shared/log.ts';
import { kms, kmsReceiptKey, kmsSealingKeys, kmsSecrets } from '../shared/ports/keys.aws.ts';
import { cloudWatchMetrics } from '../shared/ports/metrics.aws.ts';
import type { Queue } from '../shared/ports/queue.ts';
import { openDb } from '../shared/table/client.ts';
import { inSource } from './place.ts';
import type { Adapters } from './platform.ts';
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
    error: (message, { place, ...fields }) =>
      logger.error(message, { ...fields, ...(typeof place === 'string' ? { place: inSource(place) } : {}) }),
  };
}

const aFile = (region: string) =>
  once(async () => {
    const [files, objects, writeOnce] = await Promise.all([
      import('../shared/ports/files.aws.ts'),
      import('../shared/ports/objects.aws.ts'),
      import('../shared/ports/write-once.aws.ts'),
    ]);
    return { ...files, ...objects, ...writeOnce, client: objects.s3(region) };
  });

/**
 * The adapters of every function but `opening`, from the environment that `infra/` gives it. Clients that few requests
 * need are loaded by the first of them.
 */
export async function awsAdapters(): Promise<Adapters> {
  const config = readConfig(process.env);
  const { region, issuer, audience, jwksUri } = config;
  const keys = kms(region);
  const inS3 = aFile(region);
  const queue = <Message>(name: string): Queue<Message> => queueAt(region, variable(name));
  const [uploads, files, heads] = ['VAULT_BUCKET', 'FILES_BUCKET', 'HEADS_BUCKET'].map(variable) as [
    string,
    string,
    string,
  ];
  return {
    config,
    db: openDb({ region, main: config.mainTable, vault: config.vaultTable }),
    now: Date.now,
    verify: tokenVerifier({ issuer, audience, keys: remoteKeys(jwksUri) }, Date.now),
    sealingKeys: kmsSealingKeys(keys, variable('VAULT_KEY')),
    receiptKey: kmsReceiptKey(keys, variable('RECEIPT_KEY')),
    secrets: kmsSecrets(keys, variable('SECRET_KEY')),
    uploads: onceCalled(async () => {
      const { s3Uploads, client } = await inS3();
      return s3Uploads(client, uploads);
    }),
    files: onceCalled(async () => {
      const { s3Files, client } = await inS3();
      return s3Files(client, files, { locks: process.env.FILES_LOCKED === 'yes' });
    }),
    heads: onceCalled(async () => {
      const { s3WriteOnce, client } = await inS3();
      return s3WriteOnce(client, heads);
    }),
    openings: queue('OPENINGS_QUEUE'),
    work: queue('JOBS_QUEUE'),
    metrics: cloudWatchMetrics(),
    dispatches: queue('JOBS_QUEUE'),
    log: awsLog(),
  };
}

const queueAt = <Message>(region: string, url: string): Queue<Message> =>
  onceCalled(async () => {
    const { sqs, sqsQueue } = await import('../shared/ports/queue.aws.ts');
    return sqsQueue(sqs(region), url);
  });

/** The queue of a context's failed reactions. */
export const queueOf = (context: string): Queue<Reaction> =>
  queueAt(variable('AWS_REGION'), variable(`REACTIONS_${context.toUpperCase()}`));
