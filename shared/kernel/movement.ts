import { type Ratio, ratio, toDecimal } from './ratio.ts';
import type { Instant } from './time.ts';

/**
 * What an event books on an account (台账), an item of its own beside the aggregates: amounts are in millionths of the
 * account's unit, as quantities have at most 6 decimals. An account that nobody has touched holds `opening`.
 */
export interface Movement {
  /** The aggregate whose ledger it is: all its accounts are read with one query. */
  readonly ledger: string;
  readonly account: string;
  readonly opening: bigint;
  /** What is taken; negative is put back. The event is refused as a whole unless the account holds as much. */
  readonly take: bigint;
  /** The code of the conflict when it does not. */
  readonly refused: string;
  /** When nobody asks for the account any more: the table may then forget it. */
  readonly endsAt?: Instant;
}

/** Millionths of a unit (百万分之一), as accounts hold them; what lies behind six decimals is cut. */
export function millionths({ n, d }: Ratio): bigint {
  return (n * 1_000_000n) / d;
}

/** Millionths as a decimal. */
export const fromMillionths = (held: bigint): string => toDecimal(ratio(held, 1_000_000n), 6) ?? '0';

/** Movements of one account as one, in the order of accounts: a transaction touches an item once. */
export function summedMovements(movements: readonly Movement[]): Movement[] {
  const byAccount = new Map<string, Movement>();
  for (const one of movements) {
    const name = `${one.ledger}\n${one.account}`;
    const before = byAccount.get(name);
    byAccount.set(name, before === undefined ? one : { ...before, take: before.take + one.take });
  }
  return [...byAccount.values()].filter(({ take }) => take !== 0n);
}
