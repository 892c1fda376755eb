import {
  ProvisionedThroughputExceededException,
  ThrottlingException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { randomBy } from '../../shared/kernel/random.ts';
import type { Db } from '../../shared/table/client.ts';

/** What no emulator does and DynamoDB does: it refuses a write, or leaves its outcome unknown. */
export type Injected =
  /** Nothing was written. */
  | { readonly before: 'conflict' | 'throttled' | 'throughput' | 'time-out' | 'death' }
  /** It was written, and nobody heard of it. */
  | { readonly after: 'time-out' | 'death' };

/** A call about to be made: the command's name, `TransactWriteCommand` for one. */
export interface Call {
  readonly command: string;
  readonly input: unknown;
}

/** Decides for each call in turn what goes wrong with it; a plan counts for itself, beyond the death of a process. */
export type Plan = (call: Call) => Injected | undefined;

/** The end of the process: nothing that it does afterwards reaches the database either. */
export class ProcessDeath extends Error {
  override readonly name = 'ProcessDeath';
}

/** The database as one process sees it, with faults. A process that died is replaced by a new `faulty` on the plan. */
export function faulty<D extends Db>(db: D, plan: Plan): D {
  let dead = false;

  const die = (): ProcessDeath => {
    dead = true;
    return new ProcessDeath('the process died');
  };

  async function send(command: object): Promise<unknown> {
    if (dead) throw die();
    const call = { command: command.constructor.name, input: (command as { input?: unknown }).input };
    const injected = plan(call);
    if (injected !== undefined && 'before' in injected) {
      throw injected.before === 'death' ? die() : faultOf(injected.before, call);
    }
    const result = await db.send(command as never);
    if (dead) throw die();
    if (injected !== undefined) throw injected.after === 'death' ? die() : timeOut();
    return result;
  }

  return { ...db, send: send as unknown as Db['send'] };
}

const isWrite = ({ command }: Call): boolean => /^(Put|Update|Delete|TransactWrite)/.test(command);
const rest = { message: 'injected', $metadata: {} };
const timeOut = (): Error => Object.assign(new Error('injected'), { name: 'TimeoutError' });

/** The SDK's own error; a plain read never conflicts, so that it is throttled instead. */
function faultOf(fault: 'conflict' | 'throttled' | 'throughput' | 'time-out', call: Call): Error {
  if (fault === 'time-out') return timeOut();
  if (fault === 'throughput') return new ProvisionedThroughputExceededException(rest);
  if (fault === 'throttled' || !isWrite(call)) return new ThrottlingException(rest);
  if (call.command !== 'TransactWriteCommand') return new TransactionConflictException(rest);
  const { TransactItems: items } = call.input as { readonly TransactItems: readonly object[] };
  const CancellationReasons = items.map((_, at) => ({ Code: at === 0 ? 'TransactionConflict' : 'None' }));
  return new TransactionCanceledException({ ...rest, CancellationReasons });
}

/** One fault at the n-th call, counted from 1, of all calls or of those with this command's name. */
export function atCall(n: number, injected: Injected, command?: string): Plan {
  let count = 0;
  return (call) => {
    if (command !== undefined && call.command !== command) return undefined;
    count += 1;
    return count === n ? injected : undefined;
  };
}

/** The faults in their order, one a call; none where the list says so or is over. */
export function inOrder(faults: readonly (Injected | undefined)[]): Plan {
  const left = [...faults];
  return () => left.shift();
}

const all: readonly Injected[] = [
  { before: 'conflict' },
  { before: 'throttled' },
  { before: 'throughput' },
  { before: 'time-out' },
  { before: 'death' },
  { after: 'time-out' },
  { after: 'death' },
];

/** Every kind of fault; without those that end the process, for many requests at once in one. */
export const everyFault = ({ deaths = true } = {}): readonly Injected[] =>
  deaths ? all : all.filter((each) => !Object.values(each).includes('death'));

/** Faults at a rate between 0 and 1, the same for the same seed. */
export function seeded(seed: number, rate: number, faults: readonly Injected[] = all): Plan {
  const random = randomBy(seed);
  return () => (random() < rate ? faults[Math.floor(random() * faults.length)] : undefined);
}
