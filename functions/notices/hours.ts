import { addDays, dayOf, type Instant, instant, millis, startOfDay } from '../../shared/kernel/time.ts';

/** Hours of Shanghai, `22:00` to `07:00`, in which nothing is sent (静默时段): the first minute is in them, the last is not. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** How often mail is sent (汇总方式): within two minutes, each hour, or each day at an hour of Shanghai. */
export type Digest =
  | { readonly mode: 'at-once' }
  | { readonly mode: 'hourly' }
  | { readonly mode: 'daily'; readonly hour: number };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** The moment itself, or where the quiet hours that it lies in end. */
export function outOfQuiet(at: Instant, quiet: QuietHours | undefined): Instant {
  if (quiet === undefined) return at;
  const day = dayOf(at);
  const midnight = millis(startOfDay(day));
  const now = Math.floor((millis(at) - midnight) / minuteMs);
  const [from, to] = [minutes(quiet.from), minutes(quiet.to)];
  const within = from < to ? from <= now && now < to : now >= from || now < to;
  if (!within) return at;
  const ends = to > now ? midnight : millis(startOfDay(addDays(day, 1)));
  return instant(ends + to * minuteMs);
}

/** When what is told at a moment is sent: always later, what is told later never sooner, and never in quiet hours. */
export function sendAt(told: Instant, digest: Digest, quiet: QuietHours | undefined): Instant {
  return outOfQuiet(nextOf(told, digest), quiet);
}

function nextOf(told: Instant, digest: Digest): Instant {
  if (digest.mode === 'daily') {
    const today = instant(millis(startOfDay(dayOf(told))) + digest.hour * hourMs);
    return today > told ? today : instant(millis(today) + 24 * hourMs);
  }
  // Within a minute what comes together goes together.
  const step = digest.mode === 'hourly' ? hourMs : minuteMs;
  return instant((Math.floor(millis(told) / step) + 1) * step);
}
