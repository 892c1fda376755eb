import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Everything is tried wherever it comes where this says so; otherwise what is the same once in a run, and of much a sample. */
export const all = process.env.FAULTS === 'all';

/** The variable with the folder in which the scenarios of a run leave word for each other. */
export const ofRun = 'JICAI_FAULTS_RUN';

const scenario = randomUUID();

/** Whether nobody came to it before, here or in another scenario of the run. */
export function isFirst(what: string): boolean {
  try {
    mkdirSync(join(process.env[ofRun] ?? '', encodeURIComponent(all ? `${scenario} ${what}` : what)));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
