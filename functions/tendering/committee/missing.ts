import type { Instant } from '../../../shared/kernel/time.ts';
import type { Draft } from '../draft.ts';
import type { BidderAsked, BidderJudged, PriceJudged, ScoreExplained, SheetSubmitted } from '../evaluation-events.ts';
import { gatherFindings, hasDecided, standing } from './findings.ts';
import type { Seat } from './seats.ts';
import { factorsOf, spreadsOf, unexplained } from './sheets.ts';
import type { Body } from './votes.ts';

/** What an evaluation still lacks before it is reported (评标未完成事项). */
export type Missing =
  | { readonly kind: 'opinion'; readonly supplier: string; readonly by: Body }
  | { readonly kind: 'sheet'; readonly supplier: string; readonly lot: string; readonly seat: number }
  | {
      readonly kind: 'explanation';
      readonly supplier: string;
      readonly lot: string;
      readonly factor: string;
      readonly seat: number;
    }
  /** Of a corrected price, whether the committee takes it. */
  | { readonly kind: 'correction'; readonly supplier: string; readonly lot: string }
  | { readonly kind: 'answer'; readonly supplier: string; readonly clarification: string };

/** Everything that was found and asked. */
export interface Work {
  readonly opinions: readonly BidderJudged['data'][];
  readonly prices: readonly PriceJudged['data'][];
  readonly sheets: readonly SheetSubmitted['data'][];
  readonly explanations: readonly ScoreExplained['data'][];
  readonly asked: readonly BidderAsked['data'][];
  /** The requests that were answered. */
  readonly answered: readonly string[];
}

export interface WorkContext {
  readonly draft: Draft;
  /** The pack's `scoreSpread`. */
  readonly spread: string;
  readonly seats: readonly Seat[];
  /** Opened bids, with the opened lots that they bid for. */
  readonly bids: readonly { readonly supplier: string; readonly lots: readonly string[] }[];
  /** The lots that are still contested: others are not scored further. */
  readonly contested: readonly string[];
  /** The bodies that judge bidders here. */
  readonly bodies: readonly Body[];
  readonly at: Instant;
}

/** What is missing: who has not judged, which sheets and explanations are not in, which answers may still come. */
export function missingOf(work: Work, context: WorkContext): readonly Missing[] {
  const { draft, seats, bids, bodies, contested, at } = context;
  const opinions = standing(work.opinions, seats, ({ supplier }) => supplier);
  const { qualification } = gatherFindings(work, seats);
  const qualified = bids.filter(({ supplier }) => qualification[supplier]?.qualified ?? false);
  const sheets = sheetsStanding(work, seats);
  return [
    ...bids.flatMap(({ supplier }) =>
      bodies
        .filter((by) => !hasDecided(opinions, supplier, seats.length, by))
        .map((by): Missing => ({ kind: 'opinion', supplier, by })),
    ),
    ...qualified.flatMap(({ supplier, lots }) =>
      draft.lots
        .filter((lot) => lots.includes(lot.id) && contested.includes(lot.id) && factorsOf(draft.method, lot).length > 0)
        .flatMap((lot) =>
          seats
            .filter(
              ({ seat }) => !sheets.some((one) => one.seat === seat && one.supplier === supplier && one.lot === lot.id),
            )
            .map(({ seat }): Missing => ({ kind: 'sheet', supplier, lot: lot.id, seat })),
        ),
    ),
    ...toExplain(work, context)
      .filter(({ lot }) => contested.includes(lot))
      .map((one): Missing => ({ kind: 'explanation', ...one })),
    ...work.asked
      .filter(({ clarification, due }) => !work.answered.includes(clarification) && due > at)
      .map(({ supplier, clarification }): Missing => ({ kind: 'answer', supplier, clarification })),
  ];
}

const sheetsStanding = ({ sheets }: Pick<Work, 'sheets'>, seats: readonly Seat[]) =>
  standing(sheets, seats, ({ supplier, lot }) => JSON.stringify([lot, supplier]));

/** The scores that are to be explained and are not, by seat. An explanation counts for the scores of its own round. */
export function toExplain(
  work: Pick<Work, 'sheets' | 'explanations'>,
  { draft, spread, seats }: Pick<WorkContext, 'draft' | 'spread' | 'seats'>,
) {
  const sheets = sheetsStanding(work, seats);
  const given = work.explanations.filter(({ seat, supplier, lot, round }) =>
    sheets.some((one) => one.seat === seat && one.supplier === supplier && one.lot === lot && one.round <= round),
  );
  return unexplained(spreadsOf(draft.method, sheets, spread), given);
}
