import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { DomainError } from '../kernel/errors.ts';
import { isOutage } from '../kernel/outage.ts';
import type { Key } from './keys.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A transaction or a conditional write that lost to another. */
class LostRace extends DomainError {}

export const isCancelled = (error: unknown): boolean => error instanceof LostRace;

interface AwsFault {
  readonly name: string;
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

const isAwsFault = (error: unknown): error is AwsFault => error instanceof Error;

/**
 * Turns the database's faults into ours: a failed guard or a conflict with another transaction is
 * `conflict/concurrent-change`, throttling and time-outs are `unavailable/try-again`. What was written is unknown
 * after a time-out: the caller asks again with the same Idempotency-Key.
 */
export async function translated<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    if (error.name === 'ConditionalCheckFailedException' || error.name === 'TransactionConflictException') {
      throw new LostRace('conflict', 'concurrent-change');
    }
    if (error.name === 'TransactionCanceledException') {
      const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
      if (codes.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict')) {
        throw new LostRace('conflict', 'concurrent-change');
      }
      throw new DomainError('unavailable', 'try-again');
    }
    if (isOutage(error)) throw new DomainError('unavailable', 'try-again');
    throw error;
  }
}

/** Whether a conditional write was done: not where its condition failed, nor where it met another transaction. */
export async function won(write: Promise<unknown>): Promise<boolean> {
  try {
    await translated(write);
    return true;
  } catch (error) {
    if (isCancelled(error)) return false;
    throw error;
  }
}

/**
 * The refusal of a change that failed for unique rows or accounts alone: the first of them. Where anything else failed
 * too, such as the version read, the race was lost and the command is to be decided again first.
 */
export function refusalOf(
  fault: unknown,
  items: readonly TransactItem[],
  guarded: readonly { readonly key: Key; readonly unique?: string }[],
): DomainError | undefined {
  const { CancellationReasons: reasons = [] } = fault as {
    CancellationReasons?: readonly { readonly Code?: string }[];
  };
  const failed = reasons.flatMap(({ Code: code = 'None' }, index) => (code === 'None' ? [] : [{ code, index }]));
  const codes = failed.map(({ code, index }) => {
    if (code !== 'ConditionalCheckFailed') return undefined;
    const { pk, sk } = items[index]?.Put?.Item ?? items[index]?.Update?.Key ?? {};
    return guarded.find(({ key }) => key.pk === pk && key.sk === sk)?.unique;
  });
  const [first] = codes;
  return first === undefined || codes.includes(undefined) ? undefined : new DomainError('conflict', first);
}
