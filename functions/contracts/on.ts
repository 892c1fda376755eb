import { DomainError } from '../../shared/kernel/errors.ts';
import { instant } from '../../shared/kernel/time.ts';
import type { QuoteAccepted } from '../market/events.ts';
import type { CompetitionAwarded, FrameworkAwarded } from '../tendering/events.ts';
import { bookAcceptance } from './answer-call-off.ts';
import { type CorrectDeps, correctAll, correctDisputed, correctStatement } from './correct-statement.ts';
import type { DeliveryAccepted, DisputeSettled, PointsRecorded } from './events.ts';
import { follow } from './follow-call-off.ts';
import { moveQuota } from './move-quota.ts';
import type { OrderDeps } from './place-call-off.ts';
import { placePlainOrder } from './place-plain-order.ts';
import { settleCompetition } from './settle-competition.ts';
import type { StreamedEvent } from './store.ts';

/** A lost race is decided again: an award says what holds, whoever came between. */
const retries = 3;

/** After these something may have come back to a quota that has been moved. */
const putsBack: readonly string[] = [
  'CallOffRefused',
  'CallOffLapsed',
  'CallOffChanged',
  'CallOffCancelled',
  'CallOffExpired',
  'RemainderReturned',
];

/**
 * What agreements do when something happened. An award makes its agreement, once, and a later revision changes it unless
 * something was called off in the lots concerned. An accepted quote becomes a plain order. What a supplier refused is asked of the reserve, by a call-off whose id
 * follows from the refused one. What a buyer accepted counts for its call-off. What was settled by points of a series that
 * were corrected, before or after, is corrected; and what an accepted dispute changes.
 */
export function contractsReactions(deps: OrderDeps & CorrectDeps & { now(): number }) {
  const { agreements } = deps;
  const causeOf = () =>
    ({ actor: { kind: 'system', process: 'stream' }, as: 'system', at: instant(deps.now()) }) as const;

  async function awarded({ data }: StreamedEvent): Promise<void> {
    const framework = data as unknown as FrameworkAwarded['data'];
    const { agreement, revision } = framework;
    const cause = causeOf();
    try {
      await agreements.handle(agreement, { type: 'make', at: cause.at, framework }, cause, { retries });
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'lot-called-off') throw error;
      await agreements.handle(agreement, { type: 'setAside', at: cause.at, revision }, cause, { retries });
    }
  }

  async function settled({ aggregateId: id, ...event }: StreamedEvent): Promise<void> {
    if (event.type === 'PointsRecorded') {
      const { points } = event.data as unknown as PointsRecorded['data'];
      const days = points.map(({ day }) => day);
      await correctAll(deps, id, days, causeOf());
    }
    // Points may have been corrected while it was being issued.
    if (event.type === 'StatementIssued') await correctStatement(deps, id, causeOf());
    if (event.type === 'DisputeSettled') {
      const { dispute } = event.data as unknown as DisputeSettled['data'];
      await correctDisputed(deps, id, dispute, causeOf());
    }
  }

  return {
    async react(event: StreamedEvent): Promise<void> {
      if (event.aggregate === 'tender' && event.type === 'FrameworkAwarded') await awarded(event);
      if (event.aggregate === 'tender' && event.type === 'CompetitionAwarded') {
        await settleCompetition(deps, event.data as unknown as CompetitionAwarded['data'], causeOf());
      }
      if (event.aggregate === 'enquiry' && event.type === 'QuoteAccepted') {
        await placePlainOrder(deps, event.aggregateId, event.data as unknown as QuoteAccepted['data'], causeOf());
      }
      if (event.type === 'DeliveryAccepted' || event.type === 'DeliveryDeemedAccepted') {
        const { callOff, lines } = event.data as unknown as DeliveryAccepted['data'];
        await bookAcceptance(deps, callOff, event.aggregateId, lines, causeOf());
      }
      if (event.aggregate === 'price-index' || event.aggregate === 'statement') await settled(event);
      if (event.aggregate !== 'call-off' || !putsBack.includes(event.type)) return;
      await follow(deps, event.aggregateId, causeOf());
      const { state } = await deps.callOffs.load(event.aggregateId);
      if (state.status !== 'none') await moveQuota(deps, state.agreement, causeOf());
    },
  };
}
