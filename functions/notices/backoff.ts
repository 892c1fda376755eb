import { type Instant, instant, millis } from '../../shared/kernel/time.ts';

/** Seconds before the second and each further try: ten tries in 76 hours, as the Standard Webhooks specification suggests. */
const delays = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
const longestWaitS = 86_400;

/**
 * When it is tried again after so many tries, undefined when it is given up. `jitter` is from 0 to 99 and adds up to a fifth,
 * so that what failed together does not come together again; `retryAfter`, in seconds, is what the receiver asked for.
 */
export function nextTry(tries: number, at: Instant, jitter: number, retryAfter = 0): Instant | undefined {
  const delay = delays[tries - 1];
  if (delay === undefined) return undefined;
  const wait = delay * 1000 + delay * 2 * jitter;
  return instant(millis(at) + Math.max(wait, Math.min(retryAfter, longestWaitS) * 1000));
}
