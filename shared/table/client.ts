import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The database as the table layer sees it. Tests put a layer that injects faults around `send`. */
export interface Db {
  readonly main: string;
  readonly vault: string;
  readonly send: DynamoDBDocumentClient['send'];
}

export interface DbConfig {
  readonly region: string;
  readonly main: string;
  readonly vault: string;
  /** A DynamoDB-compatible endpoint; AWS's own when absent. */
  readonly endpoint?: string | undefined;
}

/** A local endpoint may ask for a region that exists, and does not look further. */
export const localRegion = 'us-east-1';

/** A process that serves everybody asks a local endpoint for all of them at once. */
const localSockets = 500;

/** A local endpoint asks for credentials and does not look at them. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };

export function dynamodb(config: Pick<DbConfig, 'region' | 'endpoint'>): DynamoDBClient {
  return new DynamoDBClient({
    region: config.region,
    maxAttempts: 4,
    ...(config.endpoint
      ? {
          endpoint: config.endpoint,
          credentials: localCredentials,
          requestHandler: { httpAgent: { maxSockets: localSockets } },
        }
      : {}),
  });
}

export function openDb(config: DbConfig): Db {
  const doc = DynamoDBDocumentClient.from(dynamodb(config), { marshallOptions: { removeUndefinedValues: true } });
  return { main: config.main, vault: config.vault, send: doc.send.bind(doc) };
}
