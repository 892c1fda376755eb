/** How AWS says of any of its services: not now. */
const busy = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
  'TransactionInProgressException',
  'ServiceUnavailable',
  'TimeoutError',
  'SlowDown',
  'RequestThrottled',
  'InternalError',
]);

/** Node's codes of a connection that broke: what was written is as unknown as after a time-out. */
const disconnected = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** Whether something outside is busy or out of reach (外部服务暂不可用), whatever was asked of it: the same may be asked again. */
export const isOutage = (error: unknown): boolean =>
  error instanceof Error && (busy.has(error.name) || disconnected.has((error as { code?: string }).code ?? ''));
