import { randomBytes } from 'node:crypto';
import type { Log } from '../shared/log.ts';
import type { UnsealingKeys } from '../shared/ports/keys.ts';
import type { SealedObjects } from '../shared/ports/objects.ts';
import type { Db } from '../shared/table/client.ts';
import type { OpeningDeps } from './tendering/open.ts';
import { openingStore } from './tendering/store.ts';

/** What the opening process is given, on Lambda and on one machine. */
export interface OpeningAdapters {
  readonly db: Db;
  readonly unsealingKeys: UnsealingKeys;
  readonly objects: SealedObjects;
  readonly log: Log;
  now(): number;
}

/** Wires the opening process: the only one that is given `UnsealingKeys`. */
export function openingDeps(adapters: OpeningAdapters): OpeningDeps {
  const random = (bytes: number): string => randomBytes(bytes).toString('base64url');
  // The opening process acts as the system: there is no subject to hide.
  const pseudonym = (sub: string): string => sub;
  return { ...adapters, ...openingStore({ db: adapters.db, random, pseudonym }) };
}
