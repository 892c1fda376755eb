import elsewhere from './data/elsewhere.json' with { type: 'json' };
import { type Division, division, divisions } from './divisions.ts';

type Names = Readonly<Record<string, readonly string[]>>;
const { provinces, cities, counties }: Readonly<Record<'provinces' | 'cities' | 'counties', Names>> = elsewhere;

/** The first digits that all of Sanming's codes have, and no other city's. */
const city = '3504';

/** Whether it is a six-digit code in a province of GB/T 2260 (中华人民共和国行政区划代码); counties are looked up in Sanming alone. */
export function isDivision(code: string): boolean {
  if (code.startsWith(city)) return division(code) !== undefined;
  return /^[1-9][0-9]{5}$/.test(code) && code.slice(0, 2) in provinces;
}

/**
 * The name of a place by its six-digit code: of Sanming's divisions their own, elsewhere in Fujian with the city (南平市建瓯市),
 * outside Fujian the province alone. Undefined for what is no code.
 */
export function placeName(code: string): Division['name'] | undefined {
  if (!isDivision(code)) return undefined;
  const [zh = [], en = []] = [0, 1].map((at) =>
    [cities[code.slice(0, 4)]?.[at], counties[code]?.[at]].filter((each) => each !== undefined),
  );
  const [province = '', inEnglish = ''] = provinces[code.slice(0, 2)] ?? [];
  return division(code)?.name ?? { zh: zh.join('') || province, en: en.reverse().join(', ') || inEnglish };
}

/** Every place whose own name is known, by its codes, former ones too: Sanming's divisions and the counties of Fujian. */
export const places = (): readonly (readonly [code: string, name: Division['name']])[] => [
  ...divisions().flatMap(({ code, formerCodes, name }) => [code, ...formerCodes].map((each) => [each, name] as const)),
  ...Object.keys(counties).flatMap((code) => {
    const name = placeName(code);
    return name === undefined ? [] : [[code, name] as const];
  }),
];
