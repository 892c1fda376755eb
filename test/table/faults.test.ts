import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { isCancelled, translated } from '../../shared/table/faults.ts';

const rest = { message: 'not for callers', $metadata: {} };
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({ ...rest, CancellationReasons: codes.map((Code) => ({ Code })) });
const named = (name: string) => Object.assign(new Error('not for callers'), { name });
const network = (code: string) => Object.assign(new Error('not for callers'), { code });

test.each([
  ['a guard that failed', new ConditionalCheckFailedException(rest)],
  ['a guard of a transaction', cancelled('None', 'ConditionalCheckFailed')],
  ['a conflict', cancelled('TransactionConflict', 'None')],
  ['a guard and throttling at once', cancelled('ThrottlingError', 'ConditionalCheckFailed')],
])('a lost race: %s', async (_, fault) => {
  const error = await translated(Promise.reject(fault)).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ kind: 'conflict', code: 'concurrent-change' });
  expect(isCancelled(error)).toBe(true);
});

test.each([
  ['a throttled transaction', cancelled('ThrottlingError', 'None')],
  ['throttling', named('ThrottlingException')],
  ['a table at its limit', named('ProvisionedThroughputExceededException')],
  ['a time-out', named('TimeoutError')],
  ['a connection that broke', network('ECONNRESET')],
  ['a connection that was closed', network('EPIPE')],
  ['nobody there', network('ECONNREFUSED')],
])('not now: %s', async (_, fault) => {
  const error = await translated(Promise.reject(fault)).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ kind: 'unavailable', code: 'try-again' });
  expect(isCancelled(error)).toBe(false);
});

test('a fault of our own making is not hidden', async () => {
  const fault = named('ValidationException');
  await expect(translated(Promise.reject(fault))).rejects.toBe(fault);
});
