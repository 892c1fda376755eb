import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createApp } from '../../functions/app.ts';
import { buildDeps } from '../../functions/deps.ts';
import type { Adapters } from '../../functions/platform.ts';
import { type Document, typesOf } from './types-of.ts';

/** Writes the console's types of the API, as the application itself describes it: `npm run api-types`. */

const target = join(import.meta.dirname, '..', 'api', 'schema.ts');

/** The contract needs no table: nothing is asked while the routes are wired. */
const unasked = {
  config: { operators: [], supervisors: [], operatorAffiliates: [] },
  secrets: { derive: async () => new Uint8Array(32) },
  now: () => 0,
  log: { info: () => {}, error: () => {} },
} as unknown as Adapters;

export async function apiDocument(): Promise<Document> {
  const app = createApp(await buildDeps(unasked));
  return (await app.request('/openapi.json')).json() as Promise<Document>;
}

if (import.meta.main) {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, typesOf(await apiDocument()));
}
