import type { Context } from 'aws-lambda';
import { awsAdapters } from './aws.ts';
import { buildDeps } from './deps.ts';
import { tick } from './tick.ts';

const deps = await buildDeps(awsAdapters());
/** Left over to finish what was begun. */
const reserveMs = 10_000;

/** Called each minute: whatever has come due, while there is time; the next minute takes the rest. */
export const handler = async (_: unknown, context: Context): Promise<void> => {
  const due = await tick(deps, Date.now() + context.getRemainingTimeInMillis() - reserveMs);
  deps.log.info('tick', { due });
};
