import { DomainError } from '../../shared/kernel/errors.ts';
import { addDuration, type Instant, instant, millis } from '../../shared/kernel/time.ts';
import { readJsonFile, writeJsonFile } from './files.ts';

/** A clock that runs with real time from a moment of its own, and can be moved forward (开发时钟). */
export interface DevClock {
  /** Whether it runs for the first time. */
  readonly fresh: boolean;
  /** Milliseconds since 1970. */
  now(): number;
  /** @throws `clock-backwards` */
  moveTo(to: Instant): void;
  /** By an ISO 8601 duration. @throws `not-a-duration` */
  advance(duration: string): void;
}

/** Begins at `begins`, or goes on as `file` says. */
export function devClock(options: { readonly begins: Instant; readonly file?: string | undefined }): DevClock {
  const { begins, file } = options;
  const kept = file === undefined ? undefined : (readJsonFile(file) as { ahead: number } | undefined);
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const set = (to: number): void => {
    ahead = to - Date.now();
    if (file !== undefined) writeJsonFile(file, { ahead });
  };
  if (kept === undefined) set(millis(begins));
  else ahead = kept.ahead;
  return {
    fresh: kept === undefined,
    now,
    moveTo(to) {
      if (millis(to) < now()) throw new DomainError('rule', 'clock-backwards', { now: instant(now()) });
      set(millis(to));
    },
    advance: (duration) => set(millis(addDuration(instant(now()), duration))),
  };
}
