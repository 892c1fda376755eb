import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import type { Db } from '../../shared/table/client.ts';

/** One call of the database: its name without `Command`, and the capacity units that it says it took. */
export interface Call {
  readonly name: string;
  readonly units: number;
}

export interface Counting extends Db {
  readonly commands: readonly Call[];
  /** Read units and write units since the beginning or the last `reset`. */
  readonly reads: number;
  readonly writes: number;
  reset(): void;
}

const isRead = ({ name }: Call): boolean => /Get|Query|Scan/.test(name);
const total = (calls: readonly Call[]): number => calls.reduce((sum, { units }) => sum + units, 0);

/** The database, counting what each call costs (`ReturnConsumedCapacity`); an emulator rounds as AWS does, but for transactions. */
export function counting(db: Db): Counting {
  const commands: Call[] = [];
  const send = async (command: { input: object }, ...rest: unknown[]): Promise<unknown> => {
    Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' });
    const answer = await (db.send as (...given: unknown[]) => Promise<unknown>)(command, ...rest);
    const { ConsumedCapacity: consumed = [] } = answer as { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] };
    const units = [consumed].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
    commands.push({ name: command.constructor.name.replace(/Command$/, ''), units });
    return answer;
  };
  return {
    main: db.main,
    vault: db.vault,
    send: send as Db['send'],
    commands,
    get reads() {
      return total(commands.filter(isRead));
    },
    get writes() {
      return total(commands.filter((call) => !isRead(call)));
    },
    reset: () => void commands.splice(0),
  };
}
