import { type App, CfnOutput, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';

import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { eventKind } from '../shared/table/definition.ts';
import { may } from './access.ts';
import { alarms, budget, dashboard } from './alarms.ts';
import { filesBucket } from './files.ts';
import { front } from './front.ts';
import { type CodeOf, NodeFunction } from './function.ts';
import { gateway } from './gateway.ts';
import { headsBucket } from './heads.ts';
import { identity, issuerOrigins } from './identity.ts';
import { type Entry, limits } from './limits.ts';
import { logsOf } from './logs.ts';
import { deadLetters, workQueue } from './queue.ts';
import { seal } from './seal.ts';
import type { Settings } from './settings.ts';
import { tables } from './table.ts';

/** The contexts that react to events: each has a queue for what it could not do at once. */
export const reactingContexts = [
  'catalogue',
  'contracts',
  'joint',
  'tendering',
  'market',
  'matching',
  'showcase',
  'notices',
] as const;

/**
 * The picture of the system:
 *
 *     gateway ─→ api ─→ main ─→ stream ─→ contexts ─ on failure ─→ reactions ─→ work
 *                 ├──→ vault          clock ─→ openings ─→ opening ─→ vault, main
 *                 └──→ jobs ─→ work ─→ files     └──→ heads (write once)
 *                               └──→ mail, webhooks
 */
export class JicaiStack extends Stack {
  constructor(app: App, settings: Settings, code: CodeOf) {
    super(app, `jicai-${settings.stage}`, { terminationProtection: settings.keepsData });

    const { main, vault } = tables(this, settings);

    const logs = logsOf(this, settings);
    const fn = (id: string, entry: Entry) => new NodeFunction(this, id, { entry, code, settings, logs });
    const api = fn('Api', 'api');
    const stream = fn('Stream', 'stream');
    const clock = fn('Clock', 'clock');
    const opening = fn('Opening', 'opening');
    const work = fn('Work', 'work');
    const all = [api, stream, clock, opening, work];
    const platform = [api, stream, clock, work];

    const openings = workQueue(this, 'Openings', limits.opening.timeout, 10);
    const reactions = reactingContexts.map((context) => {
      const id = `${context.charAt(0).toUpperCase()}${context.slice(1)}Reactions`;
      return { id, context, ...workQueue(this, id, limits.work.timeout, 5) };
    });
    const jobs = workQueue(this, 'Jobs', limits.work.timeout, 10);
    const files = filesBucket(this, settings);
    const heads = headsBucket(this, settings);
    const unstreamed = deadLetters(this, 'StreamDead');

    const { bucket, vaultKey, receiptKey, secretKey } = seal(
      this,
      { api: role(api), clock: role(clock), opening: role(opening), platform: platform.map(role) },
      settings,
    );
    const http = gateway(this, api, settings, logs);
    const documents = [files, bucket].map((each) => `https://${each.bucketRegionalDomainName}`);
    const outside = { connect: [...issuerOrigins(settings), ...documents], pictures: documents };
    const site = settings.cloudFront ? front(this, http.url, outside, settings) : undefined;
    const issuer = identity(this, settings, site);
    const operators = new CfnParameter(this, 'Operators', {
      description: 'Subjects that operate the platform, comma-separated',
      default: '',
    });

    for (const each of all) {
      each.knows({
        MAIN_TABLE: main.tableName,
        VAULT_TABLE: vault.tableName,
        VAULT_BUCKET: bucket.bucketName,
        VAULT_KEY: vaultKey.keyId,
      });
      each.may(may.readAndWrite(main));
    }
    for (const each of platform) {
      each.knows({
        SECRET_KEY: secretKey.keyId,
        RECEIPT_KEY: receiptKey.keyId,
        OPENINGS_QUEUE: openings.queue.queueUrl,
        JOBS_QUEUE: jobs.queue.queueUrl,
        FILES_BUCKET: files.bucketName,
        FILES_LOCKED: settings.locks ? 'yes' : 'no',
        HEADS_BUCKET: heads.bucketName,
        ISSUER: issuer.issuer,
        JWKS_URI: issuer.jwksUri,
        AUDIENCE: issuer.audience,
        OPERATORS: operators.valueAsString,
        SUPERVISORS: settings.supervisors.join(','),
        OPERATOR_AFFILIATES: settings.operatorAffiliates.join(','),
        MAIL_FROM: settings.mail?.from ?? '',
      });
    }
    api.may(may.putBids(vault), may.uploadAttachments(bucket), may.sendAndReadFiles(files), may.send(jobs.queue));
    api.may(may.readHeads(heads));
    clock.may(may.seeWhatIsDue(main), may.readFiles(files), may.send(openings.queue, jobs.queue), may.keepHeads(heads));
    // What is told goes out by the work alone: the others ask it to.
    work.may(may.sendAndReadFiles(files), may.send(jobs.queue));
    if (settings.mail !== undefined) work.may(may.sendMail(this, settings.mail));
    for (const each of [stream, work]) each.may(may.lockDocuments(files));
    opening.may(may.freezeBids(vault), may.readAttachments(bucket));
    stream.may(may.readStream(main), may.send(jobs.queue, ...reactions.map(({ queue }) => queue)));
    for (const { context, queue } of reactions) {
      stream.knows({ [`REACTIONS_${context.toUpperCase()}`]: queue.queueUrl });
    }

    work.knows({ PUBLIC_URL: site ?? http.url });

    new Rule(this, 'EachMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      // What one minute did not do the next one does.
      targets: [new LambdaFunction(clock, { retryAttempts: 0 })],
    });

    const events = new EventSourceMapping(this, 'Events', {
      target: stream,
      eventSourceArn: main.tableStreamArn ?? '',
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 20,
      onFailure: new SqsDlq(unstreamed),
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { NewImage: { kind: { S: FilterRule.isEqual(eventKind) } } },
        }),
      ],
    });
    // Lambda looks at the stream as soon as the mapping is made.
    events.node.addDependency(role(stream));

    opening.addEventSource(new SqsEventSource(openings.queue, { batchSize: 1, reportBatchItemFailures: true }));
    work.addEventSource(new SqsEventSource(jobs.queue, { batchSize: 1, reportBatchItemFailures: true }));
    const { reactionConcurrency: maxConcurrency = 2 } = settings;
    for (const { queue } of reactions) {
      work.addEventSource(new SqsEventSource(queue, { batchSize: 10, maxConcurrency, reportBatchItemFailures: true }));
    }

    const watched = {
      functions: { api, stream, clock, opening, work },
      tables: { Main: main, Vault: vault },
      openings: openings.queue,
      dead: {
        Openings: openings.dead,
        Stream: unstreamed,
        Jobs: jobs.dead,
        ...Object.fromEntries(reactions.map(({ id, dead }) => [id, dead])),
      },
    };
    const topic = alarms(this, watched, settings);
    dashboard(this, watched);
    budget(this, settings);

    if (site !== undefined) new CfnOutput(this, 'ConsoleUrl', { value: site });
    new CfnOutput(this, 'ApiUrl', { value: http.url });
    new CfnOutput(this, 'Issuer', { value: issuer.issuer });
    new CfnOutput(this, 'Audience', { value: issuer.audience });
    new CfnOutput(this, 'Client', { value: issuer.client ?? issuer.audience });
    new CfnOutput(this, 'AlarmTopic', { value: topic.topicArn });
  }
}

function role(fn: NodeFunction) {
  if (fn.role === undefined) throw new Error('a function has a role of its own');
  return fn.role;
}
