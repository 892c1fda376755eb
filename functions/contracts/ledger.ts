import { fromMillionths, type Movement, millionths } from '../../shared/kernel/movement.ts';
import { add, mul, one, parseDecimal, ratio } from '../../shared/kernel/ratio.ts';
import type { Booking } from './agreement-events.ts';
import type { CallOffLine } from './call-off-events.ts';

/*
 * The ledger of an agreement (额度台账): accounts in the unit of their item. `quota` is what a buyer may still call off
 * from a supplier, `free` what it may from any of the winners, `done` sums what was accepted, `out` and `in` what was
 * moved from one supplier's quota to another's. `lot` counts the call-offs
 * that stand between a lot of a buyer and a revision of it.
 */

const places = 6;
/** How many call-offs a lot's account can count; a revision takes it whole. */
export const lotOpening = '1000000';

export const accounts = {
  quota: (buyer: string, supplier: string, item: string, revision: number): string =>
    `quota#${buyer}#${supplier}#${item}#${revision}`,
  /** What was moved out of a quota, or into it. */
  out: (quota: string): string => `out#${quota}`,
  in: (quota: string): string => `in#${quota}`,
  free: (item: string, revision: number): string => `free#${item}#${revision}`,
  done: (buyer: string, supplier: string, item: string): string => `done#${buyer}#${supplier}#${item}`,
  lot: (lot: string, buyer: string, revision: number): string => `lot#${lot}#${buyer}#${revision}`,
} as const;

/** A decimal quantity in millionths of its unit. */
export const millionthsOf = (decimal: string): bigint => millionths(parseDecimal(decimal, places));

/** A quantity with the agreement's tolerance in per cent, rounded down at 6 decimals. */
export function withTolerance(quantity: string, tolerance: string): string {
  const factor = add(one, mul(parseDecimal(tolerance, places), ratio(1n, 100n)));
  return fromMillionths(millionths(mul(parseDecimal(quantity, places), factor)));
}

/** What takes from accounts of a ledger, or with `sign` −1 puts back. */
export const movementsOf = (bookings: readonly Booking[], sign: 1n | -1n, refused = 'concurrent-change'): Movement[] =>
  bookings.map(({ ledger, account, opening, quantity }) => ({
    ledger,
    account,
    opening: millionthsOf(opening),
    take: sign * millionthsOf(quantity),
    refused,
  }));

/** The agreement, and the buyer whose call-off it is. */
interface Whose {
  readonly agreement: string;
  readonly buyer: string;
}

/** The lots of some lines, each as one of the call-offs that its account counts. */
export function lotBookings({ agreement, buyer }: Whose, lines: readonly CallOffLine[]): Booking[] {
  const lots = new Map(lines.map(({ lot, revision }) => [lot, revision]));
  return [...lots].map(([lot, revision]) => ({
    ledger: agreement,
    account: accounts.lot(lot, buyer, revision),
    opening: lotOpening,
    quantity: '1',
  }));
}

/**
 * What a line takes, or so much of it that goes back after what is `returned` already: the free part goes back first, as
 * it was taken last.
 */
export function lineBookings(
  { agreement, buyer }: Whose,
  line: CallOffLine,
  quantity = millionthsOf(line.canonical.value),
  returned = 0n,
): Booking[] {
  const { item, holder, revision, opening, freeOpening } = line;
  const freeOf = (amount: bigint): bigint => {
    const fromFree = millionthsOf(line.fromFree);
    return amount < fromFree ? amount : fromFree;
  };
  const free = freeOf(returned + quantity) - freeOf(returned);
  const booked = (account: string, opens: string, amount: bigint): Booking[] =>
    amount === 0n ? [] : [{ ledger: agreement, account, opening: opens, quantity: fromMillionths(amount) }];
  return [
    ...booked(accounts.quota(buyer, holder, item, revision), opening, quantity - free),
    ...booked(accounts.free(item, revision), freeOpening, free),
  ];
}
