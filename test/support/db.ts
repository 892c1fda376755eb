import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type Db, type DbConfig, localRegion, openDb } from '../../shared/table/client.ts';
import { createTables } from '../../shared/table/local.ts';

/** Two tables of this test file's own. */
export async function freshDb(): Promise<Db & { readonly config: DbConfig }> {
  const run = randomBytes(6).toString('hex');
  const config = { region: localRegion, endpoint: inject('dynamodb'), main: `main-${run}`, vault: `vault-${run}` };
  await createTables(config);
  return { ...openDb(config), config };
}
