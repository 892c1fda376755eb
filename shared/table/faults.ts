import { DomainError } from '../kernel/errors.ts';

/** A transaction or a conditional write that lost to another. */
class LostRace extends DomainError {}

export const isCancelled = (error: unknown): boolean => error instanceof LostRace;

/** DynamoDB's ways of saying: not now. */
const busy = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
  'TransactionInProgressException',
  'ServiceUnavailable',
  'TimeoutError',
]);

/** Node's codes of a connection that broke: what was written is as unknown as after a time-out. */
const disconnected = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

interface AwsFault {
  readonly name: string;
  readonly code?: string;
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
    if (busy.has(error.name) || disconnected.has(error.code ?? '')) throw new DomainError('unavailable', 'try-again');
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
