import { type Fen, type Money, money, parseMoney } from '../../shared/kernel/money.ts';
import { addDays, type Instant, startOfDay } from '../../shared/kernel/time.ts';
import { conversionAt, type ExistingIntent } from './intent.ts';
import { type ExistingMatchmaking, followUpDays } from './matchmaking.ts';
import type { FollowUpDay, Pair, Presence } from './matchmaking-events.ts';
import { pairName } from './pair.ts';

/** Amounts of fewer pairs of firms than this are shown to nobody but the organiser: who knows its own knows the other's. */
const fewestPairs = 3;

/** What came of intents so many days after an event; undefined days are still to come. */
export interface ConvertedBy {
  readonly day: FollowUpDay;
  readonly orders: number;
  readonly amount?: Money;
}

/** What an event brought (对接成效): numbers and exact sums, and no firm. */
export interface Figures {
  readonly registered: number;
  readonly proposed?: number;
  readonly meetings?: number;
  readonly held: number;
  readonly notHeld: number;
  /** Firms that met somebody, as far as meetings were marked. */
  readonly came: number;
  readonly intents: number;
  readonly confirmed: number;
  readonly declined: number;
  /** The sum of the estimates of intents that nobody declined. */
  readonly estimate?: Money;
  readonly converted: readonly ConvertedBy[];
}

/** @param all whether small sums are shown too: to the organiser */
export function figuresOf(
  { terms, timetable }: Pick<ExistingMatchmaking, 'terms' | 'timetable'>,
  registered: number,
  marks: readonly (Pair & Presence)[],
  intents: readonly ExistingIntent[],
  at: Instant,
  all: boolean,
): Figures {
  const held = marks.filter((mark) => mark.held);
  const alive = intents.filter(({ status }) => status !== 'declined');
  const sumOf = (found: readonly { readonly intent: ExistingIntent; readonly amount: Fen }[]) => {
    const pairs = new Set(found.map(({ intent: { parties } }) => pairName(parties[0].id, parties[1].id)));
    if (!all && pairs.size < fewestPairs) return {};
    return { amount: money(found.reduce((sum, { amount }) => sum + amount, 0n)) };
  };
  const estimates = alive.flatMap((intent) =>
    intent.terms.estimate === undefined ? [] : [{ intent, amount: parseMoney(intent.terms.estimate) }],
  );
  const { amount: estimate } = sumOf(estimates) as { amount?: Money };
  return {
    registered,
    ...(timetable === undefined ? {} : { proposed: timetable.proposed, meetings: timetable.meetings }),
    held: held.length,
    notHeld: marks.length - held.length,
    came: new Set(held.flatMap(({ a, b }) => [a, b])).size,
    intents: intents.length,
    confirmed: intents.filter(({ status }) => status === 'confirmed').length,
    declined: intents.length - alive.length,
    ...(estimate === undefined ? {} : { estimate }),
    converted: followUpDays
      .filter((day) => at >= startOfDay(addDays(terms.day, day)))
      .map((day) => {
        const found = alive
          .map((intent) => ({ intent, ...conversionAt(intent, day) }))
          .filter(({ ordered }) => ordered);
        return { day, orders: found.length, ...sumOf(found) };
      }),
  };
}
