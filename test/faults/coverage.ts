import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenarios, unrehearsed } from './scenarios.ts';

/** What one scenario says at its end. */
export interface Said {
  /** Every route of the application that changes something. */
  readonly commands: readonly string[];
  /** Those that were carried out with faults. */
  readonly rehearsed: readonly string[];
}

/** The variable with the folder into which scenarios say it. */
export const saidInto = 'JICAI_FAULTS_SAID';

/** After all scenarios: no route that changes something may be left that none of them carried out with faults. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'jicai-faults-'));
  process.env[saidInto] = folder;
  return () => {
    const said = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Said);
    rmSync(folder, { recursive: true });
    // A run of some scenarios says nothing of all routes.
    if (said.length < scenarios.length) return;
    const rehearsed = new Set(said.flatMap((each) => each.rehearsed));
    const all = new Set(said.flatMap((each) => each.commands));
    const left = [...all].filter((command) => !rehearsed.has(command) && !unrehearsed.includes(command));
    if (left.length > 0) throw new Error(`no scenario of test/faults/scenarios.ts carries out: ${left.join(', ')}`);
    const no = unrehearsed.filter((command) => rehearsed.has(command) || !all.has(command));
    if (no.length > 0) throw new Error(`not to be excused in test/faults/scenarios.ts any more: ${no.join(', ')}`);
  };
}
