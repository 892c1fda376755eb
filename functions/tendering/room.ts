import type { TenderEvent } from './events.ts';

const kib = 1024;

/**
 * How long a tender may be once these events have happened, in bytes. Who drafts must leave room for what the public
 * may send, and that for what has to happen: an opening, an answer or an award never waits for room.
 */
export const roomFor = (events: readonly TenderEvent[]): number => Math.min(...events.map(({ type }) => roomOf(type)));

function roomOf(type: TenderEvent['type']): number {
  switch (type) {
    case 'TenderDrafted':
    case 'TenderRevised':
    case 'CeremonyArranged':
      return 128 * kib;
    // The rules of the pack stand in the tender by then.
    case 'TenderAmended':
    case 'FileAttached':
      return 160 * kib;
    case 'QuestionAsked':
      return 192 * kib;
    case 'ObjectionFiled':
    case 'ComplaintFiled':
      return 256 * kib;
    // Candidates and awards of 32 lots and 200 items come to less than 120 KiB, to two winners of each.
    default:
      return 384 * kib;
  }
}
