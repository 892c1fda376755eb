import { compare, parseDecimal, type Ratio, sum, toDecimal } from '../../shared/kernel/ratio.ts';
import { dayOf, instant } from '../../shared/kernel/time.ts';
import { type Answer, serverNow } from '../api/client.ts';
import type { Listed } from '../api/queries.ts';
import { useRead } from '../api/queries.ts';

export type Statement = Answer<'GET /v1/statements/{id}'>;
export type Content = Answer<'GET /v1/statements/{id}/lines'>;
export type Line = Content['lines'][number];
export type Steps = Content['prices'][number];
export type Preview = Answer<'GET /v1/agreements/{id}/statement'>;
export type ListedStatement = Listed<'GET /v1/statements'>;
export type Payable = Listed<'GET /v1/payables'>;
export type Rating = NonNullable<Statement['rating']>;
export type Side = 'buyer' | 'supplier';
type Agreement = Answer<'GET /v1/agreements/{id}'>;
type Item = Agreement['shares'][number]['lots'][number]['items'][number];
type Quantity = Line['settled'];

/** Which side of a statement an organisation is; neither for who only reads it. */
export function sideOf({ buyer, supplier }: Record<Side, string>, own: string): Side | undefined {
  if (own === buyer) return 'buyer';
  return own === supplier ? 'supplier' : undefined;
}

/** What each item of an agreement is, which lines name by its id. */
export function useItems(agreement: string): ReadonlyMap<string, Item> {
  const { data } = useRead('GET /v1/agreements/{id}', { path: { id: agreement } });
  const items = data?.shares.flatMap(({ lots }) => lots.flatMap((lot) => lot.items)) ?? [];
  return new Map(items.map((item) => [item.id, item]));
}

/** What was settled of each unit and basis, exact: what was weighed and what was reckoned do not add up. */
export function quantitiesOf(lines: readonly Line[]): readonly Quantity[] {
  const groups = Map.groupBy(lines, ({ settled: { unit, basis } }) => `${unit} ${basis ?? ''}`);
  return [...groups.values()].flatMap((of) => {
    const first = of[0]?.settled;
    const all: Ratio = sum(of.map(({ settled }) => parseDecimal(settled.value, 6)));
    return first === undefined ? [] : [{ ...first, value: toDecimal(all, 6) ?? first.value }];
  });
}

export const isZero = (amount: string): boolean => compare(parseDecimal(amount, 2), { n: 0n, d: 1n }) === 0;
export const isNegative = (amount: string): boolean => amount.startsWith('-');

/** Today in Shanghai, by the server's clock. */
export const today = (): string => dayOf(instant(serverNow()));
/** The month of a day. */
export const monthOf = (day: string): string => day.slice(0, 7);
