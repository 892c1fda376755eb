import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import type { Db } from '../../shared/table/client.ts';
import { itemSize, writeUnits } from './item-size.ts';

/** One call of the database: its name without `Command`, and the capacity units that it says it took. */
export interface Call {
  readonly name: string;
  readonly units: number;
  /** What a transaction costs by AWS's formula, twice that of its puts: an emulator reports less. */
  readonly transaction?: number;
}

export interface Counting extends Db {
  readonly commands: readonly Call[];
  /** Read units and write units since the beginning or the last `reset`. */
  readonly reads: number;
  readonly writes: number;
  /** The same writes, transactions by AWS's formula. */
  readonly formula: number;
  reset(): void;
}

const isRead = ({ name }: Call): boolean => /Get|Query|Scan/.test(name);
/** Two units for each KB begun of each item put; what is deleted is an entry of a list, under 1 KB. */
function transactionOf({ input }: { input: object }): { readonly transaction?: number } {
  const { TransactItems: items } = input as { TransactItems?: readonly { Put?: { Item: Record<string, unknown> } }[] };
  if (items === undefined) return {};
  return { transaction: items.reduce((sum, { Put: put }) => sum + 2 * writeUnits(itemSize(put?.Item ?? {})), 0) };
}

const total = (calls: readonly Call[]): number => calls.reduce((sum, { units }) => sum + units, 0);

/** The database, counting what each call costs (`ReturnConsumedCapacity`); an emulator rounds as AWS does, but for transactions. */
export function counting(db: Db): Counting {
  const commands: Call[] = [];
  const send = async (command: { input: object }, ...rest: unknown[]): Promise<unknown> => {
    Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' });
    const answer = await (db.send as (...given: unknown[]) => Promise<unknown>)(command, ...rest);
    const { ConsumedCapacity: consumed = [] } = answer as { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] };
    const units = [consumed].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
    commands.push({ name: command.constructor.name.replace(/Command$/, ''), units, ...transactionOf(command) });
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
    get formula() {
      const writes = commands.filter((call) => !isRead(call));
      return writes.reduce((sum, { units, transaction = units }) => sum + transaction, 0);
    },
    reset: () => void commands.splice(0),
  };
}
