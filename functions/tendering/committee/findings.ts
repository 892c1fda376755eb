import { type Findings, noFindings, type PriceFinding } from '../evaluation/findings.ts';
import type { BidderJudged, PriceJudged, ScoreExplained, SheetSubmitted } from '../evaluation-events.ts';
import type { Seat } from './seats.ts';
import { type Body, type Decision, decidedByBuyer, decidedByVotes, type Vote } from './votes.ts';

/** Everything that was found, as the log has it: later rounds after earlier ones. */
export interface Found {
  readonly opinions: readonly BidderJudged['data'][];
  readonly prices: readonly PriceJudged['data'][];
  readonly sheets: readonly SheetSubmitted['data'][];
}

/**
 * Gathers what was decided. Of one seat the newest counts; what a seat found whose member left does not. A bidder is
 * qualified when no body that has decided finds otherwise; while none has, it is not among them. The root is for the evaluation
 * to add.
 */
export function gatherFindings(found: Found, seats: readonly Seat[]): Findings {
  const opinions = standing(found.opinions, seats, ({ supplier }) => supplier);
  const prices = standing(found.prices, seats, ({ supplier, lot, kind }) => JSON.stringify([lot, supplier, kind]));
  const sheets = standing(found.sheets, seats, ({ supplier, lot }) => JSON.stringify([lot, supplier]));
  const suppliers = [...new Set(opinions.map(({ supplier }) => supplier))].sort();
  return {
    ...noFindings,
    qualification: Object.fromEntries(
      suppliers.flatMap((supplier) => {
        const decided = decisionsOf(opinions, supplier, seats.length);
        return decided.length === 0 ? [] : [[supplier, together(decided)]];
      }),
    ),
    prices: [...Map.groupBy(prices, ({ supplier, lot, kind }) => JSON.stringify([lot, supplier, kind]))]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, votes]) => priceDecision(votes, seats.length)),
    sheets: sheets
      .map(({ seat, supplier, lot, scores }) => ({
        seat,
        supplier,
        lot,
        scores: Object.fromEntries(scores.map(({ factor, score }) => [factor, score])),
      }))
      .sort((a, b) => (sheetKey(a) < sheetKey(b) ? -1 : 1)),
  };
}

const sheetKey = ({ lot, supplier, seat }: { lot: string; supplier: string; seat: number }): string =>
  [lot, supplier, String(seat).padStart(3, '0')].join('\n');

/** Of each seat, and of the buyer, the newest; nothing of a seat that is left. */
export function standing<T extends { readonly round: number; readonly seat: number | null }>(
  list: readonly T[],
  seats: readonly Pick<Seat, 'seat'>[],
  aboutOf: (one: T) => string,
): readonly T[] {
  const newest = new Map<string, T>();
  for (const one of [...list].sort((a, b) => a.round - b.round)) {
    if (one.seat !== null && !seats.some(({ seat }) => seat === one.seat)) continue;
    newest.set(JSON.stringify([one.seat, aboutOf(one)]), one);
  }
  return [...newest.values()];
}

interface Given extends Found {
  readonly explanations: readonly ScoreExplained['data'][];
}

/** What a seat, or the buyer, has given and stands, of each bidder the newest (本人已提交的意见). */
export function givenBy(found: Given, isOwn: (seat: number | null) => boolean): Given {
  const own = <T extends { readonly round: number; readonly seat: number | null }>(
    list: readonly T[],
    aboutOf: (one: T) => readonly string[],
  ): readonly T[] => {
    const mine = list.filter(({ seat }) => isOwn(seat));
    const seats = mine.flatMap(({ seat }) => (seat === null ? [] : [{ seat }]));
    return standing(mine, seats, (one) => JSON.stringify(aboutOf(one)));
  };
  return {
    opinions: own(found.opinions, ({ supplier }) => [supplier]),
    sheets: own(found.sheets, ({ supplier, lot }) => [supplier, lot]),
    explanations: own(found.explanations, ({ supplier, lot, factor }) => [supplier, lot, factor]),
    prices: own(found.prices, ({ supplier, lot, kind }) => [supplier, lot, kind]),
  };
}

/** What the buyer and the committee decided of a bidder; a committee that has no majority yet, nothing. */
export function decisionsOf(opinions: Found['opinions'], supplier: string, seats: number): readonly Decision[] {
  const own = opinions.filter((one) => one.supplier === supplier);
  const buyer = own.filter(({ seat }) => seat === null).map(decidedByBuyer);
  const votes = own.flatMap((one): Vote[] => (one.seat === null ? [] : [{ ...one, seat: one.seat }]));
  const committee = decidedByVotes(votes, seats);
  return committee === undefined ? buyer : [...buyer, committee];
}

/** Whether a body has decided of a bidder. */
export const hasDecided = (opinions: Found['opinions'], supplier: string, seats: number, body: Body): boolean =>
  decisionsOf(opinions, supplier, seats).some(({ by }) => by === body);

/** The committee's word on brand and consortium goes before the buyer's. */
function together(decided: readonly Decision[]) {
  return {
    qualified: decided.every(({ qualified }) => qualified),
    reasons: decided.flatMap(({ qualified, reasons }) =>
      qualified ? [] : reasons.map(({ requirement, article, text }) => `${requirement ?? article ?? ''}：${text}`),
    ),
    brands: Object.assign({}, ...decided.map(({ brands }) => brands)) as Readonly<Record<string, string>>,
    consortium: decided.at(-1)?.consortium ?? false,
  };
}

/** More than half of the seats, or the buyer where there are none; the reason is the lowest seat's that prevailed. */
function priceDecision(votes: readonly PriceJudged['data'][], seats: number): PriceFinding[] {
  const inOrder = [...votes].sort((a, b) => (a.seat ?? 0) - (b.seat ?? 0));
  const sides = [true, false].map((accepted) => inOrder.filter((one) => one.accepted === accepted));
  return sides.flatMap((side) => {
    const [first] = side;
    const prevails = side.some(({ seat }) => seat === null) || 2 * side.length > seats;
    if (first === undefined || !prevails) return [];
    const { supplier, lot, kind, accepted, reason } = first;
    return [{ supplier, lot, kind, accepted, reason }];
  });
}

/** An event as a log tells it, parsed. */
interface LoggedEvent {
  readonly type: string;
  readonly data: object;
}

/** The same from a tender's log alone, so that anybody can gather it again: who sits follows from it too. */
export function findingsOfLog(events: readonly LoggedEvent[]): Findings {
  const of = <T>(type: string): readonly T[] => events.filter((one) => one.type === type).map(({ data }) => data as T);
  return gatherFindings(
    { opinions: of('BidderJudged'), prices: of('PriceJudged'), sheets: of('SheetSubmitted') },
    seatsOfLog(events),
  );
}

function seatsOfLog(events: readonly LoggedEvent[]): readonly Seat[] {
  let seats: readonly Seat[] = [];
  for (const { type, data } of events) {
    const { seats: formed = [], seat } = data as { seats?: readonly Seat[]; seat?: Seat | number };
    if (type === 'CommitteeEntered' || type === 'CommitteeDrawn') seats = formed;
    if (type === 'MemberRecused') seats = seats.filter((one) => one.seat !== seat);
    if (type === 'MemberReplaced') seats = [...seats, seat as Seat];
  }
  return seats;
}
