import type { TenderAwarded, TenderCancelled, TenderFailed } from '../tendering/events.ts';
import type { JointTenderEnded } from './events.ts';
import type { RoundStore, StreamedEvent } from './store.ts';

/** A lost race is decided again: the clock or the lead may come between. */
const retries = 3;

type Ending = (TenderCancelled | TenderFailed | TenderAwarded)['type'];
const outcomes: Readonly<Record<Ending, JointTenderEnded['data']['outcome']>> = {
  TenderCancelled: 'cancelled',
  TenderFailed: 'failed',
  TenderAwarded: 'awarded',
};
const isEnding = (type: string): type is Ending => type in outcomes;

/**
 * What a round does when its joint tender is over: cancelled or failed it is free again, awarded it is over too. Told twice,
 * or of any other tender, it does nothing.
 */
export function jointReactions({ rounds }: { readonly rounds: RoundStore }) {
  return {
    async react({ aggregate, aggregateId: tender, type, at }: StreamedEvent): Promise<void> {
      if (aggregate !== 'tender' || !isEnding(type)) return;
      const round = await rounds.ofTender(tender);
      if (round === undefined) return;
      const cause = { actor: { kind: 'system', process: 'stream' }, as: 'system', at } as const;
      await rounds.handle(round, { type: 'endTender', tender, outcome: outcomes[type], at }, cause, { retries });
    },
  };
}
