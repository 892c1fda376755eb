import type { Edge } from './reading.ts';

/** Which meetings to choose, whenever they are held. */
export interface Ask {
  readonly edges: readonly Edge[];
  /** How many meetings each firm can have, by its place. */
  readonly caps: readonly number[];
  /** Firms that meet somebody besides, and need no first meeting of these. */
  readonly met: ReadonlySet<number>;
  /** How many meetings can be chosen in all. */
  readonly room: number;
}

/** On which of two sides each firm is, so that all meetings are across; undefined where they cannot be. */
export function sidesOf(edges: readonly Edge[], firms: number): readonly (0 | 1)[] | undefined {
  const counterparts = Array.from({ length: firms }, (): number[] => []);
  for (const { u, v } of edges) {
    counterparts[u]?.push(v);
    counterparts[v]?.push(u);
  }
  const sides: (0 | 1 | undefined)[] = Array.from({ length: firms });
  for (let from = 0; from < firms; from += 1) {
    if (sides[from] !== undefined) continue;
    sides[from] = 0;
    const queue = [from];
    for (const firm of queue) {
      for (const other of counterparts[firm] ?? []) {
        if (sides[other] === sides[firm]) return undefined;
        if (sides[other] !== undefined) continue;
        sides[other] = sides[firm] === 0 ? 1 : 0;
        queue.push(other);
      }
    }
  }
  return sides.map((side) => side ?? 0);
}

/**
 * The best choice of meetings between two sides, exactly: a flow of least cost by successive shortest paths with
 * potentials (Ahuja, Magnanti, Orlin, Network Flows, 1993, ch. 9.7). A firm's first meeting earns more than all value
 * can, a fixed meeting more than all firms; all sums are whole and below 2^53. The places of the edges chosen, ascending.
 * @throws RangeError where values are too large for that
 */
export function bestAcross({ edges, caps, met, room }: Ask, sides: readonly (0 | 1)[]): readonly number[] {
  const highest = edges.reduce((most, { value }) => Math.max(most, value), 0);
  const first = highest * Math.min(room, edges.length) + 1;
  const fixed = first * (caps.length + 1);
  if (fixed * (edges.filter(({ must }) => must).length + 2) > Number.MAX_SAFE_INTEGER) {
    throw new RangeError('values are too large to be compared exactly');
  }

  const firms = caps.length;
  const sink = firms;
  const gain = edges.map(({ value, must }) => value + (must ? fixed : 0));
  const ends = edges.map(({ u, v }) => (sides[u] === 0 ? ([u, v] as const) : ([v, u] as const)));
  const touching = Array.from({ length: firms }, (): number[] => []);
  for (const [at, [left, right]] of ends.entries()) {
    touching[left]?.push(at);
    touching[right]?.push(at);
  }
  const used = new Uint8Array(edges.length);
  const degree = new Int32Array(firms);
  const free = (firm: number): boolean => (degree[firm] ?? 0) < (caps[firm] ?? 0);
  const firstOf = (firm: number): number => (degree[firm] === 0 && !met.has(firm) ? first : 0);

  // What it costs at least to come to a firm, in the network as it was before the last path.
  const potential = new Float64Array(firms + 1);
  for (let firm = 0; firm < firms; firm += 1) if (sides[firm] === 0) potential[firm] = -firstOf(firm);
  for (let firm = 0; firm < firms; firm += 1) {
    if (sides[firm] !== 1) continue;
    const comings = (touching[firm] ?? []).filter((at) => free(ends[at]?.[0] ?? -1));
    potential[firm] = Math.min(0, ...comings.map((at) => (potential[ends[at]?.[0] ?? -1] ?? 0) - (gain[at] ?? 0)));
    if (free(firm)) potential[sink] = Math.min(potential[sink] ?? 0, (potential[firm] ?? 0) - firstOf(firm));
  }

  const distance = new Float64Array(firms + 1);
  const by = new Int32Array(firms + 1);
  const done = new Uint8Array(firms + 1);
  for (let chosen = 0; chosen < room; chosen += 1) {
    distance.fill(Number.POSITIVE_INFINITY);
    done.fill(0);
    for (let firm = 0; firm < firms; firm += 1) {
      if (sides[firm] !== 0 || !free(firm)) continue;
      distance[firm] = -firstOf(firm) - (potential[firm] ?? 0);
      by[firm] = -1;
    }
    for (;;) {
      let nearest = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let node = 0; node <= firms; node += 1) {
        const far = distance[node] ?? 0;
        if (done[node] === 0 && far < least) [nearest, least] = [node, far];
      }
      if (nearest < 0 || nearest === sink) break;
      done[nearest] = 1;
      const from = least + (potential[nearest] ?? 0);
      const outwards = sides[nearest] === 0;
      for (const at of touching[nearest] ?? []) {
        if ((used[at] === 1) === outwards) continue;
        const other = ends[at]?.[outwards ? 1 : 0] ?? -1;
        const far = from + (outwards ? -(gain[at] ?? 0) : (gain[at] ?? 0)) - (potential[other] ?? 0);
        if (far < (distance[other] ?? 0)) [distance[other], by[other]] = [far, at];
      }
      if (!outwards && free(nearest)) {
        const far = from - firstOf(nearest) - (potential[sink] ?? 0);
        if (far < (distance[sink] ?? 0)) [distance[sink], by[sink]] = [far, nearest];
      }
    }
    const reached = distance[sink] ?? 0;
    if (reached === Number.POSITIVE_INFINITY || reached + (potential[sink] ?? 0) >= 0) break;
    for (let node = 0; node <= firms; node += 1) {
      potential[node] = (potential[node] ?? 0) + Math.min(distance[node] ?? 0, reached);
    }
    let node = by[sink] ?? -1;
    degree[node] = (degree[node] ?? 0) + 1;
    for (let at = by[node] ?? -1; at >= 0; at = by[node] ?? -1) {
      used[at] = used[at] === 1 ? 0 : 1;
      node = ends[at]?.[node === ends[at]?.[0] ? 1 : 0] ?? -1;
    }
    degree[node] = (degree[node] ?? 0) + 1;
  }
  return [...used.keys()].filter((at) => used[at] === 1);
}
