import type { Metrics } from '../shared/ports/metrics.ts';
import type { MatchesKept } from './market/events.ts';
import type { Reaction } from './reaction.ts';

/** Counts what an event says of the platform as a whole; delivered twice it is counted twice. */
export function countFacts({ record }: Metrics, { aggregate, type, data }: Reaction['event']): void {
  if (aggregate === 'tender' && type === 'TenderOpened') record('tendersOpened', 1);
  if (type === 'MatchesKept') record('matchesFound', (data as unknown as MatchesKept['data']).found.length);
}
