import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ofRun } from './first.ts';
import { scenarios, unrehearsed } from './scenarios.ts';

/** What one scenario says at its end. */
export interface Said {
  /** Every route of the application that changes something. */
  readonly commands: readonly string[];
  /** Those that were carried out with faults. */
  readonly rehearsed: readonly string[];
}

/** After all scenarios: no route that changes something may be left that none of them carried out with faults. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'jicai-faults-'));
  process.env[ofRun] = folder;
  return () => {
    const said = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Said);
    rmSync(folder, { recursive: true });
    // A run of some scenarios says nothing of all routes.
    if (said.length < scenarios.length) return;
    const rehearsed = new Set(said.flatMap((each) => each.rehearsed));
    const all = new Set(said.flatMap((each) => each.commands));
    const left = [...all].filter((command) => !rehearsed.has(command) && unrehearsed[command] === undefined);
    if (left.length > 0)
      throw new Error(`no scenario of test/faults/scenarios.ts carries out alone: ${left.join(', ')}`);
    const no = Object.keys(unrehearsed).filter((command) => rehearsed.has(command) || !all.has(command));
    if (no.length > 0) throw new Error(`not to be excused in test/faults/scenarios.ts any more: ${no.join(', ')}`);
  };
}
