import type { Event } from './event.ts';

/** A holder says that its share opens (确认份额可用). */
export type ShareConfirmed = Event<'ShareConfirmed', { readonly holder: string }>;

/** What happens to the key of an opening by ceremony. */
export type CeremonyEvent = ShareConfirmed;
