/** A job that is done every so often and on demand, never twice at once; one that takes long ends where the signal says so. */
export interface Loop {
  /** Begins to repeat it. */
  start(): void;
  /** Does the whole of it once, after what is under way. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

export function loop(
  job: (ending: AbortSignal) => Promise<void>,
  everyMs: number,
  failed: (error: unknown) => void,
): Loop {
  let last: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const end = new AbortController();
  const { signal } = end;
  const run = (): Promise<void> => {
    last = last
      .then(() => (signal.aborted ? undefined : job(signal)))
      .catch((error: unknown) => {
        if (error !== signal.reason) failed(error);
      });
    return last;
  };
  const later = (): void => {
    if (!signal.aborted) timer = setTimeout(() => run().then(later), everyMs);
  };
  return {
    start: later,
    run,
    stop() {
      end.abort();
      clearTimeout(timer);
      return last;
    },
  };
}
