import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { z } from 'zod';

/** The plain one: what a small function of the same parts looks like, nothing taken out of them. */

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const params = z.strictObject({ id: z.string().regex(/^tnd_[0-9a-f-]{36}$/) });

const app = new Hono();
app.get('/v1/tenders/:id', async (c) => {
  const { id } = params.parse(c.req.param());
  const { Item: item } = await documents.send(
    new GetCommand({ TableName: process.env.MAIN_TABLE, Key: { pk: id, sk: '@' } }),
  );
  return item === undefined ? c.notFound() : c.json(item);
});

export const handler = handle(app);
