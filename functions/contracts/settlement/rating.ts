import { parseQuantity } from '../../../shared/kernel/quantity.ts';
import { add, compare, div, fraction, isZero, mul, one, type Ratio, ratio, sum } from '../../../shared/kernel/ratio.ts';
import { dayOf } from '../../../shared/kernel/time.ts';
import type { CallOffLine, ExistingCallOff } from '../call-off-events.ts';
import type { DeliveryAccepted, DeliveryMade } from '../delivery-events.ts';
import type { Rating } from '../statement-events.ts';
import { daysOf } from './dates.ts';

/** What one buyer asked of one supplier under an agreement, and what came. */
export interface Performance {
  readonly callOffs: readonly { readonly id: string; readonly callOff: ExistingCallOff }[];
  readonly deliveries: readonly {
    readonly id: string;
    readonly delivery: DeliveryMade['data'];
    readonly acceptance?: DeliveryAccepted['data'] | undefined;
  }[];
}

/**
 * The rating of a month (履约评价), computed from facts alone:
 * - on time: delivered lines of the month that came by their day, of these and the lines that fell due and did not come;
 * - quantity: the mean, over lines that fell due in the month, of what was accepted by its end over what was asked;
 * - quality: the mean, over lines accepted in the month, of accepted over accepted and rejected;
 * - documents: those of them that lacked none of the documents that their goods come with;
 * - response: call-offs confirmed in the month, of these and those that were refused or lapsed in it; a plain order asked
 *   for no answer.
 */
export function ratingOf(month: string, { callOffs, deliveries }: Performance): Rating {
  const { from, to } = daysOf(month);
  const within = (day: string): boolean => from <= day && day <= to;
  const come = deliveries.filter(({ delivery }) => dayOf(delivery.deliveredAt) <= to);
  const delivered = come.filter(({ delivery }) => within(dayOf(delivery.deliveredAt)));
  const arrived = delivered.flatMap(({ delivery }) =>
    delivery.lines.map(({ of }) => dayOf(delivery.deliveredAt) <= of.deliverBy),
  );
  const fellDue = callOffs
    .filter(({ callOff }) => callOff.status === 'confirmed' || callOff.status === 'fulfilled')
    .flatMap(({ id, callOff }) =>
      callOff.lines
        .filter(({ deliverBy }) => within(deliverBy))
        .map((line) => ({ id, line, of: linesFor(come, id, line) })),
    );
  const missing = fellDue.filter(({ of }) => of.length === 0).length;
  const fulfilled = fellDue.map(({ line, of }) => acceptedShare(line, of, to));

  const found = deliveries.flatMap(({ delivery, acceptance }) =>
    acceptance === undefined || !within(acceptance.day)
      ? []
      : acceptance.lines.flatMap((line) => {
          const of = delivery.lines.find(({ item }) => item === line.item);
          return of === undefined ? [] : [{ line, of }];
        }),
  );
  const qualities = found.flatMap(({ line }) => {
    const accepted = parseQuantity(line.accepted);
    const all = add(accepted, parseQuantity(line.rejected));
    return isZero(all) ? [] : [div(accepted, all)];
  });
  const documented = found.filter(({ of }) => of.missing.length === 0).length;

  const asked = callOffs.filter(({ callOff }) => callOff.quoted === undefined);
  const answered = asked.filter(({ callOff: { confirmedAt } }) => confirmedAt && within(dayOf(confirmedAt))).length;
  const unanswered = asked.filter(
    ({ callOff: { status, endedAt } }) =>
      (status === 'refused' || status === 'lapsed') && endedAt !== undefined && within(dayOf(endedAt)),
  ).length;

  const onTime = arrived.filter(Boolean).length;
  const shares = {
    onTime: share(onTime, arrived.length + missing),
    quantity: meanShare(fulfilled),
    quality: meanShare(qualities),
    documents: share(documented, found.length),
    response: share(answered, answered + unanswered),
  };
  return {
    onTime: shown(shares.onTime),
    quantity: shown(shares.quantity),
    quality: shown(shares.quality),
    documents: shown(shares.documents),
    response: shown(shares.response),
    total: shown(meanShare(Object.values(shares).flatMap((each) => each ?? []))),
    facts: {
      due: arrived.length + missing,
      onTime,
      delivered: found.length,
      documented,
      asked: answered + unanswered,
      answered,
    },
  };
}

function linesFor(deliveries: Performance['deliveries'], callOff: string, { item }: CallOffLine) {
  return deliveries.filter(
    ({ delivery }) => delivery.callOff === callOff && delivery.lines.some((line) => line.item === item),
  );
}

/** What was accepted of a line by a day over what was asked, one at most. */
function acceptedShare(line: CallOffLine, of: Performance['deliveries'], by: string): Ratio {
  const accepted = of.flatMap(({ acceptance }) =>
    acceptance === undefined || acceptance.day > by
      ? []
      : acceptance.lines.filter(({ item }) => item === line.item).map((each) => parseQuantity(each.accepted)),
  );
  const asked = parseQuantity(line.quantity);
  const got = sum(accepted);
  return isZero(asked) || compare(got, asked) >= 0 ? one : div(got, asked);
}

const share = (some: number, all: number): Ratio | undefined =>
  all === 0 ? undefined : ratio(BigInt(some), BigInt(all));

/** The exact mean; none of nothing. */
export function meanShare(shares: readonly Ratio[]): Ratio | undefined {
  return shares.length === 0 ? undefined : mul(sum(shares), ratio(1n, BigInt(shares.length)));
}

const shown = (value: Ratio | undefined): string | null => (value === undefined ? null : fraction(value));
