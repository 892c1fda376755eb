import type { TestProject } from 'vitest/node';
import { localDynamoDb } from '../../shared/table/local.ts';

declare module 'vitest' {
  interface ProvidedContext {
    dynamodb: string;
  }
}

/** One emulator for all integration tests, in memory; `DYNAMODB_ENDPOINT` where it is set. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { endpoint, stop } = await localDynamoDb();
  project.provide('dynamodb', endpoint);
  return stop;
}
