import { faultFields, type Log, type LogFields } from '../../shared/log.ts';
import { fileKeys, memoryKeys } from '../../shared/ports/keys.local.ts';
import { openDb } from '../../shared/table/client.ts';
import { openingDeps } from '../opening-deps.ts';
import { openTender } from '../tendering/open.ts';
import { localSealedObjects } from './objects.ts';
import type { OpeningCalls, OpeningMessage, OpeningRequest, OpeningSettings } from './opening-protocol.ts';

/*
 * The opening as a process of its own (开标进程): it alone reads the key file. It lives and dies with its parent, and
 * an interrupt from the terminal is the parent's to heed.
 */

const settings: OpeningSettings = JSON.parse(process.argv[2] ?? '');
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

const say = (message: OpeningMessage): void => {
  process.send?.(message);
};
const line = (level: 'info' | 'error') => (message: string, fields: LogFields) => say({ log: level, message, fields });
const log: Log = { info: line('info'), error: line('error') };

let ahead = 0;
const keys = settings.keyFile === undefined ? await memoryKeys() : await fileKeys(settings.keyFile);
const deps = openingDeps({
  db: openDb(settings.db),
  unsealingKeys: keys,
  objects: localSealedObjects(settings.objects),
  log,
  now: () => Date.now() + ahead,
});

const calls: OpeningCalls = {
  create: keys.create,
  sign: keys.sign,
  derive: keys.derive,
  open: (tender) => openTender(deps, tender),
};

process.on('message', async ({ id, now, call, argument }: OpeningRequest) => {
  ahead = now - Date.now();
  try {
    say({ id, value: await calls[call](argument as never) });
  } catch (error) {
    log.error('opening', { call, ...faultFields(error) });
    say({ id, failed: true });
  }
});

say({ ready: { kid: await keys.kid(), jwks: await keys.jwks() } });
