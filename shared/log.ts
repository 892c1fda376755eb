/**
 * The log: one structured line a request, fields that are safe by construction. Never a body, a token, a concrete
 * path or an error's message from outside.
 */
export interface Log {
  info(message: string, fields: LogFields): void;
  error(message: string, fields: LogFields): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Of an unexpected error only its name and the place it came from: a message may quote what it choked on. */
export function faultFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { fault: typeof error };
  const place = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  return { fault: error.name, place: place?.trim() };
}
