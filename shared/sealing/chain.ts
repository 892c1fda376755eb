import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical } from '../kernel/json.ts';
import { fromBase64url, sha256Hex } from './hash.ts';

const genesis = '0'.repeat(64);

/**
 * The hash of an event in its chain (事件哈希链): SHA-256(previous hash as 32 raw bytes ‖ UTF-8 bytes of the event's
 * JCS), in hex; the first event stands on 32 zero bytes.
 */
export function eventHash(previous: string | null, eventJcs: string): string {
  return sha256Hex(concatBytes(hexToBytes(previous ?? genesis), utf8ToBytes(eventJcs)));
}

/** What a chain of events hashes to. */
export interface ChainCheck {
  /** The hash of each event; an anchor kept elsewhere (a receipt's `chainHead`, a signed head) is one of them. */
  readonly hashes: readonly string[];
  /** The last of them; `null` for no events. */
  readonly head: string | null;
  /** The events, parsed; `undefined` for what is none. */
  readonly events: readonly (ParsedEvent | undefined)[];
  /** Index of the first event that is not the JCS of an object. */
  readonly brokenAt?: number;
  /** Index of the first event whose `seq` is not its place counted from 1. */
  readonly seqBroken?: number;
}

/**
 * Hashes the stored JCS strings in order. An edit that keeps form and numbering shows only in the hashes from
 * there on, so the head must be compared with one that was signed or handed out before.
 */
export function verifyChain(events: readonly string[]): ChainCheck {
  const hashes: string[] = [];
  for (const event of events) hashes.push(eventHash(hashes.at(-1) ?? null, event));
  const parsed = events.map(parseEvent);
  const brokenAt = parsed.indexOf(undefined);
  const seqBroken = parsed.findIndex((event, at) => event?.seq !== at + 1);
  return {
    hashes,
    head: hashes.at(-1) ?? null,
    events: parsed,
    ...(brokenAt >= 0 && { brokenAt }),
    ...(seqBroken >= 0 && { seqBroken }),
  };
}

/** An event as its text has it: of whatever form. */
export type ParsedEvent = Readonly<Record<string, unknown>>;

/** The event of its JCS string, or `undefined` where the string is not the JCS of an object. */
export function parseEvent(jcs: string): ParsedEvent | undefined {
  try {
    const value: unknown = JSON.parse(jcs);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return canonical(value) === jcs ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What an event carries of a private value kept beside it: SHA-256(salt ‖ JCS(value)), in hex, so that the
 * value can be withheld or erased and the chain still verifies.
 */
export function saltedHash(salt: string, value: unknown): string {
  return sha256Hex(concatBytes(fromBase64url(salt), utf8ToBytes(canonical(value))));
}
