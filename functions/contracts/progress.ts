import { deliveredPrice } from '../../shared/kernel/money.ts';
import { fromMillionths } from '../../shared/kernel/movement.ts';
import {
  add,
  compare,
  div,
  fraction,
  isZero,
  min,
  mul,
  one,
  parseDecimal,
  type Ratio,
  ratio,
  sum,
} from '../../shared/kernel/ratio.ts';
import { endOfDay, type Instant, millis, startOfDay } from '../../shared/kernel/time.ts';
import type { Behind } from './agreement-events.ts';
import { type ExistingAgreement, lastDay } from './agreement-state.ts';
import data from './data/progress-rules.json' with { type: 'json' };
import { accounts, millionthsOf, withTolerance } from './ledger.ts';
import type { Share } from './shares.ts';
import { cut } from './weighing.ts';

/** From which part of the time's share on deliveries lie behind (进度预警线), and where that comes from. */
export const progressRule = data;

/** How far one supplier is with one item of one buyer: quantities in the item's unit. */
export interface ProgressRow {
  readonly buyer: string;
  readonly supplier: string;
  readonly lot: string;
  readonly item: string;
  readonly unit: string;
  readonly basis?: string;
  /** As awarded, and moved from or to it since. */
  readonly agreed: string;
  readonly left: string;
  readonly calledOff: string;
  readonly done: string;
  readonly share: string | null;
  readonly behind: boolean;
}

/** The part of the term that has gone by, between 0 and 1. */
export function elapsed(state: ExistingAgreement, at: Instant): Ratio {
  const [from, to] = [millis(startOfDay(state.terms.from)), millis(endOfDay(lastDay(state)))];
  const gone = ratio(BigInt(Math.max(0, millis(at) - from)), BigInt(to - from));
  return min(one, gone);
}

/** Whether less than 80 % of the time's share is done. */
export const isBehind = (done: Ratio, time: Ratio): boolean =>
  compare(done, mul(parseDecimal(progressRule.alertBelow, 4), time)) < 0;

const exact = (held: bigint): Ratio => ratio(held, 1_000_000n);

interface Counted {
  readonly row: ProgressRow;
  /** Yuan. */
  readonly agreed: Ratio;
  readonly done: Ratio;
}

/**
 * Done against agreed (执行进度) of each buyer, supplier and item; and of each buyer and supplier by what it is worth, as
 * quantities of different goods do not add up. Only accepted deliveries are done.
 */
export function progressOf(
  state: ExistingAgreement,
  shares: readonly Share[],
  held: ReadonlyMap<string, bigint>,
  at: Instant,
) {
  const time = elapsed(state, at);
  const { tolerance } = state.terms;
  const allowed = parseDecimal(withTolerance('1', tolerance), 6);
  const counted = shares.flatMap(({ buyer, lots }) =>
    lots.flatMap(({ lot, revision, items, suppliers }) =>
      suppliers.flatMap(({ supplier, lines }) =>
        lines.flatMap((line): Counted[] => {
          const item = items.find(({ id }) => id === line.item);
          if (item === undefined) return [];
          const opening = millionthsOf(withTolerance(line.quantity, tolerance));
          const quota = accounts.quota(buyer, supplier, item.id, revision);
          const left = held.get(quota) ?? opening;
          const moved = (held.get(accounts.in(quota)) ?? 0n) - (held.get(accounts.out(quota)) ?? 0n);
          const calledOff = opening + moved - left;
          const done = held.get(accounts.done(buyer, supplier, item.id)) ?? 0n;
          // Quotas are moved with their tolerance; what is agreed is without.
          const agreed = add(parseDecimal(line.quantity, 6), div(exact(moved), allowed));
          if (isZero(agreed) && left === 0n && done === 0n) return [];
          const share = isZero(agreed) ? undefined : div(exact(done), agreed);
          const price = deliveredPrice(line);
          const { unit, basis } = item.quantity;
          const row = {
            ...{ buyer, supplier, lot, item: item.id, unit },
            ...(basis === undefined ? {} : { basis }),
            agreed: cut(agreed),
            left: fromMillionths(left),
            calledOff: fromMillionths(calledOff),
            done: fromMillionths(done),
            share: share === undefined ? null : fraction(share),
            behind: share !== undefined && isBehind(share, time),
          };
          return [{ row, agreed: mul(agreed, price), done: mul(exact(done), price) }];
        }),
      ),
    ),
  );
  const free = shares.flatMap(({ buyer, lots }) =>
    lots.flatMap(({ revision, items }) =>
      items
        .map(({ id: item, free: opens }) => {
          const left = held.get(accounts.free(item, revision)) ?? millionthsOf(withTolerance(opens, tolerance));
          return { buyer, item, left: fromMillionths(left) };
        })
        .filter(({ left }) => left !== '0'),
    ),
  );
  return { elapsed: fraction(time), rows: counted.map(({ row }) => row), pairs: pairsOf(counted, time), free };
}

function pairsOf(counted: readonly Counted[], time: Ratio): (Behind & { readonly behind: boolean })[] {
  const byPair = Map.groupBy(counted, ({ row: { buyer, supplier } }) => `${buyer}\n${supplier}`);
  return [...byPair.values()].flatMap((rows) => {
    const [agreed, done] = [sum(rows.map((each) => each.agreed)), sum(rows.map((each) => each.done))];
    const [first] = rows;
    if (first === undefined || isZero(agreed)) return [];
    const share = div(done, agreed);
    const { buyer, supplier } = first.row;
    return [{ buyer, supplier, done: fraction(share), elapsed: fraction(time), behind: isBehind(share, time) }];
  });
}
