import type { Degrees } from './model.ts';

/** The earth's mean radius in metres (IUGG). */
const earth = 6_371_008.8;

const radians = (degrees: string): number => (Number(degrees) * Math.PI) / 180;

/**
 * The great-circle distance in whole metres by the haversine formula, the same in both directions. Datums are not told
 * apart: GCJ-02 and WGS-84 lie less than a kilometre from each other, and what is made of it is an estimate.
 */
export function metresBetween(a: Degrees, b: Degrees): number {
  const half = (one: string, other: string) => Math.sin((radians(one) - radians(other)) / 2) ** 2;
  const parallel = Math.cos(radians(a.lat)) * Math.cos(radians(b.lat));
  const haversine = half(a.lat, b.lat) + parallel * half(a.lon, b.lon);
  return Math.round(2 * earth * Math.asin(Math.sqrt(Math.min(1, haversine))));
}
