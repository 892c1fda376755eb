import { instant } from '../../../shared/kernel/time.ts';
import type { Listed } from '../views.ts';
import { uuidBytes } from './build.ts';
import { type Sections, type SnapshotHeader, unpack } from './format.ts';

const decoder = new TextDecoder();
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A listing as search shows it. */
export type Shown = Listed & { readonly originLabel?: string };

/** One opened snapshot, or one built in memory of what has changed since; `dead` marks what something newer replaced. */
export interface Segment extends SnapshotHeader, Readonly<Omit<Sections, 'stringBytes' | 'termBytes'>> {
  readonly count: number;
  readonly dead: Uint8Array;
  /** x, y and z of each point, on a sphere of radius 1. */
  readonly vectors: Float64Array;
  /** The bases of prices that there are, and their numbers. */
  readonly basisNumbers: ReadonlyMap<string, number>;
  text(number: number): string;
  /** The number of a term, -1 where no document has it. */
  term(text: string): number;
  /** The number of the document with that id, -1 where there is none. */
  find(id: string): number;
  id(number: number): string;
  show(number: number): Shown;
}

/** Opens a snapshot; undefined when it is damaged or of another version. */
export function openIndex(bytes: Uint8Array): Segment | undefined {
  const opened = unpack(bytes);
  if (opened === undefined) return undefined;
  const { header, sections } = opened;
  const { stringBytes, stringStarts, termBytes, termStarts, ids, byId, recordStarts, recordBytes } = sections;
  const slice = (texts: Uint8Array, starts: Uint32Array, at: number) =>
    decoder.decode(texts.subarray(starts[at], starts[at + 1]));
  const text = (number: number): string => slice(stringBytes, stringStarts, number);
  const count = byId.length;
  const paths = new Map<number, string>();
  const pathOf = (number: number): string => {
    const known = paths.get(number) ?? text(number);
    paths.set(number, known);
    return known;
  };
  const basisNumbers = new Map([...new Set(sections.bases)].map((number) => [text(number), number]));

  function compareIds(number: number, sought: Uint8Array): number {
    for (let at = 0; at < 16; at += 1) {
      const difference = (ids[number * 16 + at] ?? 0) - (sought[at] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  function id(number: number): string {
    let hex = '';
    for (let at = number * 16; at < number * 16 + 16; at += 1) hex += hexOf[ids[at] ?? 0];
    return `prd_${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  return {
    ...header,
    ...sections,
    count,
    dead: new Uint8Array(count),
    vectors: vectorsOf(sections.points),
    basisNumbers,
    text,
    term: (sought) =>
      lowest(termStarts.length - 1, (at) => {
        const found = slice(termBytes, termStarts, at);
        return found < sought ? -1 : found === sought ? 0 : 1;
      }),
    find(sought) {
      const uuid = uuidBytes(sought);
      const place = lowest(count, (at) => compareIds(byId[at] ?? 0, uuid));
      return place < 0 ? -1 : (byId[place] ?? -1);
    },
    id,
    show(number) {
      const nested: Record<string, Record<string, unknown>> = { price: {}, attributes: {} };
      const shown: Record<string, unknown> = { id: id(number), ...nested };
      let at = recordStarts[number] ?? 0;
      const end = recordStarts[number + 1] ?? 0;
      const next = (): number => {
        let value = 0;
        for (let shift = 0; ; shift += 7) {
          const byte = recordBytes[at] ?? 0;
          at += 1;
          value |= (byte & 127) << shift;
          if (byte < 128) return value;
        }
      };
      while (at < end) {
        const path = pathOf(next());
        const value = JSON.parse(text(next()));
        const dot = path.indexOf('.');
        const into = dot < 0 ? shown : (nested[path.slice(0, dot)] ?? shown);
        into[path.slice(dot + 1)] = value;
      }
      return { ...shown, publishedAt: instant(sections.published[number] ?? 0) } as unknown as Shown;
    },
  };
}

/** The first of `count` places in order where `compare` says 0, -1 where there is none. */
function lowest(count: number, compare: (at: number) => number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(middle) < 0) low = middle + 1;
    else high = middle;
  }
  return low < count && compare(low) === 0 ? low : -1;
}

function vectorsOf(points: Float64Array): Float64Array {
  const vectors = new Float64Array((points.length / 2) * 3);
  for (let at = 0; at < points.length / 2; at += 1) {
    vectors.set(vectorOf(points[at * 2] ?? 0, points[at * 2 + 1] ?? 0), at * 3);
  }
  return vectors;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** A point on the sphere of radius 1. */
export function vectorOf(lon: number, lat: number): readonly [number, number, number] {
  const [east, north] = [radians(lon), radians(lat)];
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
}

/** The earth's mean radius in metres (IUGG R1). */
const radius = 6_371_009;

/** The great-circle distance in metres that a chord's square stands for: the haversine formula, whose haversine is a quarter of it. */
export const metresOf = (chord: number): number =>
  Math.round(2 * radius * Math.asin(Math.min(1, Math.sqrt(chord) / 2)));

/** The square of the chord over a distance in metres. */
export const chordOf = (metres: number): number => (2 * Math.sin(Math.min(metres / radius, Math.PI) / 2)) ** 2;
