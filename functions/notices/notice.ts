import { derivedId, prefixes } from '../../shared/kernel/id.ts';
import { dayOf, type Instant, instant, type Month, millis, monthOf } from '../../shared/kernel/time.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import type { Topic } from './topics.ts';

/** What fills the words of a notice: ids, codes, names and counts; never a quantity, a price, or what somebody wrote. */
export type Params = Readonly<Record<string, string | number>>;

/** That something happened and where to read it (通知): the reader is authorised there. `code` is worded at the edge. */
export interface Notice {
  readonly id: string;
  readonly topic: Topic;
  readonly code: string;
  readonly params: Params;
  readonly link: string;
  /** When it happened. */
  readonly at: Instant;
}

/** A notice that is not addressed yet. */
export type Draft = Omit<Notice, 'id' | 'at'>;

/**
 * The id of what is told of one event to one recipient: however often and late the event comes, it is the same, and it stands
 * in the order of events.
 */
export function timedId(kind: 'notice' | 'sending', at: Instant, key: string): string {
  const time = BigInt(millis(at));
  const bytes = Array.from({ length: 6 }, (_, index) => Number((time >> BigInt(40 - 8 * index)) & 0xffn));
  return derivedId(kind, Uint8Array.from([...bytes, ...sha256(new TextEncoder().encode(key)).subarray(0, 10)]));
}

/** The month in which such an id stands. */
export function monthOfId(id: string): Month {
  const hex = id.slice(prefixes.notice.length + 1).replaceAll('-', '');
  return monthOf(dayOf(instant(Number.parseInt(hex.slice(0, 12), 16))));
}
