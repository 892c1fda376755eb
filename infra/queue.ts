import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** A queue and where its messages go when they keep failing. */
export interface WorkQueue {
  readonly queue: Queue;
  readonly dead: Queue;
}

const defaults = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const;

/** A dead-letter queue: two weeks to look at what failed. */
export function deadLetters(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, { ...defaults, retentionPeriod: Duration.days(14) });
  acknowledge(queue, 'SQS3', 'it is a dead-letter queue itself');
  return queue;
}

/** A queue whose messages are hidden a minute longer than their function may run. */
export function workQueue(scope: Construct, id: string, runs: Duration, attempts: number): WorkQueue {
  const dead = deadLetters(scope, `${id}Dead`);
  const queue = new Queue(scope, id, {
    ...defaults,
    visibilityTimeout: runs.plus(Duration.minutes(1)),
    retentionPeriod: Duration.days(14),
    deadLetterQueue: { queue: dead, maxReceiveCount: attempts },
  });
  return { queue, dead };
}
