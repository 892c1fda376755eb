import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type Db, type DbConfig, localRegion, openDb } from '../../shared/table/client.ts';
import { createTables } from '../../shared/table/local.ts';
import { type MemoryDb, memoryDb } from './memory-table.ts';

/** The endpoint of a run whose tables stand in memory. */
export const inMemory = 'memory:';
/** The tables in memory of this run, by the name of the main one. */
export const inMemoryTables = new Map<string, MemoryDb>();

/** Two tables of this test file's own. */
export async function freshDb(): Promise<Db & { readonly config: DbConfig }> {
  const run = randomBytes(6).toString('hex');
  const config = { region: localRegion, endpoint: inject('dynamodb'), main: `main-${run}`, vault: `vault-${run}` };
  if (config.endpoint === inMemory) {
    const tables = memoryDb(config);
    inMemoryTables.set(config.main, tables);
    return { ...tables, config };
  }
  await createTables(config);
  return { ...openDb(config), config };
}
