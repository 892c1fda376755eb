import data from './data/divisions.json' with { type: 'json' };

/** A point on the map (坐标): degrees, with the datum they are in. */
export interface Point {
  readonly lon: number;
  readonly lat: number;
  readonly datum: 'GCJ-02' | 'WGS-84' | 'CGCS2000';
}

/**
 * An administrative division of Sanming (行政区划), with its seat of government. `datumVerified` is false where the source
 * of the point does not state its datum. `warning` is there when the code asked for is one that the division had before.
 */
export interface Division {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly level: 'city' | 'district' | 'county' | 'county-level-city';
  readonly formerCodes: readonly string[];
  readonly seat: Point;
  readonly datumVerified: boolean;
  readonly warning?: 'division-code-former';
}

const current = data.divisions as readonly Division[];
const byCode = new Map(current.map((each) => [each.code, each]));
const byFormerCode = new Map(
  current.flatMap((each) =>
    each.formerCodes.map((code) => [code, { ...each, warning: 'division-code-former' } as const] as const),
  ),
);

/** Sanming and its counties, by code. */
export function divisions(): readonly Division[] {
  return current;
}

/** The division of Sanming with that code; a former code (such as 350427 for 沙县区) gives the new one and a warning. */
export function division(code: string): Division | undefined {
  return byCode.get(code) ?? byFormerCode.get(code);
}

/** The code of the city that a six-digit code lies in (设区市): its first four digits and two zeros. */
export const cityOf = (code: string): string => `${code.slice(0, 4)}00`;
