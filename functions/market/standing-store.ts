import { DomainError } from '../../shared/kernel/errors.ts';
import type { Movement } from '../../shared/kernel/movement.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Db } from '../../shared/table/client.ts';
import { getItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { listAll } from '../../shared/table/query.ts';
import { type Limited, tooMany, windowsAt } from './rates.ts';

export type StandingStore = ReturnType<typeof standingStore>;

/** One more of it in each of its windows: booked with the change itself, so that no race takes more than there is. */
export const countedAs = (what: Limited, organisation: string, at: Instant): Movement[] =>
  windowsAt(what, at).map(({ name, max, endsAt, refused }) => ({
    ledger: keys.rates(organisation),
    account: name,
    opening: BigInt(max),
    take: 1n,
    refused,
    endsAt,
  }));

/** Whether an organisation may do something now at all (停用与限频), asked before anything is written. */
export function standingStore(db: Db) {
  return {
    /**
     * A full window is refused by a reading that may be a moment old, as that costs little and a refused change as much
     * as one that is made; what slips past is refused by the change itself.
     * @throws `organisation-suspended`, and the refusals of {@link windowsAt}
     */
    async check(what: Limited, organisation: string, at: Instant): Promise<void> {
      const windows = windowsAt(what, at);
      const [suspensions, ...held] = await Promise.all([
        listAll(db, keys.suspensions(organisation)),
        ...windows.map(({ name }) => getItem(db, keys.account(keys.rates(organisation), name))),
      ]);
      const [until] = suspensions.map((item) => item.until as Instant).sort((a, b) => (a < b ? 1 : -1));
      if (until !== undefined && at < until) throw new DomainError('forbidden', 'organisation-suspended', { until });
      const full = windows.find((_, index) => held[index] !== undefined && Number(held[index].remaining) <= 0);
      if (full !== undefined) throw tooMany(full, at);
    },
  };
}
