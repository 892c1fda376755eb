import type { Annex } from '../../shared/kernel/annex.ts';
import type { Movement } from '../../shared/kernel/movement.ts';
import { closing } from './delivery-account.ts';
import type { AgreementEvent, CallOffEvent } from './events.ts';
import { accounts, lineBookings, lotBookings, movementsOf } from './ledger.ts';
import { sharesOf } from './shares.ts';

/** What an event of an agreement leaves beside its snapshot. */
export function keptBy({ type, data }: AgreementEvent): readonly Annex[] {
  switch (type) {
    case 'AgreementMade':
      return sharesOf(data, {}).map((share) => ({ kind: 'share', id: share.buyer, value: share }));
    case 'AgreementRevised':
      return sharesOf(data, data.revisions).map((share) => ({ kind: 'share', id: share.buyer, value: share }));
    case 'ContractSigned':
      return [{ kind: 'signature', id: `${data.buyer}#${data.supplier}#${data.by}`, value: data }];
    case 'CompetitionRequested':
      return [{ kind: 'competition', id: data.tender, value: data }];
    default:
      return [];
  }
}

/** What it books: a revision takes the lots' counts whole, so that it and a call-off cannot both be. */
export function bookedBy({ type, data }: AgreementEvent): readonly Movement[] {
  switch (type) {
    case 'AgreementRevised':
      return movementsOf(data.closed, 1n, 'lot-called-off');
    case 'QuotaMoved':
      return data.moves.flatMap(({ from, to }) => {
        const moved = [accounts.out(from.account), accounts.in(to.account)];
        const counts = moved.map((account) => ({ ...from, account, opening: '0' }));
        return [...movementsOf([from], 1n), ...movementsOf([to, ...counts], -1n)];
      });
    default:
      return [];
  }
}

/** What an event of a call-off books. */
export function bookedByCallOff({ type, data }: CallOffEvent): readonly Movement[] {
  switch (type) {
    case 'CallOffPlaced': {
      const lines = data.lines.flatMap((line) => lineBookings(data, line));
      return movementsOf([...lotBookings(data, data.lines), ...lines], 1n);
    }
    case 'CallOffChanged':
      return [
        ...movementsOf(
          data.lines.flatMap((line) => lineBookings(data, line)),
          1n,
        ),
        ...movementsOf(
          data.before.flatMap((line) => lineBookings(data, line)),
          -1n,
        ),
      ];
    case 'CallOffRefused':
    case 'CallOffLapsed':
      return movementsOf(data.returned, -1n);
    case 'CallOffCancelled':
    case 'CallOffExpired':
    case 'CallOffFulfilled':
    case 'RemainderReturned':
      return [...movementsOf(data.returned, -1n), closing(data.gate.callOff, BigInt(data.gate.held))];
    case 'AcceptanceBooked':
      return movementsOf(data.sums, -1n);
    default:
      return [];
  }
}
