import type { Reading } from './reading.ts';

/** The slot of each chosen edge, by its place; those that found none are left out. */
export type Slots = ReadonlyMap<number, number>;

/** A board of who meets whom when: each firm has one edge a slot at most. */
export function boardOf({ edges, present, slots, tables }: Reading) {
  const taken = present.map((): (number | undefined)[] => Array.from({ length: slots }));
  const slotOf = new Map<number, number>();
  const load = new Int32Array(slots);
  const held = (firm: number, slot: number): number | undefined => taken[firm]?.[slot];
  const isFree = (firm: number, slot: number): boolean =>
    Boolean(present[firm]?.[slot]) && held(firm, slot) === undefined;

  function put(at: number, slot: number): void {
    for (const firm of endsOf(at)) (taken[firm] ?? [])[slot] = at;
    slotOf.set(at, slot);
    load[slot] = (load[slot] ?? 0) + 1;
  }

  function take(at: number): void {
    const slot = slotOf.get(at);
    if (slot === undefined) return;
    for (const firm of endsOf(at)) (taken[firm] ?? [])[slot] = undefined;
    slotOf.delete(at);
    load[slot] = (load[slot] ?? 0) - 1;
  }

  const endsOf = (at: number): readonly [number, number] => [edges[at]?.u ?? -1, edges[at]?.v ?? -1];
  const across = (at: number, firm: number): number => endsOf(at)[endsOf(at)[0] === firm ? 1 : 0];

  /** The edges that change over between two slots when the one of `firm` in the first does; undefined where somebody is absent. */
  function chain(firm: number, from: number, to: number): readonly number[] | undefined {
    const edgesOf: number[] = [];
    let [node, slot, other] = [firm, from, to];
    for (let at = held(node, slot); at !== undefined; at = held(node, slot)) {
      if (edgesOf.includes(at)) break;
      edgesOf.push(at);
      node = across(at, node);
      [slot, other] = [other, slot];
    }
    return edgesOf.every((at) => {
      const into = slotOf.get(at) === from ? to : from;
      return endsOf(at).every((end) => present[end]?.[into]);
    })
      ? edgesOf
      : undefined;
  }

  function changeOver(chained: readonly number[], one: number, other: number): void {
    const moved = chained.map((at) => ({ at, into: slotOf.get(at) === one ? other : one }));
    for (const { at } of moved) take(at);
    for (const { at, into } of moved) put(at, into);
  }

  /** Puts an edge where both are free, if need be after a chain of others changed over (Kőnig 1916; Kempe chains). */
  function place(at: number): boolean {
    const [u, v] = endsOf(at);
    const all = [...load.keys()];
    const common = all.filter((slot) => isFree(u, slot) && isFree(v, slot));
    const roomy = common.find((slot) => (load[slot] ?? 0) < tables);
    if (roomy !== undefined) {
      put(at, roomy);
      return true;
    }
    const [emptiest] = common.toSorted((a, b) => (load[a] ?? 0) - (load[b] ?? 0) || a - b);
    if (emptiest !== undefined) {
      put(at, emptiest);
      return true;
    }
    for (const a of all.filter((slot) => isFree(u, slot))) {
      for (const b of all.filter((slot) => isFree(v, slot))) {
        // `v` holds one in slot a: with its chain changed over, v is free in a as u is, unless the chain comes to u.
        const chained = present[v]?.[a] ? chain(v, a, b) : undefined;
        if (chained === undefined || chained.some((each) => endsOf(each).includes(u))) continue;
        changeOver(chained, a, b);
        put(at, a);
        return true;
      }
    }
    return false;
  }

  /** Takes meetings out of slots that hold more than there are tables, by changing chains over into emptier ones. */
  function balance(): void {
    for (const full of load.keys()) {
      while ((load[full] ?? 0) > tables) {
        if (![...load.keys()].some((slot) => (load[slot] ?? 0) < tables && relieve(full, slot))) break;
      }
    }
  }

  /** Changes one chain over that has one more meeting in the full slot than in the other. */
  function relieve(full: number, slot: number): boolean {
    for (const [at, where] of slotOf) {
      if (where !== full) continue;
      // A chain begins where a firm meets in the full slot only.
      const begins = endsOf(at).find((end) => held(end, slot) === undefined);
      const chained = begins === undefined ? undefined : chain(begins, full, slot);
      if (chained === undefined || chained.length % 2 === 0) continue;
      changeOver(chained, full, slot);
      return true;
    }
    return false;
  }

  return { place, balance, take, load, slotOf: slotOf as Slots };
}

/** Places what was chosen, the best first; what is too much for a slot's tables is left out, the least first. */
export function placed(reading: Reading, chosen: readonly number[]): Slots {
  const { edges, tables } = reading;
  const rank = (at: number): number => (edges[at]?.must ? 1e12 : 0) + (edges[at]?.value ?? 0);
  const board = boardOf(reading);
  for (const at of chosen.toSorted((a, b) => rank(b) - rank(a) || a - b)) board.place(at);
  board.balance();
  for (const [slot, load] of board.load.entries()) {
    const here = [...board.slotOf].filter(([, of]) => of === slot).map(([at]) => at);
    for (const at of here.toSorted((a, b) => rank(a) - rank(b) || b - a).slice(0, Math.max(0, load - tables))) {
      board.take(at);
    }
  }
  return board.slotOf;
}
