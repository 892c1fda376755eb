import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import express from 'express';
import serverless from 'serverless-http';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const app = express();
app.use(express.json());
app.get('/v1/tenders/:id', async (request, response) => {
  const { Item: item } = await documents.send(
    new GetCommand({ TableName: process.env.MAIN_TABLE, Key: { pk: request.params.id, sk: '@' } }),
  );
  if (item === undefined) response.status(404).end();
  else response.json(item);
});

export const handler = serverless(app);
