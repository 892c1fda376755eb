import type { Call, Injected } from '../support/faulty.ts';
import { type Answered, type Command, isDone, said } from './command.ts';
import { faultsOf, named } from './injected.ts';
import { broken } from './invariants.ts';
import { plain } from './outcome.ts';
import { rehearseRaces } from './races.ts';
import { recorder } from './recorded.ts';
import { failingAt } from './stream.ts';
import { machineIn } from './world.ts';

/** A command once more for each of its calls and whatever may go wrong with it. False where it is none without faults. */
export async function rehearseCalls(command: Command): Promise<boolean> {
  const { world, before, known, request, fault } = command;
  const { tables } = world;
  const record = recorder(world, before, known);
  before.restore();
  const calls: Call[] = [];
  const machine = await machineIn(world, (call) => void calls.push(call));
  const wanted = await request(machine);
  if (!isDone(wanted)) {
    fault('without faults', said(wanted));
    return false;
  }
  const done = record();
  const made = [...calls];
  fault('without faults', ...broken(tables, before.tables));
  const isWanted = ({ status, text }: Answered): boolean =>
    status === wanted.status && plain(text, known) === plain(wanted.text, known);
  const twin = await request(machine);
  if (!isWanted(twin)) fault('asked twice', `${said(twin)}, not ${said(wanted)}`);
  fault('asked twice', ...(await done.amiss()));

  for (const [at, call] of made.entries()) {
    for (const injected of faultsOf(call)) {
      const where = `${call.command} ${at + 1} of ${made.length}, ${named(injected)}`;
      before.restore();
      const failing = await machineIn(world, failingAt(at, injected));
      const first = await request(failing);
      if (!failing.dead) fault(where, ...dishonest(first, wanted, injected));
      if (!failing.dead && isDone(first)) fault(`${where}, acknowledged`, ...(await done.amiss()));
      const second = await request(failing.dead ? await machineIn(world) : failing);
      // What others do of it afterwards may be further here than there.
      if (second.status !== wanted.status || (!isWanted(second) && done.differences().length === 0)) {
        fault(where, `asked again: ${said(second)}, not ${said(wanted)}`);
      }
      fault(where, ...(await done.amiss()), ...broken(tables, before.tables));
    }
  }
  await rehearseRaces(command, made, { wanted, done });
  return true;
}

/** What an answer says that is not so, or nobody should hear. */
function dishonest(answer: Answered, wanted: Answered, injected: Injected): readonly string[] {
  const { status, text } = answer;
  if (text.includes('injected')) return [`the answer tells of the inside: ${text}`];
  if (isDone(answer)) return status === wanted.status ? [] : [said(answer)];
  const { code } = JSON.parse(text) as { code?: string };
  const isRace = 'before' in injected && injected.before === 'conflict' && code === 'concurrent-change';
  return status === 503 || isRace ? [] : [`answered ${said(answer)}`];
}
