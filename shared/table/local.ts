import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { type DbConfig, dynamodb } from './client.ts';
import { mainTable, type TableDefinition, vaultTable } from './definition.ts';
import { emulator } from './emulator.ts';

/** A DynamoDB-compatible endpoint on this machine. */
export interface LocalDynamoDb {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const advice = `No local DynamoDB: the embedded one (npm package @dynoxide/linux-x64) is for Linux on x64.
Set DYNAMODB_ENDPOINT to any DynamoDB-compatible endpoint instead, for example AWS's DynamoDB Local:
  java -jar DynamoDBLocal.jar -inMemory -sharedDb    and then    DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start
没有本地 DynamoDB：内置的仿真器只支持 Linux x64。请将 DYNAMODB_ENDPOINT 设为任何兼容 DynamoDB 的地址。`;

/** No endpoint can be had; the message names what can be used instead. */
export class NoLocalDynamoDb extends Error {
  constructor() {
    super(advice);
  }
}

/** `DYNAMODB_ENDPOINT` where it is set, else the embedded emulator, in memory unless a file is given. */
export async function localDynamoDb(options: { readonly file?: string | undefined } = {}): Promise<LocalDynamoDb> {
  const given = process.env.DYNAMODB_ENDPOINT;
  if (given) return { endpoint: given, stop: async () => {} };
  const started = await emulator(options.file);
  if (started === undefined) throw new NoLocalDynamoDb();
  return started;
}

/** Creates both tables where they are missing. */
export async function createTables(config: DbConfig): Promise<void> {
  const client = dynamodb(config);
  await Promise.all([createTable(client, config.main, mainTable), createTable(client, config.vault, vaultTable)]);
  client.destroy();
}

async function createTable(client: DynamoDBClient, name: string, definition: TableDefinition): Promise<void> {
  try {
    await client.send(new CreateTableCommand(tableInput(name, definition)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  for (;;) {
    const { Table: table } = await client.send(new DescribeTableCommand({ TableName: name }));
    if (table?.TableStatus === 'ACTIVE') return;
    await pause(50);
  }
}

function tableInput(name: string, definition: TableDefinition): CreateTableCommandInput {
  const { partitionKey, sortKey, indexes } = definition;
  const schema = (hash: string, range: string): CreateTableCommandInput['KeySchema'] => [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ];
  const names = [partitionKey, sortKey, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: schema(partitionKey, sortKey),
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ...(indexes.length === 0
      ? {}
      : {
          GlobalSecondaryIndexes: indexes.map((index) => ({
            IndexName: index.name,
            KeySchema: schema(index.partitionKey, index.sortKey),
            Projection: { ProjectionType: 'KEYS_ONLY' },
          })),
        }),
    ...(definition.stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } } : {}),
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
