import { type Call, isWrite } from '../support/faulty.ts';
import { type Answered, type Command, isDone, said } from './command.ts';
import { broken } from './invariants.ts';
import { type Recorded, recorder } from './recorded.ts';
import { failingAt } from './stream.ts';
import { machineIn } from './world.ts';

/** How a command ends when nobody is in its way. */
interface Undisturbed {
  readonly wanted: Answered;
  readonly done: Recorded;
}

/**
 * A command that loses a race: at each of its writes another process has just carried out the same command, once as somebody
 * else's and once by the same Idempotency-Key. Where its write is refused for that, it is as if it had come after the other,
 * or as if it had never come; where both stand side by side it may not know of the other.
 */
export async function rehearseRaces(command: Command, made: readonly Call[], alone: Undisturbed): Promise<void> {
  const { world, before, known, request } = command;
  const record = recorder(world, before, known);
  const key = 'rival';

  before.restore();
  const rival = await request(await machineIn(world), key);
  if (!isDone(rival)) return command.fault('by another key', said(rival));
  const rivalAlone = record();
  const second = await request(await machineIn(world));
  const both = record();

  for (const [at, call] of made.entries()) {
    if (!isWrite(call) || call.command.includes('.')) continue;
    const place = `${call.command} ${at + 1} of ${made.length}`;
    // Who may is decided when one asks, not when one writes.
    if (second.status !== 403)
      await race(`${place}, another has just done it`, at, key, { ends: second, beaten: rivalAlone, over: both });
    await race(`${place}, it has just been done`, at, undefined, {
      ends: alone.wanted,
      beaten: alone.done,
      over: alone.done,
    });
  }

  async function race(
    where: string,
    at: number,
    by: string | undefined,
    { ends, beaten, over }: { readonly ends: Answered; readonly beaten: Recorded; readonly over: Recorded },
  ): Promise<void> {
    const { tables } = world;
    const fault = (...what: readonly string[]): void => command.fault(where, ...what);
    before.restore();
    let isOver = false;
    let isLost = false;
    async function around(act: () => Promise<unknown>): Promise<unknown> {
      isOver = isDone(await request(await machineIn(world), by));
      return act().catch((error: unknown) => {
        isLost = true;
        throw error;
      });
    }
    const losing = await machineIn(world, failingAt(at, { around }));
    const first = await request(losing);
    // It had done its first part already, so that the other was too late.
    if (!isOver) return fault(...broken(tables, before.tables));
    if (first.status >= 500) fault(`answered ${said(first)}`);
    if (isDone(first) && first.status !== ends.status) fault(`answered ${said(first)}, not ${said(ends)}`);
    if (isLost || by === undefined) fault(...(await (isDone(first) ? over : beaten).amiss()));
    fault(...broken(tables, before.tables));
    const again = await request(losing);
    if (again.status !== ends.status) fault(`asked again: ${said(again)}, not ${said(ends)}`);
    if (isLost || by === undefined) fault(...(await over.amiss()));
    fault(...broken(tables, before.tables));
  }
}
