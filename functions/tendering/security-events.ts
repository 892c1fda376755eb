import type { Money } from '../../shared/kernel/money.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { Event } from './event.ts';

/** A bid security (投标保证金) as it was found after the opening: a letter of guarantee, or money. */
export interface Security {
  readonly supplier: string;
  readonly lot: string;
  readonly form: 'letter-of-guarantee' | 'transfer' | 'cheque' | 'insurance';
  /** Who guarantees, for a letter; the bank, for money. */
  readonly issuer: string;
  readonly number: string;
  readonly amount: Money;
  readonly validTo: Day;
}

export type SecurityRecorded = Event<'SecurityRecorded', { readonly security: Security; readonly recordedAt: Instant }>;
export type SecurityReturned = Event<
  'SecurityReturned',
  {
    readonly supplier: string;
    readonly lot: string;
    readonly returnedOn: Day;
    /** Bank interest paid with it (同期存款利息). */
    readonly interest: Money;
    readonly returnedAt: Instant;
  }
>;

export type SecurityEvent = SecurityRecorded | SecurityReturned;
