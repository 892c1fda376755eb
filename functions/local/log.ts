import { createWriteStream } from 'node:fs';
import type { Log, LogFields } from '../../shared/log.ts';

export interface LocalLog extends Log {
  close(): Promise<void>;
}

/** JSON lines, with the machine's time, to the file where there is one; without one only errors, to stderr. */
export function localLog(to: { readonly file?: string | undefined; readonly stdout?: boolean }): LocalLog {
  const file = to.stdout || to.file === undefined ? undefined : createWriteStream(to.file, { flags: 'a', mode: 0o600 });
  const line = (level: 'info' | 'error', message: string, fields: LogFields): void => {
    const text = `${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`;
    if (to.stdout) process.stdout.write(text);
    else if (file !== undefined) file.write(text);
    else if (level === 'error') process.stderr.write(text);
  };
  return {
    info: (message, fields) => line('info', message, fields),
    error: (message, fields) => line('error', message, fields),
    close: () => new Promise((resolve) => (file === undefined ? resolve() : file.end(() => resolve()))),
  };
}
