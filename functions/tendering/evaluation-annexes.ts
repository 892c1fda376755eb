import type { Annex } from '../../shared/kernel/annex.ts';
import type { TenderEvent } from './events.ts';

const padded = (n: number): string => String(n).padStart(4, '0');
/** Who found something, so that each does once a round. */
const by = ({ round, seat }: { readonly round: number; readonly seat: number | null }): string =>
  `${padded(round)}#${seat === null ? 'buyer' : padded(seat)}`;

/** What evaluations bring that grows with bids and seats. */
export function evaluationAnnexes(event: TenderEvent): readonly Annex[] {
  switch (event.type) {
    case 'DrawPrepared':
      return [{ kind: 'draw-list', id: padded(event.data.draw), value: { eligible: event.private?.eligible ?? [] } }];
    case 'BidderJudged':
      return [
        {
          kind: 'opinion',
          id: `${event.data.supplier}#${by(event.data)}`,
          value: event.data,
          once: 'already-judged',
        },
      ];
    case 'SheetSubmitted':
      return [
        {
          kind: 'sheet',
          id: `${event.data.lot}#${event.data.supplier}#${by(event.data)}`,
          value: event.data,
          once: 'sheet-submitted',
        },
      ];
    case 'ScoreExplained': {
      const { lot, supplier, factor } = event.data;
      return [{ kind: 'explanation', id: `${lot}#${supplier}#${factor}#${by(event.data)}`, value: event.data }];
    }
    case 'BidderAsked':
      return [{ kind: 'bid-question', id: event.data.clarification, value: { ...event.data, ...event.private } }];
    case 'BidderAnswered':
      return [
        {
          kind: 'bid-answer',
          id: event.data.clarification,
          value: { ...event.data, ...event.private },
          once: 'clarification-answered',
        },
      ];
    case 'PriceJudged': {
      const { lot, supplier, kind } = event.data;
      const id = `${lot}#${supplier}#${kind}#${by(event.data)}`;
      return [{ kind: 'price-opinion', id, value: event.data, once: 'already-judged' }];
    }
    default:
      return [];
  }
}
