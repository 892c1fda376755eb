import { award } from './after-opening.ts';
import { open } from './before-opening.ts';
import type { Client } from './client.ts';
import { evaluate } from './evaluation.ts';
import type { Narrator } from './narrator.ts';
import { stageOf } from './stage.ts';

/** One bulk purchase from the registration to the award and its verification, told step by step. */
export async function mainJob(api: Client, narrator: Narrator): Promise<void> {
  const stage = await stageOf(api, narrator);
  const opened = await open(stage);
  await evaluate(stage, opened);
  await award(stage, opened);
}
