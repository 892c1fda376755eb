import { eventHash, parseEvent } from '../../shared/sealing/chain.ts';

/** An event of a log as the API tells it: the exact text that its hash covers. */
export interface Told {
  readonly json: string;
  readonly hash: string;
}

/** `fits` where the hash follows from the event before and this text; `gap` where that event is not public yet. */
export type ChainState = 'fits' | 'gap' | 'broken';

export interface Linked {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly role: string;
  /** The article that it stands on (依据). */
  readonly rule: string | undefined;
  readonly told: Told;
  readonly state: ChainState;
}

/** Each event of a log from its beginning, with whether it hangs on the one before (哈希链). */
export function linked(log: readonly Told[]): readonly Linked[] {
  let before: { readonly seq: number; readonly hash: string | null } = { seq: 0, hash: null };
  return log.map((told) => {
    const { seq, at, type, actor, data } = (parseEvent(told.json) ?? {}) as Partial<Event>;
    const place = Number(seq ?? 0);
    const follows = place === before.seq + 1;
    const state = !follows ? 'gap' : eventHash(before.hash, told.json) === told.hash ? 'fits' : 'broken';
    before = { seq: place, hash: told.hash };
    return { seq: place, at: at ?? '', type: type ?? '', role: actor?.role ?? '', rule: data?.rule, told, state };
  });
}

interface Event {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly actor: { readonly role: string };
  readonly data: { readonly rule?: string };
}
