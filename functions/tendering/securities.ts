import { DomainError, fieldError, unreachable } from '../../shared/kernel/errors.ts';
import { type Money, parseMoney } from '../../shared/kernel/money.ts';
import { addDays, type Day, dayOf, type Instant } from '../../shared/kernel/time.ts';
import type { TenderEvent } from './events.ts';
import type { Security } from './security-events.ts';
import { inStatus, type Opened, type Tender, wrongStatus } from './tender-state.ts';

export type SecurityCommand =
  | {
      readonly type: 'recordSecurity';
      readonly at: Instant;
      readonly security: Security;
      /** Whether the supplier has a bid that was opened, or could not be. */
      readonly hasBid: boolean;
    }
  | {
      readonly type: 'returnSecurity';
      readonly at: Instant;
      readonly supplier: string;
      readonly lot: string;
      readonly returnedOn: Day;
      readonly interest: Money;
      /** What was recorded, and not returned yet. */
      readonly held: Security | undefined;
    };

const v = 1;

/**
 * Bid securities (投标保证金; Reg. art. 26, 57): recorded once bids are opened, as before that nobody may know who
 * bids, and returned with the bank's interest, however the tender ends.
 */
export function decideSecurities(command: SecurityCommand, state: Tender): TenderEvent[] {
  switch (command.type) {
    case 'recordSecurity': {
      const tender: Opened = inStatus(state, 'opened', 'standstill', 'awarded');
      const { security, hasBid, at } = command;
      checkSecurity(tender, security, hasBid);
      return [{ type: 'SecurityRecorded', v, data: { security, recordedAt: at } }];
    }
    case 'returnSecurity': {
      // What ends without an award gives back its securities too (终止招标退还保证金; Reg. art. 31).
      const tender = inStatus(state, 'opened', 'standstill', 'awarded', 'failed', 'cancelled');
      if (tender.opening === undefined) throw wrongStatus(state);
      const { supplier, lot, returnedOn, interest, held, at } = command;
      if (held === undefined) throw new DomainError('not-found', 'not-found');
      if (returnedOn > dayOf(at)) throw fieldError('day-in-future', '/returnedOn');
      return [{ type: 'SecurityReturned', v, data: { supplier, lot, returnedOn, interest, returnedAt: at } }];
    }
    default:
      return unreachable(command);
  }
}

/** @throws `bidder-unknown`, `lot-unknown`, `security-not-asked`, `security-too-small`, `security-validity-short` */
function checkSecurity({ draft, frozen }: Opened, security: Security, hasBid: boolean): void {
  if (!hasBid) throw fieldError('bidder-unknown', '/supplier');
  const lot = draft.lots.find(({ id }) => id === security.lot && !frozen.failedLots.includes(id));
  if (lot === undefined) throw fieldError('lot-unknown', '/lot');
  if (lot.bidSecurity === undefined) throw fieldError('security-not-asked', '/lot');
  if (parseMoney(security.amount) < parseMoney(lot.bidSecurity)) {
    throw fieldError('security-too-small', '/amount', { asked: lot.bidSecurity.amount });
  }
  // As long as the bids themselves (Reg. art. 26).
  const until = addDays(dayOf(draft.deadline), draft.bidValidityDays);
  if (security.validTo < until) throw fieldError('security-validity-short', '/validTo', { until });
}
