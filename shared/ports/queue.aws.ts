import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Queue } from './queue.ts';

export const sqs = (region: string): Pick<SQSClient, 'send'> => new SQSClient({ region });

/** A queue on SQS; its messages are JSON. */
export function sqsQueue<Message>(client: Pick<SQSClient, 'send'>, url: string): Queue<Message> {
  return {
    async send(message) {
      await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(message) }));
    },
  };
}
