import { kms } from '../shared/ports/keys.aws.ts';
import { s3, s3SealedObjects } from '../shared/ports/objects.aws.ts';
import { kmsUnsealingKeys } from '../shared/ports/unsealing.aws.ts';
import { openDb } from '../shared/table/client.ts';
import { awsLog, variable } from './aws.ts';
import type { OpeningAdapters } from './opening-deps.ts';

/** The adapters of `opening`, which alone can unwrap a tender's private key. */
export function awsOpeningAdapters(): OpeningAdapters {
  const region = variable('AWS_REGION');
  return {
    db: openDb({ region, main: variable('MAIN_TABLE'), vault: variable('VAULT_TABLE') }),
    now: Date.now,
    unsealingKeys: kmsUnsealingKeys(kms(region), variable('VAULT_KEY')),
    objects: s3SealedObjects(s3(region), variable('VAULT_BUCKET')),
    log: awsLog(),
  };
}
