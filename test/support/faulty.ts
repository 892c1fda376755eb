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
  | { readonly after: 'time-out' | 'death' }
  /** Nothing is made to fail, but something happens around it. */
  | { readonly around: (act: () => Promise<unknown>) => Promise<unknown> };

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

/** One process, which a plan lets fail; one that died is replaced by a new one on the plan. */
export interface FaultyProcess {
  /** Whether it died: what it would still do never happens. */
  readonly dead: boolean;
  db<D extends Db>(db: D): D;
  /** A port, each call of which is one of the plan, named `<port>.<method>`. */
  port<P extends object>(name: string, port: P): P;
}

export function faultyProcess(plan: Plan): FaultyProcess {
  let dead = false;

  const die = (): ProcessDeath => {
    dead = true;
    return new ProcessDeath('the process died');
  };

  async function carriedOut(call: Call, act: () => Promise<unknown>): Promise<unknown> {
    if (dead) throw die();
    const injected = plan(call);
    if (injected !== undefined && 'before' in injected) {
      throw injected.before === 'death' ? die() : faultOf(injected.before, call);
    }
    const result = await (injected !== undefined && 'around' in injected ? injected.around(act) : act());
    if (dead) throw die();
    if (injected !== undefined && 'after' in injected) throw injected.after === 'death' ? die() : timeOut();
    return result;
  }

  return {
    get dead() {
      return dead;
    },
    db(db) {
      const send = (command: object) =>
        carriedOut({ command: command.constructor.name, input: (command as { input?: unknown }).input }, () =>
          db.send(command as never),
        );
      return { ...db, send: send as unknown as Db['send'] };
    },
    port(name, port) {
      const calls = Object.entries(port).map(([method, act]) => {
        if (typeof act !== 'function') return [method, act];
        const call = (...input: unknown[]) =>
          carriedOut({ command: `${name}.${method}`, input }, async () => act.apply(port, input));
        return [method, call];
      });
      return Object.fromEntries(calls);
    },
  };
}

/** The database as one process sees it, with faults. */
export const faulty = <D extends Db>(db: D, plan: Plan): D => faultyProcess(plan).db(db);

/** Whether a call leaves something behind. */
export const isWrite = ({ command }: Call): boolean =>
  /^(Put|Update|Delete|TransactWrite)|\.(put|send|lock|post)$/.test(command);
const rest = { message: 'injected', $metadata: {} };
const timeOut = (): Error => Object.assign(new Error('injected'), { name: 'TimeoutError' });

/** The SDK's own error; a plain read never conflicts, so that it is throttled instead. */
function faultOf(fault: 'conflict' | 'throttled' | 'throughput' | 'time-out', call: Call): Error {
  if (fault === 'time-out') return timeOut();
  if (fault === 'throughput') return new ProvisionedThroughputExceededException(rest);
  if (fault === 'throttled' || !/^(Put|Update|Delete|Transact)/.test(call.command))
    return new ThrottlingException(rest);
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
