/** A job that is done every so often and on demand, never twice at once. */
export interface Loop {
  /** Begins to repeat it. */
  start(): void;
  /** Does the whole of it once, after what is under way. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

export function loop(job: () => Promise<void>, everyMs: number, failed: (error: unknown) => void): Loop {
  let last: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const run = (): Promise<void> => {
    last = last.then(() => (stopped ? undefined : job())).catch(failed);
    return last;
  };
  const later = (): void => {
    if (!stopped) timer = setTimeout(() => run().then(later), everyMs);
  };
  return {
    start: later,
    run,
    stop() {
      stopped = true;
      clearTimeout(timer);
      return last;
    },
  };
}
