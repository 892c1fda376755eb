import { parseMoney } from '../../shared/kernel/money.ts';
import {
  add,
  compare,
  div,
  fraction,
  isZero,
  mul,
  parseFraction,
  type Ratio,
  ratio,
  roundHalfUp,
  sub,
  sum,
  zero,
} from '../../shared/kernel/ratio.ts';
import { byText } from '../../shared/kernel/text.ts';
import type { GoodsSum } from './settlement/sums.ts';
import { factsOf, type Listed } from './statement-views.ts';

/** A statement or correction with its sums by goods. */
export interface Summed {
  readonly listed: Listed;
  readonly sums: readonly GoodsSum[];
}

/** A figure as it is shown: exact, and rounded for people. */
const yuan = (value: Ratio) => ({ exact: fraction(value), shown: roundHalfUp(value, 2) });
const percent = (value: Ratio) => ({ exact: fraction(value), shown: `${roundHalfUp(mul(value, ratio(100n)), 2)}%` });
const link = ({ id }: { readonly id: string }): string => `/v1/statements/${id}`;
const share = (part: Ratio, whole: Ratio) => (isZero(whole) ? null : percent(div(part, whole)));

/**
 * What was saved (节约额), without VAT, corrections included:
 * - against the index: what the goods would have cost at the very series that settled them, less what they cost, freight
 *   aside on both sides; goods at a fixed price are not in it;
 * - against separate purchases: for each buyer and kind of goods (category and attributes, in one unit), the price that the
 *   same buyer last paid under its earlier agreements, freight included, times what it bought now, less what it cost now;
 *   goods that it had not bought before are not in it.
 * `covered` says what part of the money each is about.
 */
export function savings(now: readonly Summed[], earlier: readonly Summed[]) {
  const all = now.flatMap(({ listed, sums }) => sums.map((each) => ({ buyer: listed.buyer, ...each })));
  const net = sum(all.map((each) => parseFraction(each.net)));
  const followed = all.flatMap((each) => (each.followed === undefined ? [] : [{ net: each.net, ...each.followed }]));
  const atIndex = sum(followed.map(({ index }) => parseFraction(index)));
  const paid = sum(followed.map(({ goods }) => parseFraction(goods)));
  const before = lastPrices(earlier);
  const compared = [...Map.groupBy(all, goodsKey)].flatMap(([key, of]) => {
    const price = before.get(key);
    if (price === undefined) return [];
    const settled = sum(of.map((each) => parseFraction(each.settled)));
    return [{ was: mul(settled, price.price), is: sum(of.map((each) => parseFraction(each.net))), from: price.from }];
  });
  const [was, is] = [sum(compared.map((each) => each.was)), sum(compared.map((each) => each.is))];
  return {
    net: yuan(net),
    againstIndex: {
      ...{ atIndex: yuan(atIndex), paid: yuan(paid), saved: yuan(sub(atIndex, paid)) },
      rate: share(sub(atIndex, paid), atIndex),
      covered: share(sum(followed.map((each) => parseFraction(each.net))), net),
    },
    againstOwn: {
      ...{ atOwnPrices: yuan(was), paid: yuan(is), saved: yuan(sub(was, is)) },
      rate: share(sub(was, is), was),
      covered: share(is, net),
      from: [...new Set(compared.flatMap((each) => each.from))],
    },
    from: now.map(({ listed }) => link(listed)),
  };
}

const goodsKey = ({ buyer, goods, unit }: { buyer: string; goods: string; unit: string }): string =>
  `${buyer}\n${goods}\n${unit}`;

/** What a buyer last paid a unit of goods: the mean of the newest month in which it had any, corrections included. */
function lastPrices(earlier: readonly Summed[]) {
  const prices = new Map<string, { readonly price: Ratio; readonly from: string[] }>();
  const all = earlier.flatMap(({ listed, sums }) => sums.map((each) => ({ ...listed, ...each })));
  for (const [key, of] of Map.groupBy(all, goodsKey)) {
    const months = of.filter(({ settled }) => !isZero(parseFraction(settled))).map(({ month }) => month);
    const last = months.sort().at(-1);
    const newest = of.filter(({ month }) => month === last);
    const settled = sum(newest.map((each) => parseFraction(each.settled)));
    if (isZero(settled)) continue;
    const price = div(sum(newest.map(({ net }) => parseFraction(net))), settled);
    prices.set(key, { price, from: newest.map(link) });
  }
  return prices;
}

/** How the money is spread over suppliers (集中度): shares of amounts with VAT, and Σ share² (HHI), exact and times 10,000. */
export function concentration(listed: readonly Listed[]) {
  const amounts = [...Map.groupBy(listed, ({ supplier }) => supplier)].map(([supplier, of]) => ({
    supplier,
    amount: ratio(
      of.reduce((fen, { amount }) => fen + parseMoney(amount), 0n),
      100n,
    ),
    from: of.map(link),
  }));
  const whole = sum(amounts.map(({ amount }) => amount));
  const shares = amounts.map(({ amount }) => (isZero(whole) ? zero : div(amount, whole)));
  const hhi = sum(shares.map((each) => mul(each, each)));
  return {
    amount: yuan(whole),
    hhi: { exact: fraction(hhi), shown: roundHalfUp(mul(hhi, ratio(10_000n)), 0) },
    suppliers: amounts
      .map(({ supplier, amount, from }, at) => ({
        supplier,
        amount: yuan(amount),
        share: percent(shares[at] ?? zero),
        from,
      }))
      .sort(
        (a, b) =>
          compare(parseFraction(b.amount.exact), parseFraction(a.amount.exact)) || byText(a.supplier, b.supplier),
      ),
  };
}

/** Delivered on time (准时交付率): lines in time of those that came or fell due, in all and by supplier. */
export function onTime(listed: readonly Listed[]) {
  const of = (some: readonly Listed[]) => {
    const { due, onTime: inTime } = factsOf(some.flatMap(({ rating }) => rating ?? []));
    const rated = some.filter(({ rating }) => rating !== undefined);
    return {
      due,
      onTime: inTime,
      share: due === 0 ? null : percent(ratio(BigInt(inTime), BigInt(due))),
      from: rated.map(link),
    };
  };
  const suppliers = [...Map.groupBy(listed, ({ supplier }) => supplier)];
  return { ...of(listed), suppliers: suppliers.map(([supplier, some]) => ({ supplier, ...of(some) })) };
}

/** A row of progress: what one supplier is to deliver to one buyer of an item. */
interface Progressed {
  readonly buyer: string;
  readonly supplier: string;
  readonly unit: string;
  readonly basis?: string;
  readonly agreed: string;
  readonly calledOff: string;
  readonly done: string;
}

/**
 * Agreed, called off and accepted (执行进度) by buyer and by supplier, for each unit and basis apart, as tonnes and pieces do
 * not add up.
 */
export function progress(agreement: string, rows: readonly Progressed[]) {
  const by = (side: 'buyer' | 'supplier') =>
    [...Map.groupBy(rows, (row) => [row[side], row.unit, row.basis ?? ''].join('\n'))].map(([key, of]) => {
      const [organisation = '', unit = '', basis = ''] = key.split('\n');
      const total = (what: 'agreed' | 'calledOff' | 'done') =>
        of.reduce((all, row) => add(all, decimalOf(row[what])), zero);
      const agreed = total('agreed');
      const quantity = (value: Ratio) => ({ exact: fraction(value), shown: roundHalfUp(value, 3) });
      return {
        [side]: organisation,
        unit,
        ...(basis === '' ? {} : { basis }),
        agreed: quantity(agreed),
        calledOff: quantity(total('calledOff')),
        done: quantity(total('done')),
        share: share(total('done'), agreed),
      };
    });
  return { buyers: by('buyer'), suppliers: by('supplier'), from: [`/v1/agreements/${agreement}`] };
}

function decimalOf(text: string): Ratio {
  const [whole = '0', decimals = ''] = text.split('.');
  return ratio(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
}
