import { derivedId } from '../../shared/kernel/id.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import { pairOf } from './pair.ts';

const idFrom = (kind: 'registration' | 'meeting', ...cause: readonly string[]): string =>
  derivedId(kind, sha256(new TextEncoder().encode(canonical([kind, ...cause]))));

/** A firm registers for an event once. */
export const registrationId = (event: string, firm: string): string => idFrom('registration', event, firm);

/** Two firms meet once at an event. */
export function meetingId(event: string, one: string, other: string): string {
  const { a, b } = pairOf(one, other);
  return idFrom('meeting', event, a, b);
}
