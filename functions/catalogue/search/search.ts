import { filterTerm, type Ranked } from './document.ts';
import {
  comparePositions,
  decodeCursor,
  encodeCursor,
  type FacetValue,
  type Position,
  rank,
  type SearchQuery,
  type SearchResult,
} from './query.ts';
import { chordOf, metresOf, type Segment, vectorOf } from './segment.ts';
import { Top } from './top.ts';
import { type Group, understand } from './words.ts';

/** A facet shows this many values at most, the most frequent. */
const facetValues = 50;
/** Where no listing has all that was asked for, those with half of the best fit are shown. */
const half = 2;

interface Hit extends Position {
  readonly segment: Segment;
  readonly number: number;
  readonly chord: number;
}

/** One segment's documents that pass the filters, with how well the words fit. */
interface Candidates {
  readonly segment: Segment;
  readonly numbers: Uint32Array;
  readonly fits: Int32Array | undefined;
  readonly chords: Float64Array | undefined;
}

/**
 * Searches the segments together. All words must be found, each by any of its forms; where no listing has them all, the
 * best fits. Deterministic: the same segments and query give the same answer. Throws `cursor-invalid`.
 */
export function searchIn(segments: readonly Segment[], query: SearchQuery): SearchResult {
  const after = decodeCursor(query);
  const { groups, understood, rest } = understand(query.q ?? '');
  const weighed = weigh(segments, groups);
  const missing = query.q !== undefined && weighed.length === 0;
  const passed = missing
    ? []
    : selected(
        segments.map((segment) => candidatesOf(segment, query, weighed)),
        weighed,
      );
  const asksPrice = query.priceMin !== undefined || query.priceMax !== undefined || query.sort.endsWith('price');
  const basis = query.priceBasis ?? (asksPrice ? commonBasis(passed) : undefined);
  const { kept, otherBasis } = basis === undefined ? { kept: passed, otherBasis: 0 } : within(passed, query, basis);
  const { items, next } = page(kept, query, after);
  return {
    items,
    next,
    total: kept.reduce((sum, { numbers }) => sum + numbers.length, 0),
    ...(query.facets ? { facets: count(kept) } : {}),
    ...(understood === undefined ? {} : { understood }),
    ...(rest === '' ? {} : { rest }),
    ...(basis === undefined ? {} : { priceBasis: basis, excluded: { otherBasis } }),
  };
}

interface Weighed extends Group {
  readonly weight: number;
}

/** The rarer, the weightier (inverse document frequency, Spärck Jones 1972), in whole numbers; what nobody has is left out. */
function weigh(segments: readonly Segment[], groups: readonly Group[]): Weighed[] {
  const total = segments.reduce((sum, { count }) => sum + count, 0);
  const weighed = groups.flatMap((group) => {
    const having = group.forms.reduce(
      (sum, form) => sum + segments.reduce((n, segment) => n + countOf(segment, form), 0),
      0,
    );
    return having === 0 ? [] : [{ ...group, weight: 1 + Math.floor(16 * Math.log2(1 + total / having)) * group.boost }];
  });
  const others = weighed.reduce((sum, { goods, weight }) => sum + (goods ? 0 : weight), 0);
  return weighed.map((each) => (each.goods ? { ...each, weight: 1 + others * half } : each));
}

const countOf = (segment: Segment, form: string): number => segment.documentCounts[segment.term(form)] ?? 0;

function candidatesOf(segment: Segment, query: SearchQuery, groups: readonly Weighed[]): Candidates & { all: boolean } {
  const { count: size, dead, lastDays, places } = segment;
  const passes = new Uint8Array(size);
  for (const [name, value] of query.filters)
    each(segment, filterTerm(name, value), (at) => {
      passes[at] = (passes[at] ?? 0) + 1;
    });
  const fits = groups.length === 0 ? undefined : new Int32Array(size);
  const found = new Uint8Array(size);
  const last = new Uint8Array(size);
  if (fits !== undefined) {
    for (const [index, { forms, weight }] of groups.entries()) {
      for (const form of forms) {
        each(segment, form, (at) => {
          if (last[at] === index + 1) return;
          last[at] = index + 1;
          found[at] = (found[at] ?? 0) + 1;
          fits[at] = (fits[at] ?? 0) + weight;
        });
      }
    }
  }
  const distance = query.near === undefined ? undefined : distances(segment, query.near.lon, query.near.lat);
  const chords = distance === undefined ? undefined : new Float64Array(size);
  const limit = query.within === undefined ? Number.POSITIVE_INFINITY : chordOf(query.within);
  const needsPlace = query.within !== undefined || query.sort === 'distance';
  const numbers = new Uint32Array(size);
  const [filters, words] = [query.filters.length, groups.length];
  let [taken, all] = [0, false];
  for (let at = 0; at < size; at += 1) {
    if (passes[at] !== filters || dead[at] === 1 || (lastDays[at] ?? 0) < query.today) continue;
    if (words > 0 && found[at] === 0) continue;
    if (distance !== undefined && chords !== undefined) {
      const chord = distance(places[at] ?? 0);
      if (needsPlace && !(chord <= limit && chord < Number.POSITIVE_INFINITY)) continue;
      chords[at] = chord;
    }
    if (found[at] === words) all = true;
    numbers[taken] = at;
    taken += 1;
  }
  return { segment, numbers: numbers.subarray(0, taken), fits, chords, all };
}

/** Those with every word if there are any, else the best fits. */
function selected(found: readonly (Candidates & { all: boolean })[], groups: readonly Weighed[]): Candidates[] {
  if (groups.length === 0) return [...found];
  const whole = groups.reduce((sum, { weight }) => sum + weight, 0);
  let best = whole;
  if (!found.some(({ all }) => all)) {
    best = 0;
    for (const { numbers, fits } of found) for (const at of numbers) best = Math.max(best, fits?.[at] ?? 0);
    best /= half;
  }
  return found.map((each) => ({ ...each, numbers: each.numbers.filter((at) => (each.fits?.[at] ?? 0) >= best) }));
}

/** Calls for every document that has the term. */
function each(segment: Segment, text: string, take: (at: number) => void): void {
  const term = segment.term(text);
  if (term < 0) return;
  const { postingBytes, postingStarts } = segment;
  const end = postingStarts[term + 1] ?? 0;
  let number = -1;
  for (let at = postingStarts[term] ?? 0; at < end; at += 1) {
    let byte = postingBytes[at] ?? 0;
    let gap = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      at += 1;
      byte = postingBytes[at] ?? 0;
      gap |= (byte & 127) << shift;
    }
    number += gap + 1;
    take(number);
  }
}

/** The square of the chord from a place to the nearest point of a set; endless where the set is empty. */
function distances({ vectors, placeStarts }: Segment, lon: number, lat: number): (set: number) => number {
  const [x, y, z] = vectorOf(lon, lat);
  const known = new Float64Array(placeStarts.length).fill(-1);
  return (set) => {
    if ((known[set] ?? -1) >= 0) return known[set] ?? 0;
    let nearest = Number.POSITIVE_INFINITY;
    for (let at = placeStarts[set] ?? 0; at < (placeStarts[set + 1] ?? 0); at += 1) {
      const [a = 0, b = 0, c = 0] = [vectors[at * 3], vectors[at * 3 + 1], vectors[at * 3 + 2]];
      nearest = Math.min(nearest, (a - x) ** 2 + (b - y) ** 2 + (c - z) ** 2);
    }
    known[set] = nearest;
    return nearest;
  };
}

/** The basis that most of them have; of several the first by name. */
function commonBasis(candidates: readonly Candidates[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { segment, numbers } of candidates) {
    const here = new Uint32Array(Math.max(0, ...segment.basisNumbers.values()) + 1);
    for (const at of numbers) {
      const basis = segment.bases[at] ?? 0;
      here[basis] = (here[basis] ?? 0) + 1;
    }
    for (const [text, number] of segment.basisNumbers) counts.set(text, (counts.get(text) ?? 0) + (here[number] ?? 0));
  }
  return [...counts].filter(([, count]) => count > 0).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
}

/** Those with a price on this basis and in the range; how many have another. */
function within(candidates: readonly Candidates[], query: SearchQuery, basis: string) {
  const { priceMin = 0, priceMax = Number.POSITIVE_INFINITY } = query;
  let otherBasis = 0;
  const kept = candidates.map((each) => {
    const { bases, prices } = each.segment;
    const sought = each.segment.basisNumbers.get(basis) ?? -1;
    const numbers = each.numbers.filter((at) => {
      const same = bases[at] === sought;
      if (!same) otherBasis += 1;
      const price = prices[at] ?? 0;
      return same && price >= priceMin && price <= priceMax;
    });
    return { ...each, numbers };
  });
  return { kept, otherBasis };
}

function page(candidates: readonly Candidates[], query: SearchQuery, after: Position | undefined) {
  const top = new Top<Hit>(query.limit + 1, comparePositions);
  const ranked: { -readonly [Name in keyof Ranked]: Ranked[Name] } = { fit: 0, price: 0, chord: 0, published: 0 };
  for (const { segment, numbers, fits, chords } of candidates) {
    for (const number of numbers) {
      ranked.fit = fits?.[number] ?? 0;
      ranked.price = segment.prices[number] ?? 0;
      ranked.chord = chords?.[number] ?? 0;
      ranked.published = segment.published[number] ?? 0;
      const order = rank(query.sort, ranked);
      const worst = top.worst;
      if (worst !== undefined && (order > worst.rank || (order === worst.rank && ranked.published < worst.published)))
        continue;
      if (after !== undefined && order < after.rank) continue;
      const { published, chord } = ranked;
      const hit = { rank: order, published, id: segment.id(number), segment, number, chord };
      if (after === undefined || comparePositions(hit, after) > 0) top.add(hit);
    }
  }
  const hits = top.sorted();
  const shown = hits.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ segment, number, chord }) => ({
      ...segment.show(number),
      ...(query.near === undefined || chord === Number.POSITIVE_INFINITY ? {} : { distanceMetres: metresOf(chord) }),
    })),
    next: hits.length > query.limit && last !== undefined ? encodeCursor(query, last) : null,
  };
}

/** How many have each value of each facet. */
function count(candidates: readonly Candidates[]): Record<string, FacetValue[]> {
  const byName = new Map<string, Map<string, number>>();
  for (const { segment, numbers } of candidates) {
    const { facets, facetStarts, facetValues: pairs } = segment;
    const counts = new Uint32Array(pairs.length / 2);
    for (const number of numbers) {
      const end = facetStarts[number + 1] ?? 0;
      for (let at = facetStarts[number] ?? 0; at < end; at += 1) {
        const facet = facets[at] ?? 0;
        counts[facet] = (counts[facet] ?? 0) + 1;
      }
    }
    for (let facet = 0; facet < counts.length; facet += 1) {
      const count = counts[facet] ?? 0;
      if (count === 0) continue;
      const [name, value] = [segment.text(pairs[facet * 2] ?? 0), segment.text(pairs[facet * 2 + 1] ?? 0)];
      const values = byName.get(name) ?? new Map<string, number>();
      byName.set(name, values.set(value, (values.get(value) ?? 0) + count));
    }
  }
  const frequent = (values: Map<string, number>): FacetValue[] =>
    [...values]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, facetValues);
  return Object.fromEntries(
    [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, values]) => [name, frequent(values)]),
  );
}
