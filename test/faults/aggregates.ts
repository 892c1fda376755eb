import { type DomainEvent, fold } from '../../shared/kernel/decider.ts';
import type { AggregateKind, Snapshot } from '../../shared/table/aggregate.ts';
import { keys } from '../../shared/table/keys.ts';
import type { Stored } from '../support/expressions.ts';
import type { Items } from '../support/memory-table.ts';
import { kinds } from './kinds.ts';

/** An aggregate as its items have it: the snapshot, its events as they stand, and their private values. */
export interface Kept {
  readonly id: string;
  readonly kind: AggregateKind<unknown, DomainEvent, unknown>;
  readonly item: Stored;
  readonly snapshot: Snapshot<unknown>;
  readonly events: readonly Stored[];
  /** What happened, as its decider said it; where a private value was erased it is not there. */
  readonly past: readonly DomainEvent[];
  readonly sidecars: readonly Stored[];
  /** Its state after each of its events, the first before any. */
  readonly states: readonly unknown[];
}

/** The aggregates of these partitions; a partition without a snapshot is none, unless it has events. */
export function aggregatesIn(main: Items, partitions: Iterable<string>): Kept[] {
  return [...partitions].flatMap((pk) => keptIn(pk, main.get(pk)));
}

function keptIn(pk: string, items: ReadonlyMap<string, Stored> = new Map()): Kept[] {
  const events = [...items.values()]
    .filter(({ sk }) => sk.startsWith(keys.eventPrefix))
    .sort((a, b) => (a.sk < b.sk ? -1 : 1));
  const item = items.get(keys.snapshot(pk).sk);
  if (events.length === 0) return [];
  if (item === undefined) throw new Error(`${pk} has events and no snapshot`);
  const kind = kinds.get(item.kind as string);
  if (kind === undefined) throw new Error(`nobody keeps aggregates of kind ${item.kind}`);
  const sidecars = [...items.values()].filter(({ sk }) => sk.startsWith('p#'));
  const past = events.map((event) => happened(event, sidecars));
  const states = [kind.decider.initial];
  for (const each of past) states.push(fold(kind.decider, [each], states.at(-1)));
  const { version, head } = item as unknown as { version: number; head: string };
  const snapshot = { id: pk, state: JSON.parse(item.state as string) as unknown, version, head };
  return [{ id: pk, kind, item, snapshot, events, past, sidecars, states }];
}

/** An event as it was decided, its private values with it. */
function happened({ sk, json }: Stored, sidecars: readonly Stored[]): DomainEvent {
  const { type, v, data } = JSON.parse(json as string);
  const { private: hashes, ...open } = data;
  const own = `${sk.replace(/^e/, 'p')}#`;
  const values = sidecars
    .filter((each) => each.sk.startsWith(own) && each.sk !== `${own}origin`)
    .map((each) => [each.sk.slice(own.length), JSON.parse(each.value as string)]);
  const isPrivate = Object.keys(hashes).some((name) => name !== 'origin');
  return { type, v, data: open, ...(isPrivate ? { private: Object.fromEntries(values) } : {}) };
}
