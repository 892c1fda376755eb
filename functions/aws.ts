import { writeSync } from 'node:fs';
import { readConfig } from '../shared/config.ts';
import { once, onceCalled } from '../shared/kernel/once.ts';
import type { Log, LogFields } from '../shared/log.ts';
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

/** Writes at once: Node's stream of the standard output takes 5 ms of a cold start to be made, and is made where it is full. */
function toStandardOutput(line: string): void {
  const bytes = Buffer.from(line);
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(1, bytes, written);
  } catch {
    process.stdout.write(bytes.subarray(written));
  }
}

/** The log of a function: a line of JSON each to CloudWatch. */
export function awsLog(write = toStandardOutput): Log {
  const log = (level: string) => (message: string, fields: LogFields) => {
    const trace = process.env._X_AMZN_TRACE_ID?.match(/Root=([^;]+)/)?.[1];
    const line = { level, message, timestamp: new Date().toISOString(), service: 'jicai', trace, ...fields };
    write(`${JSON.stringify(line)}\n`);
  };
  const [info, error] = [log('INFO'), log('ERROR')];
  return {
    info,
    error: (message, { place, ...fields }) =>
      error(message, { ...fields, ...(typeof place === 'string' ? { place: inSource(place) } : {}) }),
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
export function awsAdapters(): Adapters {
  const config = readConfig(process.env);
  const { region, issuer, audience, jwksUri } = config;
  const inKms = once(async () => {
    const { kms, ...keys } = await import('../shared/ports/keys.aws.ts');
    return { ...keys, client: kms(region) };
  });
  const tokens = once(async () => {
    const { remoteKeys, tokenVerifier } = await import('../shared/http/token.ts');
    return tokenVerifier({ issuer, audience, keys: remoteKeys(jwksUri) }, Date.now);
  });
  const inS3 = aFile(region);
  const queue = <Message>(name: string): Queue<Message> => queueAt(region, variable(name));
  const [uploads, files, heads] = [variable('VAULT_BUCKET'), variable('FILES_BUCKET'), variable('HEADS_BUCKET')];
  const [vaultKey, receiptKey, secretKey] = [variable('VAULT_KEY'), variable('RECEIPT_KEY'), variable('SECRET_KEY')];
  return {
    config,
    db: openDb({ region, main: config.mainTable, vault: config.vaultTable }),
    now: Date.now,
    verify: async (token) => (await tokens())(token),
    sealingKeys: onceCalled(async () => {
      const { kmsSealingKeys, client } = await inKms();
      return kmsSealingKeys(client, vaultKey);
    }),
    receiptKey: onceCalled(async () => {
      const { kmsReceiptKey, client } = await inKms();
      return kmsReceiptKey(client, receiptKey);
    }),
    secrets: onceCalled(async () => {
      const { kmsSecrets, client } = await inKms();
      return kmsSecrets(client, secretKey);
    }),
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
    metrics: cloudWatchMetrics(Date.now, toStandardOutput),
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
