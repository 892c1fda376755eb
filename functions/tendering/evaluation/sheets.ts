import { add, div, parseDecimal, type Ratio, ratio, zero } from '../../../shared/kernel/ratio.ts';
import type { RulePack } from '../rules/pack.ts';
import type { Missing, SeatScore, Spread } from './evaluation.ts';
import type { FindingsIndex } from './findings.ts';
import { spreadOf } from './spread.ts';

/** What the seats gave a bid for one factor. */
export interface Given {
  readonly seats: readonly SeatScore[];
  readonly mean: Ratio;
}

/** The sheets of a lot (评分汇总): by supplier and factor, and what is not there yet. */
export interface Gathered {
  readonly given: ReadonlyMap<string, readonly Given[]>;
  readonly missing: readonly Missing[];
}

/**
 * Gathers the score sheets of a lot's valid bids. Each seat that has scored anything of the lot must have scored all
 * of it; a seat that was recused is not there at all. Nothing is left out of a mean, neither highest nor lowest.
 */
export function gather(
  lot: string,
  factors: readonly string[],
  suppliers: readonly string[],
  findings: FindingsIndex,
): Gathered {
  const seats = findings.seats(lot);
  const missing: Missing[] = [];
  const given = new Map<string, readonly Given[]>();
  for (const supplier of suppliers) {
    const sheets = seats.map((seat) => ({ seat, scores: findings.scores(lot, supplier, seat) }));
    for (const { seat, scores } of sheets) {
      const open = factors.filter((factor) => scores[factor] === undefined);
      if (open.length > 0) missing.push({ kind: 'sheet', lot, supplier, seat, factors: open });
    }
    if (seats.length === 0) missing.push({ kind: 'sheet', lot, supplier, seat: null, factors });
    const byFactor = factors.map((factor) => {
      const scores = sheets.flatMap(({ seat, scores: { [factor]: value } }) =>
        value === undefined ? [] : [{ seat, value }],
      );
      return { seats: scores, mean: meanOf(scores.map(({ value }) => parseDecimal(value, places))) };
    });
    given.set(supplier, byFactor);
  }
  return { given, missing };
}

const places = 4;

const meanOf = (values: readonly Ratio[]): Ratio =>
  values.length === 0 ? zero : div(values.reduce(add, zero), ratio(BigInt(values.length)));

/** Where the seats lie further apart than the rules let pass without a word. */
export function spreadsOf(
  factors: readonly string[],
  { given }: Gathered,
  limit: RulePack['scoreSpread']['value'],
): Spread[] {
  const most = parseDecimal(limit, places);
  return [...given].flatMap(([supplier, byFactor]) =>
    byFactor.flatMap(({ seats }, at) => {
      const found = spreadOf(seats, most);
      const factor = factors[at];
      if (found === undefined || factor === undefined) return [];
      return [{ supplier, factor, lowest: found.lowest, highest: found.highest }];
    }),
  );
}
