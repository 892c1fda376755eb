import type { SizeClass } from '../../../shared/kernel/actor.ts';
import type { Framework } from '../agreement-events.ts';
import type { Window } from './dates.ts';
import type { Performance } from './rating.ts';

/** An agreement as settlement reads it: what was awarded, and the sizes that firms stated when they signed. */
export interface SettledAgreement extends Framework {
  /** By organisation; a buyer that is no firm states none. */
  readonly sizes: ReadonlyMap<string, SizeClass>;
}

/** What settlement is computed from: what the rest of the context knows of an agreement, read consistently. */
export interface SettlementSources {
  agreement(id: string): Promise<SettledAgreement | undefined>;
  /**
   * Call-offs of one buyer with one supplier, and their deliveries as they are at an instant: those accepted in the
   * window, delivered in it, or of a call-off with a line that fell due in it.
   */
  performance(
    of: { agreement: string; buyer: string; supplier: string },
    window: Window,
    at: string,
  ): Promise<Performance>;
}

/** The parties of an agreement, if it settles by a series. */
export function partiesUsing(agreement: Framework | undefined, index: string): string[] {
  const uses = agreement?.lots.some(({ items }) => items.some(({ priceIndex }) => priceIndex?.index === index));
  if (agreement === undefined || uses !== true) return [];
  return [...agreement.buyers.map(({ id }) => id), ...suppliersOf(agreement)];
}

export const suppliersOf = ({ lots }: Framework): string[] => [
  ...new Set(lots.flatMap(({ suppliers }) => suppliers.map(({ supplier }) => supplier))),
];
