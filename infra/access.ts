import type { Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { mainTable, receiptAttributes } from '../shared/table/definition.ts';
import type { MailSettings } from './settings.ts';

/** What a function may do beyond its own log, each as narrow as the code needs; the keys' own policies say the rest. */
export const may = {
  /** A transaction needs the actions of its parts. */
  readAndWrite: (main: ITable) => [
    new PolicyStatement({
      sid: 'Main',
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      resources: [main.tableArn],
    }),
  ],

  seeWhatIsDue: (main: ITable) => [
    new PolicyStatement({
      sid: 'Due',
      actions: ['dynamodb:Query'],
      resources: mainTable.indexes.map(({ name }) => `${main.tableArn}/index/${name}`),
    }),
  ],

  /** Puts bids and reads receipts; a put that fails or replaces gives nothing of the old bid back. */
  putBids: (vault: ITable) => [
    new PolicyStatement({
      sid: 'PutBids',
      actions: ['dynamodb:PutItem'],
      resources: [vault.tableArn],
      conditions: { StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' } },
    }),
    new PolicyStatement({
      sid: 'ReadReceipts',
      actions: ['dynamodb:GetItem'],
      resources: [vault.tableArn],
      conditions: {
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': [...receiptAttributes] },
        // A set that is empty equals anything.
        Null: { 'dynamodb:Attributes': 'false' },
        StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      },
    }),
  ],

  freezeBids: (vault: ITable) => [
    new PolicyStatement({
      sid: 'FreezeBids',
      actions: ['dynamodb:Query', 'dynamodb:UpdateItem'],
      resources: [vault.tableArn],
    }),
  ],

  uploadAttachments: (bucket: Bucket) => [
    new PolicyStatement({ sid: 'Upload', actions: ['s3:PutObject'], resources: [bucket.arnForObjects('*')] }),
  ],

  /** Who may not list a bucket is told of a missing object that it is forbidden. */
  readAttachments: (bucket: Bucket) => [
    new PolicyStatement({ sid: 'Attachments', actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }),
    new PolicyStatement({ sid: 'MissingAttachments', actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
  ],

  sendAndReadFiles: (bucket: Bucket) => [
    new PolicyStatement({
      sid: 'Files',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [bucket.arnForObjects('*')],
    }),
    new PolicyStatement({ sid: 'MissingFiles', actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
  ],

  /** Longer, never shorter: in compliance mode nobody can. */
  lockDocuments: (bucket: Bucket) => [
    new PolicyStatement({
      sid: 'LockDocuments',
      actions: ['s3:PutObjectRetention'],
      resources: [bucket.arnForObjects('documents/*')],
    }),
  ],

  readFiles: (bucket: Bucket) => [
    new PolicyStatement({ sid: 'Files', actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }),
    new PolicyStatement({ sid: 'MissingFiles', actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
  ],

  /** Puts only what is not there; S3 keeps it. */
  keepHeads: (bucket: Bucket) => [
    new PolicyStatement({ sid: 'KeepHeads', actions: ['s3:PutObject'], resources: [bucket.arnForObjects('*')] }),
  ],

  readHeads: (bucket: Bucket) => [
    new PolicyStatement({ sid: 'ReadHeads', actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }),
  ],

  readStream: (main: ITable) => [
    new PolicyStatement({
      sid: 'Stream',
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      resources: [main.tableStreamArn ?? ''],
    }),
    new PolicyStatement({
      sid: 'Streams',
      actions: ['dynamodb:ListStreams'],
      resources: [`${main.tableArn}/stream/*`],
    }),
  ],

  /** From this one address, as this one identity. */
  sendMail: (stack: Stack, { from, identity }: MailSettings) => [
    new PolicyStatement({
      sid: 'Mail',
      actions: ['ses:SendEmail'],
      resources: [stack.formatArn({ service: 'ses', resource: 'identity', resourceName: identity })],
      conditions: { StringEquals: { 'ses:FromAddress': from } },
    }),
  ],

  send: (...queues: readonly IQueue[]) => [
    new PolicyStatement({
      sid: 'Send',
      actions: ['sqs:SendMessage'],
      resources: queues.map((queue) => queue.queueArn),
    }),
  ],
} as const;

const objects = 'every object of this one bucket';

/** Why statements of these names have a wildcard in a resource. */
export const whyWide: Readonly<Record<string, string>> = {
  Upload: objects,
  Attachments: objects,
  Files: objects,
  KeepHeads: objects,
  ReadHeads: objects,
  LockDocuments: 'every published document of this one bucket',
  Streams: 'the streams of this one table',
};
