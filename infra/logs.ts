import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { administrators, itself } from './keys.ts';
import type { Settings } from './settings.ts';

/** Makes the log group of something; its name only where AWS wants a certain one. */
export type LogsOf = (scope: Construct, id: string, logGroupName?: string) => LogGroup;

/** Logs that are kept the stage's days, under AWS's key or, where the stage asks for it, one of our own. */
export function logsOf(scope: Construct, { logDays, logKey, keepsData }: Settings): LogsOf {
  const removalPolicy = keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  const encryptionKey = logKey ? ownKey(scope, removalPolicy) : undefined;
  return (inside, id, logGroupName) =>
    new LogGroup(inside, id, {
      retention: logDays,
      removalPolicy,
      ...(encryptionKey === undefined ? {} : { encryptionKey }),
      ...(logGroupName === undefined ? {} : { logGroupName }),
    });
}

/** CloudWatch may use it, for log groups of this account and for nothing else. */
function ownKey(scope: Construct, removalPolicy: RemovalPolicy): Key {
  const groups = `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*`;
  return new Key(scope, 'LogKey', {
    description: 'Encrypts the logs',
    enableKeyRotation: true,
    removalPolicy,
    policy: new PolicyDocument({
      statements: [
        administrators(),
        new PolicyStatement({
          sid: 'EncryptLogs',
          principals: [new ServicePrincipal('logs.amazonaws.com')],
          actions: [
            'kms:Encrypt',
            'kms:Decrypt',
            'kms:ReEncryptFrom',
            'kms:ReEncryptTo',
            'kms:GenerateDataKey',
            'kms:DescribeKey',
          ],
          resources: itself,
          conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups } },
        }),
      ],
    }),
  });
}
