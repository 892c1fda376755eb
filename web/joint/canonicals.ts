import { useQueries } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import {
  add,
  compare,
  div,
  fraction,
  isZero,
  negate,
  parseDecimal,
  parseFraction,
  sub,
} from '../../shared/kernel/ratio.ts';
import { type Answer, type Body, call } from '../api/client.ts';
import { typed, unitKey, unitOf } from '../kit/typed.ts';
import { type DraftLine, goodsKey } from './draft.ts';
import type { Report } from './round.ts';

type Category = Answer<'GET /v1/catalogue/categories/{code}'>;

/** A typed quantity in the category's first trading unit (折合), exactly; `fault` where it cannot be. */
export interface Canonical {
  readonly exact?: string;
  readonly unit: string;
  readonly basis?: string;
  readonly fault?: string;
}

/** The categories of the lines, by code, as far as they have come. */
export function useCategories(codes: readonly string[]): ReadonlyMap<string, Category> {
  const found = useQueries({
    queries: [...new Set(codes)].map((code) => ({
      queryKey: ['GET /v1/catalogue/categories/{code}', { path: { code } }],
      queryFn: () => call('GET /v1/catalogue/categories/{code}', { path: { code } }),
      staleTime: 600_000,
    })),
  });
  return new Map(found.flatMap(({ data }) => (data === undefined ? [] : [[data.code, data] as const])));
}

/** Each line's quantity by the catalogue's own conversion, by the row's key, as one types. */
export function useCanonicals(
  now: readonly DraftLine[],
  categories: ReadonlyMap<string, Category>,
): ReadonlyMap<string, Canonical> {
  const lines = useDeferredValue(now);
  const asked = lines.flatMap((line) => {
    const to = categories.get(line.category)?.tradingUnits[0];
    const value = typed(line.value);
    return to !== undefined && isFigure(value) ? [{ line, to, quantity: { value, ...unitOf(line.unit) } }] : [];
  });
  const found = useQueries({
    queries: asked.map(({ line: { category, attributes }, to, quantity }) => {
      const body = { category, attributes, quantity, to } as Body<'POST /v1/conversions'>;
      return {
        queryKey: ['POST /v1/conversions', body],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) => call('POST /v1/conversions', { body }, { signal }),
        enabled: to !== quantity.unit,
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
      };
    }),
  });
  return new Map(
    asked.map(({ line, to, quantity: { value, unit, basis } }, at): [string, Canonical] => {
      if (to === unit) return [line.key, { exact: fraction(parseDecimal(value, 6)), unit, ...(basis && { basis }) }];
      const { data, error } = found[at] ?? {};
      if (error) return [line.key, { unit: to, fault: error.message }];
      if (data === undefined) return [line.key, { unit: to }];
      const { exact, quantity: converted } = data;
      return [line.key, { unit: to, exact, ...(converted.basis && { basis: converted.basis }) }];
    }),
  );
}

export function isFigure(value: string): boolean {
  try {
    return parseDecimal(value, 6).n > 0n;
  } catch {
    return false;
  }
}

export interface Deviation {
  readonly last: string;
  readonly change?: string;
  readonly over: boolean;
}

/**
 * Each line's kind of goods beside last year's figure, by the row's key: the sums that the API makes of what is sent, and
 * its limit, told while one types. Whether a reason is enough the API says.
 */
export function deviationsOf(
  lines: readonly DraftLine[],
  canonicals: ReadonlyMap<string, Canonical>,
  { lastYear, deviationLimit }: Report,
): ReadonlyMap<string, Deviation> {
  const limit = parseDecimal(deviationLimit.limit, 4);
  const kindOf = (line: DraftLine): string | undefined => {
    const found = canonicals.get(line.key);
    return found && `${goodsKey(line)} ${unitKey(found)}`;
  };
  const sums = new Map<string, string>();
  for (const line of lines) {
    const kind = kindOf(line);
    const exact = canonicals.get(line.key)?.exact;
    if (kind === undefined || exact === undefined) continue;
    sums.set(kind, fraction(add(parseFraction(sums.get(kind) ?? '0/1'), parseFraction(exact))));
  }
  return new Map(
    lines.flatMap((line): [string, Deviation][] => {
      const kind = kindOf(line);
      const last = lastYear.find((each) => `${goodsKey(each)} ${unitKey(each)}` === kind)?.last;
      const now = kind === undefined ? undefined : sums.get(kind);
      if (last === undefined || isZero(parseFraction(last))) return [];
      if (now === undefined) return [[line.key, { last, over: false }]];
      const change = div(sub(parseFraction(now), parseFraction(last)), parseFraction(last));
      const over = compare(change, limit) > 0 || compare(change, negate(limit)) < 0;
      return [[line.key, { last, change: fraction(change), over }]];
    }),
  );
}
