import { DomainError } from '../../shared/kernel/errors.ts';
import { addDuration, dayOf, endOfDay, type Instant, millis } from '../../shared/kernel/time.ts';
import limits from './data/limits.json' with { type: 'json' };

/** What an organisation may do so often and no oftener (限频). */
export type Limited = 'posts' | 'post-changes' | 'projects' | 'enquiries' | 'abuse-reports';

/** A minute, or a day of Asia/Shanghai, of which each takes so many; `refused` is the code when it is full. */
export interface Window {
  readonly name: string;
  readonly max: number;
  readonly endsAt: Instant;
  readonly refused: string;
}

/** The windows in which something done at that time counts. */
export function windowsAt(what: Limited, at: Instant): readonly Window[] {
  const minute = at.slice(0, 16);
  const day = dayOf(at);
  return [
    {
      name: `${what}#${minute}`,
      max: limits[what].minute,
      endsAt: addDuration(`${minute}:00.000Z`, 'PT1M'),
      refused: `too-many-${what}`,
    },
    { name: `${what}#${day}`, max: limits[what].day, endsAt: endOfDay(day), refused: `too-many-${what}-today` },
  ];
}

/** The refusal by a full window, with the seconds until it ends. */
export function tooMany({ max, endsAt, refused }: Window, at: Instant): DomainError {
  const retryAfter = Math.ceil((millis(endsAt) - millis(at)) / 1000);
  return new DomainError('too-many', refused, { max, retryAfter });
}

/** Throws again what a change was refused with: a window that filled up meanwhile as what it is. */
export const orTooMany =
  (what: Limited, at: Instant) =>
  (error: unknown): never => {
    const full = windowsAt(what, at).find(({ refused }) => error instanceof DomainError && error.code === refused);
    throw full === undefined ? error : tooMany(full, at);
  };
